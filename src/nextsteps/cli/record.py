"""`nextsteps record` and `replay`: keep how a plan came about, and prove it later."""

import json
from typing import Annotated, Literal

from cyclopts import Parameter

from nextsteps.cli.situation import (
    Options,
    OwnFacts,
    SituationFile,
    plan_for,
    rulebook_in,
    source_of,
)
from nextsteps.cli.terminal import escaped, write
from nextsteps.engine import DEFAULT_ENGINE
from nextsteps.record import replay as replay_of

_NO_OPTIONS = Options()


def record(
    file: SituationFile,
    /,
    *,
    at: Annotated[
        str, Parameter(help="When the plan is given, ISO 8601; no clock is read.", negative=())
    ],
    options: Options = _NO_OPTIONS,
) -> None:
    """Print the audit record of a plan as JSON, for `nextsteps replay`."""
    write(escaped(plan_for(file, options).record(at=at).to_json(indent=2)) + "\n")


def replay(
    file: Annotated[str, Parameter(name="RECORD", help="A record; - reads standard input.")],
    /,
    *,
    rulebook: Annotated[
        str | None, Parameter(help="A folder of rules; else the shipped ones.")
    ] = None,
    situation: OwnFacts = None,
    engine: Annotated[
        str, Parameter(help="compiled, reference or durable; they all agree.")
    ] = DEFAULT_ENGINE,
    format: Annotated[  # noqa: A002  (the name of the option)
        Literal["text", "json"], Parameter(help="How to print what came of it.")
    ] = "text",
) -> int:
    """Make the plan of a record again: exit code 0 if it is the same, 1 with what changed."""
    text = source_of(file).text
    book = rulebook_in(rulebook, situation)
    outcome = replay_of(text, book, engine=engine)
    if format == "json":
        write(escaped(json.dumps(outcome.to_dict(), ensure_ascii=False, indent=2)) + "\n")
    else:
        write(f"{outcome}\n")
    return 0 if outcome.is_same else 1
