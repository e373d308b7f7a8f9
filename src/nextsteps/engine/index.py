"""
A bit-vector index: which conditions hold, for the price of one AND per fact.

Every condition becomes conjunctions of facts with the values that they allow. Per fact a
table from value to one big integer, whose bit c says that conjunction c is not ruled out by
that value; an unknown fact rules out every conjunction that reads it. AND over the facts
leaves the conjunctions that hold. So it grows far slower than the number of conditions, and
gives the conditions that are TRUE, which is all that a ranking needs.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, TypeAlias

from nextsteps.language import (
    Always,
    Among,
    And,
    Compare,
    Condition,
    IsTrue,
    Known,
    Not,
    Or,
    atoms,
    evaluate,
)
from nextsteps.situation import Fact, FactValue
from nextsteps.truth import Truth

_Term: TypeAlias = Mapping[str, frozenset[FactValue]]

MOST_TERMS = 256
"""A condition with more conjunctions than this has no place in an index."""
_MOST_VALUES = 400


class NotIndexableError(Exception):
    """A condition reads more than facts, or has too many ways to hold."""


class Index:
    """The conditions of one rulebook that read facts only; holds no state of a situation."""

    def __init__(self, conditions: Sequence[Condition], vocabulary: Mapping[str, Fact]) -> None:
        self._owners: list[int] = []
        terms: list[_Term] = []
        kinds = {name: _kinds(vocabulary[name], conditions) for name in _facts(conditions)}
        for number, condition in enumerate(conditions):
            for term in _terms(condition, Truth.TRUE, kinds):
                self._owners.append(number)
                terms.append(term)
        self.facts = frozenset(kinds)
        self._every = (1 << len(terms)) - 1
        self._tables = [
            (name, _table(name, kinds[name], terms, self._every, vocabulary[name]))
            for name in kinds
        ]

    def holding(self, facts: Mapping[str, Any]) -> list[int]:
        """Return the numbers of the conditions that are TRUE; *facts* has a key for every fact."""
        left = self._every
        for name, mask in self._tables:
            left &= mask(facts[name])
        text = bin(left)[:1:-1]  # the lowest bit first
        owners, found, last = self._owners, [], -1
        place = text.find("1")
        while place >= 0:
            owner = owners[place]
            if owner != last:
                found.append(owner)
                last = owner
            place = text.find("1", place + 1)
        return found


def _facts(conditions: Iterable[Condition]) -> list[str]:
    found: dict[str, None] = {}
    for condition in conditions:
        for atom in atoms(condition):
            match atom:
                case IsTrue(fact) | Compare(fact) | Among(fact):
                    found[fact] = None
                case Always():
                    pass
                case _:
                    raise NotIndexableError
    return list(found)


def _kinds(fact: Fact, conditions: Iterable[Condition]) -> tuple[FactValue, ...]:
    """One value of every kind that the conditions tell apart."""
    if fact.kind == "yes_no":
        return (True, False)
    if fact.kind == "choice":
        return fact.choices
    thresholds = sorted(
        {
            float(atom.value)
            for condition in conditions
            for atom in atoms(condition)
            if isinstance(atom, Compare) and atom.fact == fact.name
        }
    )
    between = [(low + high) / 2 for low, high in pairwise(thresholds)]
    ends = [thresholds[0] - 1, thresholds[-1] + 1] if thresholds else []
    return tuple(sorted({*thresholds, *between, *ends}))


def _terms(
    condition: Condition, wanted: Truth, kinds: Mapping[str, tuple[FactValue, ...]]
) -> list[_Term]:
    match condition:
        case Always():
            return [{}] if wanted is Truth.TRUE else []
        case Not(part):
            return _terms(part, Truth.FALSE if wanted is Truth.TRUE else Truth.TRUE, kinds)
        case And(parts) | Or(parts):
            each = [_terms(part, wanted, kinds) for part in parts]
            if isinstance(condition, And) is (wanted is Truth.TRUE):
                return _joined(each)
            return [term for terms in each for term in terms]
        case IsTrue(fact) | Compare(fact) | Among(fact):
            fitting = frozenset(
                one for one in kinds[fact] if evaluate(condition, Known({fact: one}), {}) is wanted
            )
            return [{fact: fitting}] if fitting else []
        case _:
            raise NotIndexableError


def _joined(each: Iterable[list[_Term]]) -> list[_Term]:
    joined: list[_Term] = [{}]
    for terms in each:
        more: list[_Term] = []
        for one in joined:
            for other in terms:
                both = {**one, **{name: one.get(name, v) & v for name, v in other.items()}}
                if all(both.values()):
                    more.append(both)
        if len(more) > MOST_TERMS:
            raise NotIndexableError
        joined = more
    return joined


def _table(
    name: str, kinds: tuple[FactValue, ...], terms: Sequence[_Term], every: int, fact: Fact
) -> Callable[[Any], int]:
    reading = [(1 << bit, term[name]) for bit, term in enumerate(terms) if name in term]
    free = every & ~sum(bit for bit, _ in reading)
    masks = {kind: free | sum(bit for bit, values in reading if kind in values) for kind in kinds}
    if fact.kind in ("yes_no", "choice"):
        table: dict[Any, int] = {**masks, None: free}
        return table.__getitem__
    return _Numbers(masks, free, fact).__getitem__


class _Numbers(dict[Any, int]):
    """The masks of a number by value; a value not met before is looked up among the kinds."""

    def __init__(self, masks: Mapping[Any, int], free: int, fact: Fact) -> None:
        super().__init__({None: free})
        self._kinds = sorted(masks)
        self._masks = [masks[kind] for kind in self._kinds]
        few = fact.kind == "whole" and fact.low is not None and fact.high is not None
        if few and float(fact.high or 0) - float(fact.low or 0) <= _MOST_VALUES:
            for value in range(int(fact.low or 0), int(fact.high or 0) + 1):
                self[value] = self[value]

    def __missing__(self, value: float) -> int:
        # Kinds alternate: below, a threshold, between, the next threshold, ..., above.
        place = bisect_right(self._kinds, value) - 1
        if place >= 0 and self._kinds[place] == value:
            return self._masks[place]
        return self._masks[self._beside(place)]

    def _beside(self, place: int) -> int:
        """The kind that stands for the values between two thresholds."""
        if place < 0:
            return 0
        return place if place % 2 == 0 else place + 1
