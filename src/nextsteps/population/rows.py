"""The rows of an answer: one per person and recommendation, with its reasons, in numbers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from nextsteps.population.bits import Bits, Flags, counted, numbers, places
from nextsteps.population.given import in_turn, ranks_within
from nextsteps.population.keys import Keys
from nextsteps.population.lists import Lists, joined_lists, offsets_of
from nextsteps.population.place import EXCLUDED, LATER, NOT_YET, NOW, OPPOSITE, PLACES
from nextsteps.population.ranks import Ranks, joined
from nextsteps.population.scales import Reason
from nextsteps.population.weigh import People, Weighed, checks, holding

NONE = -1
"""Stands for a number that a row doesn't have."""
_AT_A_TIME = 16_384
"""For so many people rows are made at a time, so that they stay in the nearest caches."""

Numbers: TypeAlias = NDArray[np.integer[Any]]
Fired: TypeAlias = Sequence[tuple[int, Bits]]
"""Rules by their codes, and for whom each of them fired."""


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


@dataclass(frozen=True, slots=True)
class Block:
    """
    For whom one step is in one place, and the rules by which it is.

    `keys` rank it; what is withheld has none. Counts are binary numbers, the lowest bits first.
    """

    code: int
    place: int
    who: Bits
    keys: Keys | None = None
    against: Sequence[Bits] = ()
    checks: Sequence[Bits] = ()
    again: Sequence[Bits] = ()
    rules_for: Fired = ()
    rules_against: Fired = ()


def rows_of(ranks: Ranks, wanted: frozenset[int]) -> list[Rows]:
    """Return the rows in the places that are *wanted*, in parts of some people each."""
    blocks = [*_given(ranks, wanted), *_withheld(ranks, wanted)]
    return [
        _Part(blocks, ranks, slice(first, min(first + _AT_A_TIME, ranks.count))).rows()
        for first in range(0, ranks.count, _AT_A_TIME)
    ]


def joined_rows(parts: Sequence[Rows]) -> Rows:
    """Return all rows of *parts*, one after the other."""
    if len(parts) == 1:
        return parts[0]
    found: dict[str, Any] = {}
    for one in fields(Rows):
        columns = [getattr(part, one.name) for part in parts]
        is_lists = one.name.startswith("rules")
        found[one.name] = joined_lists(columns) if is_lists else np.concatenate(columns)
    return Rows(**found)


def _given(ranks: Ranks, wanted: frozenset[int]) -> Iterator[Block]:
    """To whom a step is given, and of whom it is the lower of two opposites."""
    people = ranks.people
    for one in ranks.given:
        for place, who in ((NOW, one.who), (OPPOSITE, one.lower)):
            if place in wanted and who.any():
                scale, weighed = one.scale, one.weighed
                to_check = [bits & ~weighed.core for _, bits in checks(scale, people)]
                yield Block(
                    code=scale.code,
                    place=place,
                    who=who,
                    keys=one.keys,
                    against=_count(one.standing.grounds_against, who),
                    checks=_count([weighed.needs_unknown, *to_check], who),
                    again=_count([weighed.again & ~weighed.core], who),
                    rules_for=_fired(_true(scale.reasons, people), who),
                    rules_against=_fired(_true(scale.cautions, people), who),
                )


def _withheld(ranks: Ranks, wanted: frozenset[int]) -> Iterator[Block]:
    for one in ranks.weighed:
        for place in wanted - {NOW, LATER, OPPOSITE}:
            who = one.withheld(place)
            if who.any():
                rules = _fired(_withholding(one, place, ranks.people), who)
                yield Block(one.scale.code, place, who, rules_against=rules)


def _withholding(one: Weighed, place: int, people: People) -> Iterator[tuple[int, Bits]]:
    """Yield the rules that hold a step back or exclude it, with for whom."""
    if place == NOT_YET:
        for rule, bits in holding(one.scale, people):
            yield rule, bits & one.held
        for rule, bits in people.conflicts:
            yield rule, bits & one.in_conflict
    elif place == EXCLUDED:
        yield from _true(one.scale.excluding, people)


def _true(reasons: Iterable[Reason], people: People) -> Iterator[tuple[int, Bits]]:
    return ((reason.rule, people.truths[reason.literal]) for reason in reasons)


def _count(several: Sequence[Bits], who: Bits) -> Sequence[Bits]:
    return [bits & who for bits in counted(several)]


def _fired(rules: Iterable[tuple[int, Bits]], who: Bits) -> Fired:
    fired = [(rule, bits & who) for rule, bits in rules]
    return [(rule, bits) for rule, bits in fired if bits.any()]


