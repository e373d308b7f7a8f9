"""Golden files: `UPDATE_GOLDEN=1 pytest ...` records them anew."""

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


def assert_golden(name: str, text: str) -> None:
    """Compare *text* with the golden file *name*, such as `language/unknown-name.txt`."""
    path = FOLDER / name
    written = text if text.endswith("\n") else f"{text}\n"
    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(written, encoding="utf-8", newline="\n")
    assert path.is_file(), f"no golden file {name}: record it with UPDATE_GOLDEN=1"
    assert path.read_text(encoding="utf-8") == written
