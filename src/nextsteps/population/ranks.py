"""The bare ranking of many people: which steps, in which order, and which are withheld."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nextsteps.population.bits import Bits, counted, numbers, places, unpacked
from nextsteps.population.given import Dangers, Given, in_turn
from nextsteps.population.keys import Keys, Order, kind_of
from nextsteps.population.lists import Lists, offsets_of
from nextsteps.population.place import LATER, NOW, OPPOSITE, PLACES, Place
from nextsteps.population.weigh import People, Weighed

FEW = 32
"""Up to so many steps, all are put in order for everybody, given or not: that is cheaper."""
_AT_A_TIME = 65_536
"""So many people are sorted at a time, so that their keys stay in the nearest caches."""


@dataclass(frozen=True)
class Ranks:
    """
    The ranking of many people: for all of them what `Rulebook.rank` is for one.

    `people.truths` has in bits for whom each rule holds, and `given` to whom each step is given.
    """

    people: People
    weighed: Sequence[Weighed]
    given: Sequence[Given]
    dangers: Dangers
    order: Order

    @property
    def count(self) -> int:
        """How many people."""
        return self.people.count

    @cached_property
    def keys(self) -> Keys:
        """
        The keys of what each person is given, now or later, the first step first.

        A column per person, and as many rows as there are steps that anybody is given; where
        a person has fewer, all bits of the last keys are 1. `order` reads keys.
        """
        keys = np.empty((len(self.given), self.count), self.order.kind)
        shown = [_where_given(one, self.count) for one in self.given]
        for first in range(0, self.count, _AT_A_TIME):
            some = slice(first, first + _AT_A_TIME)
            for row, own in zip(in_order([one[some] for one in shown]), keys, strict=True):
                own[some] = row
        return keys

    def lists(self, place: Place) -> Lists:
        """Return the codes of the steps in one place, a list per person, in order."""
        number = PLACES.index(place)
        if number in (NOW, LATER):
            if len(self.given) <= FEW:
                return self._of_few(number)
            return self._of_many([(one, _given_in(one, number)) for one in self.given])
        if number == OPPOSITE:
            return self._of_many([(one, one.lower) for one in self.given])
        return self._withheld([(one.scale.code, one.withheld(number)) for one in self.weighed])

    def _of_few(self, place: int) -> Lists:
        sizes = numbers(counted([_given_in(one, place) for one in self.given]), self.count)
        waits, codes = self._steps
        if waits.any():
            codes = codes[waits == (place == LATER)]
        return Lists(offsets_of(sizes), codes[: int(sizes.sum())])

    @cached_property
    def _steps(self) -> tuple[NDArray[Any], NDArray[np.int16]]:
        """Person by person, whether each step that is given waits, and its code."""
        tail, waits = self.order.tail, self.order.waits
        width = tail.width + waits.width
        short = self.keys & ((1 << tail.width) - 1)
        if waits.width:
            short |= (self.keys >> waits.shift & 1) << tail.width
        by_person = np.ascontiguousarray(short.astype(kind_of(width)).T)
        found = by_person[by_person != (1 << width) - 1]
        return found >> tail.width, self.order.codes[found & ((1 << tail.width) - 1)]

    def _of_many(self, some: Sequence[tuple[Given, Bits]]) -> Lists:
        """The steps of each person as rows, sorted by person and key."""
        persons = [places(who, self.count) for _, who in some]
        keys = [one.keys[who] for (one, _), who in zip(some, persons, strict=True)]
        person, key = in_turn(joined(persons), joined(keys), self.order.bits)
        return self._listed(person, self.order.code_of(key))

    def _withheld(self, some: Sequence[tuple[int, Bits]]) -> Lists:
        """The steps of each person in the order of the catalogue."""
        persons = [places(who, self.count) for _, who in some]
        codes = np.repeat(np.array([code for code, _ in some], np.int64), [*map(len, persons)])
        person, code = in_turn(joined(persons), codes, 16)
        return self._listed(person, code.astype(np.int16))

    def _listed(self, person: NDArray[Any], codes: NDArray[np.int16]) -> Lists:
        return Lists(offsets_of(np.bincount(person, minlength=self.count)), codes)


def _given_in(one: Given, place: int) -> Bits:
    return one.waits if place == LATER else one.who & ~one.waits


def joined(parts: Sequence[NDArray[Any]]) -> NDArray[Any]:
    """Return all *parts* as one, which may be none at all."""
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)


def _where_given(one: Given, count: int) -> Keys:
    """Return the keys of a step, with all bits 1 where it is not given."""
    hidden = np.negative(unpacked(~one.who, count).view(np.int8))  # all bits or none
    return one.keys | hidden.astype(f"i{one.keys.itemsize}").view(one.keys.dtype)


def in_order(rows: list[NDArray[Any]]) -> list[NDArray[Any]]:
    """Sort each column; the arrays are used up."""
    if not rows:
        return rows
    spare = np.empty_like(rows[0])
    for first, second in _network(len(rows)):
        low, high = rows[first], rows[second]
        np.minimum(low, high, out=spare)
        np.maximum(low, high, out=high)
        rows[first], spare = spare, low
    return rows


@cache
def _network(count: int) -> Sequence[tuple[int, int]]:
    """
    Return which two rows to put in order, one pair after the other: Batcher's odd-even merge.

    >>> _network(3)
    ((0, 1), (0, 2), (1, 2))
    """
    return tuple(_pairs(count))


def _pairs(count: int) -> Iterator[tuple[int, int]]:
    size = 1
    while size < count:
        step = size
        while step:
            for first in range(step % size, count - step, 2 * step):
                for low in range(first, min(first + step, count - step)):
                    if low // (2 * size) == (low + step) // (2 * size):
                        yield low, low + step
            step //= 2
        size *= 2
