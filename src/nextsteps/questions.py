"""
What to ask: unknown facts on which something in the plan still depends, safety first.

A fact is asked when a condition that could change the plan is UNKNOWN because of it.
This looks at one condition at a time, so it may ask a little too much.
"""

from dataclasses import dataclass, field

from nextsteps.plan import Question
from nextsteps.rulebook import Reader, Recommendation, Rulebook
from nextsteps.rulebook.entries import URGENCIES, Level, RuleKind
from nextsteps.situation import Fact, Situation
from nextsteps.situation.equals import RAISED_FACTS, RAISED_STEP
from nextsteps.truth import Truth
from nextsteps.unsettled import Reading

_ARGUING: tuple[RuleKind, ...] = ("recommend", "caution", "not_yet", "exclude")


@dataclass
class _Reasons:
    """Why one fact is worth asking."""

    because: str | None = None
    dangers: dict[str, Level] = field(default_factory=dict)
    recommendations: set[str] = field(default_factory=set)

    @property
    def level(self) -> Level | None:
        """The gravest danger that the fact could settle."""
        return min(self.dangers.values(), key=URGENCIES.index, default=None)


def questions(
    rulebook: Rulebook, situation: Situation, reading: Reading, reader: Reader
) -> tuple[Question, ...]:
    """
    Return the questions, ranked: danger facts, what else a danger turns on, the rest, wishes.

    Within each, topics come by how grave and how much they could change, and facts in the
    order of the vocabulary; one that follows another comes last until that is a yes.
    Declined facts are not asked again; those that could not be said come back as "find out".
    """
    reasons: dict[str, _Reasons] = {}
    _ask_about_dangers(rulebook, reading, reasons)
    _ask_about_recommendations(rulebook, reading, reader, reasons)
    _ask_as_rules_say(rulebook, reading, reasons)
    vocabulary = rulebook.situation.vocabulary().facts
    asked = {
        name: why
        for name, why in reasons.items()
        if name not in situation.declined and not vocabulary[name].measured
    }
    return tuple(
        _question(name, rulebook, situation, asked[name])
        for name in _ranked(rulebook, reading, asked)
    )


def _ranked(rulebook: Rulebook, reading: Reading, asked: dict[str, _Reasons]) -> list[str]:
    vocabulary = rulebook.situation.vocabulary().facts
    order = {name: place for place, name in enumerate(vocabulary)}
    kinds = {name: _kind(vocabulary[name], reasons) for name, reasons in asked.items()}
    weights: dict[tuple[int, str], list[_Reasons]] = {}
    for name, reasons in asked.items():
        weights.setdefault((kinds[name], vocabulary[name].topic), []).append(reasons)

    def key(name: str) -> tuple[object, ...]:
        kind, topic = kinds[name], vocabulary[name].topic
        weight = _weight(weights[kind, topic])
        opener = vocabulary[name].follows
        waits = opener is not None and reading.known.facts.get(opener) is not True
        return (kind, waits, weight, topic, asked[name].because is None, order[name])

    return sorted(asked, key=key)


def _kind(fact: Fact, reasons: _Reasons) -> int:
    if fact.danger is not None:
        return 0
    if reasons.dangers:
        return 1
    return 3 if fact.section == "wishes" else 2  # people say by themselves what they ask about


def _weight(topic: list[_Reasons]) -> tuple[int, int, int]:
    """How grave, and how much, the questions of one topic could change; lower is more."""
    levels = [URGENCIES.index(one.level) for one in topic if one.level is not None]
    dangers = {danger for one in topic for danger in one.dangers}
    recommendations = {name for one in topic for name in one.recommendations}
    return (min(levels, default=len(URGENCIES)), -len(dangers), -len(recommendations))


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
    for danger in rulebook.dangers.values():
        if danger.danger is None:
            continue
        for fact in reading.open_facts_of_finding(danger.id):
            reason = reasons.setdefault(fact, _Reasons())
            reason.dangers[danger.id] = danger.danger.level
            reason.recommendations |= set(danger.danger.core)


def _ask_about_recommendations(
    rulebook: Rulebook, reading: Reading, reader: Reader, reasons: dict[str, _Reasons]
) -> None:
    for entry in rulebook.recommendations.values():
        if entry.text(reader) is not None and _may_be_given(rulebook, reading, entry.id):
            for fact in _open_facts_about(rulebook, reading, entry):
                reasons.setdefault(fact, _Reasons()).recommendations.add(entry.id)


def _may_be_given(rulebook: Rulebook, reading: Reading, recommendation: str) -> bool:
    """Whether something speaks for it or may do so, and nothing that is known rules it out."""
    truths = reading.evaluation
    if truths.needs.get(recommendation) is Truth.FALSE:
        return False
    if any(
        truths.findings[danger.id] is not Truth.FALSE
        for danger in rulebook.dangers.values()
        if danger.danger is not None and recommendation in danger.danger.core
    ):
        return True
    supporting = rulebook.rules_about(recommendation, "recommend")
    excluding = rulebook.rules_about(recommendation, "exclude")
    supported = any(truths.rules[rule.id] is not Truth.FALSE for rule in supporting)
    return supported and not any(truths.rules[rule.id] is Truth.TRUE for rule in excluding)


def _open_facts_about(
    rulebook: Rulebook, reading: Reading, entry: Recommendation
) -> frozenset[str]:
    """What is not known of anything that decides whether, how high and when it is given."""
    conditions = [
        reading.conditions.rules[rule.id]
        for kind in _ARGUING
        for rule in rulebook.rules_about(entry.id, kind)
    ]
    if entry.id in reading.conditions.needs:
        conditions.append(reading.conditions.needs[entry.id])
    if entry.drastic:
        conditions += reading.conditions.contradictions.values()
    found = frozenset().union(*(reading.open_facts(condition) for condition in conditions))
    if entry.id == RAISED_STEP:  # what was raised already is not advised as if it were new
        found |= RAISED_FACTS - reading.known.facts.keys()
    return found


def _ask_as_rules_say(rulebook: Rulebook, reading: Reading, reasons: dict[str, _Reasons]) -> None:
    for rule in rulebook.rules.values():
        holds = reading.evaluation.rules[rule.id] is Truth.TRUE
        if rule.kind == "ask" and holds and rule.target not in reading.known.facts:
            reasons.setdefault(rule.target, _Reasons()).because = rule.because
