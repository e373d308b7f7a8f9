"""`nextsteps facts`: the vocabulary that a situation is told in."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby
from typing import Annotated, Literal

from cyclopts import Parameter

from nextsteps.cli.situation import OwnFacts, vocabulary_named
from nextsteps.cli.terminal import show_document, write
from nextsteps.errors import Problem, SituationError, suggestion
from nextsteps.render import Block, Document, Heading, as_markdown
from nextsteps.render.blocks import Line, Span, bullets, line, paragraph
from nextsteps.situation import NONE_ELSE, Fact, Situation, Vocabulary


def facts(
    word: Annotated[
        str | None,
        Parameter(name="WORD", help="Only facts that have this in their name or question."),
    ] = None,
    /,
    *,
    format: Annotated[  # noqa: A002  (the name of the option)
        Literal["text", "markdown", "json"], Parameter(help="How to print the facts.")
    ] = "text",
    situation: OwnFacts = None,
) -> None:
    """Print every fact that a situation may hold: its name, question and range."""
    vocabulary = vocabulary_named(situation).vocabulary()
    found = _found(word, vocabulary)
    match format:
        case "json":
            shown = [asdict(fact) for fact in found]
            write(json.dumps(shown, ensure_ascii=False, indent=2) + "\n")
        case "markdown":
            write(as_markdown(_document(word, found, vocabulary)))
        case "text":
            show_document(_document(word, found, vocabulary))


def _found(word: str | None, vocabulary: Vocabulary) -> list[Fact]:
    facts = list(vocabulary.facts.values())
    if word is None:
        return facts
    found = [fact for fact in facts if word.lower() in f"{fact.name} {fact.question}".lower()]
    if not found:
        message = f"no fact has `{word}` in its name or question"
        help_text = suggestion(word, vocabulary.facts)
        raise SituationError(Problem("S201", message, help=help_text))
    return found


def _document(word: str | None, found: list[Fact], vocabulary: Vocabulary) -> Document:
    if word is not None:
        return Document((bullets(*(_fact(fact) for fact in found)),))
    return Document(tuple(_blocks(vocabulary)))


def _blocks(vocabulary: Vocabulary) -> Iterator[Block]:
    yield Heading("The facts of a situation", 1)
    yield paragraph(
        "Every fact is optional; one that is left out is unknown, which never means no. "
        "Danger facts are marked: the more of them, the graver."
    )
    for section, members in groupby(vocabulary.facts.values(), key=lambda fact: fact.section):
        yield Heading(section.capitalize())
        yield bullets(*(_fact(fact) for fact in members))
    yield Heading("Lists")
    yield paragraph(
        f"Facts that can be several at once may be given as one list; `{NONE_ELSE}` says that "
        "the others are not so."
    )
    yield bullets(*(_list(name, tuple(group)) for name, group in vocabulary.groups.items()))
    yield Heading("Beside the facts")
    beside = (
        (name, field.description or "")
        for name, field in Situation.model_fields.items()
        if name not in vocabulary.facts
    )
    yield bullets(*(line(Span(name, "strong"), f": {text}") for name, text in beside))


def _fact(fact: Fact) -> Line:
    danger = "; danger" if fact.danger is not None else ""
    known = Span(f" ({fact.describe_range()}{danger})", "faint")
    return line(Span(fact.name, "strong"), f": {fact.question}", known)


def _list(name: str, members: tuple[str, ...]) -> Line:
    return line(Span(name, "strong"), f": {', '.join(members)}")
