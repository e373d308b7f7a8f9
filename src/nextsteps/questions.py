"""
What to ask: unknown facts on which something in the plan still depends, safety first.

A fact is asked when a condition that could change the plan is UNKNOWN because of it.
This looks at one condition at a time, so it may ask a little too much, never too little.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from nextsteps.plan import Question
from nextsteps.rulebook import Reader, Rule, Rulebook
from nextsteps.rulebook.entries import URGENCIES, Level, RuleKind
from nextsteps.situation import Situation
from nextsteps.truth import Truth
from nextsteps.unsettled import Reading

_AGAINST: tuple[RuleKind, ...] = ("caution", "not_yet", "exclude")


@dataclass
class _Reasons:
    """Why one fact is worth asking."""

    level: Level | None = None
    because: str | None = None
    recommendations: set[str] = field(default_factory=set)


def questions(
    rulebook: Rulebook, situation: Situation, reading: Reading, reader: Reader
) -> tuple[Question, ...]:
    """
    Return the questions, ranked: safety by its gravity, then by how much they could change.

    Declined facts are not asked again; those that could not be said come back as "find out".
    """
    reasons: dict[str, _Reasons] = {}
    _ask_about_dangers(rulebook, reading, reasons)
    _ask_about_recommendations(rulebook, reading, reader, reasons)
    _ask_as_rules_say(rulebook, reading, reasons)
    asked = [name for name in reasons if name not in situation.declined]
    vocabulary = rulebook.situation.vocabulary().facts
    order = {name: place for place, name in enumerate(vocabulary)}
    topics = {
        topic: min(_key(reasons[name]) for name in asked if vocabulary[name].topic == topic)
        for topic in {vocabulary[name].topic for name in asked}
    }

    def key(name: str) -> tuple[object, ...]:
        topic = vocabulary[name].topic
        safety = reasons[name].level is None and vocabulary[name].danger is None
        return (safety, topics[topic], topic, reasons[name].because is None, order[name])

    return tuple(
        _question(name, rulebook, situation, reasons[name]) for name in sorted(asked, key=key)
    )


def _key(reasons: _Reasons) -> tuple[int, int]:
    level = len(URGENCIES) if reasons.level is None else URGENCIES.index(reasons.level)
    return (level, -len(reasons.recommendations))


def _question(name: str, rulebook: Rulebook, situation: Situation, reasons: _Reasons) -> Question:
    fact = rulebook.situation.vocabulary().facts[name]
    return Question(
        fact=name,
        question=fact.question,
        topic=fact.topic,
        section=fact.section,
        because=reasons.because,
        level=reasons.level,
        recommendations=tuple(sorted(reasons.recommendations)),
        find_out=name in situation.cannot_say,
    )


def _ask_about_dangers(rulebook: Rulebook, reading: Reading, reasons: dict[str, _Reasons]) -> None:
    gravest_first = sorted(
        rulebook.dangers.values(),
        key=lambda found: URGENCIES.index(found.danger.level) if found.danger else 0,
    )
    for danger in gravest_first:
        for fact in reading.open_facts_of_finding(danger.id):
            reason = reasons.setdefault(fact, _Reasons())
            if reason.level is None and danger.danger is not None:
                reason.level = danger.danger.level
            if danger.danger is not None:
                reason.recommendations |= set(danger.danger.core)


def _ask_about_recommendations(
    rulebook: Rulebook, reading: Reading, reader: Reader, reasons: dict[str, _Reasons]
) -> None:
    for entry in rulebook.recommendations.values():
        needs = reading.evaluation.needs.get(entry.id, Truth.TRUE)
        if entry.text(reader) is None or needs is Truth.FALSE:
            continue
        if _is_excluded(rulebook, reading, entry.id):
            continue
        open_facts = [
            reading.open_facts(reading.conditions.rules[rule.id])
            for rule in _rules_that_matter(rulebook, reading, entry.id)
        ]
        if open_facts and needs is Truth.UNKNOWN:
            open_facts.append(reading.open_facts(reading.conditions.needs[entry.id]))
        for fact in frozenset().union(*open_facts):
            reasons.setdefault(fact, _Reasons()).recommendations.add(entry.id)


def _is_excluded(rulebook: Rulebook, reading: Reading, recommendation: str) -> bool:
    rules = rulebook.rules_about(recommendation, "exclude")
    return any(reading.evaluation.rules[rule.id] is Truth.TRUE for rule in rules)


def _rules_that_matter(rulebook: Rulebook, reading: Reading, recommendation: str) -> Iterator[Rule]:
    """Arguments for always matter; the others only where there is, or may be, one for."""
    supporting = rulebook.rules_about(recommendation, "recommend")
    truths = {reading.evaluation.rules[rule.id] for rule in supporting}
    if Truth.TRUE not in truths and Truth.UNKNOWN not in truths:
        return
    yield from supporting
    for kind in _AGAINST:
        yield from rulebook.rules_about(recommendation, kind)


def _ask_as_rules_say(rulebook: Rulebook, reading: Reading, reasons: dict[str, _Reasons]) -> None:
    for rule in rulebook.rules.values():
        holds = reading.evaluation.rules[rule.id] is Truth.TRUE
        if rule.kind == "ask" and holds and rule.target not in reading.known.facts:
            reasons.setdefault(rule.target, _Reasons()).because = rule.because
