"""`nextsteps schema`: what a situation, a plan, a rulebook or a card looks like, for machines."""

import json
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from nextsteps.cli.situation import OwnFacts, rulebook_in, vocabulary_named
from nextsteps.cli.terminal import write


def schema(
    what: Annotated[
        Literal["situation", "plan", "rulebook", "card"],
        Parameter(name="WHAT", help="situation, plan, rulebook (one of its files), or card."),
    ],
    /,
    *,
    rulebook: Annotated[
        str | None,
        Parameter(name="--rulebook", help="A folder of rules whose ids the schema shall know."),
    ] = None,
    situation: OwnFacts = None,
    format: Annotated[  # noqa: A002  (the name of the option)
        Literal["json", "typescript"], Parameter(help="JSON Schema 2020-12, or TypeScript types.")
    ] = "json",
    output: Annotated[str | None, Parameter(help="The file to write it to.")] = None,
) -> None:
    """Print the JSON Schema of a situation, a plan, the files of a rulebook, or its card."""
    from nextsteps import schema as schemas  # pydantic's maker of schemas: 30 ms
    from nextsteps.authoring.files import write_whole

    book = None if rulebook is None else rulebook_in(rulebook, situation)
    vocabulary = vocabulary_named(situation)
    match what:
        case "situation":
            made = schemas.situation_schema(book, situation=vocabulary)
        case "plan":
            made = schemas.plan_schema(book, situation=vocabulary)
        case "rulebook":
            made = schemas.rulebook_schema(book, situation=vocabulary)
        case "card":
            from nextsteps.card import card_schema

            made = card_schema()
    if format == "typescript":
        text = schemas.typescript(made)
    else:
        text = json.dumps(made, ensure_ascii=False, indent=2) + "\n"
    if output is None:
        write(text)
    else:
        write_whole(Path(output), text)
