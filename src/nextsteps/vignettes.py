"""A rulebook's vignettes run against it: what does not come out as they say."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from nextsteps.engine import engine_for
from nextsteps.errors import Location, MeasureError, Problem, suggestion
from nextsteps.explain.why import reading_of
from nextsteps.plan import Plan
from nextsteps.rulebook import Rulebook, Vignette
from nextsteps.shape import problems_of
from nextsteps.truth import Truth


def check_vignettes(rulebook: Rulebook) -> list[Problem]:
    """
    Return every vignette that does not come out (R410) and every rule without one (R409).

    A rule needs a vignette in which it holds and one in which it just fails.
    """
    problems = [
        problem for vignette in rulebook.vignettes.values() for problem in _run(vignette, rulebook)
    ]
    return problems + list(_without_vignettes(rulebook))


def _run(vignette: Vignette, rulebook: Rulebook) -> Iterator[Problem]:
    place = rulebook.places.get(("vignettes", vignette.id))
    try:
        situation = rulebook.situation.model_validate(dict(vignette.facts))
    except ValidationError as error:
        for problem in problems_of(error, None, rulebook.situation, {"": "R410"}):
            yield Problem(
                "R410", f"vignette `{vignette.id}`: {problem.message}", place, problem.help
            )
        return
    try:
        plan = rulebook.recommend(situation)
    except MeasureError as error:
        for problem in error.problems:
            message = f"vignette `{vignette.id}`: {problem.message}"
            yield Problem("R410", message, place, problem.help)
        return
    yield from _check_rules(vignette, plan, rulebook, place)
    yield from _check_plan(vignette, plan, rulebook, place)


def _check_rules(
    vignette: Vignette, plan: Plan, rulebook: Rulebook, place: Location | None
) -> Iterator[Problem]:
    truths = engine_for(rulebook).evaluate(reading_of(plan, rulebook).known).rules
    wanted: Mapping[Truth, tuple[str, ...]] = {
        Truth.TRUE: vignette.holds,
        Truth.FALSE: vignette.fails,
        Truth.UNKNOWN: vignette.unknown,
    }
    for truth, rules in wanted.items():
        for rule in rules:
            if rule not in truths:
                message = f"vignette `{vignette.id}` names an unknown rule `{rule}`"
                yield Problem("R410", message, place, suggestion(rule, truths))
            elif truths[rule] is not truth:
                message = (
                    f"vignette `{vignette.id}`: rule `{rule}` is {truths[rule].value}, "
                    f"not {truth.value}"
                )
                yield Problem("R410", message, place)


def _check_plan(
    vignette: Vignette, plan: Plan, rulebook: Rulebook, place: Location | None
) -> Iterator[Problem]:
    given = [step.id for step in plan.recommendations]
    asked = {question.fact for question in plan.questions} if vignette.asks else set()
    for name in (*vignette.first, *vignette.includes, *vignette.leaves_out):
        if name not in rulebook.recommendations:
            message = f"vignette `{vignette.id}` names an unknown recommendation `{name}`"
            yield Problem("R410", message, place, suggestion(name, rulebook.recommendations))
    for said, wrong in _differences(vignette, plan, given, asked):
        message = f"vignette `{vignette.id}`: {said}"
        yield Problem(
            "R410",
            message,
            place,
            f"the plan gives {', '.join(given) or 'nothing'}" if wrong else None,
        )


def _differences(
    vignette: Vignette, plan: Plan, given: list[str], asked: set[str]
) -> Iterator[tuple[str, Any]]:
    if vignette.first and given[:1] != [] and given[0] not in vignette.first:
        yield f"first is `{given[0]}`, not {' or '.join(vignette.first)}", True
    if vignette.first and not given:
        yield f"nothing is given, {' or '.join(vignette.first)} should be first", False
    for name in vignette.includes:
        if name not in given:
            yield f"`{name}` is not given", True
    for name in vignette.leaves_out:
        if name in given:
            yield f"`{name}` is given", True
    for fact in vignette.asks:
        if fact not in asked:
            yield f"`{fact}` is not asked", False
    if vignette.level is not None and vignette.level != plan.safety.at_least:
        yield f"the safety level is {plan.safety.at_least}, not {vignette.level}", False


def _without_vignettes(rulebook: Rulebook) -> Iterator[Problem]:
    vignettes = rulebook.vignettes.values()
    holds = {rule for vignette in vignettes for rule in vignette.holds}
    fails = {rule for vignette in vignettes for rule in vignette.fails}
    for name, rule in rulebook.rules.items():
        always = rule.when.strip() == "True"
        if name not in holds or (name not in fails and not always):
            lacking = "holds" if name not in holds else "just fails"
            message = f"rule `{name}` has no vignette in which it {lacking}"
            help_text = (
                f"name it under `{'holds' if lacking == 'holds' else 'fails'}:` of a vignette"
            )
            yield Problem("R409", message, rulebook.places.get(("rules", name)), help_text)
