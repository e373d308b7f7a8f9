"""A card as a document: what must not be overlooked first, the long lists last."""

from collections.abc import Iterable, Iterator

from nextsteps.card.model import (
    AttributeShown,
    Card,
    Cited,
    DangerShown,
    Referred,
    RuleShown,
    Run,
    StepShown,
)
from nextsteps.card.sources import FIRST_COMPUTED
from nextsteps.card.words import ARGUES, STATEMENTS
from nextsteps.render import Block, Box, Document, Heading, Listing, Paragraph, Span
from nextsteps.render.blocks import BoxKind, Line, bullets, line, paragraph
from nextsteps.rulebook import Hazard
from nextsteps.rulebook.stated import ATTRIBUTES


def card_blocks(card: Card) -> Document:
    """Return *card* as a document."""
    return Document(tuple(_blocks(card)))


def _blocks(card: Card) -> Iterator[Block]:
    named = card.rulebook
    yield Heading(f"Card of the rulebook {named.id} {named.version}", 1)
    yield paragraph(named.title, ".")
    yield _review(card)
    yield bullets(
        f"Content hash: {named.content_hash}",
        f"Made by: nextsteps {named.library}",
        f"It holds: {', '.join(f'{kind} {many}' for kind, many in card.counts.items() if many)}",
    )
    yield Heading("What its authors state")
    yield Listing(tuple(_statements(card)))
    yield Heading("Source attributes")
    yield paragraph(
        "The 13 source attributes of an evidence-based decision support intervention; "
        "5 to 13 are computed from the facts that the rules read. Below, numbers behind a fact "
        "say which of them it tells."
    )
    yield Listing(tuple(_attribute(one) for one in card.attributes), numbered=True)
    yield _unclassified(card)
    yield Heading("What is not known")
    yield bullets(*card.missing_data)
    counts = ", ".join(f"{how} in {many}" for how, many in card.if_unknown.items())
    yield paragraph(f"Of those rules: {counts}.")
    yield Heading("How steps are ranked")
    yield paragraph("No weights are added up: the first criterion that differs decides.")
    yield Listing(
        tuple(_one(Span(one.name, "strong"), f". {one.says}.") for one in card.ranking),
        numbered=True,
    )
    yield from _section("Limits", bullets(*card.limits) if card.limits else None)
    yield from _section("What was tested", Listing(tuple(_tested(one) for one in card.tests)))
    yield from _listed("Hazards", (_hazard(one) for one in card.hazards))
    yield from _listed("Dangers", (_danger(one) for one in card.dangers))
    yield from _listed("Recommendations", (_step(one) for one in card.recommendations))
    yield from _listed("Rules", (_rule(one) for one in card.rules))
    yield from _listed("Sources", (_source(*one) for one in card.sources.items()))


def _section(title: str, block: Block | None) -> Iterator[Block]:
    if block is not None:
        yield Heading(title)
        yield block


def _listed(title: str, members: Iterable[tuple[Block, ...]]) -> Iterator[Block]:
    every = tuple(members)
    return _section(f"{title} ({len(every)})", Listing(every) if every else None)


def _one(*parts: str | Span) -> tuple[Block, ...]:
    return (paragraph(*parts),)


def _review(card: Card) -> Box:
    stated = card.stated
    words = stated.review or "Nobody has stated who has reviewed it."
    kind: BoxKind = "note" if stated.status == "reviewed" else "warning"
    return Box(kind, f"Status: {stated.status or 'not stated'}", (paragraph(words),))


def _statements(card: Card) -> Iterator[tuple[Block, ...]]:
    for name, title in STATEMENTS.items():
        value = getattr(card.stated, name)
        if isinstance(value, tuple) and value:
            yield (Paragraph(line(Span(title, "strong"), ":")), bullets(*value))
        elif value not in (None, ()):
            yield _one(Span(title, "strong"), f": {value}")
    missing = [STATEMENTS[name].lower() for name in STATEMENTS if name in card.missing]
    if missing:
        yield _one(Span("Not stated", "strong"), f": {', '.join(missing)}")


