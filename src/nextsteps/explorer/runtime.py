"""What runs Python in a browser: fetched once by the package clients, held against its hashes."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from nextsteps.errors import ExplorerError, Problem

PYODIDE = "314.0.7"
_PIP = ("download", "--quiet", "--no-deps", "--only-binary", ":all:", "--python-version", "3.14")
_IN_THE_BROWSER = (
    "--implementation", "cp", "--abi", "cp314", "--platform", "pyemscripten_2026_0_wasm32",
)  # fmt: skip
_MOST_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Piece:
    """One file: its name, what it is called in its registry, and its SHA-256."""

    file: str
    package: str
    sha256: str

    @property
    def is_wheel(self) -> bool:
        """Whether it is a Python wheel; else it is Pyodide itself."""
        return self.file.endswith(".whl")

    def is_in(self, folder: Path) -> bool:
        """Whether *folder* has exactly this file."""
        path = folder / self.file
        return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == self.sha256


PIECES = (
    Piece(
        f"pyodide-{PYODIDE}.tgz",
        f"pyodide@{PYODIDE}",
        "66b7949e5a0cba2250b586d7e368bf12fb482800748d182c4618254b685ffaa0",
    ),
    Piece(
        "pydantic_core-2.50.5-cp314-cp314-pyemscripten_2026_0_wasm32.whl",
        "pydantic-core==2.50.5",
        "b2910ec0fa5aeb9bef70156f2b79f4783978fdcfaa7b2f1b5d1814458d2e79a1",
    ),
    Piece(
        "pydantic-2.14.4-py3-none-any.whl",
        "pydantic==2.14.4",
        "653a2ad9f6d8858529c77c72717d0ea991d6c6837fe683246b2f4b2bbfc3fadc",
    ),
    Piece(
        "annotated_types-0.8.0-py3-none-any.whl",
        "annotated-types==0.8.0",
        "f072f4d804ea359e4eaf198b1af7a8b0943881a87f31bb764f8bf219bb9419e0",
    ),
    Piece(
        "typing_inspection-0.4.5-py3-none-any.whl",
        "typing-inspection==0.4.5",
        "bc210535442b39e1bf2805e0c7a17dfd6a4ace760c84c7f7d16245d23a6b1c39",
    ),
    Piece(
        "typing_extensions-4.16.0-py3-none-any.whl",
        "typing-extensions==4.16.0",
        "481caa481374e813c1b176ada14e97f1f67a4539ce9cfeb3f350d78d6370c2e8",
    ),
)
"""All that a page needs beside this library, about 9 MB."""


def kept_in() -> Path:
    """Return the folder where fetched files stay: NEXTSTEPS_CACHE, else the system's own place."""
    own = os.environ.get("NEXTSTEPS_CACHE")
    if own:
        return Path(own)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "nextsteps"


def fetched(folder: Path | None = None) -> Path:
    """
    Return a folder that has every piece; what is missing is fetched by npm and pip.

    Args:
        folder: Where they are kept; None is `kept_in()`.

    Raises:
        ExplorerError: A piece cannot be fetched (X101), or is not what was expected (X102).
    """
    folder = kept_in() if folder is None else folder
    folder.mkdir(parents=True, exist_ok=True)
    missing = [piece for piece in PIECES if not piece.is_in(folder)]
    for piece in missing:
        (folder / piece.file).unlink(missing_ok=True)  # cut off, or of another version
    if any(not piece.is_wheel for piece in missing):
        _run(_npm(), ["pack", "--silent", "--pack-destination", str(folder), PIECES[0].package])
    wheels = [piece.package for piece in missing if piece.is_wheel]
    if wheels:
        _run(_pip(), [*_PIP, *_IN_THE_BROWSER, "--dest", str(folder), *wheels])
    wrong = [piece for piece in PIECES if not piece.is_in(folder)]
    if wrong:
        raise ExplorerError(_unexpected(wrong, folder))
    return folder


def _unexpected(wrong: Iterable[Piece], folder: Path) -> Iterable[Problem]:
    for piece in wrong:
        message = f"`{piece.file}` is not the file that this version was made for"
        help_text = f"remove it from {folder} and try again; its SHA-256 is {piece.sha256}"
        yield Problem("X102", message, help=help_text)


def _npm() -> list[str]:
    found = shutil.which("npm")
    if found is None:
        raise ExplorerError(_unfetched("`npm` is not installed"))
    return [found]


def _pip() -> list[str]:
    """Pip, where it is; a virtual environment often has none, but uv beside it."""
    if importlib.util.find_spec("pip") is not None:
        return [sys.executable, "-m", "pip"]
    for name in ("pip", "pip3"):
        if found := shutil.which(name):
            return [found]
    if found := shutil.which("uv"):
        return [found, "tool", "run", "pip"]
    raise ExplorerError(_unfetched("`pip` is not installed"))


def _run(client: Sequence[str], arguments: Sequence[str]) -> None:
    command = [*client, *arguments]
    name = Path(client[-1]).stem
    try:
        ran = subprocess.run(  # noqa: S603  (fixed arguments, no shell)
            command, capture_output=True, text=True, timeout=_MOST_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ExplorerError(_unfetched(f"`{name}` did not finish: {error}")) from None
    if ran.returncode != 0:
        said = [line for line in (ran.stderr or ran.stdout).splitlines() if line.strip()]
        reason = f": {said[-1].strip()[:200]}" if said else ""
        raise ExplorerError(_unfetched(f"`{name}` failed{reason}"))


def _unfetched(reason: str) -> Problem:
    wanted = ", ".join(piece.file for piece in PIECES)
    return Problem(
        "X101",
        f"what runs Python in the browser could not be fetched: {reason}",
        help=f"connect once, with npm and pip there, or put these files into {kept_in()}: {wanted}",
    )
