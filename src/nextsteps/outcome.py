"""
What comes out for one reading of a rulebook: safety, what is given, and what is not.

It is the plan without its situation, its findings and its stamp: all that an answer could
change. So it is also what questions are judged by.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import get_args

from nextsteps.plan import (
    Conflict,
    Excluded,
    Held,
    NamedFinding,
    Recommended,
    Safety,
    SafetyLevel,
    SetAside,
)
from nextsteps.ranking import rank_key
from nextsteps.rulebook import Finding, Reader, Recommendation, Rulebook
from nextsteps.rulebook.entries import SAFETY_STAGES, Contact, Level, Stage
from nextsteps.truth import Truth
from nextsteps.unsettled import Reading
from nextsteps.values import ASKER, COUNTRY
from nextsteps.weighing import Scales

READER_OF: Mapping[object, Reader] = {
    "parent": "relative",
    "partner": "relative",
    "relative": "relative",
    "clinician": "clinician",
}
"""Whose words each asker reads; an asker who is not known is addressed as the client."""

WITHHELD_IN_DANGER: frozenset[Stage] = frozenset(("course", "self_care"))

_LEVELS: tuple[Level, ...] = get_args(Level)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The parts of a plan that follow from the truth of conditions; see `Plan` for each."""

    reader: Reader
    safety: Safety
    recommendations: tuple[Recommended, ...]
    later: tuple[Recommended, ...]
    not_yet: tuple[Held, ...]
    excluded: tuple[Excluded, ...]
    set_aside: tuple[SetAside, ...]
    contradictions: tuple[Conflict, ...]

    @property
    def what_counts(self) -> tuple[object, ...]:
        """What an answer must change to be worth asking for; warnings are recommendations."""
        safety = self.safety
        return (
            (safety.at_least, safety.could_be, tuple(one.id for one in safety.dangers)),
            safety.contact,
            tuple(what_counts_of(one) for one in self.recommendations),
            tuple(one.id for one in self.not_yet),
            tuple(one.id for one in self.excluded),
        )


def what_counts_of(step: Recommended) -> tuple[object, ...]:
    """
    Return what is told of a step that is given: how urgent, on what grounds, what to check.

    Another rule of the same ground, or of a danger that holds already, says nothing new.
    """
    speaks_for = {(one.ground, one.strength, one.urgency) for one in step.arguments_for}
    against = {one.ground for one in step.arguments_against}
    checks = [one.rule for one in step.checks]
    return (step.id, step.urgency, speaks_for, against, step.again, checks)


def scales_of(rulebook: Rulebook, reading: Reading, *, tells_facts: bool = True) -> Scales:
    """Return what the recommendations are weighed by."""
    return Scales(
        rulebook=rulebook,
        reading=reading,
        reader=READER_OF.get(reading.known.facts.get(ASKER), "client"),
        dangers=dangers_holding(rulebook, reading),
        conflicts=_conflicts(rulebook, reading),
        tells_facts=tells_facts,
    )


def dangers_holding(rulebook: Rulebook, reading: Reading) -> tuple[Finding, ...]:
    """Return the dangers that are TRUE, by id."""
    holding = reading.evaluation.findings_holding & rulebook.dangers.keys()
    return tuple(rulebook.dangers[name] for name in sorted(holding))


def outcome_of(scales: Scales) -> Outcome:
    """Weigh each recommendation, rank what is given, and sort out opposites and danger."""
    rulebook, reading = scales.rulebook, scales.reading
    dangers = scales.dangers
    weighed = scales.weigh_all()
    ranked = sorted([one for one in weighed if isinstance(one, Recommended)], key=rank_key)
    kept, opposed = _without_opposites(ranked, rulebook)
    later = [step for step in kept if waits(step, dangers)] if dangers else []
    return Outcome(
        reader=scales.reader,
        safety=_safety(rulebook, reading, dangers),
        recommendations=tuple(
            [one for one in kept if not waits(one, dangers)] if dangers else kept
        ),
        later=tuple(later),
        not_yet=tuple([one for one in weighed if isinstance(one, Held)]),
        excluded=tuple([one for one in weighed if isinstance(one, Excluded)]),
        set_aside=(*[one for one in weighed if isinstance(one, SetAside)], *opposed),
        contradictions=scales.conflicts,
    )


def _conflicts(rulebook: Rulebook, reading: Reading) -> tuple[Conflict, ...]:
    truths = reading.evaluation.contradictions
    return tuple(
        [
            Conflict(entry.id, entry.facts, entry.question)
            for entry in rulebook.contradictions.values()
            if truths[entry.id] is Truth.TRUE
        ]
    )


def _without_opposites(
    ranked: list[Recommended], rulebook: Rulebook
) -> tuple[list[Recommended], list[SetAside]]:
    """Of two opposites the lower is dropped; a core step stays whatever stands above it."""
    given = {step.id for step in ranked if step.core is not None}
    kept: list[Recommended] = []
    aside: list[SetAside] = []
    for step in ranked:
        opposites = rulebook.opposites[step.id]
        rival = min(opposites & given, default=None) if opposites else None
        if step.core is None and rival is not None:
            because = f"it is the opposite of `{rival}`, which ranks higher"
            aside.append(SetAside(step.id, step.title, "opposite", because, other=rival))
            continue
        given.add(step.id)
        kept.append(step)
    return kept, aside


def waits(step: Recommended | Recommendation, dangers: Collection[Finding]) -> bool:
    """Return whether *step* is left for later while *dangers* hold: it does not serve them."""
    if not dangers:
        return False
    holding = [one.danger for one in dangers if one.danger is not None]
    levels = {one.level for one in holding}
    if "emergency" in levels:
        return step.stage not in SAFETY_STAGES and step.kind == "action"
    is_grave = "same_day" in levels or any(one.kind == "misconduct" for one in holding)
    return is_grave and step.stage in WITHHELD_IN_DANGER


def _safety(rulebook: Rulebook, reading: Reading, dangers: tuple[Finding, ...]) -> Safety:
    findings = reading.evaluation.findings
    possible = [one for one in rulebook.dangers.values() if findings[one.id] is Truth.UNKNOWN]
    return Safety(
        at_least=_gravest(dangers),
        could_be=_gravest((*dangers, *possible)),
        dangers=tuple(named(danger.id, rulebook, reading) for danger in dangers),
        possible=tuple([danger.id for danger in possible]),
        contact=_contact(rulebook, reading),
    )


def _gravest(dangers: Iterable[Finding]) -> SafetyLevel:
    levels = {danger.danger.level for danger in dangers if danger.danger is not None}
    return next((level for level in _LEVELS if level in levels), "clear")


def _contact(rulebook: Rulebook, reading: Reading) -> Contact | None:
    country = str(reading.known.facts.get(COUNTRY, "*"))
    return rulebook.contacts.get(country, rulebook.contacts.get("*"))


def named(finding: str, rulebook: Rulebook, reading: Reading) -> NamedFinding:
    """Return a finding that holds, with the rules by which it does."""
    holds = reading.evaluation.rules_holding
    rules = rulebook.rules_about(finding, "finding")
    holding = tuple([rule.id for rule in rules if rule.id in holds])
    return NamedFinding(finding, rulebook.findings[finding].title, holding)
