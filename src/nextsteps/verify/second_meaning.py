"""Conditions for the second opinion: must hold, can hold, over Z3's own terms."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, assert_never

import z3

from nextsteps.language import (
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
from nextsteps.situation import Fact, FactValue
from nextsteps.verify.facts import OUTCOMES
from nextsteps.verify.logic import Pair


class Term(NamedTuple):
    """One fact: whether it is known, and its value where it is."""

    known: Any
    value: Any


class Z3Logic:
    """Z3's own propositions."""

    yes = z3.BoolVal(True)
    no = z3.BoolVal(False)

    def __init__(self, solver: Any) -> None:
        self._solver = solver

    def negation(self, part: Any) -> Any:
        """Hold where *part* does not."""
        return z3.Not(part)

    def every(self, parts: Iterable[Any]) -> Any:
        """Hold where all of *parts* do."""
        return z3.And(*parts)

    def some(self, parts: Iterable[Any]) -> Any:
        """Hold where any of *parts* does."""
        return z3.Or(*parts)

    def fresh(self, name: str) -> Any:
        """Return a proposition of which nothing is said yet."""
        return z3.FreshBool(name)

    def require(self, part: Any) -> None:
        """Demand *part*."""
        self._solver.add(part)


class SecondMeaning:
    """Conditions as Z3 terms; findings in place, as the OR of their rules."""

    def __init__(self, logic: Z3Logic, facts: Mapping[str, Term], tried: Mapping[str, Any],
                 rulebook: Rulebook) -> None:  # fmt: skip
        self.logic = logic
        self._facts, self._tried, self._rulebook = facts, tried, rulebook
        self._vocabulary = rulebook.situation.vocabulary().facts
        self._made: dict[Condition, Pair[Any]] = {}

    def rule(self, name: str) -> Pair[Any]:
        """Return the truth of a rule's condition."""
        return self.truth(self._rulebook.conditions.rules[name])

    def finding(self, name: str) -> Pair[Any]:
        """Return the truth of a finding."""
        return self.truth(Found(name))

    def truth(self, condition: Condition) -> Pair[Any]:
        """Return when *condition* is TRUE (it must hold) and FALSE (it can not hold)."""
        if condition not in self._made:
            must, can = self._must_and_can(condition)
            self._made[condition] = Pair(must, z3.Not(can))
        return self._made[condition]

    def fact_is(self, name: str, value: FactValue) -> Any:
        """Hold where a yes/no or choice fact is known to be *value*."""
        fact = self._facts[name]
        return z3.And(fact.known, fact.value == code_of(self._vocabulary[name], value))

    def outcome_is(self, step: str, outcome: str) -> Any:
        """Hold where *outcome* is what came of *step*."""
        return self._tried[step] == OUTCOME_CODES[outcome]

    def _must_and_can(self, condition: Condition) -> tuple[Any, Any]:
        match condition:
            case Always():
                return z3.BoolVal(True), z3.BoolVal(True)
            case IsTrue(fact):
                return self._atom(fact, self._facts[fact].value)
            case Compare(fact, sign, value):
                code = code_of(self._vocabulary[fact], value)
                return self._atom(fact, _COMPARED[sign](self._facts[fact].value, code))
            case Among(fact, choices):
                codes = [code_of(self._vocabulary[fact], choice) for choice in choices]
                chosen = [self._facts[fact].value == code for code in codes]
                return self._atom(fact, z3.Or(*chosen))
            case Found(finding):
                own = self._rulebook.conditions.findings[finding]
                return self._joined(z3.Or, [self._rulebook.conditions.rules[rule] for rule in own])
            case Tried(step):
                outcome = self._tried[step]
                return outcome > OUTCOME_CODES["never"], outcome != OUTCOME_CODES["never"]
            case Failed(step):
                bad = [self.outcome_is(step, one) for one in ("no_change", "worse", "dismissed")]
                open_ = z3.Or(self._tried[step] == UNKNOWN_OUTCOME, self.outcome_is(step, "done"))
                return z3.Or(*bad), z3.Or(open_, *bad)
            case Not(part):
                must, can = self._both(part)
                return z3.Not(can), z3.Not(must)
            case And(parts):
                return self._joined(z3.And, parts)
            case Or(parts):
                return self._joined(z3.Or, parts)
            case _:
                assert_never(condition)

    def _atom(self, fact: str, proposition: Any) -> tuple[Any, Any]:
        known = self._facts[fact].known
        return z3.And(known, proposition), z3.Implies(known, proposition)

    def _both(self, part: Condition) -> tuple[Any, Any]:
        true, false = self.truth(part)
        return true, z3.Not(false)

    def _joined(self, join: Any, parts: Sequence[Condition]) -> tuple[Any, Any]:
        pairs = [self._both(part) for part in parts]
        return join(*(must for must, _ in pairs)), join(*(can for _, can in pairs))


UNKNOWN_OUTCOME = -1
OUTCOME_CODES: dict[str, int] = {outcome: code for code, outcome in enumerate(OUTCOMES)}
assert OUTCOME_CODES["never"] == 0  # "tried" is any code above it
_COMPARED: Mapping[str, Any] = {
    "==": lambda one, other: one == other,
    "!=": lambda one, other: one != other,
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
}


def code_of(fact: Fact, value: FactValue) -> Any:
    """Return a choice by its place among the choices, anything else as it is."""
    return fact.choices.index(str(value)) if fact.choices else value
