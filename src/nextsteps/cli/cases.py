"""`nextsteps cases`: situations that show what each part of a rule decides, for review."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from cyclopts import CycloptsError, Parameter

from nextsteps.cli.situation import OwnFacts, rulebook_in
from nextsteps.cli.terminal import escaped, write
from nextsteps.errors import Problem, RulebookError, suggestion
from nextsteps.rulebook import Rulebook


def cases(
    rule: Annotated[str | None, Parameter(name="RULE", help="The id of a rule.")] = None,
    /,
    *,
    rules: Annotated[
        str | None,
        Parameter(name=("--rulebook", "--rules"), help="A folder of rules; else the shipped ones."),
    ] = None,
    situation: OwnFacts = None,
    all: Annotated[  # noqa: A002  (the name of the option)
        bool, Parameter(negative=(), help="Every rule, each in a file of its own.")
    ] = False,
    output: Annotated[str | None, Parameter(help="The folder for the files of --all.")] = None,
    format: Annotated[  # noqa: A002  (the name of the option)
        Literal["markdown", "json"], Parameter(help="A sheet to fill in, or plain data.")
    ] = "markdown",
) -> None:
    """Print a rule with cases that show what each part of it decides, as a sheet for review."""
    if all is (rule is not None):
        raise CycloptsError(msg="name one RULE, or give --all.")
    if all is (output is None):
        raise CycloptsError(msg="--all and --output DIR go together.")
    from nextsteps.verify.installed import installed

    installed("pysat")
    rulebook = rulebook_in(rules, situation)
    if rule is not None:
        _require(rule, rulebook)
        [(_, text)] = _texts(rulebook, [rule], format)
        write(text)
        return
    assert output is not None
    _write_all(rulebook, Path(output), format)


def _require(rule: str, rulebook: Rulebook) -> None:
    if rule not in rulebook.rules:
        help_text = suggestion(rule, rulebook.rules)
        raise RulebookError(Problem("R403", f"there is no rule `{rule}`", help=help_text))


def _texts(
    rulebook: Rulebook,
    rules: list[str],
    format: str,  # noqa: A002  (as above)
) -> Iterator[tuple[str, str]]:
    from nextsteps.cli.sheet import cases_as_values, review_sheet
    from nextsteps.verify.cases import cases_of

    for found in cases_of(rulebook, rules):
        if format == "json":
            values: dict[str, Any] = cases_as_values(rulebook, found)
            yield found.rule, escaped(json.dumps(values, ensure_ascii=False, indent=2)) + "\n"
        else:
            yield found.rule, review_sheet(rulebook, found)


def _write_all(rulebook: Rulebook, folder: Path, format: str) -> None:  # noqa: A002  (as above)
    from nextsteps.authoring.files import write_whole

    folder.mkdir(parents=True, exist_ok=True)
    suffix = "json" if format == "json" else "md"
    number = 0
    for name, text in _texts(rulebook, list(rulebook.rules), format):
        write_whole(folder / f"{name}.{suffix}", text)
        number += 1
    write(f"{number} rules written to {folder}\n")
