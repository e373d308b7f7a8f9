"""`nextsteps check`: a rulebook with all that is wrong in it."""

from typing import Annotated

from cyclopts import Parameter

from nextsteps.cli.terminal import show_problems, write
from nextsteps.errors import RulebookError
from nextsteps.rulebook import Rulebook


def check(folder: Annotated[str, Parameter(name="DIR", help="A folder of rules.")], /) -> int:
    """Load a rulebook, run its vignettes, and print every problem; exit code 1 if there are any."""
    from nextsteps.vignettes import check_vignettes  # 15 ms that the other commands don't need

    try:
        rulebook = Rulebook.load(folder)
    except RulebookError as error:
        show_problems(error.problems)
        write(f"{folder}: {_count(len(error.problems), 'problem')}; the rulebook does not load\n")
        return 1
    problems = check_vignettes(rulebook)
    show_problems(problems)
    held = ", ".join(
        (
            _count(len(rulebook.rules), "rule"),
            _count(len(rulebook.recommendations), "recommendation"),
            _count(len(rulebook.vignettes), "vignette"),
        )
    )
    found = _count(len(problems), "problem") if problems else "no problems"
    write(f"{rulebook.id} {rulebook.version}: {held}, {found}\n")
    return 1 if problems else 0


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
