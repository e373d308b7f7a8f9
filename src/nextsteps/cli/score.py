"""`nextsteps score`: the answers to a questionnaire, or its total, and what they mean."""

import json
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from cyclopts import CycloptsError, Parameter

from nextsteps.cli.situation import STANDARD_INPUT, OwnFacts, rulebook_in
from nextsteps.cli.terminal import show_document, write
from nextsteps.measures import Measure, Norms, Score, find_measure
from nextsteps.measures import score as score_of
from nextsteps.render import Block, Document, Heading
from nextsteps.render.blocks import Box, Span, bullets, line, paragraph

_MISSING = ("x", STANDARD_INPUT)
_ASK = (
    "Ask openly about thoughts of suicide or self-harm, whatever the total: it is a trigger for "
    "a talk, and no risk score. `nextsteps recommend` with this answer says what to do."
)


def score(
    measure: Annotated[
        str | None, Parameter(name="MEASURE", help="Such as phq-9; without it all are listed.")
    ] = None,
    /,
    *answers: Annotated[
        str, Parameter(name="ANSWERS", help="The points of each item in order; x where missing.")
    ],
    total: Annotated[int | None, Parameter(help="The total, where answers are missing.")] = None,
    norms: Annotated[str | None, Parameter(help="Which norms to read it by.")] = None,
    prorate: Annotated[
        bool, Parameter(negative=(), help="Let the mean stand in for missing answers.")
    ] = False,
    format: Annotated[  # noqa: A002  (the name of the option)
        Literal["text", "json"], Parameter(help="How to print the score.")
    ] = "text",
    rulebook: Annotated[
        str | None, Parameter(help="A folder of rules; else the shipped ones.")
    ] = None,
    situation: OwnFacts = None,
) -> None:
    """Score a questionnaire: its total, band, cut-off and licence."""
    book = rulebook_in(rulebook, situation)
    if measure is None:
        show_document(_all(book.measures))
        return
    definition = find_measure(book.measures, measure)
    points = [_points(answer) for answer in answers]
    found = score_of(definition, answers=points or None, total=total, norms=norms, prorate=prorate)
    risk = definition.risk_item
    answer = points[risk.item - 1] if risk is not None and points else None
    read_by = definition.norms_called(norms)
    assert read_by is not None
    if format == "json":
        shown = _plain(definition, found, read_by, answer)
        write(json.dumps(shown, ensure_ascii=False, indent=2) + "\n")
    else:
        show_document(Document(tuple(_blocks(definition, found, read_by, answer))))


def _points(answer: str) -> int | None:
    if answer in _MISSING:
        return None
    if not answer.isascii() or not answer.removeprefix("-").isdigit() or len(answer) > 4:
        raise CycloptsError(msg=f"An answer is a whole number, or x where missing: `{answer}`.")
    return int(answer)


def _all(measures: Mapping[str, Measure]) -> Document:
    listed = (
        line(
            Span(one.id, "strong"),
            f": {one.name}",
            Span(f" ({_span(one)}; norms: {', '.join(norms.id for norms in one.norms)})", "faint"),
        )
        for one in measures.values()
    )
    return Document((Heading("The questionnaires that can be scored", 1), bullets(*listed)))


def _span(measure: Measure) -> str:
    items = "1 item" if measure.items.count == 1 else f"{measure.items.count} items"
    return f"{items}, total {measure.low} to {measure.high}, higher is {measure.higher_is}"


def _blocks(
    measure: Measure, found: Score, norms: Norms, risk_answer: int | None
) -> Iterator[Block]:
    yield Heading(f"{measure.title}: {found.total}", 1)
    yield paragraph(f"{measure.name} ({_span(measure)}).")
    yield bullets(*_lines(measure, found, norms))
    if risk_answer:
        title = f"Item {measure.risk_item.item} is {risk_answer}" if measure.risk_item else ""
        yield Box("danger", title, (paragraph(_ASK),))
    others = [one.id for one in measure.norms if one.id != norms.id]
    if others:
        yield paragraph(Span(f"Other norms (--norms): {', '.join(others)}.", "faint"))
    yield paragraph(Span(f"Licence: {measure.licence}", "faint"))


def _lines(measure: Measure, found: Score, norms: Norms) -> Iterator[str]:
    yield f"norms: {norms.id}, {norms.title}"
    if found.band is not None:
        yield f"band: {found.band.name} ({found.band.low} to {found.band.high})"
    if norms.caseness is not None:
        side = "or more" if measure.higher_is == "worse" else "or less"
        answer = "yes" if found.is_case else "no"
        yield f"counts as a case ({norms.caseness} {side}): {answer}"
    for part in measure.parts:
        if part.name in found.positive_parts:
            yield f"{part.name}: positive ({part.caseness} or more)"
    if norms.reliable_change is not None:
        yield f"a change is reliable from {norms.reliable_change} points"
    elif norms.change_by_band:
        yield "a change counts when it is into another band"
    if found.prorated:
        yield f"answers made up for by the mean of the others: {found.prorated}"


def _plain(measure: Measure, found: Score, norms: Norms, risk_answer: int | None) -> dict[str, Any]:
    return {
        "measure": measure.id,
        "total": found.total,
        "low": measure.low,
        "high": measure.high,
        "higher_is": measure.higher_is,
        "norms": norms.id,
        "band": None if found.band is None else found.band.name,
        "is_case": found.is_case,
        "caseness": norms.caseness,
        "positive_parts": list(found.positive_parts),
        "reliable_change": norms.reliable_change,
        "prorated": found.prorated,
        "ask_about_self_harm": bool(risk_answer),
        "licence": measure.licence,
    }
