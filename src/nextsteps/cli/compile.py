"""`nextsteps compile`: a rulebook as one file that loads many times faster than its YAML."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from nextsteps.cli.situation import OwnFacts, rulebook_in
from nextsteps.cli.terminal import write


def compile_(
    folder: Annotated[str, Parameter(name="DIR", help="A folder of rules.")],
    file: Annotated[str, Parameter(name="FILE", help="Where the compiled rulebook goes.")],
    /,
    *,
    situation: OwnFacts = None,
) -> None:
    """Write a rulebook compiled, for `Rulebook.from_compiled`; with faults nothing is written."""
    from nextsteps.authoring.files import write_whole

    rulebook = rulebook_in(folder, situation)
    write_whole(Path(file), rulebook.compiled())
    write(f"{file}: {rulebook.id} {rulebook.version}, {len(rulebook.rules)} rules\n")