def _attribute(one: AttributeShown) -> tuple[Block, ...]:
    name = Span(one.name.capitalize(), "strong")
    if one.rules is None:
        return _one(name, f": {one.says or 'not stated.'}")
    if not one.facts:
        return _one(name, ": no rule reads it.")
    by = f"read by {_many(one.rules, 'rule')}" if one.rules else "read by the plan, and by no rule"
    return _one(name, f": {by}, as {', '.join(one.facts)}.")


def _unclassified(card: Card) -> Block:
    if not card.unclassified:
        return paragraph("Every fact that a rule reads is classified.")
    names = ", ".join(card.unclassified)
    words = f"Nobody has said which of these attributes they tell: {names}."
    return Box("warning", "Facts that are not classified", (paragraph(words),))


def _tested(one: Run) -> tuple[Block, ...]:
    found = ", ".join(f"{what} {number}" for what, number in one.found.items())
    when = f" Measured on {one.measured}." if one.measured is not None else ""
    return _one(Span(one.what.capitalize(), "strong"), f": {found}. Command: {one.command}.{when}")


def _hazard(one: Hazard) -> tuple[Block, ...]:
    shown = "; ".join(f"{part.kind} {part.id}" for part in one.evidence)
    lines: list[Line] = [
        line("Cause: ", one.cause),
        line("Effect: ", one.effect),
        line("Control: ", one.control),
        line("Shown by: ", shown or "nothing that runs."),
        *([line("Remains: ", one.remains)] if one.remains else []),
    ]
    title = paragraph(Span(one.id, "strong"), f" ({one.severity}): {one.hazard}")
    return (title, bullets(*lines))


def _danger(one: DangerShown) -> tuple[Block, ...]:
    return _one(Span(one.id, "strong"), f" ({one.level}): {one.title}; {', '.join(one.core)}.")


def _step(one: StepShown) -> tuple[Block, ...]:
    words = f" ({one.kind}, {one.stage}): {one.title}. For {', '.join(one.readers)}."
    reads = f" Applies by {_facts(one)}." if one.facts else ""
    return _one(Span(one.id, "strong"), words, reads, f" Rests on {_evidence(one.evidence)}.")


def _rule(one: RuleShown) -> tuple[Block, ...]:
    tried = f"what came of {', '.join(one.tried)}" if one.tried else ""
    reads = "; ".join(part for part in (_facts(one), tried) if part)
    unknown = f" If unknown: {one.if_unknown}." if one.if_unknown else ""
    return (
        paragraph(Span(one.id, "strong"), f" ({ARGUES[one.kind]} {one.target}): {one.because}"),
        bullets(
            f"Reads {reads or 'nothing: it always holds'}.{unknown}",
            f"Rests on {_evidence(one.evidence)}.",
        ),
    )


def _facts(one: RuleShown | StepShown) -> str:
    """The facts, each with the numbers of the source attributes that it tells."""
    numbers: dict[str, list[str]] = {name: [] for name in one.facts}
    for number, attribute in enumerate(ATTRIBUTES, start=FIRST_COMPUTED):
        for name in one.attributes.get(attribute, ()):
            numbers[name].append(str(number))
    return ", ".join(
        f"{name} ({', '.join(told)})" if told else name for name, told in numbers.items()
    )


def _evidence(citations: Iterable[Cited]) -> str:
    return "; ".join(f"{one.source}, {one.locator} ({one.grade})" for one in citations)


def _source(name: str, one: Referred) -> tuple[Block, ...]:
    who = "; ".join(part for part in (one.authors, one.organisation) if part)
    where = one.doi or one.address or one.note
    words = f": {who}. {one.title} ({one.year}). {where}. Grade {one.grade}, checked {one.checked}."
    return _one(Span(name, "strong"), words)


def _many(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
