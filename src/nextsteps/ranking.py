"""
The order of recommendations: lexicographic, so that one criterion always decides.

No weights are added up. Two places are compared criterion by criterion, and the first
that differs is the reason for the order.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from nextsteps.plan import Recommended
from nextsteps.rulebook.entries import SAFETY_STAGES, STAGES, URGENCIES, Strength

STRENGTHS: tuple[Strength, ...] = ("strong", "moderate", "weak")


@dataclass(frozen=True, slots=True)
class Criterion:
    """
    One step of the comparison: lower keys rank higher.

    `says` is the criterion in words; `tell` puts a place into words.
    """

    name: str
    says: str
    key: Callable[[Recommended], Any]
    tell: Callable[[Recommended], str]


def is_safety_step(step: Recommended) -> bool:
    """Return whether *step* belongs to safety, misconduct or urgent medical care."""
    return step.stage in SAFETY_STAGES


def _strongest(step: Recommended) -> int:
    return min([STRENGTHS.index(argument.strength) for argument in step.arguments_for])


def _net_grounds(step: Recommended) -> int:
    """Distinct grounds for minus distinct grounds against."""
    grounds_for = {argument.ground for argument in step.arguments_for}
    if not step.arguments_against:
        return len(grounds_for)
    return len(grounds_for) - len({argument.ground for argument in step.arguments_against})


def _core_rank(step: Recommended) -> int:
    return len(URGENCIES) if step.core is None else URGENCIES.index(step.core)


CRITERIA: tuple[Criterion, ...] = (
    Criterion(
        "urgency",
        f"What is more urgent comes first: {', '.join(URGENCIES)}",
        lambda step: URGENCIES.index(step.urgency),
        lambda step: step.urgency,
    ),
    Criterion(
        "safety step",
        f"Steps of the stages {', '.join(SAFETY_STAGES)} come before all others",
        lambda step: not is_safety_step(step),
        lambda step: "a safety step" if is_safety_step(step) else "no safety step",
    ),
    Criterion(
        "core step of a danger",
        "The core step of a danger that holds comes first, that of the gravest danger before all",
        _core_rank,
        lambda step: f"core at level {step.core}" if step.core else "no core step",
    ),
    Criterion(
        "strongest argument",
        f"The step with the stronger best argument comes first: {', '.join(STRENGTHS)}",
        _strongest,
        lambda step: STRENGTHS[_strongest(step)],
    ),
    Criterion(
        "grounds for minus against",
        "More distinct grounds for it, less those against it; a ground counts once",
        lambda step: -_net_grounds(step),
        lambda step: str(_net_grounds(step)),
    ),
    Criterion(
        "declined before",
        "What the person has declined before comes after what they have not",
        lambda step: step.declined,
        lambda step: "declined before" if step.declined else "not declined",
    ),
    Criterion(
        "stage",
        f"Then the order of the stages: {', '.join(STAGES)}",
        lambda step: STAGES.index(step.stage),
        lambda step: step.stage,
    ),
    Criterion(
        "id",
        "Last, the alphabet, so that no two steps ever share a place",
        lambda step: step.id,
        lambda step: step.id,
    ),
)


_URGENCY, _STAGE, _STRENGTH = (
    {one: place for place, one in enumerate(names)} for names in (URGENCIES, STAGES, STRENGTHS)
)


def rank_key(step: Recommended) -> tuple[Any, ...]:
    """
    Return the key by which steps are sorted, best first; no two steps share one.

    It is the keys of `CRITERIA`, written out, for every plan sorts by it.
    """
    return (
        _URGENCY[step.urgency],
        step.stage not in SAFETY_STAGES,
        len(URGENCIES) if step.core is None else _URGENCY[step.core],
        min([_STRENGTH[one.strength] for one in step.arguments_for]),
        -_net_grounds(step),
        step.declined,
        _STAGE[step.stage],
        step.id,
    )


@dataclass(frozen=True, slots=True)
class Comparison:
    """Which of two recommendations ranks higher, and by which criterion."""

    higher: str
    lower: str
    criterion: str
    higher_is: str
    lower_is: str

    def __str__(self) -> str:
        return (
            f"`{self.higher}` ranks above `{self.lower}` by {self.criterion}: "
            f"{self.higher_is} against {self.lower_is}"
        )


def compare(first: Recommended, second: Recommended) -> Comparison:
    """
    Return the first criterion on which two different recommendations differ.

    Raises:
        ValueError: Both are the same recommendation.
    """
    for criterion in CRITERIA:
        one, other = criterion.key(first), criterion.key(second)
        if one != other:
            higher, lower = (first, second) if one < other else (second, first)
            return Comparison(
                higher.id, lower.id, criterion.name, criterion.tell(higher), criterion.tell(lower)
            )
    raise ValueError(f"`{first.id}` cannot be compared with itself")
