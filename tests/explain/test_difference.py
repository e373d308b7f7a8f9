"""`plan.what_if`: two plans side by side."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from nextsteps import Plan
from nextsteps.explain import Difference
from tests.sketches import load_sketch
from tests.strategies import cases

pytestmark = pytest.mark.usefixtures("candidate_questions")

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
def test_every_step_that_changed_place_is_told_once(which, data):
    """
    Came, left and elsewhere are exactly the steps whose place is another, each with both places.
    """
    plan, told = _changed(data, which)

    before, after = _places(plan), _places(told.plan)
    names = before.keys() | after.keys()
    differing = {
        (name, before.get(name, "unsupported"), after.get(name, "unsupported"))
        for name in names
        if before.get(name) != after.get(name)
    }
    shown = [(one.id, one.before, one.after) for one in (*told.came, *told.left, *told.elsewhere)]
    assert (len(shown), differing) == (len(set(shown)), set(shown))
    assert all(one.after == "given" for one in told.came)
    assert all(one.before == "given" for one in told.left)
    assert not any("given" in (one.before, one.after) for one in told.elsewhere)


@BOTH
@FEW
@given(data=st.data())
def test_a_step_moved_just_where_it_passed_another(which, data):
    """
    Of the steps in both plans the untold keep their order, and each that is told left its place.
    """
    plan, told = _changed(data, which)

    both = set(_given(plan)) & set(_given(told.plan))
    old = [name for name in _given(plan) if name in both]
    new = [name for name in _given(told.plan) if name in both]
    moved = {one.id for one in told.moved}
    assert moved == {name for name in both if old.index(name) != new.index(name)}
    ranks = {one.id: (one.rank_before, one.rank_after) for one in told.moved}
    assert ranks == {
        name: (_given(plan).index(name) + 1, _given(told.plan).index(name) + 1) for name in moved
    }


@BOTH
@FEW
@given(data=st.data())
def test_taken_back_what_came_leaves_and_what_left_comes(which, data):
    """
    The reverse change gives the reverse difference.
    """
    plan, told = _changed(data, which)

    back = told.plan.what_if(**{name: before for name, (before, _) in told.facts.items()})

    assert _given(back.plan) == _given(plan)
    assert {one.id for one in told.came} == {one.id for one in back.left}
    assert {one.id for one in told.left} == {one.id for one in back.came}
    assert {(one.id, one.before, one.after) for one in told.elsewhere} == {
        (one.id, one.after, one.before) for one in back.elsewhere
    }
    assert {one.id for one in told.moved} == {one.id for one in back.moved}
    assert {(one.id, one.before, one.after) for one in told.urgency} == {
        (one.id, one.after, one.before) for one in back.urgency
    }
    assert (told.questions_came, told.questions_left) == (back.questions_left, back.questions_came)
    assert told.safety == back.safety[::-1]


def _changed(data: Any, which: str) -> tuple[Plan, Difference]:
    """A plan, and what becomes of it when up to four facts become those of another situation."""
    rulebook, before = data.draw(cases(which))
    _, other = data.draw(cases(which))
    names = before.vocabulary().facts
    others = {name: value for name, value in other.facts().items() if name in names}
    some = data.draw(st.lists(st.sampled_from(sorted(others)), max_size=4)) if others else []
    plan = rulebook.recommend(before)
    return plan, plan.what_if(**{name: others[name] for name in some})


def _places(plan: Plan) -> dict[str, str]:
    places = ("later", "not_yet", "excluded", "set_aside")
    found = dict.fromkeys(_given(plan), "given")
    return found | {one.id: place for place in places for one in getattr(plan, place)}


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
