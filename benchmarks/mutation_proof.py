"""
What can be proved of a mutant: that it gives the same plans, or that it breaks a law or check.

All mutants are translated onto the same situations as the rulebook without a mistake. What a
mistake cannot reach is taken over from there, literal by literal, so that only its own reach
is translated, and only questions that came out as other literals are asked again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any, Self

from nextsteps import Rulebook
from nextsteps.language import Condition, Found, finding_names
from nextsteps.rulebook.entries import URGENCIES
from nextsteps.testing.mutants import Mutant
from nextsteps.verify.checks import READINGS
from nextsteps.verify.cnf import NO, Cnf
from nextsteps.verify.facts import KnownRails, known_rails, new_stated
from nextsteps.verify.meaning import SatMeaning
from nextsteps.verify.moved import moved_rails
from nextsteps.verify.plan import PlanOf
from nextsteps.verify.proof import questions_about
from nextsteps.verify.question import Question
from nextsteps.verify.rank import LEVELS
from nextsteps.verify.solver import Solver
from nextsteps.verify.unlike import unlike

GROWN = 2
OF_THE_WHOLE = ("V108", "V110", "V112", "V119", "V120")
"""Checks whose questions can be reached by a mistake anywhere."""


@dataclass(frozen=True)
class Reach:
    """What a mistake can change: rules, findings and steps, and whether a danger is among them."""

    rules: frozenset[str]
    findings: frozenset[str]
    steps: frozenset[str]
    danger: bool

    def covers(self, name: object) -> bool:
        """Return whether *name* is in reach."""
        return name in self.steps or name in self.findings or name in self.rules


def reach_of(mutant: Mutant, before: Rulebook, after: Rulebook) -> Reach:
    """Return what the mistake can change, read off what is written."""
    rules = {name for kind, name in mutant.entries if kind == "rules"}
    steps = {name for kind, name in mutant.entries if kind == "recommendations"}
    findings = {name for kind, name in mutant.entries if kind == "findings"}
    books = (before, after)
    targets = [book.rules[name].target for book in books for name in rules if name in book.rules]
    findings |= {name for name in targets if name in before.findings}
    steps |= {name for name in targets if name in before.recommendations}
    for finding in before.conditions.findings:  # each after those that it rests on
        own = before.conditions.findings[finding]
        if any(finding_names(before.conditions.rules[rule]) & findings for rule in own):
            findings.add(finding)
    for rule, condition in before.conditions.rules.items():
        if finding_names(condition) & findings:
            rules.add(rule)
            if before.rules[rule].target in before.recommendations:
                steps.add(before.rules[rule].target)
    for step, condition in before.conditions.needs.items():
        if finding_names(condition) & findings:
            steps.add(step)
    if any(finding_names(one) & findings for one in before.conditions.contradictions.values()):
        steps |= {name for name, step in before.recommendations.items() if step.drastic}
    dangers = findings & before.dangers.keys()
    for book in books:
        for name in dangers:
            found = book.dangers[name].danger
            steps |= set() if found is None else set(found.core)
    return Reach(frozenset(rules), frozenset(findings), frozenset(steps), bool(dangers))


class _Variant(PlanOf[int]):
    """The plans of a mutant; what is out of reach is taken over from the original's."""

    def __init__(self, original: PlanOf[int], rails: KnownRails, book: Rulebook, reach: Reach):
        assert isinstance(original.logic, Cnf)
        meaning = SatMeaning(original.logic, rails, book)
        meaning._made = {
            condition: pair
            for condition, pair in original.meaning._made.items()  # type: ignore[attr-defined]
            if not finding_names(condition) & reach.findings
        }
        super().__init__(meaning, book)
        self._original, self._reach = original, reach
        self.made = self._taken_over(original.made)
        self._rank.made = self._taken_over(original._rank.made)

    def _taken_over(self, made: Mapping[Any, int]) -> dict[Any, int]:
        anew = {"first"}
        if self._reach.danger:
            anew |= {"level", "waits", "_misconduct", "now"}
        rivals = self._rivals
        return {
            key: literal
            for key, literal in made.items()
            if key[0] not in anew
            and not any(self._reach.covers(one) or one in rivals for one in key[1])
        }

    @cached_property
    def _rivals(self) -> frozenset[str]:
        """The steps in reach, with those that may be dropped because of them."""
        found, open_ = set(self._reach.steps), list(self._reach.steps)
        while open_:
            more = self.rulebook.opposites.get(open_.pop(), frozenset()) - found
            found |= more
            open_ += more
        return frozenset(found)

    def given(self, step: str) -> int:
        """Hold where it is given, now or later."""
        return super().given(step) if step in self._rivals else self._original.given(step)


