"""
Where a step comes, as one number per person: the lower, the earlier.

INVARIANT: each criterion of `nextsteps.ranking.CRITERIA` is some bits of the number, the first
one the highest, so that comparing two numbers compares criterion by criterion. Above them
stands whether the step waits; the lowest bits name the step.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from nextsteps.population.bits import Bits, counted, numbers
from nextsteps.population.program import Literal
from nextsteps.population.scales import NO_URGENCY, Reason, Scale
from nextsteps.population.weigh import People, Weighed
from nextsteps.ranking import STRENGTHS

Level: TypeAlias = Sequence[Bits] | int
"""A binary number for each person, its lowest bits first, or the same number for all."""

Keys: TypeAlias = NDArray[np.unsignedinteger[Any]]


@dataclass(frozen=True, slots=True)
class Standing:
    """What ranks a step, for all people; it means nothing to whom the step is not given."""

    urgency: Level
    core: Level
    strength: Level
    grounds_for: Sequence[Bits]
    grounds_against: Sequence[Bits]
    declined: Level


def standing_of(weighed: Weighed, people: People) -> Standing:
    """Return what ranks a step that was weighed."""
    scale = weighed.scale
    urgencies = _any_of_each(((one.urgency, one.literal) for one in scale.reasons), people)
    levels = _any_of_each(((level, literal) for literal, level in scale.core), people)
    strengths = _any_of_each(((one.strength, one.literal) for one in scale.reasons), people)
    return Standing(
        urgency=gravest(urgencies, scale.urgency, people),
        core=gravest(levels, NO_URGENCY, people),
        strength=gravest(strengths, len(STRENGTHS) - 1, people),
        grounds_for=_grounds(scale.reasons, people),
        grounds_against=_grounds(scale.cautions, people),
        declined=[weighed.declined] if weighed.declined.any() else 0,
    )


def _any_of_each(
    levels: Iterable[tuple[int, Literal]], people: People
) -> Mapping[int, Callable[[], Bits]]:
    """Return for each level how to find of whom any of its statements is true."""
    grouped: dict[int, list[Literal]] = {}
    for level, literal in levels:
        grouped.setdefault(level, []).append(literal)
    return {level: partial(people.any_true, literals) for level, literals in grouped.items()}


def gravest(levels: Mapping[int, Callable[[], Bits]], otherwise: int, people: People) -> Level:
    """Return for each person the lowest level that is true of them; those above are not read."""
    graver = sorted(level for level in levels if level < otherwise)
    if not graver:
        return otherwise
    beyond: list[Bits] = []
    rest = people.everybody
    for level, following in pairwise((*graver, otherwise)):
        rest = rest & ~levels[level]()
        beyond += [rest] * (following - level)
    return counted(beyond, graver[0], people.everybody)


def _grounds(reasons: Iterable[Reason], people: People) -> list[Bits]:
    """Rules of one ground count once."""
    grouped: dict[str, list[int]] = {}
    for reason in reasons:
        grouped.setdefault(reason.ground, []).append(reason.literal)
    return [people.any_true(literals) for literals in grouped.values()]


@dataclass(frozen=True, slots=True)
class Digit:
    """Some bits of a key: where they begin, and how many; none for what is always `only`."""

    shift: int
    width: int
    only: int

    def read(self, keys: NDArray[Any]) -> NDArray[np.int16]:
        """Return the number that each key holds."""
        if not self.width:
            return np.full(len(keys), self.only, np.int16)
        mask = keys.dtype.type((1 << self.width) - 1)
        digits: NDArray[Any] = keys >> keys.dtype.type(self.shift) & mask
        return digits.astype(np.int16)


class Order:
    """
    How the keys of a rulebook are made: no criterion has more bits than it can need.

    A key whose bits are all 1 says that the step is not given: no step has that number.
    """

    def __init__(self, scales: Sequence[Scale], *, has_dangers: bool) -> None:
        by_tail = sorted(scales, key=lambda one: (one.stage, one.place_by_id))
        self.codes = np.array([*(one.code for one in by_tail)], np.int16)
        """The code of each step, as they come when all else is equal."""
        self._tails = {one.code: tail for tail, one in enumerate(by_tail)}
        reasons = [reason for one in scales for reason in one.reasons]
        grounds = [_count_of_grounds(one.reasons) for one in scales]
        against = [_count_of_grounds(one.cautions) for one in scales]
        self._most_against = max(against, default=0)
        urgencies = [one.urgency for one in scales]
        urgencies += [one.urgency for one in reasons if one.urgency < NO_URGENCY]
        waits = has_dangers and any(one.waits_at_emergency or one.waits_in_danger for one in scales)
        self.bits = 0
        """How many bits a key has."""
        self.tail = self._digit([0, len(scales)])
        self.declined = self._digit([0, 1])
        self.net = self._digit([0, *(most + self._most_against for most in grounds)])
        self.strength = self._digit([0, len(STRENGTHS) - 1])
        self.core = self._digit([NO_URGENCY, *(level for one in scales for _, level in one.core)])
        self.safety = self._digit([not one.is_safety for one in scales])
        self.urgency = self._digit(urgencies)
        self.waits = self._digit([0, waits])
        self.kind = kind_of(self.bits)
        self.none = self.kind.type((1 << 8 * self.kind.itemsize) - 1)

    def _digit(self, levels: Sequence[int]) -> Digit:
        """Make room for the highest number; none where all of them are the same."""
        width = int(max(levels)).bit_length() if len(set(levels)) > 1 else 0
        self.bits += width
        return Digit(self.bits - width, width, int(levels[0]))

    def keys(self, scale: Scale, standing: Standing, waits: Bits | None, people: People) -> Keys:
        """Return the key of a step for each person, as if it were given."""
        net = self._net(standing, people)
        told: tuple[tuple[Digit, Level], ...] = (
            (self.waits, 0 if waits is None else [waits]),
            (self.urgency, standing.urgency),
            (self.safety, int(not scale.is_safety)),
            (self.core, standing.core),
            (self.strength, standing.strength),
            (self.net, [~bits for bits in net]),  # more grounds come first
            (self.declined, standing.declined),
            (self.tail, self._tails[scale.code]),
        )
        levels = [(digit, level) for digit, level in told if digit.width]
        fixed = sum(level << digit.shift for digit, level in levels if isinstance(level, int))
        fixed |= ((1 << self.net.width) - (1 << len(net))) << self.net.shift
        planes = {
            digit.shift + place: bits
            for digit, level in levels
            if not isinstance(level, int)
            for place, bits in zip(range(digit.width), level, strict=False)
        }
        keys: Keys | None = None
        while planes:
            low = min(planes)
            some = [place for place in planes if place < low + 8]  # as many as a byte has
            byte = {place - low: planes.pop(place) for place in some}
            worth = numbers(byte, people.count).astype(self.kind)
            worth <<= self.kind.type(low)
            keys = worth if keys is None else np.bitwise_or(keys, worth, out=keys)
        if keys is None:
            return np.full(people.count, fixed, self.kind)
        keys |= self.kind.type(fixed)
        return keys

    def code_of(self, keys: NDArray[Any]) -> NDArray[np.int16]:
        """Return the code of the step that each key is for."""
        return self.codes[self.tail.read(keys)]

    def net_grounds(self, keys: NDArray[Any]) -> NDArray[np.int16]:
        """Return how many more grounds speak for the step than against it."""
        highest = np.int16((1 << self.net.width) - 1 - self._most_against)
        return highest - self.net.read(keys)

    def _net(self, standing: Standing, people: People) -> Sequence[Bits]:
        """Count grounds for minus grounds against; the lowest that any step can have is 0."""
        against = standing.grounds_against
        several = [*standing.grounds_for, *(~bits for bits in against)]
        net = counted(several, self._most_against - len(against), people.everybody)
        return net[: self.net.width]


def _count_of_grounds(reasons: Iterable[Reason]) -> int:
    return len({one.ground for one in reasons})


def kind_of(bits: int) -> np.dtype[Any]:
    """Return the smallest type of numbers with so many bits."""
    return np.dtype(np.min_scalar_type((1 << bits) - 1))
