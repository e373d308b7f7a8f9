"""What would be otherwise if facts changed, as blocks."""

from collections.abc import Iterator

from nextsteps.explain import Difference, Moved
from nextsteps.plan import Plan
from nextsteps.render.blocks import Block, Document, Heading, Span, bullets, line, paragraph
from nextsteps.render.explanation.page import Member, member, page, sentence, shortened
from nextsteps.render.explanation.voice import Voice
from nextsteps.render.explanation.words import WORDS
from nextsteps.render.words import WORDS as PLAN_WORDS

MAX_STEPS = 4
MAX_QUESTIONS = 3

_WHEN = {
    "emergency": "now",
    "same_day": "today",
    "days": "in the next few days",
    "routine": "no hurry",
}


def difference_blocks(plan: Plan, told: Difference, *, full: bool = False) -> Document:
    """Return what becomes of *plan* in `told.plan`; help stands on top if either needs it."""
    voice, words = Voice.of(plan), WORDS[plan.reader]
    limit = None if full else MAX_STEPS
    blocks: list[Block] = [paragraph("If:"), bullets(*_facts(told, voice))]
    blocks += _safety(told, voice)
    if told.is_empty:
        blocks.append(paragraph("Nothing else would change."))
    parts = (
        (words.came, [_came(one, voice) for one in told.came]),
        (words.left, [_left(one, voice) for one in told.left]),
        (words.elsewhere, [_elsewhere(one, voice) for one in told.elsewhere] if full else []),
        (words.moved, [*_moved(told, voice)]),
    )
    for heading, members in parts:
        if members:
            blocks += [Heading(heading), shortened(members, limit)]
    blocks += _questions(told, voice, full=full)
    graver = told.plan if told.plan.safety.at_least == "emergency" else plan
    return page(graver, "What would change", blocks)


def _facts(told: Difference, voice: Voice) -> Iterator[str]:
    for name, (before, after) in told.facts.items():
        if after is None:
            yield sentence(f"it were not known whether {voice.said(name, before)}")
        elif before is None or isinstance(after, bool):
            yield sentence(voice.said(name, after))
        else:
            yield sentence(f"{voice.said(name, after)} (now: {voice.value(name, before)})")


def _safety(told: Difference, voice: Voice) -> Iterator[Block]:
    before, after = told.safety
    if before == after:
        return
    if voice.reader == "clinician":
        yield paragraph(Span("Safety: ", "strong"), f"{before} -> {after}.")
        return
    words = PLAN_WORDS[voice.reader]
    if after == "unknown":
        yield paragraph(words.unknown)
    elif after != "emergency":  # then the help stands on top
        yield paragraph(words.safety[after])


def _came(one: Moved, voice: Voice) -> Member:
    place = f"{one.rank_after}. " if voice.reader == "clinician" else ""
    return member(line(f"{place}", Span(one.title, "strong"), ". ", one.because, *_id(one, voice)))


def _left(one: Moved, voice: Voice) -> Member:
    where = f"{WORDS[voice.reader].places[one.after]}."
    if one.after == "excluded":
        where = f"{where} {one.because}"
    elif one.after == "not_yet":  # its reason begins with "not until"
        where = one.because
    return member(line(Span(one.title, "strong"), f": {where}", *_id(one, voice)))


def _elsewhere(one: Moved, voice: Voice) -> Member:
    places = WORDS[voice.reader].places
    moved = f": {places[one.before]} -> {places[one.after]}"
    return member(line(Span(one.title, "strong"), moved, *_id(one, voice)))


def _moved(told: Difference, voice: Voice) -> Iterator[Member]:
    for one in told.moved:
        moved = f": from number {one.rank_before} to number {one.rank_after}"
        yield member(line(Span(one.title, "strong"), moved, *_id(one, voice)))
    for change in told.urgency:
        moved = f": {_WHEN[change.after]}, not {_WHEN[change.before]}"
        yield member(line(Span(change.title, "strong"), moved))


def _id(one: Moved, voice: Voice) -> tuple[Span, ...]:
    return (Span(f" [{one.id}]", "faint"),) if voice.reader == "clinician" else ()


def _questions(told: Difference, voice: Voice, *, full: bool) -> Iterator[Block]:
    words, crisp = WORDS[voice.reader], voice.reader == "clinician"
    limit = None if full else MAX_QUESTIONS
    asked = [(words.asked, told.questions_came)]
    if full or crisp:
        asked.append((words.unasked, told.questions_left))
    for heading, names in asked:
        if names:
            yield Heading(heading)
            lines = (
                member(
                    line(voice.facts[name].question, Span(f" [{name}]" if crisp else "", "faint"))
                )
                for name in names
            )
            yield shortened(lines, limit)
