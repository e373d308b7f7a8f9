"""`plan.what_if`: two plans side by side."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from nextsteps import Plan
from tests.sketches import load_sketch
from tests.strategies import cases

BOTH = pytest.mark.parametrize("which", ["generated", "shipped"])
FEW = settings(max_examples=settings.default.max_examples // 4)
STUCK = {"no_progress": True, "weeks_in_therapy": 14, "in_therapy": True}


def _given(plan: Plan) -> list[str]:
    return [step.id for step in plan.recommendations]


@BOTH
@FEW
@given(data=st.data())
def test_what_came_and_left_leads_from_one_plan_to_the_other(which, data):
    """
    The steps given before, less those that left, with those that came, are those given after.
    """
    rulebook, before = data.draw(cases(which))
    _, after = data.draw(cases(which))
    changed = {name: data.draw(st.just(value)) for name, value in list(after.facts().items())[:4]}
    changed = {name: value for name, value in changed.items() if name in before.vocabulary().facts}
    plan = rulebook.recommend(before)

    told = plan.what_if(**changed)

    came, left = {one.id for one in told.came}, {one.id for one in told.left}
    assert (set(_given(plan)) - left) | came == set(_given(told.plan))
    assert came.isdisjoint(_given(plan))
    assert left <= set(_given(plan))


@BOTH
@FEW
@given(data=st.data())
def test_nothing_differs_where_nothing_changes(which, data):
    """
    The same facts give an empty difference.
    """
    rulebook, situation = data.draw(cases(which))

    told = rulebook.recommend(situation).what_if(**situation.facts())

    assert told.is_empty
    assert {} == told.facts


def test_a_danger_that_comes_is_told_first() -> None:
    """The help comes in, the rest waits, and the safety level is told before and after."""
    told = (
        load_sketch().recommend(STUCK | {"raised_with_therapist": False}).what_if(suicide_plan=True)
    )

    assert ("unknown", "emergency") == told.safety
    assert ["get-help"] == [one.id for one in told.came]
    assert [("talk-to-therapist", "later")] == [(one.id, one.after) for one in told.left]
    assert {"suicide_plan": (None, True)} == told.facts


def test_a_question_that_is_answered_is_no_longer_asked() -> None:
    """Questions that came and left are told by their fact."""
    told = load_sketch().recommend(STUCK).what_if(raised_with_therapist=False)

    assert "raised_with_therapist" in told.questions_left


def test_none_makes_a_fact_unknown() -> None:
    """What rested on the fact leaves."""
    plan = load_sketch().recommend(STUCK | {"raised_with_therapist": False})

    assert ["talk-to-therapist"] == [one.id for one in plan.what_if(no_progress=None).left]


def test_an_unknown_fact_is_refused() -> None:
    """As everywhere, with a suggestion."""
    with pytest.raises(ValidationError, match="did you mean `no_progress`"):
        load_sketch().recommend(STUCK).what_if(no_progres=True)
