"""Law 3: more danger never lowers what is said of danger."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nextsteps import Fact, Plan, Rulebook, Situation
from nextsteps.ranking import is_safety_step
from nextsteps.rulebook.entries import URGENCIES
from tests.strategies import cases, dangerous, facts_read

BOTH = pytest.mark.parametrize("which", ["generated", "shipped"])
MANY = settings(max_examples=2 * settings.default.max_examples)
LEVELS = (*URGENCIES[:3], "clear")


@BOTH
@MANY
@given(data=st.data())
def test_more_danger_never_lowers_the_level_of_safety(which, data):
    """
    Any danger fact moved in its direction leaves `safety.at_least` as high or higher.
    """
    rulebook, situation, worse = _raised(which, data)

    before = rulebook.recommend(situation).safety.at_least
    after = rulebook.recommend(worse).safety.at_least

    assert LEVELS.index(after) <= LEVELS.index(before)


@BOTH
@MANY
@given(data=st.data())
def test_more_danger_never_lowers_the_urgency_of_a_safety_step(which, data):
    """
    Every safety step stays at least as urgent, now or later, unless a rule now forbids it.
    """
    rulebook, situation, worse = _raised(which, data)
    plan = rulebook.recommend(worse)

    before, after = _safety_steps(rulebook.recommend(situation)), _safety_steps(plan)
    forbidden = {step.id for step in plan.excluded} | {
        step.id for step in plan.not_yet if step.rules
    }
    lowered = {
        name: (urgency, after.get(name))
        for name, urgency in before.items()
        if name not in forbidden and (name not in after or _lower(after[name], urgency))
    }

    assert {} == lowered


@BOTH
@MANY
@given(data=st.data())
def test_at_equal_urgency_safety_steps_come_first(which, data):
    """
    Urgency decides first, and then whether it is a safety step.
    """
    plan = _plan_of(which, data)

    for steps in (plan.recommendations, plan.later):
        places = [(URGENCIES.index(step.urgency), not is_safety_step(step)) for step in steps]
        assert sorted(places) == places


@BOTH
@given(data=st.data())
def test_only_safety_steps_are_more_urgent_than_days(which, data):
    """
    Nothing that is no safety step is for now or for today.
    """
    plan = _plan_of(which, data)

    urgent = [
        step.id
        for step in (*plan.recommendations, *plan.later)
        if step.urgency in ("emergency", "same_day") and not is_safety_step(step)
    ]

    assert [] == urgent


@BOTH
@given(data=st.data())
def test_no_step_is_more_urgent_than_the_gravest_danger(which, data):
    """
    What is more urgent than `days` serves a danger that holds.
    """
    plan = _plan_of(which, data)

    steps = [step for step in (*plan.recommendations, *plan.later) if step.urgency in URGENCIES[:2]]

    assert [] == [step.id for step in steps if _lower(plan.safety.at_least, step.urgency)]


@BOTH
@MANY
@given(data=st.data())
def test_at_emergency_only_safety_steps_and_warnings_are_given_now(which, data):
    """
    Everything else waits under `later`.
    """
    plan = _plan_of(which, data)

    others = [step for step in plan.recommendations if not is_safety_step(step)]

    assert plan.safety.at_least != "emergency" or all(step.kind == "warning" for step in others)


def _plan_of(which: str, data: st.DataObject) -> Plan:
    rulebook, situation = data.draw(cases(which))
    return rulebook.recommend(situation)


def _raised(which: str, data: st.DataObject) -> tuple[Rulebook, Situation, Situation]:
    """A rulebook, a situation, and the same with a danger fact moved in its direction."""
    rulebook, situation = data.draw(cases(which))
    vocabulary = rulebook.situation.vocabulary().facts
    read = facts_read(rulebook)
    dangers = [one for one in vocabulary.values() if one.danger is not None and one.name in read]
    one = data.draw(st.sampled_from(dangers or [vocabulary["suicidal_thoughts"]]))
    value = data.draw(_worse(one, situation.facts().get(one.name)))
    return rulebook, situation, situation.with_facts(**{one.name: value})


def _worse(one: Fact, value: Any) -> st.SearchStrategy[Any]:
    """Values at least as dangerous as *value*; of an unknown fact the most dangerous."""
    if value is None or one.kind == "yes_no":
        return st.just(dangerous(one))
    if one.kind == "choice":
        place = one.choices.index(value)
        worse = one.choices[place:] if one.danger == "up" else one.choices[: place + 1]
        return st.sampled_from(worse)
    low, high = (value, one.high) if one.danger == "up" else (one.low, value)
    if one.kind == "whole":
        return st.integers(int(low), int(high))
    return st.floats(low, high)


def _safety_steps(plan: Plan) -> dict[str, str]:
    steps = (*plan.recommendations, *plan.later)
    return {step.id: step.urgency for step in steps if is_safety_step(step)}


def _lower(urgency: str, than: str) -> bool:
    order = (*URGENCIES, "clear")
    return order.index(urgency) > order.index(than)
