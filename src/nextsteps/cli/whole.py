"""Files that are written whole or not at all."""

import os
from pathlib import Path


def write_whole(file: str, raw: bytes) -> None:
    """Write *raw* to *file*; what was there stays until all of it is written."""
    beside = Path(f"{file}.{os.getpid()}.new")
    try:
        beside.write_bytes(raw)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
