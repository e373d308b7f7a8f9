"""Why a recommendation is given, as blocks."""

from collections.abc import Iterator, Mapping

from nextsteps.explain import ArgumentShown, Why
from nextsteps.plan import Plan
from nextsteps.render.blocks import Block, Document, Heading, Span, line, paragraph
from nextsteps.render.explanation.page import Member, ended, member, page, sentence, shortened
from nextsteps.render.explanation.voice import Voice
from nextsteps.render.explanation.words import WORDS
from nextsteps.render.step import short_name

MAX_REASONS = 3
MAX_SETS_TOLD = 3


def why_blocks(plan: Plan, why: Why, *, full: bool = False) -> Document:
    """Return why *plan* gives a recommendation, in the words of its reader."""
    voice, words = Voice.of(plan), WORDS[plan.reader]
    crisp = plan.reader == "clinician"
    limit = None if full or crisp else MAX_REASONS

    def tell(argument: ArgumentShown) -> Member:
        if crisp:
            return _rule(argument, voice, None if full else MAX_SETS_TOLD)
        return _reason(argument, voice)

    blocks: list[Block] = [shortened(map(tell, why.arguments_for), limit)]
    if why.arguments_against:
        blocks.append(Heading(words.against))
        blocks.append(shortened(map(tell, why.arguments_against), limit))
    if not crisp:
        blocks += _sources(why, voice)
    return page(plan, f"Why: {why.title}", blocks)


def _reason(argument: ArgumentShown, voice: Voice) -> Member:
    """The reason, and what was said that makes it count here."""
    because = argument.argument.because
    if sentence(voice.all_said(argument.facts)) == because:  # no need to say it twice
        return member(because)
    return member(because, *known_lines(argument.facts, argument.scores, voice))


def known_lines(
    facts: Mapping[str, object], scores: Mapping[str, str], voice: Voice
) -> Iterator[Block]:
    """What was told, and apart from it what scores show, each on a line."""
    words = WORDS[voice.reader]
    told = {key: value for key, value in facts.items() if key not in scores}
    shown = {key: value for key, value in facts.items() if key in scores}
    if told:
        yield paragraph(words.known, ended(voice.all_said(told)))
    if shown:
        behind = dict.fromkeys(voice.scores(scores[key]) for key in shown)
        yield paragraph(
            words.scores, f"{voice.all_said(shown)} ", Span(f"({'; '.join(behind)})", "faint"), "."
        )


def _rule(argument: ArgumentShown, voice: Voice, limit: int | None) -> Member:
    """All that a review needs: rule, strength, facts by name, findings, scores, sources."""
    words, rule = WORDS[voice.reader], argument.argument
    head = line(Span(rule.because, "strong"), Span(f" [{rule.rule}, {rule.strength}]", "faint"))
    ways = [
        paragraph(words.known if place == 0 else "Or: ", named(facts, voice))
        for place, facts in enumerate(argument.sets[:limit])
        if facts
    ]
    if len(argument.sets) > len(ways) > 0:
        more = len(argument.sets) - len(ways)
        ways.append(paragraph(Span(f"or {more} more sets of facts", "faint")))
    if not ways:
        ways = [paragraph("Holds in every situation.")]
    blocks: list[Block] = list(ways)
    if argument.findings:
        passed = (
            voice.finding(name) if holds else f"not: {voice.finding(name)}"
            for name, holds in argument.findings.items()
        )
        blocks.append(paragraph("Through: ", "; ".join(passed), "."))
    blocks += scores_line(argument.scores, voice)
    blocks += [paragraph(Span(f"Source: {source}", "faint")) for source in argument.sources]
    return member(head, *blocks)


def scores_line(scores: Mapping[str, str], voice: Voice) -> Iterator[Block]:
    """The scores behind facts, each course once."""
    behind = dict.fromkeys(voice.scores(one) for one in scores.values())
    if behind:
        yield paragraph(WORDS[voice.reader].scores, "; ".join(behind), ".")


def named(facts: Mapping[str, object], voice: Voice) -> str:
    """Facts as statements, each with its name."""
    return "; ".join(f"{voice.said(key, value)} [{key}]" for key, value in facts.items()) + "."


def _sources(why: Why, voice: Voice) -> Iterator[Block]:
    sources = voice.rulebook.sources
    names = dict.fromkeys(
        short_name(sources.get(reference.source), reference.source)
        for one in (*why.arguments_for, *why.arguments_against)
        for reference in one.argument.references
    )
    if names:
        yield paragraph(Span(f"Based on: {'; '.join(names)}.", "faint"))
