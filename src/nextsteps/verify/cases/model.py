"""What is shown of one rule: cases, the pairs they make, and what cannot be shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nextsteps.language import Shown
from nextsteps.plan import Plan
from nextsteps.situation import Situation
from nextsteps.truth import Truth
from nextsteps.verify.witness import Witness


@dataclass(frozen=True)
class Case:
    """
    One situation, what comes of the rule in it, and what the plan says of the rule's target.

    `number` counts from 1 within the rule; `parts` holds the truth of each part of the
    condition, by its text; the reference engine found both.
    """

    number: int
    situation: Situation
    truth: Truth
    parts: Mapping[str, Truth]
    says: str
    plan: Plan = field(repr=False, compare=False)

    def facts(self) -> dict[str, Any]:
        """Return what is known, as it would be written in a file."""
        return Witness(self.situation, self.plan).stated()


@dataclass(frozen=True, slots=True)
class Pair:
    """
    Two cases that show *part* deciding: the rule holds in the first, and not in the second.

    `to` is what the rule becomes. `shown` is "alone" where no other part changes; else other
    parts change too, and the condition would notice in neither case. `beside` names these.
    """

    part: str
    to: Truth
    holds: int
    otherwise: int
    shown: Shown
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotShown:
    """A part that no two situations show deciding, and why: proved, not merely not found."""

    part: str
    to: Truth
    because: str


@dataclass(frozen=True)
class RuleCases:
    """The cases of one rule, the pairs among them, and the parts that cannot be shown."""

    rule: str
    cases: tuple[Case, ...]
    pairs: tuple[Pair, ...]
    not_shown: tuple[NotShown, ...]
