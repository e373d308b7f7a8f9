"""The conditions and names of a rulebook's laws, checked like those of its rules."""

from collections.abc import Callable, Mapping

from nextsteps.errors import Problem, suggestion
from nextsteps.language import Condition
from nextsteps.rulebook.promises import LEVEL, Law
from nextsteps.rulebook.read import Files, Written
from nextsteps.situation import Fact

Parse = Callable[[Written, tuple[str, ...], str], Condition | None]


def resolve_laws(
    files: Files, facts: Mapping[str, Fact], parse: Parse
) -> dict[tuple[str, str], Condition]:
    """Return the laws' conditions by law and place; what is wrong is added to *files*."""
    found: dict[tuple[str, str], Condition] = {}
    for name, written in sorted(files.written["laws"].items()):
        law: Law = written.entry
        for path, text in law.conditions().items():
            condition = parse(written, path, text)
            if condition is not None:
                found[name, path[-1]] = condition
        _check_steps(files, written)
        _check_facts(files, written, facts)
    return found


def _check_steps(files: Files, written: Written) -> None:
    known = files.names("recommendations")
    for path, step in written.entry.steps().items():
        if step not in known:
            message = f"unknown recommendation `{step}`"
            close = suggestion(step, {*known, LEVEL} if path[-1] == "of" else known)
            files.problems.append(Problem("R403", message, written.place(*path), close))


def _check_facts(files: Files, written: Written, facts: Mapping[str, Fact]) -> None:
    law: Law = written.entry
    for index, name in enumerate(law.monotone.facts if law.monotone is not None else ()):
        place = written.place("monotone", "facts", index)
        if name not in facts:
            message, help_text = f"unknown fact `{name}`", suggestion(name, facts)
            files.problems.append(Problem("R403", message, place, help_text))
        elif facts[name].danger is None:
            message = f"`{name}` has no direction in which it is dangerous"
            help_text = "`monotone` is about danger facts only"
            files.problems.append(Problem("R415", message, place, help_text))
