"""
Where a step comes, as one number per person: the lower, the earlier.

INVARIANT: each criterion of `nextsteps.ranking.CRITERIA` is some bits of the number, the first
one the highest, so that comparing two numbers compares criterion by criterion. Above them
stands whether the step waits; the lowest bits name the step.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from nextsteps.population.bits import Bits, Counts, counted, numbers
from nextsteps.population.scales import NO_URGENCY, Reason, Scale
from nextsteps.population.weigh import People, Weighed
from nextsteps.ranking import STRENGTHS

Level: TypeAlias = Counts | int
"""A number for each person, or the same for all of them."""

Keys: TypeAlias = NDArray[np.unsignedinteger[Any]]


@dataclass(frozen=True, slots=True)
class Standing:
    """What ranks a step, for all people; it means nothing to whom the step is not given."""

    urgency: Level
    core: Level
    strength: Level
    grounds_for: Level
    grounds_against: Level
    declined: Level


def standing_of(weighed: Weighed, people: People) -> Standing:
    """Return what ranks a step that was weighed."""
    scale = weighed.scale
    levels = [(level, people.truths[literal]) for literal, level in scale.core]
    return Standing(
        urgency=_gravest(
            _classes(scale.reasons, people, lambda one: one.urgency), scale.urgency, people
        ),
        core=_gravest(levels, NO_URGENCY, people),
        strength=_gravest(
            _classes(scale.reasons, people, lambda one: one.strength), len(STRENGTHS) - 1, people
        ),
        grounds_for=numbers(counted(_grounds(scale.reasons, people)), people.count),
        grounds_against=_number(_grounds(scale.cautions, people), people),
        declined=_number([weighed.declined] if weighed.declined.any() else [], people),
    )


def _number(several: Sequence[Bits], people: People) -> Level:
    return numbers(counted(several), people.count) if several else 0


def _gravest(classes: Iterable[tuple[int, Bits]], otherwise: int, people: People) -> Level:
    """Return for each person the lowest number that is true of them."""
    graver = sorted((one for one in classes if one[0] < otherwise), key=lambda one: one[0])
    if not graver:
        return otherwise
    lowest = np.zeros(people.count, np.uint8)
    none = people.everybody
    nexts = [number for number, _ in graver[1:]] + [otherwise]
    for (number, bits), following in zip(graver, nexts, strict=True):
        none = none & ~bits
        if following > number:
            lowest += numbers([none], people.count) * np.uint8(following - number)
    lowest += np.uint8(graver[0][0])
    return lowest


def _classes(
    reasons: Iterable[Reason], people: People, number: Callable[[Reason], int]
) -> list[tuple[int, Bits]]:
    """Group reasons by a number; true where any of a group is."""
    grouped: dict[int, list[int]] = {}
    for reason in reasons:
        grouped.setdefault(number(reason), []).append(reason.literal)
    return [(one, people.any_true(literals)) for one, literals in grouped.items()]


def _grounds(reasons: Iterable[Reason], people: People) -> list[Bits]:
    """Rules of one ground count once."""
    grouped: dict[str, list[int]] = {}
    for reason in reasons:
        grouped.setdefault(reason.ground, []).append(reason.literal)
    return [people.any_true(literals) for literals in grouped.values()]


@dataclass(frozen=True, slots=True)
class Digit:
    """Some bits of a key: where they begin, how many, and the number that they hold as 0."""

    shift: int
    width: int
    lowest: int

    def read(self, keys: NDArray[Any]) -> NDArray[Any]:
        """Return the number that each key holds."""
        mask = keys.dtype.type((1 << self.width) - 1)
        return (keys >> keys.dtype.type(self.shift) & mask).astype(np.int16) + np.int16(self.lowest)


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
        urgencies = [one.urgency for one in (*scales, *reasons) if one.urgency < NO_URGENCY]
        waits = has_dangers and any(one.waits_at_emergency or one.waits_in_danger for one in scales)
        self.bits = 0
        """How many bits a key has."""
        self.tail = self._digit(range(len(scales) + 1))
        self.declined = self._digit((0, 1))
        self.net = self._digit([-bound for one in scales for bound in _net_grounds(one)])
        self.strength = self._digit([len(STRENGTHS) - 1, *(one.strength for one in reasons)])
        self.core = self._digit([NO_URGENCY, *(level for one in scales for _, level in one.core)])
        self.safety = self._digit([not one.is_safety for one in scales])
        self.urgency = self._digit(urgencies)
        self.waits = self._digit((0, int(waits)))
        self.kind = np.dtype(np.min_scalar_type((1 << self.bits) - 1))
        self.none = self.kind.type((1 << 8 * self.kind.itemsize) - 1)

    def _digit(self, numbers: Iterable[int]) -> Digit:
        lowest, highest = min(numbers, default=0), max(numbers, default=0)
        width = int(highest - lowest).bit_length()
        self.bits += width
        return Digit(self.bits - width, width, int(lowest))

    def keys(self, scale: Scale, standing: Standing, count: int) -> Keys:
        """Return the key of a step for each person, as if it were given and did not wait."""
        wanted: tuple[tuple[Digit, Level, int], ...] = (
            (self.urgency, standing.urgency, 1),
            (self.safety, int(not scale.is_safety), 1),
            (self.core, standing.core, 1),
            (self.strength, standing.strength, 1),
            (self.net, standing.grounds_for, -1),
            (self.net, standing.grounds_against, 1),
            (self.declined, standing.declined, 1),
            (self.tail, self._tails[scale.code], 1),
        )
        digits = {digit for digit, _, _ in wanted}
        fixed = -sum(digit.lowest << digit.shift for digit in digits)
        fixed += sum(
            sign * level << digit.shift for digit, level, sign in wanted if isinstance(level, int)
        )
        keys = np.full(count, fixed % (1 << 8 * self.kind.itemsize), self.kind)
        for digit, level, sign in wanted:
            if not isinstance(level, int):
                worth = level.astype(self.kind) << self.kind.type(digit.shift)
                (np.add if sign > 0 else np.subtract)(keys, worth, out=keys)
        return keys


def _net_grounds(scale: Scale) -> tuple[int, int]:
    """The least and the most that grounds for minus grounds against can come to."""
    against = len({one.ground for one in scale.cautions})
    return -against, len({one.ground for one in scale.reasons})
