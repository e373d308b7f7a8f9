"""The rows of an answer: one per person and recommendation, with its reasons, in numbers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from nextsteps.population.bits import Bits, Flags, counted, numbers, places, unpacked
from nextsteps.population.given import in_turn, ranks_within, together
from nextsteps.population.keys import Order
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
Persons: TypeAlias = NDArray[np.int32]
"""The places of some people, in their order."""

Fired: TypeAlias = Sequence[tuple[int, Persons]]
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
    For whom one step is in one place, what is told of each of them, and which rules made it so.

    `number` sorts the rows of one person: the place, then the key or, of what is withheld, the
    code of the step.
    """

    code: int
    person: Persons
    number: NDArray[Any]
    against: NDArray[np.int16] | None = None
    checks: NDArray[np.int16] | None = None
    again: Flags | None = None
    rules_for: Fired = ()
    rules_against: Fired = ()


def rows_of(ranks: Ranks, wanted: frozenset[int]) -> list[Rows]:
    """Return the rows in the places that are *wanted*, in parts of some people each."""
    blocks = [*_given(ranks, wanted), *_withheld(ranks, wanted)]
    firsts = range(0, ranks.count, _AT_A_TIME)
    ends = [*firsts[1:], ranks.count]
    parts = [_split(block, ends) for block in blocks]
    return [
        _Part([one[place] for one in parts], ranks.order, first, ends[place] - first).rows()
        for place, first in enumerate(firsts)
    ]


def _split(block: Block, ends: Sequence[int]) -> list[Block]:
    """Return the block for the people up to each of *ends*."""
    starts = [0, *ends[:-1]]
    rules_for = _split_fired(block.rules_for, ends)
    rules_against = _split_fired(block.rules_against, ends)
    found = []
    last = 0
    for place, cut in enumerate(np.searchsorted(block.person, ends).tolist()):
        some = slice(last, cut)
        last = cut
        found.append(
            Block(
                code=block.code,
                person=block.person[some] - starts[place],
                number=block.number[some],
                against=None if block.against is None else block.against[some],
                checks=None if block.checks is None else block.checks[some],
                again=None if block.again is None else block.again[some],
                rules_for=rules_for[place],
                rules_against=rules_against[place],
            )
        )
    return found


def _split_fired(fired: Fired, ends: Sequence[int]) -> list[list[tuple[int, Persons]]]:
    found: list[list[tuple[int, Persons]]] = [[] for _ in ends]
    for rule, persons in fired:
        last = start = 0
        for place, cut in enumerate(np.searchsorted(persons, ends).tolist()):
            if cut > last:
                found[place].append((rule, persons[last:cut] - start))
            last, start = cut, ends[place]
    return found


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
    people, key_bits = ranks.people, ranks.order.waits.shift
    for one in ranks.given:
        for place, who in ((NOW, one.who), (OPPOSITE, one.lower)):
            if place in wanted and who.any():
                scale, weighed = one.scale, one.weighed
                person = places(who, people.count).astype(np.int32)
                number: NDArray[Any] = one.keys[person]
                if place == OPPOSITE:  # the highest bit of other keys says that they are later
                    number = number & number.dtype.type((1 << key_bits) - 1)
                    number = number.astype(np.uint64) | np.uint64(place << key_bits)
                to_check = [bits & ~weighed.core for _, bits in checks(scale, people)]
                yield Block(
                    code=scale.code,
                    person=person,
                    number=number,
                    against=_count(one.standing.grounds_against, person, who, people),
                    checks=_count([weighed.needs_unknown, *to_check], person, who, people),
                    again=_of(weighed.again & ~weighed.core & who, person, people),
                    rules_for=_fired(_true(scale.reasons, people), who, people),
                    rules_against=_fired(_true(scale.cautions, people), who, people),
                )


def _withheld(ranks: Ranks, wanted: frozenset[int]) -> Iterator[Block]:
    people, key_bits = ranks.people, ranks.order.waits.shift
    for one in ranks.weighed:
        for place in wanted - {NOW, LATER, OPPOSITE}:
            who = one.withheld(place)
            if who.any():
                person = places(who, people.count).astype(np.int32)
                number = np.full(len(person), place << key_bits | one.scale.code, np.uint64)
                rules = _fired(_withholding(one, place, people), who, people)
                yield Block(one.scale.code, person, number, rules_against=rules)


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


