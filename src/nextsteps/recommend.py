"""From a situation to a plan: evaluate, weigh each recommendation, rank, and sort out."""

from collections.abc import Iterable, Mapping
from typing import Any

from nextsteps.engine import DEFAULT_ENGINE, engine_for
from nextsteps.known import known_of
from nextsteps.plan import (
    Conflict,
    Excluded,
    Held,
    NamedFinding,
    Plan,
    Recommended,
    Safety,
    SafetyLevel,
    SetAside,
    Stamp,
)
from nextsteps.questions import questions
from nextsteps.ranking import is_safety_step, rank_key
from nextsteps.rulebook import Finding, Reader, Rulebook
from nextsteps.rulebook.entries import URGENCIES, Contact, Stage
from nextsteps.situation import Situation
from nextsteps.truth import Truth
from nextsteps.unsettled import Reading
from nextsteps.weighing import Scales

READER_OF: Mapping[object, Reader] = {
    "parent": "relative",
    "partner": "relative",
    "relative": "relative",
    "clinician": "clinician",
}
"""Whose words each asker reads; an asker who is not known is addressed as the client."""

WITHHELD_IN_DANGER: frozenset[Stage] = frozenset(("course", "self_care"))


def recommend(
    situation: Situation | Mapping[str, Any],
    *,
    rulebook: Rulebook | None = None,
    engine: str = DEFAULT_ENGINE,
) -> Plan:
    """
    Return the plan for *situation*: the same situation always gives the same plan.

    Args:
        situation: What is known of one person; a mapping of facts is checked first.
        rulebook: The knowledge; the shipped rulebook when None.
        engine: "compiled" (default), "reference" or "durable": they all agree.

    Raises:
        pydantic.ValidationError: *situation* is a mapping with faults.
        MeasureError: The situation's questionnaires hold what they can't.
        EngineError: The engine is unknown or not installed.

    >>> plan = recommend({"suicidal_thoughts": True, "suicide_plan": True})
    >>> plan.safety.at_least, plan.recommendations[0].id
    ('emergency', 'crisis-help-now')
    """
    book = Rulebook.default() if rulebook is None else rulebook
    if not isinstance(situation, Situation):
        situation = book.situation.model_validate(situation)
    known = known_of(situation, book)
    evaluation = engine_for(book, engine).evaluate(known)
    return _plan(situation, book, Reading(book.conditions, known, evaluation))


def _plan(situation: Situation, rulebook: Rulebook, reading: Reading) -> Plan:
    scales = Scales(
        rulebook=rulebook,
        reading=reading,
        reader=READER_OF.get(reading.known.facts.get("asker"), "client"),
        dangers=_dangers(rulebook, reading, Truth.TRUE),
        conflicts=_conflicts(rulebook, reading),
    )
    weighed = [scales.weigh(entry) for entry in rulebook.recommendations.values()]
    ranked = sorted((one for one in weighed if isinstance(one, Recommended)), key=rank_key)
    kept, opposed = _without_opposites(ranked, rulebook)
    safety = _safety(rulebook, reading, scales.dangers)
    now, later = _split_by_danger(kept, safety.at_least, scales.dangers)
    return Plan(
        situation=situation,
        reader=scales.reader,
        safety=safety,
        recommendations=now,
        later=later,
        not_yet=tuple(one for one in weighed if isinstance(one, Held)),
        excluded=tuple(one for one in weighed if isinstance(one, Excluded)),
        set_aside=(*(one for one in weighed if isinstance(one, SetAside)), *opposed),
        contradictions=scales.conflicts,
        findings=tuple(
            _named(finding, rulebook, reading)
            for finding, truth in sorted(reading.evaluation.findings.items())
            if truth is Truth.TRUE
        ),
        rulebook=Stamp(rulebook.id, rulebook.version, rulebook.content_hash),
        _ask=lambda: questions(rulebook, situation, reading, scales.reader),
        _rulebook=rulebook,
    )


def _dangers(rulebook: Rulebook, reading: Reading, truth: Truth) -> tuple[Finding, ...]:
    findings = reading.evaluation.findings
    return tuple(danger for danger in rulebook.dangers.values() if findings[danger.id] is truth)


def _conflicts(rulebook: Rulebook, reading: Reading) -> tuple[Conflict, ...]:
    truths = reading.evaluation.contradictions
    return tuple(
        Conflict(entry.id, entry.facts, entry.question)
        for entry in rulebook.contradictions.values()
        if truths[entry.id] is Truth.TRUE
    )


def _without_opposites(
    ranked: list[Recommended], rulebook: Rulebook
) -> tuple[list[Recommended], list[SetAside]]:
    """Of two opposites the lower is dropped; a core step stays whatever stands above it."""
    given = {step.id for step in ranked if step.core is not None}
    kept: list[Recommended] = []
    aside: list[SetAside] = []
    for step in ranked:
        rival = min(rulebook.opposites[step.id] & given, default=None)
        if step.core is None and rival is not None:
            because = f"it is the opposite of `{rival}`, which ranks higher"
            aside.append(SetAside(step.id, step.title, "opposite", because, other=rival))
            continue
        given.add(step.id)
        kept.append(step)
    return kept, aside


def _split_by_danger(
    ranked: list[Recommended], level: SafetyLevel, dangers: tuple[Finding, ...]
) -> tuple[tuple[Recommended, ...], tuple[Recommended, ...]]:
    """In danger, what does not serve it waits."""
    misconduct = any(one.danger and one.danger.kind == "misconduct" for one in dangers)

    def waits(step: Recommended) -> bool:
        if level == "emergency":
            return not is_safety_step(step) and step.kind == "action"
        return (level == "same_day" or misconduct) and step.stage in WITHHELD_IN_DANGER

    now = tuple(step for step in ranked if not waits(step))
    return now, tuple(step for step in ranked if waits(step))


def _safety(rulebook: Rulebook, reading: Reading, dangers: tuple[Finding, ...]) -> Safety:
    possible = _dangers(rulebook, reading, Truth.UNKNOWN)
    return Safety(
        at_least=_gravest(dangers),
        could_be=_gravest((*dangers, *possible)),
        dangers=tuple(_named(danger.id, rulebook, reading) for danger in dangers),
        possible=tuple(danger.id for danger in possible),
        contact=_contact(rulebook, reading),
    )


def _gravest(dangers: Iterable[Finding]) -> SafetyLevel:
    levels = [danger.danger.level for danger in dangers if danger.danger is not None]
    return min(levels, key=URGENCIES.index, default="clear")


def _contact(rulebook: Rulebook, reading: Reading) -> Contact | None:
    country = str(reading.known.facts.get("country", "*"))
    return rulebook.contacts.get(country, rulebook.contacts.get("*"))


def _named(finding: str, rulebook: Rulebook, reading: Reading) -> NamedFinding:
    truths = reading.evaluation.rules
    rules = rulebook.rules_about(finding, "finding")
    holding = tuple(rule.id for rule in rules if truths[rule.id] is Truth.TRUE)
    return NamedFinding(finding, rulebook.findings[finding].title, holding)
