"""
The order of the rows: as `nextsteps.ranking` and `nextsteps.recommend`, in one number per row.

INVARIANT: each criterion of `nextsteps.ranking.CRITERIA` is one digit of the number, in the
same order, so that comparing two numbers compares criterion by criterion.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nextsteps.population.bits import Flags
from nextsteps.population.given import Dangers
from nextsteps.population.lists import Lists
from nextsteps.population.place import LATER, NOW, OPPOSITE, PLACES
from nextsteps.population.rows import NONE, Block, Fired, Numbers
from nextsteps.population.scales import NO_URGENCY, Scale
from nextsteps.ranking import STRENGTHS
from nextsteps.rulebook.entries import STAGES, URGENCIES

EMERGENCY, SAME_DAY = URGENCIES.index("emergency"), URGENCIES.index("same_day")


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows by person and place, those that are given in rank order; -1 is no number."""

    person: NDArray[np.int32]
    recommendation: NDArray[np.int16]
    place: NDArray[np.int8]
    rank: NDArray[np.int32]
    urgency: Numbers
    strength: Numbers
    grounds_for: Numbers
    grounds_against: Numbers
    checks: Numbers
    again: Flags
    rules_for: Lists
    rules_against: Lists

    def __len__(self) -> int:
        return len(self.person)


def in_order(
    blocks: Sequence[Block], scales: Sequence[Scale], dangers: Dangers, wanted: frozenset[int]
) -> Rows:
    """Put the rows in order, and drop of two opposites the lower."""
    count = sum(len(block.person) for block in blocks)
    table = _Table(blocks, scales, count)
    place = table.place_of(dangers)
    place[table.lower_opposites()] = OPPOSITE
    kept = np.flatnonzero(np.isin(place, list(wanted)))
    person = table.person[kept].astype(np.int64)
    order = np.where(table.is_given[kept], table.ranking[kept], table.code[kept])
    keys = (person * len(PLACES) + place[kept]) * table.most + order
    rows = kept[np.argsort(keys)]
    new = np.full(count, NONE, np.int32)
    new[rows] = np.arange(len(rows), dtype=np.int32)
    whose, where = table.person[rows].astype(np.int32), place[rows].astype(np.int8)
    return Rows(
        person=whose,
        recommendation=table.code[rows],
        place=where,
        rank=_ranks(whose, where),
        urgency=table.joined("urgency")[rows],
        strength=table.joined("strength")[rows],
        grounds_for=table.joined("grounds_for")[rows],
        grounds_against=table.joined("grounds_against")[rows],
        checks=table.joined("checks")[rows],
        again=table.joined("again")[rows],
        rules_for=_lists([block.rules_for for block in blocks], table.starts, new, len(rows)),
        rules_against=_lists(
            [block.rules_against for block in blocks], table.starts, new, len(rows)
        ),
    )


