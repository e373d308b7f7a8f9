"""All that can be said of one situation, by name: as a prover says it, and as the library does."""

from collections.abc import Iterator

from nextsteps.engine import engine_for
from nextsteps.known import known_of
from nextsteps.recommend import recommend
from nextsteps.rulebook import Rulebook
from nextsteps.rulebook.entries import URGENCIES
from nextsteps.situation import Situation
from nextsteps.truth import Truth
from nextsteps.verify.logic import P, Pair
from nextsteps.verify.plan import PlanOf
from nextsteps.verify.rank import LEVELS


def propositions(plan: PlanOf[P]) -> dict[str, P]:
    """Return each proposition by name; the names are those of `said_by_the_library`."""
    return dict(_conditions(plan)) | dict(_steps(plan))


def _conditions(plan: PlanOf[P]) -> Iterator[tuple[str, P]]:
    conditions, meaning = plan.rulebook.conditions, plan.meaning
    for name in conditions.rules:
        yield from _both(f"rule {name}", meaning.rule(name))
    for name in conditions.findings:
        yield from _both(f"finding {name}", meaning.finding(name))
    for name, condition in conditions.needs.items():
        yield from _both(f"needs {name}", meaning.truth(condition))
    for name, condition in conditions.contradictions.items():
        yield from _both(f"contradiction {name}", meaning.truth(condition))


def _both(name: str, pair: Pair[P]) -> Iterator[tuple[str, P]]:
    yield f"{name} is true", pair.true
    yield f"{name} is false", pair.false


def _steps(plan: PlanOf[P]) -> Iterator[tuple[str, P]]:
    for level in LEVELS:
        yield f"safety is at least {level}", plan.level(level)
    for step in plan.rulebook.recommendations:
        given = plan.given(step)
        yield f"{step} is given", given
        yield f"{step} is given now", plan.now(step)
        yield f"{step} is held", plan.held(step)
        yield f"{step} is excluded", plan.excluded(step)
        for urgency in URGENCIES[:3]:
            proposition = plan.logic.every([given, plan.urgency(step, urgency)])
            yield f"{step} is given at least {urgency}", proposition


def said_by_the_library(situation: Situation, rulebook: Rulebook) -> dict[str, bool]:
    """Return what the reference engine and `recommend` make of *situation*, by the same names."""
    truths = engine_for(rulebook, "reference").evaluate(known_of(situation, rulebook))
    kinds = {
        "rule": truths.rules,
        "finding": truths.findings,
        "needs": truths.needs,
        "contradiction": truths.contradictions,
    }
    found: dict[str, bool] = {}
    for kind, named in kinds.items():
        for name, truth in named.items():
            found[f"{kind} {name} is true"] = truth is Truth.TRUE
            found[f"{kind} {name} is false"] = truth is Truth.FALSE
    return found | dict(_said_of_the_plan(situation, rulebook))


def _said_of_the_plan(situation: Situation, rulebook: Rulebook) -> Iterator[tuple[str, bool]]:
    plan = recommend(situation, rulebook=rulebook, engine="reference")
    order = (*URGENCIES[:3], "clear")
    for level in LEVELS:
        at_least = order.index(plan.safety.at_least) <= order.index(level)
        yield f"safety is at least {level}", at_least
    given = {step.id: step for step in (*plan.recommendations, *plan.later)}
    now = {step.id for step in plan.recommendations}
    for step in rulebook.recommendations:
        yield f"{step} is given", step in given
        yield f"{step} is given now", step in now
        yield f"{step} is held", any(one.id == step for one in plan.not_yet)
        yield f"{step} is excluded", any(one.id == step for one in plan.excluded)
        for urgency in URGENCIES[:3]:
            reached = step in given and (
                URGENCIES.index(given[step].urgency) <= URGENCIES.index(urgency)
            )
            yield f"{step} is given at least {urgency}", reached
