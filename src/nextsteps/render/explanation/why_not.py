"""Why a recommendation is not given, or not given first, as blocks."""

from collections.abc import Iterable, Iterator, Mapping

from nextsteps.explain import Barrier, Blocked, NearRule, Part, WhyNot
from nextsteps.explain.part import MAX_TOLD, distance, nearest_leaves
from nextsteps.language import Or, fact_names
from nextsteps.plan import Plan, SetAside
from nextsteps.render.blocks import Block, Document, Heading, Line, Listing, Span, line, paragraph
from nextsteps.render.explanation.compare import because, placed
from nextsteps.render.explanation.page import Member, member, page, sentence, shortened
from nextsteps.render.explanation.voice import Voice
from nextsteps.render.explanation.why import known_lines, named, scores_line
from nextsteps.render.explanation.words import WORDS

_ASKED: Mapping[Blocked, str] = {"first": "Why first", "outranked": "Why not first"}
MAX_ABOVE = 3
MAX_NEAR = 3
MAX_NEAR_RULES = 4


def why_not_blocks(plan: Plan, told: WhyNot, *, full: bool = False) -> Document:
    """Return what stands in the way of a recommendation, in the words of the reader."""
    voice = Voice.of(plan)
    blocks: list[Block] = [paragraph(_verdict(plan, told))]
    blocks += _reasons(plan, told, voice, full=full)
    blocks += _needs(told, voice)
    blocks += _near(told, voice, full=full)
    asked = _ASKED.get(told.blocked, "Why not")
    return page(plan, f"{asked}: {told.title}", blocks)


def _verdict(plan: Plan, told: WhyNot) -> str:
    said = WORDS[plan.reader].blocked[told.blocked]
    if told.blocked == "outranked":
        return said.format(len(told.outranked_by) + 1)
    if told.blocked == "not_yet":
        return said.format(next(one.until for one in plan.not_yet if one.id == told.recommendation))
    return said


def _reasons(plan: Plan, told: WhyNot, voice: Voice, *, full: bool) -> Iterator[Block]:
    match told.blocked:
        case "outranked":
            if full or voice.reader == "clinician":
                yield Listing(tuple(member(placed(one, voice)) for one in told.outranked_by))
            else:
                yield Listing(tuple(member(one) for one in _above(told, voice)))
        case "later":
            dangers = {danger.id: danger.title for danger in plan.safety.dangers}
            yield shortened((member(sentence(dangers[name])) for name in told.rules), None)
        case "excluded" | "not_yet":
            yield from _barriers(plan, told, voice)
        case "set_aside":
            aside = next(one for one in plan.set_aside if one.id == told.recommendation)
            yield paragraph(aside_in_words(aside, voice))
        case _:
            return


def _above(told: WhyNot, voice: Voice) -> Iterator[str]:
    """What comes before it, by the reason why."""
    steps: dict[str, list[str]] = {}
    for one in told.outranked_by:
        steps.setdefault(because(one), []).append(voice.step(one.higher))
    for reason, titles in steps.items():
        more = len(titles) - MAX_ABOVE
        named_steps = ", ".join(titles[:MAX_ABOVE]) + (f" and {more} more" if more > 0 else "")
        yield f"{named_steps}: {reason}."


def _barriers(plan: Plan, told: WhyNot, voice: Voice) -> Iterator[Block]:
    explained = {barrier.rule for barrier in told.barriers}
    conflicts = [one.question for one in plan.contradictions if one.id in told.rules]
    members = [_barrier(barrier, voice) for barrier in told.barriers]
    members += [member(question) for question in conflicts if not explained & {question}]
    if members:
        yield Listing(tuple(members))
    else:
        yield paragraph(sentence(told.because))


def _barrier(barrier: Barrier, voice: Voice) -> Member:
    words, crisp = WORDS[voice.reader], voice.reader == "clinician"
    head = line(barrier.because, Span(f" [{barrier.rule}]" if crisp else "", "faint"))
    blocks: list[Block] = []
    if crisp and barrier.facts:
        blocks.append(paragraph(words.known, named(barrier.facts, voice)))
        blocks += scores_line(barrier.scores, voice)
    elif barrier.facts:
        blocks += known_lines(barrier.facts, barrier.scores, voice)
    if barrier.unknown:
        asked = [_question(name, voice) for name in barrier.unknown[:MAX_TOLD]]
        blocks.append(paragraph(words.unknown, " ".join(asked)))
    return member(head, *blocks)


def _question(name: str, voice: Voice) -> str:
    crisp = voice.reader == "clinician"
    return f"{voice.facts[name].question}{f' [{name}]' if crisp else ''}"


