"""What holds of every interview, on generated rulebooks and the shipped one."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nextsteps import Interview, Plan
from tests.complete import answer_by, complete_situation, random_answer
from tests.strategies import cases

BOTH = pytest.mark.parametrize("which", ["generated", "shipped"])
# A whole interview of the shipped rulebook takes most of a second.
FEW = settings(max_examples=max(3, settings.default.max_examples // 60))
SOME = settings(max_examples=max(4, settings.default.max_examples // 50))
MOST = 300
SEEDS = st.integers(0, 2**32 - 1)


def walked(interview: Interview, random: Random, steps: int, back: bool = True) -> Interview:
    """*interview* after a few random steps of every kind."""
    for _ in range(steps):
        if interview.question is None:
            break
        match random.randrange(8):
            case 0:
                interview = interview.skip()
            case 1:
                interview = interview.decline()
            case 2 if back and interview.steps:
                interview = interview.back()
            case _:
                interview = interview.answer(random_answer(interview.question, random))
    return interview


def begun(data: st.DataObject, which: str, steps: int = 6) -> tuple[Interview, Random]:
    """An interview of some rulebook after a few steps, and what to draw more from."""
    rulebook, situation = data.draw(cases(which))
    random = Random(data.draw(SEEDS))  # noqa: S311
    return walked(Interview.of(situation, rulebook=rulebook), random, steps), random


@SOME
@given(seed=SEEDS, likeness=st.sampled_from(("lifelike", "any")))
def test_answered_from_a_complete_situation_it_reaches_that_first_recommendation(
    shipped, seed, likeness
):
    """
    Whoever answers all that is asked gets the first step that knowing everything gives.
    """
    complete = complete_situation(shipped, Random(seed), likeness)  # noqa: S311
    interview = Interview.of(rulebook=shipped)
    while interview.question is not None:
        interview = answer_by(complete, interview)

    wanted = shipped.recommend(complete).recommendations[0].id

    assert wanted == interview.plan.recommendations[0].id


@BOTH
@SOME
@given(data=st.data())
def test_once_the_first_step_is_settled_no_answer_changes_it(which, data):
    """
    Whatever is answered after that, safety and the first recommendation stay.
    """
    interview, random = begun(data, which, steps=30)
    for _ in range(MOST):
        if interview.question is None or interview.is_first_step_settled:
            break
        interview = interview.answer(random_answer(interview.question, random))
    before = _first_of(interview.plan)
    while interview.question is not None:
        interview = walked(interview, random, 1, back=False)
        assert before == _first_of(interview.plan)


def _first_of(plan: Plan) -> object:
    """Safety and the first recommendation."""
    first = plan.recommendations[0].id if plan.recommendations else None
    dangers = [one.id for one in plan.safety.dangers]
    return plan.safety.at_least, plan.safety.could_be, dangers, first


@BOTH
@SOME
@given(data=st.data())
def test_what_was_skipped_or_declined_is_not_asked_again(which, data):
    """
    No question is asked twice.
    """
    interview, random = begun(data, which)
    refused = interview.situation.declined | interview.situation.cannot_say
    for _ in range(8):
        if interview.question is None:
            break
        names = {one.name for one in interview.question.facts}
        assert not names & refused
        refused |= names
        skips = random.random() < 0.5
        interview = interview.skip() if skips else interview.decline()


@BOTH
@SOME
@given(data=st.data())
def test_back_undoes_the_last_step(which, data):
    """
    After any step, going back is where one was.
    """
    interview, random = begun(data, which)
    question = interview.question
    if question is None:
        return
    after = interview.answer(random_answer(question, random))

    for moved in (interview.skip(), interview.decline(), after):
        assert interview == moved.back()
        assert question == moved.back().question


@BOTH
@SOME
@given(data=st.data())
def test_written_and_read_at_every_step_it_stays_the_same(which, data):
    """
    To JSON and back: the same interview, the same next question, the same plan.
    """
    interview, random = begun(data, which)
    for _ in range(4):
        again = Interview.from_json(interview.to_json(), rulebook=interview.rulebook)
        assert interview == again
        assert interview.question == again.question
        assert interview.plan == again.plan
        assert interview.to_json() == again.to_json()
        interview = walked(again, random, 1)


@BOTH
@SOME
@given(data=st.data())
def test_as_many_questions_are_left_as_progress_says(which, data):
    """
    However they are answered, between `at_least` and `at_most` questions follow.
    """
    interview, random = begun(data, which)
    said = interview.progress
    asked = 0
    while interview.question is not None:
        interview = interview.answer(random_answer(interview.question, random))
        asked += 1

    assert said.at_least <= asked <= said.at_most


@BOTH
@FEW
@given(data=st.data())
def test_an_interview_is_settled_when_its_plan_has_no_question_that_may_be_asked(which, data):
    """
    Then no recommendation is left that an answer could bring or take.
    """
    interview, _ = begun(data, which, steps=60)
    refused = interview.situation.declined | interview.situation.cannot_say

    left = {one.fact for one in interview.plan.questions} - refused

    assert interview.is_settled is (not left)
    assert interview.is_first_step_settled or not interview.is_settled
