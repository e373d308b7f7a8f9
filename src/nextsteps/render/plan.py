"""A plan as blocks, in the words of the reader it was made for."""

from collections.abc import Iterable

from nextsteps.plan import Plan, Question, Recommended
from nextsteps.render.blocks import (
    CONTENTS,
    SKIP,
    Block,
    Box,
    Document,
    Fold,
    Heading,
    Line,
    Listing,
    Span,
    bullets,
    line,
    paragraph,
)
from nextsteps.render.order import order_picture
from nextsteps.render.phrases import words_in
from nextsteps.render.roots import root_blocks
from nextsteps.render.safety import alarm_box, safety_blocks
from nextsteps.render.scores import score_blocks
from nextsteps.render.step import Telling, folded_step, full_step, short_step
from nextsteps.render.words import NOT_A_DEVICE, NOT_A_DEVICE_IN_SHORT, WORDS
from nextsteps.translation import ENGLISH, Catalogue, Interpreter, translated

MAX_FULL_STEPS = 4
MAX_SHORT_STEPS = 4
MAX_WARNINGS = 4
MAX_SAFETY_QUESTIONS = 4
MAX_OTHER_QUESTIONS = 4
MAX_FINDINGS = 6
HASH_LENGTH = 12


def plan_blocks(
    plan: Plan,
    *,
    full: bool = False,
    fact_names: bool = False,
    language: Catalogue = ENGLISH,
) -> Document:
    """
    Return *plan* as blocks; in an emergency only the help, the safety steps and the warnings.

    An emergency fits on one screen and has no pictures: how to do each step is folded, and
    so told only where it can be opened, or in full.

    Args:
        plan: The plan.
        full: Tell everything, not only what fits on a screen or two.
        fact_names: Name the fact behind each question, for those who write the file.
        language: In which to tell it to a client; other readers get English, and are told so.
    """
    into = Interpreter(language if plan.reader == "client" else ENGLISH)
    plan, words = translated(plan, into), words_in(WORDS[plan.reader], into)
    tell = Telling.of(plan, words, full=full, fact_names=fact_names, into=into)
    is_emergency = plan.safety.at_least == "emergency"
    blocks = (_emergency if is_emergency else _ordinary)(plan, tell)
    return _document(tuple(blocks), into, language, is_emergency=is_emergency)


def _document(
    blocks: tuple[Block, ...], into: Interpreter, language: Catalogue, *, is_emergency: bool
) -> Document:
    """
    Return the document, with what a reader must know of its language below the title.

    In an emergency nothing stands above the help, so this stands before the footer.
    """
    skip, contents = into.say(SKIP), into.say(CONTENTS)
    notes = [paragraph(Span(one, "faint")) for one in _notes_on(language, into)]
    place = len(blocks) - 1 if is_emergency else 1
    told = (*blocks[:place], *notes, *blocks[place:])
    return Document(told, into.catalogue.code, skip, contents)


def _notes_on(language: Catalogue, into: Interpreter) -> Iterable[str]:
    if language is not ENGLISH and into.is_english:
        yield language.other_reader
    elif not language.reviewed:
        yield language.note
    if into.missed:
        yield language.partly


def _emergency(plan: Plan, tell: Telling) -> Iterable[Block]:
    yield alarm_box(plan, tell.words, tell.into)
    yield from _steps(plan.actions, tell) if tell.full else _urgent_steps(plan.actions, tell)
    yield from _warnings(plan, tell)
    yield paragraph(tell.words.rest_can_wait)
    if tell.full:
        yield from _later(plan, tell)
        yield from _conflicts(plan, tell)
        yield from _questions(plan, tell)
        yield from _findings(plan, tell)
    yield from _footer(plan, tell, NOT_A_DEVICE if tell.full else NOT_A_DEVICE_IN_SHORT)


def _urgent_steps(steps: tuple[Recommended, ...], tell: Telling) -> Iterable[Block]:
    """Every step by its title; the first also says what it is."""
    yield Heading(tell.words.steps)
    members = (folded_step(step, tell, first=not place) for place, step in enumerate(steps))
    yield Listing(tuple(members), numbered=True)


def _ordinary(plan: Plan, tell: Telling) -> Iterable[Block]:
    yield Heading(tell.words.title, 1)
    yield from safety_blocks(plan, tell)
    yield from _conflicts(plan, tell)
    if plan.safety.at_least == "same_day":
        yield from _warnings(plan, tell)
    yield from _steps(plan.actions, tell)
    yield from _reasons(plan, tell)
    if plan.safety.at_least != "same_day":
        yield from _warnings(plan, tell)
    yield from _scores(plan, tell)
    yield from _not_yet(plan, tell)
    yield from _excluded(plan, tell)
    yield from _later(plan, tell)
    yield from _questions(plan, tell)
    yield from _findings(plan, tell)
    yield from _footer(plan, tell, NOT_A_DEVICE)


def _conflicts(plan: Plan, tell: Telling) -> Iterable[Block]:
    if plan.contradictions:
        asked = bullets(*(conflict.question for conflict in plan.contradictions))
        yield Box("note", tell.words.conflicts, (asked,))


