"""Law 8: why gives the smallest sets of facts that make a rule hold: all needed, and enough."""

from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from nextsteps import Plan, Rulebook, Situation, Truth
from nextsteps.engine import engine_for
from nextsteps.explain import MAX_SETS, ArgumentShown
from nextsteps.known import known_of
from tests.sketches import load_sketch
from tests.strategies import cases

BOTH = pytest.mark.parametrize("which", ["generated", "shipped"])
FEW = settings(max_examples=settings.default.max_examples // 2)
TRIED = "tried: "
FILTERED = [*settings.default.suppress_health_check, HealthCheck.filter_too_much]


@BOTH
@FEW
@given(data=st.data())
def test_one_set_alone_makes_the_rule_hold(which, data):
    """
    In a situation that holds no more than one of the sets, the rule is TRUE.
    """
    rulebook, situation = data.draw(cases(which))
    shown = _shown(rulebook.recommend(situation))

    failing = [
        (argument.argument.rule, facts)
        for argument in shown
        for facts in argument.sets
        if not _holds(rulebook, argument.argument.rule, facts)
    ]

    assert [] == failing


@BOTH
@FEW
@given(data=st.data())
def test_nothing_in_a_set_could_be_left_out(which, data):
    """
    Without any one of a set's facts the rule is no longer TRUE.
    """
    rulebook, situation = data.draw(cases(which))
    shown = _shown(rulebook.recommend(situation))

    idle = [
        (argument.argument.rule, key)
        for argument in shown
        for facts in argument.sets
        for key in facts
        if _holds(rulebook, argument.argument.rule, _without(facts, key))
    ]

    assert [] == idle


@BOTH
@FEW
@given(data=st.data())
def test_a_set_holds_only_what_was_entered(which, data):
    """
    Without scores every fact of a set was stated, and every outcome was told.
    """
    rulebook, situation = data.draw(cases(which))
    assume(not situation.measures)
    entered = _entered(situation)

    told = [facts for shown in _shown(rulebook.recommend(situation)) for facts in shown.sets]

    assert all(facts.items() <= entered.items() for facts in told)


@settings(FEW, suppress_health_check=FILTERED)
@given(data=st.data())
def test_no_smallest_set_is_missing(data):
    """
    Where fewer sets than the stated number are told, trying every subset finds no other.
    """
    rulebook, situation = data.draw(cases("generated"))
    entered = _entered(situation)
    shown = _shown(rulebook.recommend(situation))
    assume(shown and len(entered) <= 9 and _agrees_with_itself(rulebook, situation))
    one = data.draw(st.sampled_from(shown))
    assume(len(one.sets) < MAX_SETS)

    assert _by_trying(rulebook, one.argument.rule, entered) == {frozenset(s) for s in one.sets}


@BOTH
@FEW
@given(data=st.data())
def test_facts_is_the_first_set(which, data):
    """
    The one set that most readers see is a smallest one, and the shortest comes first.
    """
    rulebook, situation = data.draw(cases(which))
    shown = _shown(rulebook.recommend(situation))

    assert all(one.facts == one.sets[0] for one in shown)
    assert all(len(one.facts) == min(map(len, one.sets)) <= MAX_SETS for one in shown)


def test_each_of_two_ways_to_hold_is_told() -> None:
    """
    A rule that either of two facts makes hold has two sets of one fact.
    """
    plan = load_sketch().recommend({"in_danger_now": True, "suicide_plan": True})

    assert ({"suicide_plan": True}, {"in_danger_now": True}) == _only(plan, "get-help").sets


def test_what_was_inferred_is_led_back_to_what_was_said() -> None:
    """
    A plan implies thoughts; who told only the plan is told of the plan.
    """
    rulebook = load_sketch(("when: in_danger_now or suicide_plan", "when: suicidal_thoughts"))
    plan = rulebook.recommend({"suicide_plan": True})

    assert {"suicide_plan": True} == _only(plan, "get-help").facts


def test_the_findings_on_the_way_are_named() -> None:
    """
    From the facts through the finding to the rule.
    """
    plan = load_sketch().recommend(
        {"no_progress": True, "weeks_in_therapy": 14, "raised_with_therapist": False}
    )

    assert {"stalled": True} == _only(plan, "talk-to-therapist").findings


def test_a_fact_that_scores_show_names_them() -> None:
    """
    Down to the measured scores.
    """
    scores = [{"measure": "phq-9", "week": week, "total": 9 + 2 * week} for week in (0, 6)]
    plan = Rulebook.default().recommend({"in_therapy": True, "measures": scores})

    shown = [
        one for one in plan.why("talk-to-therapist").arguments_for if "measured_change" in one.facts
    ]

    assert {"measured_change": "phq-9: 9, 21"} == shown[0].scores


def _only(plan: Plan, recommendation: str) -> ArgumentShown:
    (shown,) = plan.why(recommendation).arguments_for
    return shown


def _shown(plan: Plan) -> list[ArgumentShown]:
    """All arguments of the first three steps."""
    found: list[ArgumentShown] = []
    for step in (*plan.recommendations[:2], *plan.later[:1]):
        why = plan.why(step.id)
        found += [*why.arguments_for, *why.arguments_against]
    return found


def _entered(situation: Situation) -> dict[str, Any]:
    return situation.facts() | {f"{TRIED}{name}": what for name, what in situation.tried.items()}


def _without(facts: Any, key: str) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if name != key}


def _situation(rulebook: Rulebook, entered: Any) -> Situation:
    tried = {key.removeprefix(TRIED): out for key, out in entered.items() if key.startswith(TRIED)}
    facts = {key: value for key, value in entered.items() if not key.startswith(TRIED)}
    return rulebook.situation(**facts, tried=tried)


def _holds(rulebook: Rulebook, rule: str, entered: Any) -> bool:
    known = known_of(_situation(rulebook, entered), rulebook)
    return engine_for(rulebook).evaluate(known).rules[rule] is Truth.TRUE


def _by_trying(rulebook: Rulebook, rule: str, entered: dict[str, Any]) -> set[frozenset[str]]:
    found: set[frozenset[str]] = set()
    for size in range(len(entered) + 1):
        for keys in map(frozenset, combinations(entered, size)):
            if any(smaller <= keys for smaller in found):
                continue
            if _holds(rulebook, rule, {key: entered[key] for key in keys}):
                found.add(keys)
    return found


def _agrees_with_itself(rulebook: Rulebook, situation: Situation) -> bool:
    """False where one statement hides what another implies: then less said can be more known."""
    known = known_of(situation, rulebook)
    for key, value in _entered(situation).items():
        alone = known_of(_situation(rulebook, {key: value}), rulebook)
        if not alone.facts.items() <= known.facts.items():
            return False
        if not alone.tried.items() <= known.tried.items():
            return False
    return True
