"""Conditions as pairs of literals: when they are TRUE, and when they are FALSE."""

from collections.abc import Iterable
from typing import assert_never

from nextsteps.language import (
    FAILURES,
    UNSTATED,
    Always,
    Among,
    And,
    Compare,
    Condition,
    Failed,
    Found,
    IsTrue,
    Not,
    Or,
    Tried,
)
from nextsteps.rulebook import Rulebook
from nextsteps.situation import FactValue
from nextsteps.verify.cnf import NO, YES, Cnf
from nextsteps.verify.cuts import cut_at
from nextsteps.verify.facts import KnownRails
from nextsteps.verify.logic import Pair
from nextsteps.verify.rails import Choice, Number

SatPair = Pair[int]


class SatMeaning:
    """The reference meaning (`language.evaluate`), case by case, as literals; made when asked."""

    def __init__(self, cnf: Cnf, rails: KnownRails, rulebook: Rulebook) -> None:
        self.logic = cnf
        self.rails = rails
        self._rulebook = rulebook
        self._made: dict[Condition, SatPair] = {}

    def rule(self, name: str) -> SatPair:
        """Return the truth of a rule's condition."""
        return self.truth(self._rulebook.conditions.rules[name])

    def fact_is(self, name: str, value: FactValue) -> int:
        """Hold where a yes/no or choice fact is known to be *value*."""
        return self._values(name).get(value, NO)

    def outcome_is(self, step: str, outcome: str) -> int:
        """Hold where *outcome* is what came of *step*."""
        return self.rails.tried[step].values.get(outcome, NO)

    def truth(self, condition: Condition) -> SatPair:
        """Return when *condition* is TRUE and when it is FALSE."""
        if condition not in self._made:
            self._made[condition] = self._truth(condition)
        return self._made[condition]

    def _truth(self, condition: Condition) -> SatPair:
        match condition:
            case Always():
                return Pair(YES, NO)
            case IsTrue(fact):
                values = self._values(fact)
                return Pair(values.get(True, NO), values.get(False, NO))
            case Compare(fact, sign, value):
                return self._compare(condition, fact, sign, value)
            case Among(fact, choices):
                return self._is_one_of(fact, choices)
            case Found(finding):
                return self.finding(finding)
            case Tried(recommendation):
                rail = self.rails.tried[recommendation]
                never = rail.values["never"]
                return Pair(self.logic.every([rail.known, -never]), never)
            case Failed(recommendation):
                came = self.rails.tried[recommendation].values
                failed = self.logic.some(came[outcome] for outcome in FAILURES)
                others = came.keys() - FAILURES - {UNSTATED}
                return Pair(failed, self.logic.some(came[outcome] for outcome in others))
            case Not(part):
                true, false = self.truth(part)
                return Pair(false, true)
            case And(parts):
                pairs = [self.truth(part) for part in parts]
                return Pair(self._every(pairs, 0), self._some(pairs, 1))
            case Or(parts):
                pairs = [self.truth(part) for part in parts]
                return Pair(self._some(pairs, 0), self._every(pairs, 1))
            case _:
                assert_never(condition)

    def finding(self, finding: str) -> SatPair:
        """Return the truth of a finding: the Kleene OR of its rules."""
        pairs = [self.rule(rule) for rule in self._rulebook.conditions.findings[finding]]
        return Pair(self._some(pairs, 0), self._every(pairs, 1))

    def _every(self, pairs: Iterable[SatPair], side: int) -> int:
        return self.logic.every(pair[side] for pair in pairs)

    def _some(self, pairs: Iterable[SatPair], side: int) -> int:
        return self.logic.some(pair[side] for pair in pairs)

    def _values(self, fact: str) -> dict[FactValue, int]:
        rail = self.rails.facts[fact]
        assert isinstance(rail, Choice)
        return dict(rail.values)

    def _is_one_of(self, fact: str, choices: Iterable[FactValue]) -> SatPair:
        values = self._values(fact)
        inside = set(choices)
        return Pair(
            self.logic.some(literal for value, literal in values.items() if value in inside),
            self.logic.some(literal for value, literal in values.items() if value not in inside),
        )

    def _compare(
        self, condition: Compare, name: str, sign: str, value: int | float | str
    ) -> SatPair:
        if isinstance(value, str):
            true, false = self._is_one_of(name, [value])
            return Pair(true, false) if sign == "==" else Pair(false, true)
        at_least, more = self._at_least(name, value), self._more(name, value)
        match condition.operator:
            case ">=":
                return at_least
            case "<":
                return Pair(at_least.false, at_least.true)
            case ">":
                return more
            case "<=":
                return Pair(more.false, more.true)
            case "==" | "!=":
                equal = self.logic.every([at_least.true, more.false])
                unequal = self.logic.some([at_least.false, more.true])
                return Pair(equal, unequal) if sign == "==" else Pair(unequal, equal)

    def _at_least(self, name: str, value: float) -> SatPair:
        return self._above(name, value, above=False)

    def _more(self, name: str, value: float) -> SatPair:
        return self._above(name, value, above=True)

    def _above(self, name: str, value: float, *, above: bool) -> SatPair:
        """Return the pair of one cut; a comparison that needs no such cut does not use it."""
        rail = self.rails.facts[name]
        assert isinstance(rail, Number)
        fact = self._rulebook.situation.vocabulary().facts[name]
        literal = rail.above.get(cut_at(fact, value, above=above), NO)
        return Pair(literal, self.logic.every([rail.known, -literal]))
