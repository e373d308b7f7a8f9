"""Recommendations that are never given, that should not meet, and concerns left alone."""

from collections.abc import Iterator
from typing import Any

from nextsteps.language import Always, fact_names
from nextsteps.rulebook import Rulebook
from nextsteps.verify.facts import conditions_of
from nextsteps.verify.plan import PlanOf
from nextsteps.verify.question import Question

CONCERNS = "concerns"


def recommendations_that_nothing_gives(rulebook: Rulebook) -> Iterator[Question]:
    """
    V105. Asks, for each recommendation, where something argues for it and it fits.

    Unsatisfiable means: no rule and no danger ever brings it up where its needs are met and
    the reader has words for it. That is the fault.
    """
    for step in rulebook.recommendations:
        yield Question(
            "V105",
            "recommendations",
            step,
            f"nothing ever speaks for `{step}` where it applies",
            of_one=lambda plan, step=step: [plan.fits(step)],  # type: ignore[misc]
            fault="impossible",
            help="add a rule that recommends it, or leave it out",
        )


def recommendations_always_taken_away(rulebook: Rulebook) -> Iterator[Question]:
    """
    V106. Asks, for each recommendation, for a situation whose plan gives it, now or later.

    Unsatisfiable means: whenever it comes up it is excluded, held back, retired or dropped.
    That is the fault.
    """
    for step in rulebook.recommendations:
        yield Question(
            "V106",
            "recommendations",
            step,
            f"`{step}` is always excluded, held back or dropped",
            of_one=lambda plan, step=step: [plan.given(step)],  # type: ignore[misc]
            fault="impossible",
            unless=("V105",),
        )


def opposites_that_meet(rulebook: Rulebook) -> Iterator[Question]:
    """
    V107. Asks, for two opposites, for a situation whose plan gives both, now or later.

    Unsatisfiable means: they never stand in one plan (law 5). A model is a fault.
    """
    for one, others in rulebook.opposites.items():
        for other in sorted(others):
            if one < other:
                yield Question(
                    "V107",
                    "recommendations",
                    one,
                    f"`{one}` and its opposite `{other}` can stand in one plan",
                    of_one=lambda plan, one=one, other=other: [  # type: ignore[misc]
                        plan.given(one),
                        plan.given(other),
                    ],
                    case=other,
                )


def concerns_that_get_nothing(rulebook: Rulebook) -> Iterator[Question]:
    """
    V108. Asks, for each concern that the rulebook reads, where it is stated and gets nothing.

    Nothing is: no step, now or later, for which anything but an unconditional rule speaks,
    although nothing was tried before. Unsatisfiable means: everyone who states it gets an
    answer (law 7). A model is a fault.
    """
    readers = {
        fact: ("rules", rule)
        for rule, condition in reversed(list(rulebook.conditions.rules.items()))
        for fact in fact_names(condition)
    }
    read = frozenset().union(*(fact_names(condition) for condition in conditions_of(rulebook)))
    for name, fact in rulebook.situation.vocabulary().facts.items():
        if fact.group == CONCERNS and name in read:
            yield Question(
                "V108",
                "facts",
                name,
                f"somebody who states `{name}` can be left without any recommendation",
                of_one=lambda plan, name=name: _stated_and_nothing(plan, name),  # type: ignore[misc]
                help="add a rule that answers it where the others don't",
                where=readers.get(name),
            )


def _stated_and_nothing(plan: PlanOf[Any], concern: str) -> list[Any]:
    logic = plan.logic
    parts = [plan.meaning.fact_is(concern, True)]
    for step in plan.rulebook.recommendations:
        parts.append(plan.untried(step))
        parts.append(logic.negation(logic.every([plan.given(step), _has_a_reason(plan, step)])))
    return parts


def _has_a_reason(plan: PlanOf[Any], step: str) -> Any:
    """Hold where a rule that is not unconditional speaks for the step."""
    conditions = plan.rulebook.conditions.rules
    reasons = [
        plan.meaning.rule(rule.id).true
        for rule in plan.rulebook.rules_about(step, "recommend")
        if conditions[rule.id] != Always()
    ]
    return plan.logic.some([*reasons, plan.core(step)])
