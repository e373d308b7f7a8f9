"""What would have to become otherwise for a recommendation to come in, go out, or lead."""

from collections.abc import Iterator
from dataclasses import dataclass

from nextsteps.explain.ways import Wish
from nextsteps.language import (
    Compare,
    Condition,
    Failed,
    Found,
    Or,
    Tried,
    failed_names,
    tried_names,
)
from nextsteps.plan import Plan, Recommended
from nextsteps.ranking import is_safety_step
from nextsteps.rulebook import Finding, Rulebook
from nextsteps.rulebook.entries import RuleKind
from nextsteps.situation.equals import RAISED_STEP
from nextsteps.truth import Truth
from nextsteps.unsettled import Reading

Wishes = tuple[Wish, ...]
"""All of these would have to come true together."""


@dataclass(frozen=True, slots=True)
class Wishing:
    """
    One plan, and what stands between it and a goal.

    INVARIANT: whatever changes reach the goal fulfil at least one of the alternatives that a
    method yields. Fulfilling one need not be enough: the plan that comes out is asked again.
    """

    plan: Plan
    reading: Reading
    rulebook: Rulebook

    def to_come_in(self, name: str, *, rivals: bool = True) -> Iterator[Wishes]:
        """Alternatives of which one must come true for *name* to be given now."""
        plan = self.plan
        if any(step.id == name for step in plan.later):
            yield tuple(_not_true(Found(one.id)) for one in self._dangers_that_make_wait())
            return
        for danger in self._dangers_with_core(name):
            yield (_true(Found(danger.id)),)
        for excluded in plan.excluded:
            if excluded.id == name:
                yield tuple(_not_true(self._rule(rule)) for rule in excluded.rules)
                return
        for held in plan.not_yet:
            if held.id == name:
                yield tuple(self._released(rule) for rule in held.rules)
                return
        for aside in plan.set_aside:
            if aside.id != name:
                continue
            if aside.cause == "not_applicable":
                yield ((self.reading.conditions.needs[name], Truth.TRUE, False),)
            elif aside.cause == "already_tried":
                yield from self._to_repeat(name)
            elif aside.cause == "opposite" and aside.other is not None and rivals:
                yield from self.to_go_out(aside.other, rivals=False)
                yield from self.to_rise(name)
                yield from self.to_sink(aside.other)
            return
        yield from self._each(name, "recommend", Truth.TRUE)

    def to_go_out(self, name: str, *, rivals: bool = True) -> Iterator[Wishes]:
        """Alternatives of which one must come true for *name* to be given no longer."""
        step = self._given(name)
        if step is None:
            return
        yield tuple(_not_true(self._rule(argument.rule)) for argument in step.arguments_for)
        if name in self.reading.conditions.needs:
            yield ((self.reading.conditions.needs[name], Truth.FALSE, True),)
        if not is_safety_step(step):
            for danger in self.rulebook.dangers.values():
                yield (_true(Found(danger.id)),)
        if step.core is not None:
            return
        for rule in (
            *self.rulebook.rules_about(name, "exclude"),
            *self.rulebook.rules_about(name, "not_yet"),
        ):
            yield ((self._rule(rule.id), Truth.TRUE, rule.if_unknown != "hold"),)
        yield (_true(Tried(name)),)
        if step.again is not None:
            repeating = self._parts_that_repeat(name)
            holding = [one for one in repeating if self.reading.truth(one) is Truth.TRUE]
            yield tuple(_not_true(part) for part in holding)
            yield from self._other_outcomes(name)
        if rivals:
            for rival in sorted(self.rulebook.opposites[name]):
                yield from self.to_come_in(rival, rivals=False)
                yield from self.to_rise(rival)
                yield from self.to_sink(name)

    def to_lead(self, name: str) -> Iterator[Wishes]:
        """Alternatives of which one must come true for *name* to be the first."""
        if self._given(name) is None:
            yield from self.to_come_in(name)
            return
        first = self.plan.recommendations[0].id
        yield from self.to_rise(name)
        yield from self.to_sink(first)
        yield from self.to_go_out(first)

    def to_rise(self, name: str) -> Iterator[Wishes]:
        """What could rank *name* higher: more that speaks for it, less against."""
        yield from self._each(name, "recommend", Truth.TRUE)
        yield from self._each(name, "caution", Truth.FALSE)
        for danger in self._dangers_with_core(name):
            yield (_true(Found(danger.id)),)

    def to_sink(self, name: str) -> Iterator[Wishes]:
        """What could rank *name* lower."""
        yield from self._each(name, "recommend", Truth.FALSE)
        yield from self._each(name, "caution", Truth.TRUE)
        for danger in self._dangers_with_core(name):
            for rule in self.reading.conditions.findings[danger.id]:
                yield (_not_true(self._rule(rule)),)
                yield (_true(self._rule(rule)),)

    def _given(self, name: str) -> Recommended | None:
        return next((step for step in self.plan.recommendations if step.id == name), None)

    def _rule(self, rule: str) -> Condition:
        return self.reading.conditions.rules[rule]

    def _each(self, name: str, kind: RuleKind, wanted: Truth) -> Iterator[Wishes]:
        for rule in self.rulebook.rules_about(name, kind):
            yield ((self._rule(rule.id), wanted, wanted is Truth.TRUE),)

    def _released(self, name: str) -> Wish:
        """A rule, or a contradiction, that holds something back; some do while unknown."""
        if name not in self.rulebook.rules:
            return _not_true(self.reading.conditions.contradictions[name])
        return (self._rule(name), Truth.FALSE, self.rulebook.rules[name].if_unknown == "hold")

    def _dangers_with_core(self, name: str) -> list[Finding]:
        dangers = self.rulebook.dangers.values()
        return [one for one in dangers if one.danger is not None and name in one.danger.core]

    def _dangers_that_make_wait(self) -> Iterator[Finding]:
        level = self.plan.safety.at_least
        for holding in self.plan.safety.dangers:
            danger = self.rulebook.findings[holding.id].danger
            if danger is None:
                continue
            misconduct = level != "emergency" and danger.kind == "misconduct"
            if danger.level == level or misconduct:
                yield self.rulebook.findings[holding.id]

    def _parts_that_repeat(self, name: str) -> Iterator[Condition]:
        for rule in self.rulebook.rules_about(name, "recommend"):
            condition = self._rule(rule.id)
            for part in condition.parts if isinstance(condition, Or) else (condition,):
                if name in tried_names(part) | failed_names(part):
                    yield part

    def _to_repeat(self, name: str) -> Iterator[Wishes]:
        for part in self._parts_that_repeat(name):
            if self.reading.truth(part) is not Truth.TRUE:
                yield (_true(part),)
        yield ((Tried(name), Truth.FALSE, True),)
        yield from self._other_outcomes(name)

    def _other_outcomes(self, name: str) -> Iterator[Wishes]:
        yield (_true(Failed(name)),)
        yield ((Failed(name), Truth.FALSE, True),)
        if name != RAISED_STEP:
            return
        fact = self.rulebook.situation.vocabulary().facts["raised_result"]
        for choice in fact.choices:
            yield (_true(Compare(fact.name, "==", choice)),)


def _true(condition: Condition) -> Wish:
    return condition, Truth.TRUE, True


def _not_true(condition: Condition) -> Wish:
    return condition, Truth.FALSE, False
