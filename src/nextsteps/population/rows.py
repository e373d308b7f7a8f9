"""The rows of an answer: one per person and recommendation, in numbers."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from nextsteps.population.bits import Bits, Flags, Places, places, unpacked
from nextsteps.population.place import (
    ALREADY_TRIED,
    EXCLUDED,
    NOT_APPLICABLE,
    NOT_FOR_READER,
    NOT_YET,
    NOW,
)
from nextsteps.population.scales import NO_URGENCY, Reason, Scale
from nextsteps.population.weigh import People, Weighed, checks, holding
from nextsteps.ranking import STRENGTHS

NONE = -1
"""Stands for a number that a row doesn't have."""

Numbers: TypeAlias = NDArray[np.integer[Any]]
Fired: TypeAlias = tuple[NDArray[np.int32], int]
"""The rows in which a rule fired, and its code."""


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of one recommendation in one place, by person; `core` is 4 where it is none."""

    scale: Scale
    place: int
    person: Places
    urgency: Numbers
    core: Numbers
    strength: Numbers
    grounds_for: Numbers
    grounds_against: Numbers
    checks: Numbers
    again: Flags
    declined: Flags
    rules_for: list[Fired] = field(default_factory=list)
    rules_against: list[Fired] = field(default_factory=list)


def blocks_of(weighed: Weighed, people: People, wanted: frozenset[int]) -> Iterable[Block]:
    """Yield the given rows of one recommendation, and those of other places that are *wanted*."""
    if weighed.given.any():
        yield _given(weighed, people)
    scale = weighed.scale
    others: list[tuple[int, Bits, Sequence[tuple[int, Bits]]]] = [
        (NOT_YET, weighed.held, holding(scale, people) if NOT_YET in wanted else ()),
        (NOT_YET, weighed.in_conflict, people.conflicts),
        (EXCLUDED, weighed.excluded, _true(scale.excluding, people)),
        (ALREADY_TRIED, weighed.already_tried, ()),
        (NOT_APPLICABLE, weighed.not_applicable, ()),
        (NOT_FOR_READER, weighed.not_for_this_reader, ()),
    ]
    for place, who, rules in others:
        if place in wanted and who.any():
            yield _withheld(scale, place, _Chosen(who, people.count), rules)


class _Chosen:
    """Some of many people; reads off what is true of just them."""

    def __init__(self, who: Bits, count: int) -> None:
        self.who = who
        self.count = count
        self.person = places(who, count)
        self._row: NDArray[np.int32] | None = None

    def __len__(self) -> int:
        return len(self.person)

    def flags(self, bits: Bits) -> Flags:
        """Return which of the chosen *bits* are true of."""
        return unpacked(bits, self.count)[self.person]

    def full(self, value: int) -> NDArray[np.int16]:
        return np.full(len(self), value, np.int16)

    def counted(self, several: Iterable[Bits]) -> NDArray[np.int16]:
        """Return for each of the chosen how many of *several* are true."""
        total = self.full(0)
        for bits in several:
            if (bits & self.who).any():
                total += self.flags(bits)
        return total

    def gravest(self, classes: Iterable[tuple[int, Bits]], otherwise: int) -> NDArray[np.int16]:
        """Return for each of the chosen the lowest number that is true of them."""
        lowest = self.full(otherwise)
        for number, bits in sorted(classes, key=lambda one: -one[0]):
            if number < otherwise and (bits & self.who).any():
                lowest[self.flags(bits)] = number
        return lowest

    def fired(self, rules: Iterable[tuple[int, Bits]]) -> list[Fired]:
        """Return in which of the chosen's rows each rule fired."""
        if self._row is None:
            self._row = np.zeros(self.count, np.int32)
            self._row[self.person] = np.arange(len(self), dtype=np.int32)
        found: list[Fired] = []
        for rule, bits in rules:
            both = bits & self.who
            if both.any():
                found.append((self._row[places(both, self.count)], rule))
        return found


def _given(weighed: Weighed, people: People) -> Block:
    scale = weighed.scale
    chosen = _Chosen(weighed.given, people.count)
    raised = _classes(scale.reasons, people, lambda one: one.urgency)
    levels = ((level, people.truths[literal]) for literal, level in scale.core)
    to_check = [bits & ~weighed.core for _, bits in checks(scale, people)]
    return Block(
        scale=scale,
        place=NOW,
        person=chosen.person,
        urgency=chosen.gravest(raised, scale.urgency),
        core=chosen.gravest(levels, NO_URGENCY),
        strength=chosen.gravest(
            _classes(scale.reasons, people, lambda one: one.strength), len(STRENGTHS) - 1
        ),
        grounds_for=chosen.counted(_grounds(scale.reasons, people)),
        grounds_against=chosen.counted(_grounds(scale.cautions, people)),
        checks=chosen.counted([weighed.needs_unknown, *to_check]),
        again=chosen.flags(weighed.again & ~weighed.core),
        declined=chosen.flags(weighed.declined),
        rules_for=chosen.fired(_true(scale.reasons, people)),
        rules_against=chosen.fired(_true(scale.cautions, people)),
    )


def _withheld(
    scale: Scale, place: int, chosen: _Chosen, rules: Iterable[tuple[int, Bits]]
) -> Block:
    no = np.zeros(len(chosen), np.bool_)
    nothing = chosen.full(NONE)
    return Block(
        scale=scale,
        place=place,
        person=chosen.person,
        urgency=nothing,
        core=nothing,
        strength=nothing,
        grounds_for=nothing,
        grounds_against=nothing,
        checks=nothing,
        again=no,
        declined=no,
        rules_against=chosen.fired(rules),
    )


def _true(reasons: Iterable[Reason], people: People) -> list[tuple[int, Bits]]:
    return [(reason.rule, people.truths[reason.literal]) for reason in reasons]


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