@dataclass
class Proofs:
    """Asks about mutants of one rulebook; *more* are conditions that some mutant has."""

    rulebook: Rulebook
    more: Sequence[Condition]

    def __post_init__(self) -> None:
        self.cnf = Cnf()
        stated = new_stated(self.cnf, [self.rulebook], self.more)
        after, self.moved = moved_rails(self.cnf, stated, self.rulebook)
        self.rails = tuple(known_rails(self.cnf, one, self.rulebook) for one in (stated, after))
        self.plans = tuple(
            PlanOf(SatMeaning(self.cnf, rails, self.rulebook), self.rulebook)
            for rails in self.rails
        )
        self.questions = questions_about(self.rulebook)
        self.asked = [tuple(self._literals(one, self.plans)) for one in self.questions]
        for step in self.rulebook.recommendations:
            for plan in self.plans:
                plan.given(step), plan.now(step), plan.held(step), plan.excluded(step)
        self.solver = Solver(self.cnf)
        self._own_size = self.cnf.size

    def renewed(self) -> Self:
        """Return this, begun anew once mutants have added so much that questions grow slow."""
        if self.cnf.size > GROWN * self._own_size:
            self.__post_init__()
        return self

    def _literals(self, question: Question, plans: tuple[PlanOf[int], ...]) -> list[int]:
        if question.of_one is not None:
            return question.of_one(plans[0])
        assert question.of_two is not None
        still = [
            -one for name, one in self.moved.items() if question.only and name not in question.only
        ]
        return [*question.of_two(plans[0], plans[1]), *still]

    def _can(self, literals: Iterable[int]) -> bool:
        wanted = sorted({literal for literal in literals if literal != self.cnf.yes})
        return NO not in wanted and self.solver.solve(wanted, keep=False) is not None


class Tried:
    """One mutant, translated."""

    def __init__(self, proofs: Proofs, mutant: Mutant, book: Rulebook) -> None:
        self.proofs, self.mutant, self.book = proofs, mutant, book
        self.reach = reach_of(mutant, proofs.rulebook, book)
        self.plans = tuple(
            _Variant(plan, rails, book, self.reach)
            for plan, rails in zip(proofs.plans, proofs.rails, strict=True)
        )

    # -- the same plans

    def is_equal(self) -> bool:
        """Return whether no situation gets a plan that says anything else."""
        spots = {literal for literal in self._spots() if literal != NO}
        if not spots:
            return True
        if self.proofs._can([self.proofs.cnf.some(spots)]):
            return False
        order = {literal for literal in self._order() if literal != NO}
        return not order or not self.proofs._can([self.proofs.cnf.some(order)])

    def _spots(self) -> Iterator[int]:
        """Where level, steps, urgency, what is held or excluded, or a check is another."""
        cnf, (old, new) = self.proofs.cnf, (self.proofs.plans[0], self.plans[0])
        if self.reach.danger:
            for level in LEVELS:
                yield unlike(cnf, old.level(level), new.level(level))
                yield unlike(cnf, _could_be(old, level), _could_be(new, level))
        steps = self.book.recommendations if self.reach.danger else new._rivals
        for step in steps:
            yield unlike(cnf, old.now(step), new.now(step))
            yield unlike(cnf, old.given(step), new.given(step))
        for step in self.reach.steps:
            yield unlike(cnf, old.held(step), new.held(step))
            yield unlike(cnf, old.excluded(step), new.excluded(step))
            for at in URGENCIES[:-1]:
                other = unlike(cnf, old.urgency(step, at), new.urgency(step, at))
                yield cnf.every([other, old.given(step), new.given(step)])
            yield from _unlike_notes(old, new, step)

    def _order(self) -> Iterator[int]:
        """Where two steps that are given now change places."""
        cnf, (old, new) = self.proofs.cnf, (self.proofs.plans[0], self.plans[0])
        for step in sorted(self.reach.steps):
            if _ranked_by(old, step) == _ranked_by(new, step):
                continue
            for rival in self.book.recommendations:
                if rival != step:
                    turned = unlike(cnf, old.above(step, rival), new.above(step, rival))
                    yield cnf.every([turned, old.now(step), old.now(rival)])

    # -- what it breaks

    def breaks(self) -> Iterator[str]:
        """Yield each check or law that the rulebook without the mistake keeps and this breaks."""
        meant = set(self.proofs.rulebook.meant)
        for question, before in self._in_reach():
            literals = tuple(self.proofs._literals(question, self.plans))
            if literals != before:
                is_fault = self.proofs._can(literals) is (question.fault == "possible")
                if is_fault and f"{question.code} {question.about}" not in meant:
                    yield question.name
        for code, reading in READINGS.items():
            for fault in reading(self.book):
                if fault.name not in meant:
                    yield f"{code} {fault.about}"

    def _in_reach(self) -> Iterator[tuple[Question, tuple[int, ...]]]:
        pairs = zip(self.proofs.questions, self.proofs.asked, strict=True)
        rules = {name for kind, name in self.mutant.entries if kind == "rules"}
        rivals = self.plans[0]._rivals
        for question, before in pairs:
            gone = question.about in rules and question.about not in self.book.rules
            other = question.case.removeprefix("by ")
            if gone or (other in rules and other not in self.book.rules):
                continue
            if (
                question.code in OF_THE_WHOLE
                or (self.reach.danger and question.code == "V109")
                or self.reach.covers(question.about)
                or question.about in rivals
            ):
                yield question, before
        known = {question.name for question in self.proofs.questions}
        for question in self._of_the_mutant(rules):
            if question.name not in known:
                yield question, ()

    def _of_the_mutant(self, rules: set[str]) -> Iterator[Question]:
        """Questions that only the mutant raises: rules that now have the effect of another."""
        from nextsteps.verify.checks.rules import rules_implied_by_another

        for question in rules_implied_by_another(self.book):
            if question.about in rules or question.case.removeprefix("by ") in rules:
                yield question


