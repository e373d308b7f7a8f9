"""
The conditions of a rulebook as steps over bits, and its run over many people.

Every statement is a *literal*: an even number, and the odd one after it is its opposite.
`truths[literal]` are the people for whom it is TRUE, so `truths[literal ^ 1]` are those for
whom it is FALSE, and the others are UNKNOWN. `not` only swaps the two, and an OR is the
opposite of the AND of the opposites: one kind of step is all that strong Kleene logic needs.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
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
    Operator,
    Or,
    Tried,
)
from nextsteps.population.bits import Bits, all_of, any_of, everybody, nobody
from nextsteps.population.facts import OUTCOMES, Facts, YesNo, compared
from nextsteps.rulebook import Conditions
from nextsteps.situation import Fact

Literal: TypeAlias = int

_OPPOSITE: Mapping[Operator, Operator] = {"<": ">=", "<=": ">", "!=": "=="}
_NEVER, _UNSTATED = OUTCOMES.index("never"), OUTCOMES.index(UNSTATED)


class Program:
    """The steps, and the literal of every rule, finding, need and contradiction by id."""

    def __init__(self, conditions: Conditions, facts: Mapping[str, Fact]) -> None:
        self._whole = frozenset(name for name, one in facts.items() if one.kind == "whole")
        self._atoms: dict[Atom, Literal] = {}
        self._all_of: dict[tuple[Literal, ...], Literal] = {}
        self._made_of: list[Atom | tuple[Literal, ...]] = []
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
            case Compare() if (plain := self._plain(condition)) != condition:
                return self.literal(plain)
            case _:
                if condition not in self._atoms:
                    self._atoms[condition] = self._next(condition)
                return self._atoms[condition]

    def _plain(self, atom: Compare) -> Condition:
        """Return a comparison in the one form of all that say the same of what is known."""
        if atom.operator in _OPPOSITE:
            return Not(replace(atom, operator=_OPPOSITE[atom.operator]))
        if atom.operator == ">=" and atom.fact in self._whole and isinstance(atom.value, int):
            return replace(atom, operator=">", value=atom.value - 1)
        return atom

    def _any(self, parts: Iterable[Literal]) -> Literal:
        return self._all(part ^ 1 for part in parts) ^ 1

    def _all(self, parts: Iterable[Literal]) -> Literal:
        distinct = tuple(sorted(set(parts)))
        if len(distinct) == 1:
            return distinct[0]
        if distinct not in self._all_of:
            self._all_of[distinct] = self._next(distinct)
        return self._all_of[distinct]

    def _next(self, made_of: Atom | tuple[Literal, ...]) -> Literal:
        self._made_of.append(made_of)
        return 2 * len(self._made_of) - 2

    @property
    def facts(self) -> frozenset[str]:
        """The facts that conditions read."""
        read = (atom for atom in self._atoms if isinstance(atom, (IsTrue, Compare, Among)))
        return frozenset(atom.fact for atom in read)

    def run(self, facts: Facts) -> "Truths":
        """Return for each literal the people for whom it is TRUE."""
        return Truths(self._made_of, facts)


class Truths:
    """
    For whom each literal is TRUE: worked out when it is first read, and kept.

    A literal and its opposite are two questions, and most are never asked both ways.
    """

    __slots__ = ("_facts", "_found", "_made_of")

    def __init__(self, made_of: Sequence[Atom | tuple[Literal, ...]], facts: Facts) -> None:
        self._made_of = made_of
        self._facts = facts
        self._found: list[Bits | None] = [None] * (2 * len(made_of))

    def __getitem__(self, literal: Literal) -> Bits:
        found = self._found[literal]
        return self._worked_out(literal) if found is None else found

    def of(self, literals: Iterable[Literal]) -> list[Bits]:
        """Return the same for several literals."""
        found = self._found
        return [self._worked_out(one) if (bits := found[one]) is None else bits for one in literals]

    def _worked_out(self, literal: Literal) -> Bits:
        made_of = self._made_of[literal >> 1]
        if isinstance(made_of, tuple):
            is_any = literal & 1
            parts = self.of([part ^ is_any for part in made_of])
            bits = any_of(parts) if is_any else all_of(parts)
        elif literal & 1:
            bits = _false_of(made_of, self[literal ^ 1], self._facts)
        else:
            bits = _true_of(made_of, self._facts)
        self._found[literal] = bits
        return bits


def _true_of(atom: Atom, facts: Facts) -> Bits:
    """Return for whom an atom is TRUE."""
    match atom:
        case Compare(fact) | Among(fact) | IsTrue(fact):
            column = facts.columns.get(fact)
            if column is None:
                return nobody(facts.count)
            if isinstance(column, YesNo):
                return column.true
            assert not isinstance(atom, IsTrue)  # that reads yes/no facts
            return compared(column, atom)
        case Always():
            return everybody(facts.count)
        case Found():
            raise AssertionError(atom)  # a finding has the literal of its rules
        case Tried(recommendation):
            outcomes = facts.outcomes(recommendation)
            return outcomes.known & ~outcomes.having(_NEVER)
        case Failed(recommendation):
            return facts.outcomes(recommendation).among(lambda one: one in FAILURES)
        case _:
            assert_never(atom)


def _false_of(atom: Atom, true: Bits, facts: Facts) -> Bits:
    """Return for whom an atom is FALSE: of whom it is known and not *true*."""
    match atom:
        case Compare(fact) | Among(fact) | IsTrue(fact):
            column = facts.columns.get(fact)
            return true if column is None else column.known ^ true
        case Failed(recommendation):
            outcomes = facts.outcomes(recommendation)
            return outcomes.known & ~(true | outcomes.having(_UNSTATED))
        case Tried(recommendation):
            return facts.outcomes(recommendation).having(_NEVER)
        case _:
            return nobody(facts.count)