def _steps(steps: tuple[Recommended, ...], tell: Telling) -> Iterable[Block]:
    """The first steps in full, the others on a line each."""
    yield Heading(tell.words.steps)
    if not steps:
        yield paragraph(tell.words.no_steps)
        return
    cut = len(steps) if tell.full else MAX_FULL_STEPS
    yield Listing(tuple(full_step(step, tell) for step in steps[:cut]), numbered=True)
    rest = steps[cut:]
    if rest:
        shown = [short_step(step, tell) for step in rest[:MAX_SHORT_STEPS]]
        yield paragraph(f"{tell.words.also}:")
        yield _cut(shown, len(rest), tell)


def _reasons(plan: Plan, tell: Telling) -> Iterable[Block]:
    """Why the steps stand in their order, and what they rest on: to open, or in full."""
    order = order_picture(plan.actions, tell.words.order, tell.into)
    pictures = {
        tell.words.order: (order,) if order is not None else (),
        tell.words.roots: root_blocks(plan, plan.actions, full=tell.full, into=tell.into),
    }
    for title, shown in pictures.items():
        if shown and tell.full:
            yield Heading(title)
            yield from shown
        elif shown:
            yield Fold(title, shown)


def _scores(plan: Plan, tell: Telling) -> Iterable[Block]:
    """What questionnaires have shown, for every reader."""
    blocks = score_blocks(plan, full=tell.full, into=tell.into)
    if blocks:
        yield Heading(tell.words.scores)
        yield from blocks


def _warnings(plan: Plan, tell: Telling) -> Iterable[Block]:
    warnings = plan.warnings
    if not warnings:
        return
    shown = warnings if tell.full else warnings[:MAX_WARNINGS]
    lines = [line(Span(f"{one.title}. ", "strong"), one.what) for one in shown]
    yield Box("warning", tell.words.warnings, (_cut(lines, len(warnings), tell),))


def _not_yet(plan: Plan, tell: Telling) -> Iterable[Block]:
    if not plan.not_yet:
        return
    lines: list[Line] = []
    for held in plan.not_yet:
        asked = f" {tell.words.check}{tell.questions(held.facts)}" if held.facts else ""
        until = tell.into.say("not until {}").format(held.until)
        said = f": {until}. {held.because}{asked}"
        lines.append(line(Span(held.title, "strong"), said))
    yield Heading(tell.words.not_yet)
    yield bullets(*lines)


def _excluded(plan: Plan, tell: Telling) -> Iterable[Block]:
    if plan.excluded:
        yield Heading(tell.words.excluded)
        yield bullets(
            *(line(Span(one.title, "strong"), f": {one.because}") for one in plan.excluded)
        )
    if plan.set_aside and tell.full:
        yield Heading(tell.words.set_aside)
        yield bullets(
            *(line(Span(one.title, "strong"), f": {one.because}") for one in plan.set_aside)
        )


def _later(plan: Plan, tell: Telling) -> Iterable[Block]:
    if plan.later:
        yield Heading(tell.words.later)
        yield bullets(*(step.title for step in plan.later))


def _questions(plan: Plan, tell: Telling) -> Iterable[Block]:
    asked = plan.questions
    if not asked:
        return
    shown = asked if tell.full else _first_questions(asked)
    yield Heading(tell.words.questions)
    if tell.words.questions_note and any("the person" in one.question for one in shown):
        yield paragraph(Span(tell.words.questions_note, "faint"))
    yield _cut([_question(one, tell) for one in shown], len(asked), tell)


def _first_questions(asked: tuple[Question, ...]) -> tuple[Question, ...]:
    """The first about safety, then one for each other topic: both matter for what to do."""
    safety = [one for one in asked if one.level is not None]
    others = {one.topic: one for one in reversed(asked) if one.level is None}
    topics = dict.fromkeys(one.topic for one in asked if one.level is None)
    first_of_each = [others[topic] for topic in topics]
    return (*safety[:MAX_SAFETY_QUESTIONS], *first_of_each[:MAX_OTHER_QUESTIONS])


def _question(question: Question, tell: Telling) -> Line:
    found = f"{tell.into.say('Find out')}: " if question.find_out else ""
    because = f" {question.because}" if question.because else ""
    name = Span(f" [{question.fact}]", "faint") if tell.fact_names else ""
    return line(found, question.question, because, name)


def _findings(plan: Plan, tell: Telling) -> Iterable[Block]:
    """The rules' intermediate findings: for a clinician, or when everything is told."""
    if not (tell.crisp or tell.full):
        return
    dangers = {danger.id for danger in plan.safety.dangers}
    titles = [finding.title for finding in plan.findings if finding.id not in dangers]
    if titles:
        shown = titles if tell.full else titles[:MAX_FINDINGS]
        more = f"; {tell.more(len(titles) - len(shown))}" if len(titles) > len(shown) else ""
        yield paragraph(Span(f"{tell.words.findings}: ", "strong"), "; ".join(shown), more, ".")


def _footer(plan: Plan, tell: Telling, note: str) -> Iterable[Block]:
    stamp, say = plan.rulebook, tell.into.say
    named = f"{stamp.id} {stamp.version} ({stamp.content_hash[:HASH_LENGTH]})"
    made = say("Made by rulebook {}.").format(named)
    yield paragraph(Span(f"{say(note)} {made}", "faint"))


def _cut(lines: list[Line], total: int, tell: Telling) -> Listing:
    """A list of the lines that fit, and how many there are beyond them."""
    more = total - len(lines)
    return bullets(*lines, *([line(Span(tell.more(more), "faint"))] if more else []))
