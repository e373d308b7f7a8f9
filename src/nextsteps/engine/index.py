"""
A bit-vector index: which conditions hold, for the price of one AND per fact.

Every condition becomes conjunctions of facts with the values that they allow. Per fact a
table from value to one big integer, whose bit c says that conjunction c is not ruled out by
that value; an unknown fact rules out every conjunction that reads it. AND over the facts
leaves the conjunctions that hold, group by group. So it grows far slower than the number of
conditions, and gives those that are TRUE, which is all that a ranking needs.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from operator import itemgetter
from struct import Struct
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
    """
    Groups of conditions that read facts only; holds no state of a situation.

    `owners` has for each group, bit by bit, the place in the group of the condition that this
    bit makes hold; a condition has as many bits as conjunctions.
    """

    def __init__(
        self, groups: Sequence[Sequence[Condition]], vocabulary: Mapping[str, Fact]
    ) -> None:
        conditions = [condition for group in groups for condition in group]
        read = _facts(conditions)  # in the order of a situation: memory is read onwards
        kinds = {name: _kinds(vocabulary[name], conditions) for name in vocabulary if name in read}
        ways = [_ways(group, kinds) for group in groups]
        sizes = [_bytes_for(len(terms)) for terms in ways]
        starts = accumulate(sizes, initial=0)
        placed = [
            (8 * start + bit, term)
            for start, terms in zip(starts, ways, strict=False)
            for bit, (_, term) in enumerate(terms)
        ]
        every = sum(1 << bit for bit, _ in placed)
        self.owners = tuple(tuple(number for number, _ in terms) for terms in ways)
        self.facts = frozenset(kinds)
        self._read = _reader(list(kinds))
        tables = [
            _table(vocabulary[name], of_fact, placed, every) for name, of_fact in kinds.items()
        ]
        self._left = _anded(tables or [{None: every}])
        self._bytes = sum(sizes)
        form = "<" + "".join(_FORMATS.get(size, f"{size}s") for size in sizes)
        self._split = bytes if set(sizes) <= {1} else Struct(form).unpack  # bytes are numbers

    def holding(self, facts: Mapping[str, Any]) -> Iterable[int | bytes]:
        """
        Return for each group the bits of what is TRUE; *facts* has a key for every fact.

        A group of more than 64 bits comes as bytes, the lowest first.
        """
        return self._split(self._left(self._read(facts)).to_bytes(self._bytes, "little"))


_FORMATS = {1: "B", 2: "H", 4: "I", 8: "Q"}


def _anded(tables: Sequence[Mapping[Any, int]]) -> Callable[[Sequence[Any]], int]:
    """
    Return what looks each value up in its table and ANDs what it finds.

    As one expression it takes three quarters of what a loop takes; nothing but a number of
    tables goes into its text.
    """
    scope: dict[str, Any] = {f"t{n}": table for n, table in enumerate(tables)}
    looked_up = " & ".join(f"t{n}[values[{n}]]" for n in range(len(tables)))
    exec(f"def left(values): return {looked_up}", scope)  # noqa: S102  (our own code, see above)
    left: Callable[[Sequence[Any]], int] = scope["left"]
    return left


def _ways(
    group: Iterable[Condition], kinds: Mapping[str, tuple[FactValue, ...]]
) -> list[tuple[int, _Term]]:
    """The conjunctions of a group's conditions, each with its condition's number."""
    return [
        (number, term)
        for number, condition in enumerate(group)
        for term in _terms(condition, Truth.TRUE, kinds)
    ]


def _bytes_for(bits: int) -> int:
    size = (bits + 7) // 8
    return next((one for one in _FORMATS if one >= size), size)


def _reader(names: Sequence[str]) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    match names:
        case []:
            return lambda _: (None,)
        case [name]:
            return lambda facts: (facts[name],)
        case _:
            return itemgetter(*names)


def _facts(conditions: Iterable[Condition]) -> set[str]:
    found: set[str] = set()
    for condition in conditions:
        for atom in atoms(condition):
            match atom:
                case IsTrue(fact) | Compare(fact) | Among(fact):
                    found.add(fact)
                case Always():
                    pass
                case _:
                    raise NotIndexableError
    return found


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
    fact: Fact, kinds: tuple[FactValue, ...], placed: Sequence[tuple[int, _Term]], every: int
) -> dict[Any, int]:
    name = fact.name
    reading = [(1 << bit, term[name]) for bit, term in placed if name in term]
    free = every & ~sum(bit for bit, _ in reading)
    masks = {kind: free | sum(bit for bit, values in reading if kind in values) for kind in kinds}
    if fact.kind in ("yes_no", "choice"):
        return {**masks, None: free}
    return _Numbers(masks, free, fact)


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
