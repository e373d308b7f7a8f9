"""
What becomes of each recommendation for many people: as `nextsteps.weighing`, in bits.

INVARIANT: for each person the same as `Scales.weigh`, in the same order of questions.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nextsteps.language import FAILURES
from nextsteps.outcome import READER_OF
from nextsteps.population.bits import Bits, any_of, everybody, nobody
from nextsteps.population.facts import OUTCOMES, Choice, Facts
from nextsteps.population.place import (
    ALREADY_TRIED,
    EXCLUDED,
    NOT_APPLICABLE,
    NOT_FOR_READER,
    NOT_YET,
)
from nextsteps.population.program import Literal, Program, Truths
from nextsteps.population.scales import READERS, Reason, Scale
from nextsteps.values import ASKER

_DECLINED = OUTCOMES.index("declined")
_NOT_TRIED = ("never", "declined")


@dataclass(frozen=True, slots=True)
class People:
    """What is true of many people, and whose words each of them reads."""

    facts: Facts
    truths: Truths
    everybody: Bits
    nobody: Bits
    readers: tuple[Bits, ...]
    conflicts: tuple[tuple[int, Bits], ...]

    @property
    def count(self) -> int:
        """How many people."""
        return self.facts.count

    def unknown(self, literal: Literal) -> Bits:
        """Return for whom a statement is UNKNOWN."""
        return self.everybody & ~(self.truths[literal] | self.truths[literal ^ 1])

    def any_true(self, literals: Iterable[Literal]) -> Bits:
        """Return for whom any of the statements is TRUE."""
        return any_of(self.truths.of(literals), self.nobody)

    def parted(self, bits: Bits, by: Bits) -> tuple[Bits, Bits]:
        """Return which of *bits* are in *by*, and which are not."""
        if by is self.nobody:
            return self.nobody, bits
        taken = bits & by
        return taken, bits ^ taken


def people_of(facts: Facts, program: Program, rules: Mapping[str, int]) -> People:
    """Run *program* over *facts*, which are linked already."""
    truths = program.run(facts)
    asker = facts.columns.get(ASKER)
    everyone, none = everybody(facts.count), nobody(facts.count)
    others = [none for _ in READERS[1:]]
    if isinstance(asker, Choice):
        others = [
            asker.among(lambda value, reader=reader: READER_OF.get(value) == reader)  # type: ignore[misc]
            for reader in READERS[1:]
        ]
    conflicts = ((rules[name], truths[one]) for name, one in program.contradictions.items())
    return People(
        facts=facts,
        truths=truths,
        everybody=everyone,
        nobody=none,
        readers=(everyone & ~any_of(others, none), *others),
        conflicts=tuple(conflicts),
    )


@dataclass(frozen=True, slots=True)
class Weighed:
    """Who gets one recommendation and who does not, and for which reason."""

    scale: Scale
    given: Bits
    core: Bits
    again: Bits
    declined: Bits
    needs_unknown: Bits
    excluded: Bits
    held: Bits
    in_conflict: Bits
    already_tried: Bits
    not_applicable: Bits
    not_for_this_reader: Bits

    def withheld(self, place: int) -> Bits:
        """Return for whom the step is in a place where it is not given."""
        if place == NOT_YET:
            return self.held | self.in_conflict
        return {
            EXCLUDED: self.excluded,
            ALREADY_TRIED: self.already_tried,
            NOT_APPLICABLE: self.not_applicable,
            NOT_FOR_READER: self.not_for_this_reader,
        }[place]


def weigh(scale: Scale, people: People) -> Weighed | None:
    """Return what becomes of one recommendation; None when nothing speaks for it to anybody."""
    supported = people.any_true(reason.literal for reason in scale.reasons)
    if not supported.any():
        return None
    not_for_this_reader, left = people.parted(supported, _cannot_read(scale, people))
    needs_false = needs_unknown = people.nobody
    if scale.needs is not None:
        needs_false = people.truths[scale.needs ^ 1]
        needs_unknown = people.unknown(scale.needs)
    not_applicable, left = people.parted(left, needs_false)
    core, left = people.parted(left, people.any_true(literal for literal, _ in scale.core))
    tried, again = _tried_and_again(scale, people)
    already_tried, left = people.parted(left, tried)
    excluded, left = people.parted(left, people.any_true(one.literal for one in scale.excluding))
    held, left = people.parted(left, _holds_back(scale, people))
    in_conflict = people.nobody
    if scale.is_drastic:
        conflicts = any_of([bits for _, bits in people.conflicts], people.nobody)
        in_conflict, left = people.parted(left, conflicts)
    outcomes = people.facts.tried.get(scale.id)
    return Weighed(
        scale=scale,
        given=left if core is people.nobody else core | left,
        core=core,
        again=again,
        declined=people.nobody if outcomes is None else outcomes.having(_DECLINED),
        needs_unknown=needs_unknown,
        excluded=excluded,
        held=held,
        in_conflict=in_conflict,
        already_tried=already_tried,
        not_applicable=not_applicable,
        not_for_this_reader=not_for_this_reader,
    )


def _cannot_read(scale: Scale, people: People) -> Bits:
    """To whom no text is addressed; everybody is one of the readers."""
    readers = zip(people.readers, scale.readers, strict=True)
    return any_of([bits for bits, has_text in readers if not has_text], people.nobody)


def _tried_and_again(scale: Scale, people: People) -> tuple[Bits, Bits]:
    """Who has tried it, parted by whether a rule that holds reads what came of it."""
    outcomes = people.facts.tried.get(scale.id)
    if outcomes is None or not outcomes.known.any():
        return people.nobody, people.nobody
    tried = outcomes.among(lambda one: one not in _NOT_TRIED)
    failed = outcomes.among(lambda one: one in FAILURES)
    again = people.any_true(scale.again_if_tried) & ~failed
    again |= people.any_true(scale.again_if_failed) & failed
    return tried & ~again, tried & again


def _holds_back(scale: Scale, people: People) -> Bits:
    return any_of([bits for _, bits in holding(scale, people)], people.nobody)


def holding(scale: Scale, people: People) -> list[tuple[int, Bits]]:
    """Return the rules that hold a step back, with for whom, in the order of a plan."""
    true = [(reason.rule, people.truths[reason.literal]) for reason in scale.holding]
    return true + _unknown(scale, people, "hold")


def checks(scale: Scale, people: People) -> list[tuple[int, Bits]]:
    """Return the rules that ask to make sure of something first, with of whom."""
    return _unknown(scale, people, "check")


def _unknown(scale: Scale, people: People, if_unknown: str) -> list[tuple[int, Bits]]:
    reasons: tuple[Reason, ...] = (*scale.excluding, *scale.holding)
    return [
        (reason.rule, people.unknown(reason.literal))
        for reason in reasons
        if reason.if_unknown == if_unknown
    ]