def _could_be(plan: PlanOf[int], least: str) -> int:
    limit = URGENCIES.index(least)  # type: ignore[arg-type]
    return plan.logic.some(
        -plan.meaning.truth(Found(name)).false
        for name, found in plan.rulebook.dangers.items()
        if found.danger is not None and URGENCIES.index(found.danger.level) <= limit
    )


def _unlike_notes(old: PlanOf[int], new: PlanOf[int], step: str) -> Iterator[int]:
    """Where the step is given with another "first make sure that", or another caution."""
    before, after = _notes(old, step), _notes(new, step)
    cnf = old.logic
    assert isinstance(cnf, Cnf)
    for name in before.keys() | after.keys():
        yield unlike(cnf, before.get(name, NO), after.get(name, NO))


def _notes(plan: PlanOf[int], step: str) -> dict[str, int]:
    logic, book = plan.logic, plan.rulebook
    given, found = plan.given(step), {}
    needs = book.conditions.needs.get(step)
    if needs is not None:
        pair = plan.meaning.truth(needs)
        found["needs"] = logic.every([given, -pair.true, -pair.false])
    for rule in chain(book.rules_about(step, "exclude"), book.rules_about(step, "not_yet")):
        if rule.if_unknown == "check":
            pair = plan.meaning.rule(rule.id)
            found[rule.id] = logic.every([given, -plan.core(step), -pair.true, -pair.false])
    for rule in book.rules_about(step, "caution"):
        found[rule.id] = logic.every([given, plan.meaning.rule(rule.id).true])
    return found


def _ranked_by(plan: PlanOf[int], step: str) -> tuple[object, ...]:
    """All that the rank of *step* rests on; equal for both rulebooks, it ranks the same."""
    book, entry = plan.rulebook, plan.rulebook.recommendations[step]
    arguments = frozenset(
        (rule.kind, rule.strength, rule.urgency, rule.ground or rule.id,
         plan.meaning.rule(rule.id).true)
        for rule in chain(book.rules_about(step, "recommend"), book.rules_about(step, "caution"))
    )  # fmt: skip
    cores = frozenset(
        (name, found.danger.level, plan.danger(name))
        for name, found in book.dangers.items()
        if found.danger is not None and step in found.danger.core
    )
    return (entry.stage, entry.urgency, arguments, cores)