class _Table:
    """All rows of all blocks, one block after the other."""

    def __init__(self, blocks: Sequence[Block], scales: Sequence[Scale], count: int) -> None:
        self.blocks = blocks
        self.scales = scales
        lengths = [len(block.person) for block in blocks]
        self.lengths = lengths
        self.starts = np.cumsum([0, *lengths])[:-1]
        self.person = self.joined("person")
        self.code = np.repeat(np.array([block.scale.code for block in blocks], np.int16), lengths)
        self.is_given = np.repeat(
            np.array([block.place == NOW for block in blocks], np.bool_), lengths
        )
        self.ranking, self.most = self._ranking()
        assert count == len(self.person)

    def joined(self, name: str) -> NDArray[Any]:
        """Return one column of all blocks."""
        parts = [getattr(block, name) for block in self.blocks]
        return np.concatenate(parts) if parts else np.zeros(0, np.int16)

    def of_scale(self, values: Sequence[int]) -> NDArray[np.int64]:
        """Return for each row the number of its recommendation."""
        return np.array(values, np.int64)[self.code]

    def _ranking(self) -> tuple[NDArray[np.int64], int]:
        """One number per row: the criteria as digits, the first one the highest."""
        net = self.joined("grounds_for") - self.joined("grounds_against")
        span = int(net.max(initial=0)) - int(net.min(initial=0)) + 1
        digits: list[tuple[NDArray[Any], int]] = [
            (self.joined("urgency"), NO_URGENCY),
            (self.of_scale([not one.is_safety for one in self.scales]), 2),
            (self.joined("core"), NO_URGENCY + 1),
            (self.joined("strength"), len(STRENGTHS)),
            (net.max(initial=0) - net, span),
            (self.joined("declined"), 2),
            (self.of_scale([one.stage for one in self.scales]), len(STAGES)),
            (self.of_scale([one.place_by_id for one in self.scales]), len(self.scales)),
        ]
        number = np.zeros(len(self.person), np.int64)
        most = 1
        for digit, base in digits:
            number *= base
            number += digit
            most *= base
        return number, most

    def place_of(self, dangers: Dangers) -> NDArray[np.int16]:
        """Return each row's place; in danger, what does not serve it waits."""
        place = np.repeat(np.array([block.place for block in self.blocks], np.int16), self.lengths)
        level = dangers.at_least[self.person]
        waits = self.of_scale([one.waits_at_emergency for one in self.scales]) > 0
        waits &= level == EMERGENCY
        in_danger = (level == SAME_DAY) | (dangers.misconduct[self.person] & (level != EMERGENCY))
        waits |= in_danger & (self.of_scale([one.waits_in_danger for one in self.scales]) > 0)
        place[waits & self.is_given] = LATER
        return place

    def lower_opposites(self) -> NDArray[np.intp]:
        """
        Return the rows that go because an opposite ranks higher.

        A core step stays, whatever stands above it, and whatever is its opposite goes. All
        people are gone through at once, one rank after the other.
        """
        mark, beside = _opposites(self.scales)
        has_opposites = np.asarray(mark.any(axis=1))
        rows = np.flatnonzero(self.is_given & has_opposites[self.code])
        rows = rows[np.argsort(self.person[rows].astype(np.int64) * self.most + self.ranking[rows])]
        whose, own = self.person[rows], self.code[rows]
        is_core = self.joined("core")[rows] < NO_URGENCY
        given = np.zeros((int(whose.max(initial=-1)) + 1, mark.shape[1]), np.uint64)
        np.bitwise_or.at(given, whose[is_core], mark[own[is_core]])
        turn = _ranks(whose, np.zeros_like(whose))
        turn[is_core] = 0
        dropped = [np.zeros(0, np.intp)]
        for one in range(1, int(turn.max(initial=0)) + 1):
            now = np.flatnonzero(turn == one)
            falls = (beside[own[now]] & given[whose[now]]).any(axis=1)
            dropped.append(rows[now[falls]])
            stays = now[~falls]
            given[whose[stays]] |= mark[own[stays]]
        return np.concatenate(dropped)


def _opposites(scales: Sequence[Scale]) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return a bit for each recommendation that has opposites, and the bits of its opposites."""
    opposed = [one.code for one in scales if one.opposites]
    mark = np.zeros((len(scales), len(opposed) // 64 + 1), np.uint64)
    for place, code in enumerate(opposed):
        mark[code, place // 64] = 1 << place % 64
    beside = np.zeros_like(mark)
    for one in scales:
        for other in one.opposites:
            beside[one.code] |= mark[other]
    return mark, beside


def _ranks(person: NDArray[Any], place: NDArray[Any]) -> NDArray[np.int32]:
    """Count from 1 within each run of one person and place; rows are in order."""
    index = np.arange(len(person), dtype=np.int32)
    begins = np.ones(len(person), np.bool_)
    begins[1:] = (person[1:] != person[:-1]) | (place[1:] != place[:-1])
    start = np.maximum.accumulate(np.where(begins, index, 0)) if len(index) else index
    return index - start + np.int32(1)


def _lists(
    fired: Sequence[Sequence[Fired]],
    starts: NDArray[np.intp],
    new: NDArray[np.int32],
    count: int,
) -> Lists:
    """Write the codes of the rules that fired into one list per row, in the rules' order."""
    found: list[Fired] = []
    sizes = np.zeros(count, np.int32)
    for block, start in zip(fired, starts, strict=True):
        for within, rule in block:
            rows = new[within + start]
            rows = rows[rows != NONE]
            sizes[rows] += 1
            found.append((rows, rule))
    offsets = np.zeros(count + 1, np.int32)
    np.cumsum(sizes, out=offsets[1:])
    codes = np.empty(offsets[-1], np.int16)
    following = offsets[:-1].copy()
    for rows, rule in found:
        codes[following[rows]] = rule
        following[rows] += 1
    return Lists(offsets, codes)
