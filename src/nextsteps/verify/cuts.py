"""
Numbers cut at the constants that conditions mention.

Between two cuts every value makes the same comparisons true, so one value stands for all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil, floor, inf
from typing import TypeAlias

from nextsteps.language import Compare, Condition, atoms
from nextsteps.situation import Fact

Cut: TypeAlias = tuple[float, bool]
"""A value, and whether the cut lies above it: `x > 4` cuts at (4, True), `x >= 4` at (4, False)."""


def cut_at(fact: Fact, value: float, *, above: bool) -> Cut:
    """
    Return the cut of `x > value` (above) or `x >= value`; whole numbers cut between two.

    >>> age = Fact("age", "whole", "person", "age", "How old?", low=0, high=120)
    >>> cut_at(age, 17, above=True), cut_at(age, 17.5, above=False)
    ((18, False), (18, False))
    """
    if fact.kind == "whole":
        return (floor(value) + 1 if above else ceil(value), False)
    return (float(value), above)


def cuts_of(fact: Fact, compare: Compare) -> tuple[Cut, ...]:
    """Return the cuts that one comparison needs."""
    assert not isinstance(compare.value, str)  # a number's comparison was checked at loading
    below = cut_at(fact, compare.value, above=False)
    above = cut_at(fact, compare.value, above=True)
    match compare.operator:
        case ">=" | "<":
            return (below,)
        case ">" | "<=":
            return (above,)
        case "==" | "!=":
            return (below, above)


def all_cuts(
    conditions: Iterable[Condition], facts: Mapping[str, Fact]
) -> dict[str, tuple[Cut, ...]]:
    """Return for every number that *conditions* compare its cuts, ascending."""
    found: dict[str, set[Cut]] = {}
    for condition in conditions:
        for atom in atoms(condition):
            if isinstance(atom, Compare) and not isinstance(atom.value, str):
                cuts = cuts_of(facts[atom.fact], atom)
                found.setdefault(atom.fact, set()).update(cuts)
    return {name: tuple(sorted(cuts)) for name, cuts in found.items()}


def always_above(fact: Fact, cut: Cut) -> bool:
    """Return whether every value in the range lies above *cut*."""
    return fact.low is not None and (cut[0] < fact.low or cut == (fact.low, False))


def never_above(fact: Fact, cut: Cut) -> bool:
    """Return whether no value in the range lies above *cut*."""
    return fact.high is not None and (cut[0] > fact.high or cut == (fact.high, True))


def is_above(value: float, cut: Cut) -> bool:
    """Return whether *value* lies above *cut*."""
    return value > cut[0] or (value == cut[0] and not cut[1])


@dataclass(frozen=True, slots=True)
class Cell:
    """The values between two neighbouring cuts; None where the range itself ends."""

    low: Cut | None
    high: Cut | None


def value_between(fact: Fact, cell: Cell) -> int | float:
    """
    Return a value of *fact* above the cell's low cut and not above its high one.

    >>> sleep = Fact("sleep_hours", "decimal", "life", "sleep", "How long?", low=0, high=24)
    >>> value_between(sleep, Cell((6.0, True), (8.0, False)))
    7.0
    """
    low, high = _ends(fact, cell)
    if fact.kind == "whole":
        return int(low if low != -inf else min(0, high - 1))
    is_open = cell.low is not None and cell.low == (low, True)
    if not is_open:
        return float(low if low != -inf else min(0.0, high - 1))
    return float(low + 1 if low + 1 < high else (low + high) / 2)


def _ends(fact: Fact, cell: Cell) -> tuple[float, float]:
    low = -inf if fact.low is None else fact.low
    high = inf if fact.high is None else fact.high
    if cell.low is not None:
        low = max(low, cell.low[0])
    if cell.high is not None:
        high = min(high, cell.high[0])
    return low, high