def _count(
    several: Sequence[Bits], person: Persons, who: Bits, people: People
) -> NDArray[np.int16] | None:
    """Return for each of the people how many of *several* are true; None for none at all."""
    some = [one for bits in several if (one := bits & who).any()]
    return numbers(counted(some), people.count)[person].astype(np.int16) if some else None


def _of(bits: Bits, person: Persons, people: People) -> Flags | None:
    """Return of which of the people *bits* are true; None where of none."""
    return unpacked(bits, people.count)[person] if bits.any() else None


def _fired(rules: Iterable[tuple[int, Bits]], who: Bits, people: People) -> Fired:
    found = ((rule, places(bits & who, people.count)) for rule, bits in rules)
    return [(rule, persons.astype(np.int32)) for rule, persons in found if len(persons)]


class _Part:
    """
    The rows of some of the people: what is told block by block goes to where its row is.

    Nobody has a step in two places, so a table of steps by people says where each row is.
    """

    def __init__(self, blocks: Sequence[Block], order: Order, first: int, count: int) -> None:
        self.blocks = [block for block in blocks if len(block.person)]
        self.order = order
        self.first = first
        key_bits = order.waits.shift
        self.person, number = in_turn(
            joined([block.person for block in self.blocks]),
            joined([block.number for block in self.blocks]),
            key_bits + len(PLACES).bit_length(),
        )
        self.place = (number >> key_bits).astype(np.int8)
        self.key = number & ((1 << key_bits) - 1)
        self.is_ranked = (self.place <= LATER) | (self.place == OPPOSITE)
        self.code = self.key.astype(np.int16)
        self.code[self.is_ranked] = order.code_of(self.key[self.is_ranked])
        self.slots = {code: slot for slot, code in enumerate({one.code for one in self.blocks})}
        slot_of = np.zeros(len(order.codes), np.int64)
        slot_of[list(self.slots)] = list(self.slots.values())
        self.row = np.zeros((len(self.slots), count), np.int32)
        cells = slot_of[self.code] * count + self.person
        self.row.reshape(-1)[cells] = np.arange(len(cells), dtype=np.int32)

    def rows(self) -> Rows:
        """Return the rows of these people."""
        order, key, blocks = self.order, self.key, self.blocks
        against = self._told([block.against for block in blocks])
        return Rows(
            person=(self.person + self.first).astype(np.int32),
            recommendation=self.code,
            place=self.place,
            rank=ranks_within(self.person << 3 | self.place),
            urgency=self._ranked(order.urgency.read(key)),
            strength=self._ranked(order.strength.read(key)),
            grounds_for=self._ranked(order.net_grounds(key) + against),
            grounds_against=self._ranked(against),
            checks=self._ranked(self._told([block.checks for block in blocks])),
            again=self._told([block.again for block in blocks]) > 0,
            rules_for=self._lists([block.rules_for for block in blocks]),
            rules_against=self._lists([block.rules_against for block in blocks]),
        )

    def _ranked(self, values: NDArray[np.int16]) -> NDArray[np.int16]:
        return values if self.is_ranked.all() else np.where(self.is_ranked, values, np.int16(NONE))

    def _told(self, values: Sequence[NDArray[Any] | None]) -> NDArray[np.int16]:
        """Return for each row what its block tells of its person; nothing is 0."""
        found = np.zeros(len(self.person), np.int16)
        for block, told in zip(self.blocks, values, strict=True):
            if told is not None:
                found[self.row[self.slots[block.code]][block.person]] = told
        return found

    def _lists(self, fired: Sequence[Fired]) -> Lists:
        """Return the codes of the rules that fired as one list per row, in the rules' order."""
        rules: list[int] = []
        rows: list[NDArray[np.int32]] = []
        for block, own in zip(self.blocks, fired, strict=True):
            row = self.row[self.slots[block.code]]
            for rule, persons in own:
                rules.append(rule)
                rows.append(row[persons])
        row = joined(rows)
        turn = np.repeat(np.arange(len(rules), dtype=np.uint32), [len(one) for one in rows])
        bits = len(rules).bit_length()
        both = together(row, turn, bits)
        sizes = np.bincount(row, minlength=len(self.person))
        codes = np.array(rules, np.int16)[both & both.dtype.type((1 << bits) - 1)]
        return Lists(offsets_of(sizes), codes)