class _Part:
    """
    The rows of some of the people: what is bits in blocks goes to where its row is.

    Nobody has a step in two places, so a table of steps by people says where each row is.
    """

    def __init__(self, blocks: Sequence[Block], ranks: Ranks, people: slice) -> None:
        self.order = ranks.order
        self.people = people
        self.count = people.stop - people.start
        self.bytes = slice(people.start // 8, (people.stop + 7) // 8)
        self.key_bits = self.order.waits.shift
        persons = [places(block.who[self.bytes], self.count) for block in blocks]
        some = [(block, who) for block, who in zip(blocks, persons, strict=True) if len(who)]
        self.blocks = [block for block, _ in some]
        self.person, number = in_turn(
            joined([who for _, who in some]),
            joined([self._numbers(block, who) for block, who in some]),
            self.key_bits + len(PLACES).bit_length(),
        )
        self.place = (number >> self.key_bits).astype(np.int8)
        self.key = number & ((1 << self.key_bits) - 1)
        self.is_ranked = (self.place <= LATER) | (self.place == OPPOSITE)
        self.code = self.key.astype(np.int16)
        self.code[self.is_ranked] = self.order.code_of(self.key[self.is_ranked])
        slots = np.zeros(len(self.order.codes), np.int64)
        codes = dict.fromkeys(block.code for block in self.blocks)
        slots[list(codes)] = range(len(codes))
        self.slots = slots
        self.cell = slots[self.code] * self.count + self.person
        self.row = np.zeros((len(codes), self.count), np.int32)
        self.row.reshape(-1)[self.cell] = np.arange(len(self.cell), dtype=np.int32)

    def _numbers(self, block: Block, who: NDArray[np.intp]) -> NDArray[np.int64]:
        """What the rows of a person are sorted by: the place, then the key or else the code."""
        if block.keys is None:
            return np.full(len(who), block.place << self.key_bits | block.code, np.int64)
        keys = block.keys[self.people][who].astype(np.int64)
        if block.place == NOW:  # the highest bit of a key says that it is later
            return keys
        return keys & ((1 << self.key_bits) - 1) | block.place << self.key_bits

    def rows(self) -> Rows:
        """Return the rows of these people."""
        order, against = self.order, self._counted([block.against for block in self.blocks])
        return Rows(
            person=(self.person + self.people.start).astype(np.int32),
            recommendation=self.code,
            place=self.place,
            rank=ranks_within(self.person << 3 | self.place),
            urgency=self._ranked(order.urgency.read(self.key)),
            strength=self._ranked(order.strength.read(self.key)),
            grounds_for=self._ranked(order.net_grounds(self.key) + against),
            grounds_against=self._ranked(against),
            checks=self._ranked(self._counted([block.checks for block in self.blocks])),
            again=self._counted([block.again for block in self.blocks]) > 0,
            rules_for=self._lists([block.rules_for for block in self.blocks]),
            rules_against=self._lists([block.rules_against for block in self.blocks]),
        )

    def _ranked(self, values: NDArray[Any]) -> NDArray[np.int16]:
        return np.where(self.is_ranked, values, NONE).astype(np.int16)

    def _counted(self, planes: Sequence[Sequence[Bits]]) -> NDArray[np.int16]:
        """Return for each row the number that is in bits in its block."""
        table = None
        for block, own in zip(self.blocks, planes, strict=True):
            here = [bits[self.bytes] for bits in own]
            if any(bits.any() for bits in here):
                if table is None:
                    table = np.zeros(self.row.shape, np.int16)
                table[self.slots[block.code]] += numbers(here, self.count)
        if table is None:
            return np.zeros(len(self.cell), np.int16)
        counts: NDArray[np.int16] = table.reshape(-1)[self.cell]
        return counts

    def _lists(self, fired: Sequence[Fired]) -> Lists:
        """Write the codes of the rules that fired into one list per row, in the rules' order."""
        sizes = self._counted([counted([bits for _, bits in rules]) for rules in fired])
        offsets = offsets_of(sizes)
        codes = np.empty(offsets[-1], np.int16)
        following = offsets[:-1].copy()
        for block, rules in zip(self.blocks, fired, strict=True):
            row = self.row[self.slots[block.code]]
            for rule, bits in rules:
                where = row[places(bits[self.bytes], self.count)]
                free = following[where]
                codes[free] = rule
                following[where] = free + 1
        return Lists(offsets, codes)
