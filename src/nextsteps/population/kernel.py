"""
The kernel: what a rulebook says to many people at once.

Conditions are evaluated in bits, one per person (`program`); each recommendation is weighed
in bits (`weigh`); only for those who are given it, numbers are written (`rows`) and put in
order (`order`). No Python object is made for a person.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray

from nextsteps.population.bits import Bits, any_of, numbers, unpacked
from nextsteps.population.facts import Facts
from nextsteps.population.given import Dangers, given_of
from nextsteps.population.keys import Order, gravest
from nextsteps.population.linked import linked
from nextsteps.population.place import LATER, NOW, PLACES, Place
from nextsteps.population.program import Program
from nextsteps.population.ranks import Ranks
from nextsteps.population.rows import Rows, joined_rows, rows_of
from nextsteps.population.scales import NO_URGENCY, scales_of
from nextsteps.population.scores import ShownTo
from nextsteps.population.weigh import People, people_of, weigh
from nextsteps.rulebook import Rulebook
from nextsteps.rulebook.entries import URGENCIES

CLEAR = NO_URGENCY
LEVELS: tuple[str, ...] = (*URGENCIES, "clear")
"""The names of safety levels by their code."""


@dataclass(frozen=True)
class Answers:
    """What becomes of many people: their ranking, and its rows in parts of some people each."""

    ranks: Ranks
    parts: Sequence[Rows]

    @cached_property
    def rows(self) -> Rows:
        """All rows as one; that costs as much again as they did."""
        return joined_rows(self.parts)


class Kernel:
    """
    A rulebook made ready for many people; holds no state, so threads may share it.

    `recommendations` and `rules` name the codes of the answers.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        _keep_freed_memory()
        self.rulebook = rulebook
        self.recommendations = tuple(rulebook.recommendations)
        self.rules = (*rulebook.rules, *rulebook.contradictions)
        self._codes = {name: code for code, name in enumerate(self.rules)}
        self.program = Program(rulebook.conditions, rulebook.situation.vocabulary().facts)
        self._read = self.program.facts
        self._scales = scales_of(rulebook, self.program, self._codes)
        self.order = Order(self._scales, has_dangers=bool(rulebook.dangers))
        self._dangers = [
            (
                self.program.findings[danger.id],
                URGENCIES.index(danger.danger.level),
                danger.danger.kind == "misconduct",
            )
            for danger in rulebook.dangers.values()
            if danger.danger is not None
        ]

    def answer(
        self, facts: Facts, *, scores: Sequence[ShownTo] = (), also: Iterable[Place] = ()
    ) -> Answers:
        """
        Return what becomes of the people in *facts*, with reasons.

        Args:
            facts: What is stated of them.
            scores: What the questionnaires of some of them show.
            also: Places to return besides "now" and "later".
        """
        wanted = frozenset((NOW, LATER, *(PLACES.index(place) for place in also)))
        ranks = self.ranks(facts, scores=scores)
        return Answers(ranks, rows_of(ranks, wanted))

    def ranks(self, facts: Facts, *, scores: Sequence[ShownTo] = ()) -> Ranks:
        """
        Return the bare ranking of the people in *facts*: for hot paths, as `Rulebook.rank`.

        Both this and `answer` are cheapest for some 65,536 people at a time.

        Args:
            facts: What is stated of them.
            scores: What the questionnaires of some of them show.
        """
        full = linked(facts, self.rulebook.situation, scores, self._read)
        people = people_of(full, self.program, self._codes)
        weighed = [one for scale in self._scales if (one := weigh(scale, people)) is not None]
        dangers = self._levels(people)
        given = given_of(weighed, people, self.order, dangers)
        return Ranks(people, weighed, given, dangers, self.order)

    def _levels(self, people: People) -> Dangers:
        misconduct = people.any_true(literal for literal, _, is_it in self._dangers if is_it)
        at_least: dict[int, list[Bits]] = {}
        for literal, level, _ in self._dangers:
            at_least.setdefault(level, []).append(people.truths[literal])
        could_be = {level: list(bits) for level, bits in at_least.items()}
        for literal, level, _ in self._dangers:
            could_be[level].append(people.unknown(literal))
        return Dangers(
            at_least=_level_of(at_least, people),
            could_be=_level_of(could_be, people),
            misconduct=unpacked(misconduct, people.count),
        )


def _level_of(dangers: Mapping[int, list[Bits]], people: People) -> NDArray[np.int8]:
    levels = {level: partial(any_of, bits) for level, bits in dangers.items()}
    found = gravest(levels, CLEAR, people)
    if isinstance(found, int):
        return np.full(people.count, found, np.int8)
    return numbers(found, people.count).astype(np.int8)


def _keep_freed_memory() -> None:
    """
    Have the C library keep memory that was freed for the next batch.

    Without this, glibc hands it back after each batch, and half of the time goes into getting
    it page by page again. It keeps twice as much as the largest block that was ever freed, up
    to 64 MB; this block is never written to, and so takes no memory. Elsewhere it does nothing.
    """
    np.empty((32 << 20) - (64 << 10), np.uint8)
