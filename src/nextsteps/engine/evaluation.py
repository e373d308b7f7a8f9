"""What an engine finds out: the truth of every condition of a rulebook."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from nextsteps.language import Known
from nextsteps.truth import Truth


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The truth of every rule, finding, `needs` and contradiction, by id."""

    rules: Mapping[str, Truth]
    findings: Mapping[str, Truth]
    needs: Mapping[str, Truth]
    contradictions: Mapping[str, Truth]


class Engine(Protocol):
    """Something that evaluates all conditions of one rulebook. Safe to use from many threads."""

    def evaluate(self, known: Known) -> Evaluation:
        """Return the truth of every condition for what is known of one person."""
        ...
