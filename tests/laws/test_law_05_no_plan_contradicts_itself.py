"""Law 5: no plan gives a step beside what speaks against giving it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nextsteps import Plan, Rulebook, Truth
from nextsteps.engine import engine_for
from nextsteps.known import known_of
from nextsteps.language import FAILURES, Known, failed_names, tried_names
from tests.strategies import cases

BOTH = pytest.mark.parametrize("which", ["generated", "shipped"])
MANY = settings(max_examples=2 * settings.default.max_examples)


@BOTH
@MANY
@given(data=st.data())
def test_no_step_is_given_together_with_its_opposite(which, data):
    """
    Of two opposites only the higher ranked is given, now or later.
    """
    rulebook, plan = _plan_of(which, data)
    given_steps = _given(plan)

    pairs = [
        (step, other)
        for step in given_steps
        for other in rulebook.opposites[step]
        if other in given_steps
    ]

    assert [] == pairs


@BOTH
@MANY
@given(data=st.data())
def test_no_step_is_given_that_is_excluded_held_or_set_aside(which, data):
    """
    Each step stands in one place of the plan only.
    """
    _, plan = _plan_of(which, data)
    parts = (plan.recommendations, plan.later, plan.not_yet, plan.excluded, plan.set_aside)

    places = [step.id for part in parts for step in part]

    assert sorted(set(places)) == sorted(places)


@BOTH
@MANY
@given(data=st.data())
def test_a_step_that_a_rule_excludes_is_given_only_as_a_core_step(which, data):
    """
    What must not be advised here is not advised, whatever argues for it.
    """
    rulebook, plan = _plan_of(which, data)
    truths = _truths(rulebook, plan)

    wrong = [
        step.id
        for step in (*plan.recommendations, *plan.later)
        if step.core is None
        for rule in rulebook.rules_about(step.id, "exclude")
        if truths[rule.id] is Truth.TRUE
        or (truths[rule.id] is Truth.UNKNOWN and rule.if_unknown == "hold")
    ]

    assert [] == wrong


@BOTH
@MANY
@given(data=st.data())
def test_a_step_that_must_wait_is_given_only_as_a_core_step(which, data):
    """
    What is held back is under `not_yet`, and nowhere else.
    """
    rulebook, plan = _plan_of(which, data)
    truths = _truths(rulebook, plan)

    wrong = [
        step.id
        for step in (*plan.recommendations, *plan.later)
        if step.core is None
        for rule in rulebook.rules_about(step.id, "not_yet")
        if truths[rule.id] is Truth.TRUE
        or (truths[rule.id] is Truth.UNKNOWN and rule.if_unknown == "hold")
    ]

    assert [] == wrong


@BOTH
@given(data=st.data())
def test_no_step_is_given_whose_needs_are_not_met(which, data):
    """
    A step whose `needs` is FALSE does not apply.
    """
    rulebook, plan = _plan_of(which, data)
    needs = engine_for(rulebook).evaluate(_known(plan)).needs

    assert [] == [step for step in _given(plan) if needs.get(step) is Truth.FALSE]


@BOTH
@given(data=st.data())
def test_no_step_is_given_that_has_no_words_for_the_reader(which, data):
    """
    Who asks decides which recommendations apply.
    """
    rulebook, plan = _plan_of(which, data)

    wordless = [
        step for step in _given(plan) if rulebook.recommendations[step].text(plan.reader) is None
    ]

    assert [] == wordless


@BOTH
@MANY
@given(data=st.data())
def test_a_step_that_failed_is_given_only_again_and_with_a_reason(which, data):
    """
    Only a rule that holds and reads the failure brings a failed step back.
    """
    rulebook, plan = _plan_of(which, data)
    tried, truths = _known(plan).tried, _truths(rulebook, plan)
    failed = [
        step
        for step in (*plan.recommendations, *plan.later)
        if step.core is None and tried.get(step.id) in FAILURES
    ]

    unnamed = [
        step.id
        for step in failed
        if step.again
        not in {
            rule.because
            for rule in rulebook.rules_about(step.id, "recommend")
            if truths[rule.id] is Truth.TRUE
            and step.id in failed_names(rulebook.conditions.rules[rule.id])
        }
    ]

    assert [] == unnamed


@BOTH
@MANY
@given(data=st.data())
def test_a_step_already_done_is_given_only_again_and_with_a_reason(which, data):
    """
    Only a rule that holds and reads the outcome brings a step back that was done.
    """
    rulebook, plan = _plan_of(which, data)
    tried = _known(plan).tried
    done = [
        step
        for step in (*plan.recommendations, *plan.later)
        if step.core is None and tried.get(step.id, "never") not in ("never", "declined")
    ]
    conditions = rulebook.conditions.rules

    unnamed = [
        step.id
        for step in done
        if step.again is None
        or not any(step.id in tried_names(conditions[one.rule]) for one in step.arguments_for)
    ]

    assert [] == unnamed


@BOTH
@MANY
@given(data=st.data())
def test_drastic_steps_wait_while_facts_contradict_each_other(which, data):
    """
    Nobody is sent into a big step on facts of which one is wrong.
    """
    rulebook, plan = _plan_of(which, data)

    drastic = [
        step.id
        for step in (*plan.recommendations, *plan.later)
        if step.core is None and rulebook.recommendations[step.id].drastic
    ]

    assert not plan.contradictions or [] == drastic


def _plan_of(which: str, data: st.DataObject) -> tuple[Rulebook, Plan]:
    rulebook, situation = data.draw(cases(which))
    return rulebook, rulebook.recommend(situation)


def _given(plan: Plan) -> set[str]:
    return {step.id for step in (*plan.recommendations, *plan.later)}


def _known(plan: Plan) -> Known:
    return known_of(plan.situation, plan.require_rulebook())


def _truths(rulebook: Rulebook, plan: Plan) -> dict[str, Truth]:
    return dict(engine_for(rulebook).evaluate(_known(plan)).rules)