def aside_in_words(aside: SetAside, voice: Voice) -> str:
    """Return why a step is left out although something speaks for it."""
    match aside.cause:
        case "opposite":
            assert aside.other is not None
            return f"It is the opposite of {voice.step(aside.other)}, for which more speaks."
        case "already_tried":
            return sentence(voice.said(f"tried: {aside.id}", aside.outcome))
        case "not_for_this_reader":
            return "This step is written for someone else who is involved."
        case "not_applicable":
            return "What it needs is not given here."


def _needs(told: WhyNot, voice: Voice) -> Iterator[Block]:
    if told.needs:
        yield paragraph(f"{WORDS[voice.reader].needs}:")
        yield Listing(tuple(_parts(told.needs, voice)))


def _near(told: WhyNot, voice: Voice, *, full: bool) -> Iterator[Block]:
    """The rules nearest to holding; a clinician reads them part by part."""
    if not told.near:
        return
    words, crisp = WORDS[voice.reader], voice.reader == "clinician"
    yield Heading(words.would_fit) if crisp else paragraph(f"{words.would_fit}:")
    if crisp:
        limit = None if full else MAX_NEAR_RULES
        yield shortened((_near_rule(one, voice) for one in told.near), limit)
        return
    ways = _smallest([nearest_leaves(rule.parts) for rule in told.near])
    ways.sort(key=lambda leaves: _out_of_reach(leaves, voice))
    members = dict.fromkeys(" and ".join(_wanted(leaf, voice) for leaf in way) for way in ways)
    yield shortened((member(sentence(text)) for text in members), None if full else MAX_NEAR)


def _smallest(ways: list[tuple[Part, ...]]) -> list[tuple[Part, ...]]:
    """Leave out each way that asks for all that another asks for, and more."""
    texts = [frozenset(leaf.text for leaf in way) for way in ways]
    return [way for way, own in zip(ways, texts, strict=True) if not any(o < own for o in texts)]


def _out_of_reach(leaves: tuple[Part, ...], voice: Voice) -> tuple[int, bool]:
    """What can't change comes last, and before it what only questionnaires could show."""
    facts = [voice.facts[name] for leaf in leaves for name in fact_names(leaf.condition)]
    settled = [
        leaf
        for leaf in leaves
        if leaf.state == "fails"
        and any(voice.facts[name].change == "fixed" for name in fact_names(leaf.condition))
    ]
    return len(settled), any(fact.measured for fact in facts)


def _near_rule(rule: NearRule, voice: Voice) -> Member:
    head = line(Span(rule.because, "strong"), Span(f" [{rule.rule}]", "faint"))
    return member(head, Listing(tuple(_parts(rule.parts, voice))))


def _parts(parts: Iterable[Part], voice: Voice) -> Iterator[Member]:
    """Parts that are missing, each with the ways in which it could hold."""
    crisp = voice.reader == "clinician"
    for part in parts if crisp else nearest_leaves(parts):
        yield member(_part_line(part, voice), *_ways(part, voice))


def _part_line(part: Part, voice: Voice) -> Line:
    name = Span(f" [{part.text}]" if voice.reader == "clinician" else "", "faint")
    if isinstance(part.condition, Or):
        return line("One of these:")
    if part.ways:
        several = ", one of these:" if len(part.ways) > 1 else ":"
        return line(f"{sentence(voice.holds(part.condition))[:-1]}", name, several)
    return line(sentence(_wanted(part, voice)), name)


def _ways(part: Part, voice: Voice) -> Iterator[Block]:
    """The nearest ways; all that is missing for one of them stands together."""
    if len(part.ways) == 1:
        yield Listing(tuple(_parts(part.ways[0], voice)))
        return
    members: list[Member] = []
    for way in sorted(part.ways, key=distance)[:MAX_TOLD]:
        told = tuple(_parts(way, voice))
        members += told if len(told) == 1 else [member("All of these:", Listing(told))]
    more = len(part.ways) - MAX_TOLD
    if more > 0:
        members.append(member(line(Span(f"or {more} more ways", "faint"))))
    if members:
        yield Listing(tuple(members))


def _wanted(part: Part, voice: Voice) -> str:
    """What would have to hold, and what is known instead."""
    return f"{voice.holds(part.condition)}{_instead(part, voice)}"


def _instead(part: Part, voice: Voice) -> str:
    if part.state == "unknown":
        return " (not known yet)" if voice.reader != "clinician" else " (not known)"
    known: Mapping[str, object] = part.known
    for key, value in known.items():
        if key in voice.facts and voice.facts[key].measured:
            return " (no score shows it)"
        if isinstance(value, bool):
            return ""
        return f" (now: {voice.value(key, value)})"
    return ""
