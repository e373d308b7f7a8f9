"""Why a recommendation is not given, or not given first."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from nextsteps.errors import PlanError, Problem, suggestion
from nextsteps.explain.why import reading_of
from nextsteps.language import And, Condition, unparse
from nextsteps.plan import Plan
from nextsteps.ranking import Comparison, compare
from nextsteps.truth import Truth
from nextsteps.unsettled import Reading

Blocked: TypeAlias = Literal[
    "first", "outranked", "later", "excluded", "not_yet", "set_aside", "unsupported"
]


@dataclass(frozen=True, slots=True)
class NearRule:
    """A rule that would argue for it, and the parts of its condition that do not hold."""

    rule: str
    because: str
    fails: tuple[str, ...]
    unknown: tuple[str, ...]

    def __str__(self) -> str:
        parts = [f"not so: {part}" for part in self.fails]
        parts += [f"not known: {part}" for part in self.unknown]
        return f"{self.rule} does not hold ({'; '.join(parts)})"


@dataclass(frozen=True, slots=True)
class WhyNot:
    """What stands in the way of one recommendation."""

    recommendation: str
    title: str
    blocked: Blocked
    because: str
    rules: tuple[str, ...] = ()
    outranked_by: tuple[Comparison, ...] = ()
    near: tuple[NearRule, ...] = ()

    def __str__(self) -> str:
        lines = [f"{self.title}: {self.because}"]
        lines += [f"  by rule {rule}" for rule in self.rules]
        lines += [f"  {comparison}" for comparison in self.outranked_by]
        return "\n".join([*lines, *(f"  {rule}" for rule in self.near)])


def why_not(plan: Plan, recommendation: str) -> WhyNot:
    """
    Return why *recommendation* is not the first thing *plan* gives.

    Raises:
        PlanError: The rulebook has no such recommendation (P503) or is not at hand (P502).
    """
    rulebook = plan.require_rulebook()
    if recommendation not in rulebook.recommendations:
        help_text = suggestion(recommendation, rulebook.recommendations)
        message = f"unknown recommendation `{recommendation}`"
        raise PlanError(Problem("P503", message, help=help_text))
    return next(_findings_about(plan, recommendation))


def _findings_about(plan: Plan, name: str) -> Iterator[WhyNot]:
    yield from _given(plan, name)
    for excluded in plan.excluded:
        if excluded.id == name:
            yield WhyNot(name, excluded.title, "excluded", excluded.because, excluded.rules)
    for held in plan.not_yet:
        if held.id == name:
            because = f"not until {held.until}: {held.because}"
            yield WhyNot(name, held.title, "not_yet", because, held.rules)
    for aside in plan.set_aside:
        if aside.id == name:
            yield WhyNot(name, aside.title, "set_aside", aside.because)
    yield _unsupported(plan, name)


def _given(plan: Plan, name: str) -> Iterator[WhyNot]:
    for place, step in enumerate(plan.recommendations):
        if step.id == name and place == 0:
            yield WhyNot(name, step.title, "first", "it is the first recommendation")
        elif step.id == name:
            above = plan.recommendations[:place]
            because = f"it is given, in place {place + 1}"
            outranked_by = tuple(compare(other, step) for other in above)
            yield WhyNot(name, step.title, "outranked", because, outranked_by=outranked_by)
    for step in plan.later:
        if step.id == name:
            because = "it waits until the danger has passed"
            rules = tuple(danger.id for danger in plan.safety.dangers)
            yield WhyNot(name, step.title, "later", because, rules)


def _unsupported(plan: Plan, name: str) -> WhyNot:
    rulebook = plan.require_rulebook()
    reading = reading_of(plan, rulebook)
    near = [
        _near(rule.id, rule.because, reading) for rule in rulebook.rules_about(name, "recommend")
    ]
    near.sort(key=lambda rule: (len(rule.fails), len(rule.unknown), rule.rule))
    title = rulebook.recommendations[name].title_for(plan.reader)
    because = "nothing that is known speaks for it"
    return WhyNot(name, title, "unsupported", because, near=tuple(near))


def _near(rule: str, because: str, reading: Reading) -> NearRule:
    condition = reading.conditions.rules[rule]
    parts: tuple[Condition, ...] = condition.parts if isinstance(condition, And) else (condition,)
    truths = {unparse(part): reading.truth(part) for part in parts}
    return NearRule(
        rule,
        because,
        tuple(text for text, truth in truths.items() if truth is Truth.FALSE),
        tuple(text for text, truth in truths.items() if truth is Truth.UNKNOWN),
    )
