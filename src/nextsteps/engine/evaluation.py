"""What an engine finds out: the truth of every condition of a rulebook."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from typing import Final, Protocol

from nextsteps.language import Known
from nextsteps.truth import Truth

_TRUTH: Final = {True: Truth.TRUE, False: Truth.FALSE, None: Truth.UNKNOWN}


class Truths(Mapping[str, Truth]):
    """
    The truth of conditions by name, kept as the engine found it: True, False, or None.

    >>> truths = Truths({"first": 0, "second": 1}, (None, True))
    >>> truths["first"], truths.holding
    (<Truth.UNKNOWN: 'unknown'>, ('second',))
    """

    __slots__ = ("_places", "_values")

    def __init__(self, places: Mapping[str, int], values: tuple[bool | None, ...]) -> None:
        self._places, self._values = places, values

    def __getitem__(self, name: str) -> Truth:
        return _TRUTH[self._values[self._places[name]]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._values)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Truths) and other._places is self._places:
            return self._values == other._values
        return super().__eq__(other)

    __hash__ = None  # type: ignore[assignment]  # like every mapping

    @property
    def holding(self) -> tuple[str, ...]:
        """The names of what is TRUE, in order."""
        return tuple(compress(self._places, self._values))

    def that_differ(self, other: "Truths") -> list[str]:
        """Return the names whose truth is another in *other*, which is of the same engine."""
        both = zip(self._places, self._values, other._values, strict=True)
        return [name for name, one, another in both if one is not another]


@dataclass(frozen=True)
class Evaluation:
    """The truth of every rule, finding, `needs` and contradiction, by id."""

    rules: Mapping[str, Truth]
    findings: Mapping[str, Truth]
    needs: Mapping[str, Truth]
    contradictions: Mapping[str, Truth]

    @cached_property
    def rules_holding(self) -> frozenset[str]:
        """The ids of the rules that are TRUE."""
        return frozenset(_holding(self.rules))

    def rules_that_differ(self, other: "Evaluation") -> list[str]:
        """Return the ids of the rules whose truth is another in *other*."""
        mine, others = self.rules, other.rules
        if isinstance(mine, Truths) and isinstance(others, Truths):
            return mine.that_differ(others)
        return [name for name, truth in mine.items() if others[name] is not truth]

    @cached_property
    def findings_holding(self) -> frozenset[str]:
        """The findings that are TRUE."""
        return frozenset(_holding(self.findings))


def _holding(truths: Mapping[str, Truth]) -> tuple[str, ...]:
    if isinstance(truths, Truths):
        return truths.holding
    return tuple(name for name, truth in truths.items() if truth is Truth.TRUE)


class Engine(Protocol):
    """Something that evaluates all conditions of one rulebook. Safe to use from many threads."""

    def evaluate(self, known: Known) -> Evaluation:
        """Return the truth of every condition for what is known of one person."""
        ...
