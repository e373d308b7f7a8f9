"""`nextsteps fmt`: a rulebook's files laid out in one way."""

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from cyclopts import CycloptsError, Parameter

from nextsteps.cli.terminal import write
from nextsteps.document import Source, read_node
from nextsteps.errors import DocumentError, Problem
from nextsteps.rulebook.read import foreign_keys


def fmt(
    *paths: Annotated[str, Parameter(name="PATH", help="Files, or folders of YAML files.")],
    check: Annotated[
        bool, Parameter(negative=(), help="Change nothing; exit code 1 if something would be.")
    ] = False,
    diff: Annotated[
        bool, Parameter(negative=(), help="Like --check, and print what would change.")
    ] = False,
) -> int:
    """
    Lay the files of a rulebook out in one way.

    Only white space moves: words, quotes, comments and order stay.
    If one file is no valid YAML, or one in a folder is not of a rulebook,
    no file is changed.
    """
    if not paths:
        raise CycloptsError(msg="name a file or a folder.")
    from nextsteps.authoring.files import read_all, write_whole

    named = [Path(path) for path in paths]
    sources = read_all(named)
    _refuse_foreign(sources, [path for path in named if path.is_dir()])
    moved = [(source, text) for source, text in _laid_out(sources) if text != source.text]
    for source, text in moved:
        if diff:
            write(_difference(source, text))
        elif check:
            write(f"would change: {source.name}\n")
        else:
            write_whole(Path(source.name), text)
            write(f"changed: {source.name}\n")
    write(f"{len(sources) - len(moved)} of {len(sources)} files were laid out already\n")
    return 1 if moved and (check or diff) else 0


def _refuse_foreign(sources: list[Source], folders: list[Path]) -> None:
    """In the folder of a rulebook no file holds anything else: as the loader says."""
    problems: list[Problem] = []
    for source in sources:
        if any(Path(source.name).is_relative_to(folder) for folder in folders):
            try:
                problems += foreign_keys(read_node(source))
            except DocumentError as error:
                problems += error.problems
    if problems:
        raise DocumentError(problems)


def _laid_out(sources: list[Source]) -> Iterator[tuple[Source, str]]:
    """Lay all out before any is written; what is wrong with them is told at once."""
    from nextsteps.authoring.layout import laid_out

    problems: list[Problem] = []
    for source in sources:
        try:
            yield source, laid_out(source)
        except DocumentError as error:
            problems += error.problems
    if problems:
        raise DocumentError(problems)


def _difference(source: Source, text: str) -> str:
    before, after = source.text.splitlines(), text.splitlines()
    lines = difflib.unified_diff(before, after, source.name, source.name, lineterm="")
    return "".join(f"{line}\n" for line in lines)
