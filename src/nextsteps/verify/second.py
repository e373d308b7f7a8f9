"""
A second opinion: the same questions to Z3, translated anew from the condition trees.

Nothing of the first translation is used: facts are numbers and truth values with a "known"
beside them, conditions are "must hold" and "can hold", numbers are compared as numbers.
Slower by far, so it serves tests and `--second-opinion`.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import z3

from nextsteps.known import resting_values
from nextsteps.rulebook import Rulebook
from nextsteps.situation import Fact, FactValue
from nextsteps.situation.equals import OUTCOME_OF, RAISED, RAISED_STEP, RESULT, RESULT_OF
from nextsteps.situation.implied import denial_of
from nextsteps.verify.facts import AGE_OF_SCORES, OUTCOMES, readable_facts, undated_measure
from nextsteps.verify.plan import PlanOf
from nextsteps.verify.question import Question
from nextsteps.verify.second_meaning import (
    OUTCOME_CODES,
    UNKNOWN_OUTCOME,
    SecondMeaning,
    Term,
    Z3Logic,
    code_of,
)


def _outcome(step: str) -> Any:
    return z3.Int(f"tried {step}")


class SecondOpinion:
    """Every possible situation, as Z3 sees it."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self._solver = z3.Solver()
        self._logic = Z3Logic(self._solver)
        self._facts = readable_facts(rulebook)
        self._stated = {name: self._any_value(name, fact) for name, fact in self._facts.items()}
        self._tried = {step: _outcome(step) for step in (*rulebook.recommendations, RAISED_STEP)}
        for outcome in self._tried.values():
            self._solver.add(outcome >= UNKNOWN_OUTCOME, outcome < len(OUTCOMES))
        self._undated = z3.Bool("undated scores")
        if undated_measure([rulebook]) is None:
            self._solver.add(z3.Not(self._undated))
        else:
            self._solver.add(z3.Implies(self._undated, z3.Not(self._stated[AGE_OF_SCORES].known)))
        self.plan: PlanOf[Any] = PlanOf(self._meaning(self._stated), rulebook)
        self._worse: tuple[PlanOf[Any], dict[str, Any]] | None = None

    def can(self, parts: Iterable[Any]) -> bool:
        """Return whether some situation makes all *parts* hold."""
        answer = self._solver.check(*parts)
        assert answer != z3.unknown  # all is finite but for numbers that are only compared
        return bool(answer == z3.sat)

    def answer(self, question: Question) -> bool:
        """Return whether what *question* describes is possible."""
        if question.of_one is not None:
            return self.can(question.of_one(self.plan))
        assert question.of_two is not None
        worse, moved = self._moved()
        only = question.only
        still = [z3.Not(one) for name, one in moved.items() if only and name not in only]
        return self.can([*question.of_two(self.plan, worse), *still])

    def _moved(self) -> tuple[PlanOf[Any], dict[str, Any]]:
        if self._worse is None:
            stated, moved = dict(self._stated), {}
            for fact in self.rulebook.situation.vocabulary().danger_facts:
                if fact.name in stated:
                    moved[fact.name] = z3.Bool(f"moved {fact.name}")
                    stated[fact.name] = self._moved_term(fact, moved[fact.name])
            self._worse = PlanOf(self._meaning(stated), self.rulebook), moved
        return self._worse

    def _any_value(self, name: str, fact: Fact) -> Term:
        known = z3.Bool(f"known {name}")
        match fact.kind:
            case "yes_no":
                return Term(known, z3.Bool(name))
            case "choice":
                value = z3.Int(name)
                self._solver.add(value >= 0, value < len(fact.choices))
                return Term(known, value)
            case _:
                value = z3.Int(name) if fact.kind == "whole" else z3.Real(name)
                if fact.low is not None:
                    self._solver.add(value >= fact.low)
                if fact.high is not None:
                    self._solver.add(value <= fact.high)
                return Term(known, value)

    def _moved_term(self, fact: Fact, moved: Any) -> Term:
        """The value after: as before, or at least as dangerous; of an unknown one the worst."""
        before, after = self._stated[fact.name], self._any_value(f"{fact.name} after", fact)
        up = fact.danger == "up"
        if fact.kind == "yes_no":
            worst = after.value == up
            not_milder = z3.Implies(before.value == up, worst)
        else:
            ends = (0, len(fact.choices) - 1) if fact.choices else (fact.low, fact.high)
            end = ends[1] if up else ends[0]
            worst = z3.BoolVal(True) if end is None else after.value == end
            not_milder = after.value >= before.value if up else after.value <= before.value
        self._solver.add(
            z3.If(
                moved,
                z3.And(after.known, z3.If(before.known, not_milder, worst)),
                z3.And(after.known == before.known, after.value == before.value),
            )
        )
        return after

    def _meaning(self, stated: Mapping[str, Term]) -> SecondMeaning:
        facts, tried = dict(stated), dict(self._tried)
        if RAISED in facts and RESULT in facts:
            self._with_equals(facts, tried)
        self._with_implied(facts)
        for name, value in resting_values(self.rulebook.situation).items():
            if name in facts:
                rests = z3.Not(self._undated) if name == AGE_OF_SCORES else z3.BoolVal(True)
                facts[name] = self._default(name, facts[name], rests, value)
        return SecondMeaning(self._logic, facts, tried, self.rulebook)

    def _with_equals(self, facts: dict[str, Term], tried: dict[str, Any]) -> None:
        """The concern raised with the therapist is a fact and a step."""
        came, raised, result = tried[RAISED_STEP], facts[RAISED], facts[RESULT]
        told = z3.And(came != UNKNOWN_OUTCOME, came != OUTCOME_CODES["declined"])
        full = Term(z3.Or(raised.known, told), z3.If(raised.known, raised.value, came != 0))
        for outcome, value in RESULT_OF.items():
            when = came == OUTCOME_CODES[outcome]
            facts[RESULT] = self._default(RESULT, facts[RESULT], when, value)
        denied = z3.And(raised.known, z3.Not(raised.value))
        facts[RAISED] = self._default(RAISED, full, z3.And(z3.Not(denied), result.known), True)
        said = z3.If(raised.known, OUTCOME_CODES["done"], UNKNOWN_OUTCOME)
        for answer, came_of_it in OUTCOME_OF.items():
            same = z3.And(result.known, result.value == code_of(self._facts[RESULT], answer))
            said = z3.If(same, OUTCOME_CODES[came_of_it], said)
        said = z3.If(denied, OUTCOME_CODES["never"], said)
        tried[RAISED_STEP] = z3.If(came == UNKNOWN_OUTCOME, said, came)

    def _with_implied(self, facts: dict[str, Term]) -> None:
        """Openers that follow-ups affirm, then follow-ups that openers deny."""
        before = dict(facts)
        followers = [fact for fact in self._facts.values() if fact.follows in facts]
        linked = [(one, str(one.follows), denial_of(one)) for one in followers]
        for fact, opener, denial in linked:
            if denial is not None:
                own = before[fact.name]
                affirms = z3.And(own.known, own.value != code_of(fact, denial))
                facts[opener] = self._default(opener, facts[opener], affirms, True)
        for fact, opener, denial in linked:
            if denial is not None:
                denied = z3.And(facts[opener].known, z3.Not(facts[opener].value))
                facts[fact.name] = self._default(fact.name, facts[fact.name], denied, denial)

    def _default(self, name: str, term: Term, when: Any, value: FactValue) -> Term:
        code = code_of(self._facts[name], value)
        return Term(z3.Or(term.known, when), z3.If(term.known, term.value, code))
