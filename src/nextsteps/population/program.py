"""
The conditions of a rulebook as one list of steps over bits, and its run over many people.

Every statement is a *literal*: an even number, and the odd one after it is its opposite.
`truths[literal]` are the people for whom it is TRUE, so `truths[literal ^ 1]` are those for
whom it is FALSE, and the others are UNKNOWN. `not` only swaps the two, and an OR is the
opposite of the AND of the opposites: one kind of step is all that strong Kleene logic needs.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from nextsteps.language import (
    FAILURES,
    UNSTATED,
    Always,
    Among,
    And,
    Atom,
    Compare,
    Condition,
    Failed,
    Found,
    IsTrue,
    Not,
    Or,
    Tried,
)
from nextsteps.population.bits import Bits, everybody, nobody
from nextsteps.population.facts import OUTCOMES, Facts, YesNo, compared
from nextsteps.rulebook import Conditions
from nextsteps.situation import Fact

Literal: TypeAlias = int


@dataclass(frozen=True, slots=True)
class Both:
    """A step: the literal `result` is TRUE where all `parts` are."""

    result: Literal
    parts: tuple[Literal, ...]


class Program:
    """The steps, and the literal of every rule, finding, need and contradiction by id."""

    def __init__(self, conditions: Conditions, facts: Mapping[str, Fact]) -> None:
        self._facts = facts
        self._atoms: dict[Atom, Literal] = {}
        self._steps: dict[tuple[Literal, ...], Both] = {}
        self._count = 0
        self.findings: dict[str, Literal] = {}
        self.rules: dict[str, Literal] = {}
        for finding, own in conditions.findings.items():
            for rule in own:
                self.rules[rule] = self.literal(conditions.rules[rule])
            self.findings[finding] = self._any(self.rules[rule] for rule in own)
        for rule, condition in conditions.rules.items():
            if rule not in self.rules:
                self.rules[rule] = self.literal(condition)
        self.needs = {name: self.literal(one) for name, one in conditions.needs.items()}
        self.contradictions = {
            name: self.literal(one) for name, one in conditions.contradictions.items()
        }

    def literal(self, condition: Condition) -> Literal:
        """Return the literal of *condition*; the same condition has the same one."""
        match condition:
            case Found(finding):
                return self.findings[finding]
            case Not(part):
                return self.literal(part) ^ 1
            case And(parts):
                return self._all(self.literal(part) for part in parts)
            case Or(parts):
                return self._any(self.literal(part) for part in parts)
            case _:
                if condition not in self._atoms:
                    self._atoms[condition] = self._next()
                return self._atoms[condition]

    def _any(self, parts: Iterable[Literal]) -> Literal:
        return self._all(part ^ 1 for part in parts) ^ 1

    def _all(self, parts: Iterable[Literal]) -> Literal:
        distinct = tuple(sorted(set(parts)))
        if len(distinct) == 1:
            return distinct[0]
        if distinct not in self._steps:
            self._steps[distinct] = Both(self._next(), distinct)
        return self._steps[distinct].result

    def _next(self) -> Literal:
        self._count += 2
        return self._count - 2

    def run(self, facts: Facts) -> list[Bits]:
        """Return for each literal the people for whom it is TRUE."""
        truths: list[Bits] = [nobody(0)] * self._count
        for atom, place in self._atoms.items():
            truths[place], truths[place ^ 1] = self._atom(atom, facts)
        for step in self._steps.values():
            first, second, *others = step.parts
            true = truths[first] & truths[second]
            false = truths[first ^ 1] | truths[second ^ 1]
            for part in others:
                true &= truths[part]
                false |= truths[part ^ 1]
            truths[step.result], truths[step.result ^ 1] = true, false
        return truths

    def _atom(self, atom: Atom, facts: Facts) -> tuple[Bits, Bits]:
        match atom:
            case Always():
                return everybody(facts.count), nobody(facts.count)
            case IsTrue(fact):
                column = facts.column(self._facts[fact])
                assert isinstance(column, YesNo)
                return column.true, column.false
            case Compare(fact) | Among(fact):
                return compared(facts.column(self._facts[fact]), atom)
            case Found():
                raise AssertionError(atom)  # a finding has the literal of its rules
            case Tried(recommendation):
                outcomes = facts.outcomes(recommendation)
                never = outcomes.having(OUTCOMES.index("never"))
                return outcomes.known & ~never, never
            case Failed(recommendation):
                outcomes = facts.outcomes(recommendation)
                failed = outcomes.among({one: one in FAILURES for one in OUTCOMES})
                unstated = outcomes.having(OUTCOMES.index(UNSTATED))
                return failed, outcomes.known & ~failed & ~unstated
            case _:
                assert_never(atom)
