"""Law 4: danger comes first, in the steps and in the questions."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nextsteps import Rulebook, Situation, Truth
from nextsteps.engine import engine_for
from nextsteps.known import known_of
from nextsteps.plan import Question
from nextsteps.rulebook.entries import URGENCIES
from tests.strategies import cases, safe, situations

BOTH = pytest.mark.parametrize("which", ["generated", "shipped"])
MANY = settings(max_examples=2 * settings.default.max_examples)
LEVELS = (*URGENCIES[:3], "clear")


@BOTH
@MANY
@given(data=st.data())
def test_in_danger_the_first_recommendation_is_a_core_step_of_the_gravest_danger(which, data):
    """
    Whichever danger holds, first comes a core step of it or of a graver one.
    """
    rulebook, situation = data.draw(cases(which))
    plan = rulebook.recommend(situation)
    dangers = [rulebook.findings[danger.id].danger for danger in plan.safety.dangers]
    gravest = [danger for danger in dangers if danger.level == plan.safety.at_least]

    core = {step for danger in gravest for step in danger.core}

    assert not dangers or plan.recommendations[0].id in core


@BOTH
@MANY
@given(data=st.data())
def test_every_danger_that_holds_has_a_core_step_among_the_recommendations(which, data):
    """
    Nothing excludes, holds or retires the core steps of a danger.
    """
    rulebook, situation = data.draw(cases(which))
    plan = rulebook.recommend(situation)
    given_now = {step.id for step in plan.recommendations}

    without = [
        danger.id
        for danger in plan.safety.dangers
        if not given_now & set(rulebook.findings[danger.id].danger.core)
    ]

    assert [] == without


@BOTH
@MANY
@given(data=st.data())
def test_with_safety_unknown_the_first_question_is_about_safety(which, data):
    """
    As long as no safety question was declined, one of them is asked first.
    """
    rulebook, situation = data.draw(cases(which))
    plan = rulebook.recommend(situation.with_facts(declined=frozenset()))

    assert plan.safety.level != "unknown" or _is_about_safety(plan.questions[0], rulebook)


@BOTH
@given(data=st.data())
def test_questions_about_safety_come_before_all_others(which, data):
    """
    The first undeclined question is about safety if any is.
    """
    rulebook, situation = data.draw(cases(which))

    places = [
        _is_about_safety(question, rulebook) for question in rulebook.recommend(situation).questions
    ]

    assert sorted(places, reverse=True) == places


@BOTH
@given(data=st.data())
def test_a_declined_fact_is_not_asked_again(which, data):
    """
    Whoever would rather not say is not asked twice.
    """
    rulebook, situation = data.draw(cases(which))

    asked = {question.fact for question in rulebook.recommend(situation).questions}

    assert set() == asked & situation.declined


@BOTH
@given(data=st.data())
def test_a_known_fact_is_not_asked(which, data):
    """
    Only what is unknown is worth asking.
    """
    rulebook, situation = data.draw(cases(which))

    asked = {question.fact for question in rulebook.recommend(situation).questions}

    assert set() == asked & situation.facts().keys()


@BOTH
@given(data=st.data())
def test_a_fact_that_could_not_be_said_comes_back_as_something_to_find_out(which, data):
    """
    `find_out` marks exactly the questions that were asked without an answer.
    """
    rulebook, situation = data.draw(cases(which))
    asked = rulebook.recommend(situation).questions

    found_out = {question.fact for question in asked if question.find_out}

    assert situation.cannot_say & {question.fact for question in asked} == found_out


@BOTH
@given(data=st.data())
def test_could_be_is_never_below_at_least(which, data):
    """
    What could be is at least as grave as what is.
    """
    rulebook, situation = data.draw(cases(which))

    safety = rulebook.recommend(situation).safety

    assert LEVELS.index(safety.could_be) <= LEVELS.index(safety.at_least)


@BOTH
@MANY
@given(data=st.data())
def test_nothing_learnt_leads_to_a_graver_level_than_could_be(which, data):
    """
    `could_be` bounds the level of every completion of what is not known.
    """
    rulebook, situation = data.draw(cases(which))
    learned = data.draw(situations(rulebook=rulebook, dense=True)).facts()
    known = known_of(situation, rulebook).facts
    new = {name: value for name, value in learned.items() if name not in known}

    could_be = rulebook.recommend(situation).safety.could_be
    found = rulebook.recommend(situation.with_facts(**new)).safety.at_least

    assert LEVELS.index(could_be) <= LEVELS.index(found)


@BOTH
@given(data=st.data())
def test_a_possible_danger_is_one_whose_finding_is_unknown(which, data):
    """
    A danger holds, is possible, or is ruled out.
    """
    rulebook, situation = data.draw(cases(which))
    findings = _findings(rulebook, situation)

    unknown = {name for name in rulebook.dangers if findings[name] is Truth.UNKNOWN}

    assert unknown == set(rulebook.recommend(situation).safety.possible)


@given(data=st.data())
def test_with_every_danger_fact_at_its_safe_value_no_danger_is_possible(shipped, data):
    """
    Whoever answers all safety questions with "no" is told that safety is clear.
    """
    dangers = shipped.situation.vocabulary().danger_facts
    others = data.draw(situations(rulebook=shipped))
    calm = others.with_facts(**{one.name: safe(one) for one in dangers})

    safety = shipped.recommend(calm).safety

    assert ("clear", "clear") == (safety.at_least, safety.could_be)


def test_of_the_empty_situation_safety_is_unknown(shipped):
    """
    Whoever says nothing is not told that all is clear.
    """
    assert shipped.recommend({}).safety.level == "unknown"


def _is_about_safety(question: Question, rulebook: Rulebook) -> bool:
    fact = rulebook.situation.vocabulary().facts[question.fact]
    return question.level is not None or fact.danger is not None


def _findings(rulebook: Rulebook, situation: Situation) -> dict[str, Truth]:
    known = known_of(situation, rulebook)
    return dict(engine_for(rulebook, "reference").evaluate(known).findings)
