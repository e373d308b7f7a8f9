"""Files written whole or not at all: a new one never over another, or one in its own place."""

import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from nextsteps.document import Source, read_source
from nextsteps.errors import DocumentError, Problem, RulebookError
from nextsteps.rulebook.load import yaml_files


def read_all(paths: Iterable[Path]) -> list[Source]:
    """
    Read every file, and every YAML file of every folder.

    Raises:
        DocumentError: Listing all that cannot be read.
    """
    sources: list[Source] = []
    problems: list[Problem] = []
    for path in dict.fromkeys(each for one in paths for each in _files_of(one)):
        try:
            sources.append(read_source(path))
        except DocumentError as error:
            problems += error.problems
    if problems:
        raise DocumentError(problems)
    return sources


def _files_of(path: Path) -> list[Path]:
    return yaml_files(path) if path.is_dir() else [path]


def create(path: Path, text: str) -> None:
    """Write a new file; raise RulebookError (D113) where there is something already."""
    with _written_beside(path, text.encode()) as whole:
        with suppress(OSError):  # there are disks without links
            os.link(whole, path)  # unlike a rename, this never takes the place of another file
            return
        require_free(path)
        whole.rename(path)


def create_folder(path: Path, texts: Mapping[str, str]) -> None:
    """Write a new folder of files; raise RulebookError (D113) where there is something already."""
    require_free(path)
    whole = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    whole.mkdir(parents=True)
    try:
        for name, text in texts.items():
            (whole / name).write_bytes(text.encode())
        whole.rename(path)
    finally:
        shutil.rmtree(whole, ignore_errors=True)


def write_whole(path: Path, text: str | bytes) -> None:
    """Write a file, or another text in place of what it holds; its mode stays as it is."""
    raw = text.encode() if isinstance(text, str) else text
    if path.exists() and not path.is_file():
        path.write_bytes(raw)  # a pipe or a terminal has no other in its place
        return
    path = path.resolve()  # a link stays a link
    with _written_beside(path, raw) as whole:
        if path.exists():
            shutil.copymode(path, whole)
        whole.replace(path)


def require_free(path: Path) -> None:
    """Raise RulebookError (D113) where there is something of this name, be it a link to nowhere."""
    if path.exists() or path.is_symlink():
        kind = "folder" if path.is_dir() else "file"
        message = f"there is a {kind} `{path}` already"
        raise RulebookError(Problem("D113", message, help="choose another name"))


@contextmanager
def _written_beside(path: Path, raw: bytes) -> Iterator[Path]:
    whole = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        with whole.open("xb") as file:
            file.write(raw)
        yield whole
    finally:
        whole.unlink(missing_ok=True)
