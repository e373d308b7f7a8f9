"""What would bring a recommendation in, out, or to the top, as blocks."""

from collections.abc import Iterator

from nextsteps.explain import Change, Changes, LaterScore
from nextsteps.plan import Plan
from nextsteps.render.blocks import Block, Document, Span, line, paragraph
from nextsteps.render.explanation.page import Member, member, page, sentence, shortened
from nextsteps.render.explanation.voice import Voice
from nextsteps.render.explanation.words import WORDS

DANGER = "A danger came to light. Help would then come first."


def changes_blocks(plan: Plan, told: Changes, *, full: bool = False) -> Document:
    """Return the smallest changes that reach the target, in the words of the reader."""
    voice, words = Voice.of(plan), WORDS[plan.reader]
    step = voice.step(told.recommendation)
    title = "What would change it"
    if told.already:
        return page(plan, title, [paragraph(sentence(words.already[told.to].format(step)))])
    members = [*_changes(told, voice, full=full), *(_score(one) for one in told.scores)]
    blocks: list[Block]
    if members:
        blocks = [paragraph(words.goal[told.to].format(step), ":"), shortened(members, None)]
    else:
        none = words.none_within if told.is_exhaustive else words.none_found
        blocks = [paragraph(words.nothing[told.to].format(step)), paragraph(none)]
    return page(plan, title, blocks)


def _changes(told: Changes, voice: Voice, *, full: bool) -> Iterator[Member]:
    """Whom it concerns is not told one danger after the other."""
    spare = voice.reader != "clinician" and not full
    dangerous = [one for one in told.changes if spare and _is_dangerous(one, voice)]
    for change in told.changes:
        if change not in dangerous:
            yield member(sentence(" and ".join(_facts(change, voice))))
    if dangerous:
        yield member(DANGER)


def _is_dangerous(change: Change, voice: Voice) -> bool:
    return any(name in voice.facts and voice.facts[name].danger for name in change.facts)


def _facts(change: Change, voice: Voice) -> Iterator[str]:
    crisp = voice.reader == "clinician"
    for name, value in change.facts.items():
        before = change.before[name]
        if before is None:
            now = " (not known yet)" if not crisp else " (not known)"
        elif isinstance(before, bool):
            now = ""
        else:
            now = f" (now: {voice.value(name, before)})"
        yield f"{voice.said(name, value)}{f' [{name}]' if crisp else ''}{now}"


def _score(one: LaterScore) -> Member:
    note = f" (the latest was {one.latest})"
    return member(line(f"The next {one.title} were {one.totals}", Span(note, "faint"), "."))
