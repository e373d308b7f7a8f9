"""
What is given to many people, with the number that it is ranked by: opposites are settled, and
in danger what does not serve it waits.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nextsteps.population.bits import Bits, Flags, packed
from nextsteps.population.keys import Keys, Order, Standing, standing_of
from nextsteps.population.scales import Scale
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

    A core step stays, whatever stands above it, and whatever is its opposite goes. Others go
    when an opposite above them stays: each round settles at least the next one for everybody.
    """
    opposed = {one.scale.code: one for one in some if one.scale.opposites}
    beats = list(_beating(opposed, order))
    goes: Mapping[int, Bits] = {}
    while True:
        open_yet = {code: one.who & ~goes.get(code, people.nobody) for code, one in opposed.items()}
        threatened = _beaten(beats, open_yet, people)
        stays = {
            code: one.who & ~threatened.get(code, people.nobody) for code, one in opposed.items()
        }
        before, goes = goes, _beaten(beats, stays, people)
        if not any((bits ^ before.get(code, people.nobody)).any() for code, bits in goes.items()):
            return {code: bits for code, bits in goes.items() if bits.any()}


def _beating(opposed: Mapping[int, Given], order: Order) -> Iterator[tuple[int, int, Bits]]:
    """Yield a step, an opposite of it, and for whom the one leaves no room for the other."""
    mask = order.kind.type((1 << order.waits.shift) - 1)  # what waits keeps its rank here
    for code, one in opposed.items():
        for other in (opposed[name] for name in one.scale.opposites if name in opposed):
            both = one.who & other.who & ~other.weighed.core
            if both.any():
                above = packed((one.keys & mask) < (other.keys & mask))
                yield code, other.scale.code, both & (above | one.weighed.core)


def _beaten(
    beats: Iterable[tuple[int, int, Bits]], by: Mapping[int, Bits], people: People
) -> Mapping[int, Bits]:
    """Return by step for whom one of its opposites that is in *by* beats it."""
    found: dict[int, Bits] = {}
    for one, other, bits in beats:
        found[other] = found.get(other, people.nobody) | bits & by[one]
    return found


def in_turn(
    person: NDArray[Any], numbers: NDArray[Any], bits: int
) -> tuple[NDArray[np.int32], NDArray[Any]]:
    """Return both sorted by person, then number; *bits* is how many a number has."""
    both = together(person, numbers, bits)
    kind = both.dtype.type
    return (both >> kind(bits)).astype(np.int32), both & kind((1 << bits) - 1)


def together(person: NDArray[Any], numbers: NDArray[Any], bits: int) -> NDArray[Any]:
    """Return both as one number each, sorted; that of the person stands above *bits*."""
    highest = int(person.max(initial=0)) << bits | ((1 << bits) - 1)
    kind = np.uint32 if highest < 1 << 32 else np.uint64  # the smaller is sorted faster
    both: NDArray[Any] = person.astype(kind)
    both <<= kind(bits)
    both |= numbers.astype(kind)
    both.sort()
    return both


def ranks_within(run: NDArray[Any]) -> NDArray[np.int32]:
    """Count from 1 within each run of equal numbers."""
    index = np.arange(len(run), dtype=np.int32)
    begins = np.ones(len(run), np.bool_)
    begins[1:] = run[1:] != run[:-1]
    start = np.maximum.accumulate(np.where(begins, index, 0)) if len(index) else index
    return index - start + np.int32(1)
