"""
What is given to many people, with the number that it is ranked by: opposites are settled, and
in danger what does not serve it waits.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nextsteps.population.bits import Bits, Flags, packed, places
from nextsteps.population.keys import Keys, Order, Standing, standing_of
from nextsteps.population.scales import NO_URGENCY, Scale
from nextsteps.population.weigh import People, Weighed
from nextsteps.rulebook.entries import URGENCIES

EMERGENCY, SAME_DAY = URGENCIES.index("emergency"), URGENCIES.index("same_day")


@dataclass(frozen=True, slots=True)
class Dangers:
    """How grave it is for each person (4 is clear), and whether there is misconduct."""

    at_least: NDArray[np.int8]
    could_be: NDArray[np.int8]
    misconduct: Flags


@dataclass(frozen=True, slots=True)
class Given:
    """
    One step: to whom it is given, now or later, and its key for each of them.

    `lower` are those to whom it would be given if its opposite did not rank higher.
    """

    weighed: Weighed
    standing: Standing
    keys: Keys
    who: Bits
    waits: Bits
    lower: Bits

    @property
    def scale(self) -> Scale:
        """The step."""
        return self.weighed.scale


def given_of(
    weighed: Sequence[Weighed], people: People, order: Order, dangers: Dangers
) -> list[Given]:
    """Return what is given to anybody."""
    waiting = _Waiting(dangers, people)
    found = []
    for one in weighed:
        if one.given.any():
            standing = standing_of(one, people)
            waits = waiting.of(one.scale) if order.waits.width else None
            keys = order.keys(one.scale, standing, waits, people)
            waiting_for_it = people.nobody if waits is None else one.given & waits
            found.append(Given(one, standing, keys, one.given, waiting_for_it, people.nobody))
    lower = _lower_opposites(found, people, order)
    return [_without(one, lower.get(one.scale.code)) for one in found]


def _without(one: Given, lower: Bits | None) -> Given:
    if lower is None:
        return one
    return replace(one, who=one.who & ~lower, waits=one.waits & ~lower, lower=lower)


class _Waiting:
    """Whom an emergency or another danger holds off from steps that do not serve it."""

    def __init__(self, dangers: Dangers, people: People) -> None:
        level = dangers.at_least
        emergency = level == EMERGENCY
        in_danger = (level == SAME_DAY) | dangers.misconduct & ~emergency
        self._nobody = people.nobody
        self._emergency = packed(emergency) if emergency.any() else people.nobody
        self._in_danger = packed(in_danger) if in_danger.any() else people.nobody

    def of(self, scale: Scale) -> Bits:
        """Return for whom the step waits."""
        if scale.waits_at_emergency and scale.waits_in_danger:
            return self._emergency | self._in_danger
        if scale.waits_at_emergency:
            return self._emergency
        return self._in_danger if scale.waits_in_danger else self._nobody


def _lower_opposites(some: Sequence[Given], people: People, order: Order) -> Mapping[int, Bits]:
    """
    Return by step for whom it goes, because an opposite ranks higher.

    A core step stays, whatever stands above it, and whatever is its opposite goes. All
    people are gone through at once, one rank after the other.
    """
    opposed = [one for one in some if one.scale.opposites]
    if len(opposed) < 2:
        return {}
    bits = order.waits.shift  # what waits keeps its rank here
    persons = [places(one.who, people.count) for one in opposed]
    keys = [one.keys[who] & ((1 << bits) - 1) for one, who in zip(opposed, persons, strict=True)]
    person, key = in_turn(np.concatenate(persons), np.concatenate(keys), bits)
    code = order.code_of(key)
    is_core = order.core.read(key) < NO_URGENCY
    mark, beside = _opposites([one.scale for one in opposed], len(order.codes))
    given = np.zeros((people.count, mark.shape[1]), np.uint64)
    np.bitwise_or.at(given, person[is_core], mark[code[is_core]])
    turn = ranks_within(person)
    turn[is_core] = 0
    goes = np.zeros(len(person), np.bool_)
    for one in range(1, int(turn.max(initial=0)) + 1):
        now = np.flatnonzero(turn == one)
        falls = (beside[code[now]] & given[person[now]]).any(axis=1)
        goes[now[falls]] = True
        stays = now[~falls]
        given[person[stays]] |= mark[code[stays]]
    return {
        one.scale.code: _who(person[goes & (code == one.scale.code)], people) for one in opposed
    }


def _who(person: NDArray[Any], people: People) -> Bits:
    flags = np.zeros(people.count, np.bool_)
    flags[person] = True
    return packed(flags)


def _opposites(
    scales: Sequence[Scale], count: int
) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return a bit for each recommendation that has opposites, and the bits of its opposites."""
    mark = np.zeros((count, len(scales) // 64 + 1), np.uint64)
    for place, one in enumerate(scales):
        mark[one.code, place // 64] = 1 << place % 64
    beside = np.zeros_like(mark)
    for one in scales:
        for other in one.opposites:
            beside[one.code] |= mark[other]
    return mark, beside


def in_turn(
    person: NDArray[Any], numbers: NDArray[Any], bits: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return both sorted by person, then number; *bits* is how many a number has."""
    highest = int(person.max(initial=0)) << bits | ((1 << bits) - 1)
    kind = np.uint32 if highest < 1 << 32 else np.uint64  # the smaller is sorted faster
    both: NDArray[Any] = person.astype(kind)
    both <<= kind(bits)
    both |= numbers.astype(kind)
    both.sort()
    return (both >> kind(bits)).astype(np.int64), (both & kind((1 << bits) - 1)).astype(np.int64)


def ranks_within(run: NDArray[Any]) -> NDArray[np.int32]:
    """Count from 1 within each run of equal numbers."""
    index = np.arange(len(run), dtype=np.int32)
    begins = np.ones(len(run), np.bool_)
    begins[1:] = run[1:] != run[:-1]
    start = np.maximum.accumulate(np.where(begins, index, 0)) if len(index) else index
    return index - start + np.int32(1)
