"""The order of recommendations: one criterion at a time, and always the first that differs."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextsteps.plan import Argument, Recommended
from nextsteps.ranking import CRITERIA, compare, is_safety_step, rank_key
from nextsteps.rulebook.entries import STAGES, URGENCIES

ROUTINE = Argument("a-rule", "recommend", "It helps.", "a-ground", "moderate", None, ())
AGAINST = replace(ROUTINE, kind="caution", ground="a-doubt")
PLAIN = Recommended(
    id="m-step",
    title="Do it",
    what="Do it.",
    how=(),
    look_again=None,
    advice=None,
    kind="action",
    stage="alliance",
    urgency="days",
    effort="low",
    core=None,
    arguments_for=(ROUTINE,),
    arguments_against=(),
    checks=(),
    again=None,
    declined=False,
)
BETTER = {
    "urgency": ({"urgency": "same_day"}, "same_day", "days"),
    "safety step": ({"stage": "urgent_medical"}, "a safety step", "no safety step"),
    "core step of a danger": ({"core": "days"}, "core at level days", "no core step"),
    "strongest argument": (
        {"arguments_for": (replace(ROUTINE, strength="strong"),)},
        "strong",
        "moderate",
    ),
    "grounds for minus against": (
        {"arguments_for": (ROUTINE, replace(ROUTINE, ground="another"))},
        "2",
        "1",
    ),
    "declined before": ({}, "not declined", "declined before"),
    "stage": ({"stage": "course"}, "course", "alliance"),
    "id": ({"id": "a-step"}, "a-step", "m-step"),
}
"""For each criterion what makes a step rank higher by it, and how both are told."""
LOWER = {
    "urgency": {"stage": "safety", "core": "emergency"},
    "safety step": {"core": "emergency"},
    "declined before": {"declined": True},
}
"""What the lower of the two is beside that: better by later criteria, as far as it can be."""
WORSE_IN = {
    "safety step": {},
    "core step of a danger": {},
    "strongest argument": {"arguments_for": (replace(ROUTINE, strength="weak"),)},
    "grounds for minus against": {"arguments_against": (AGAINST,)},
    "declined before": {"declined": True},
    "stage": {"stage": "self_care"},
    "id": {"id": "z-step"},
}

arguments = st.builds(
    replace,
    st.just(ROUTINE),
    ground=st.sampled_from(("one", "two", "three")),
    strength=st.sampled_from(("strong", "moderate", "weak")),
)
steps = st.builds(
    replace,
    st.just(PLAIN),
    id=st.sampled_from(("a", "b", "c", "d")),
    stage=st.sampled_from(STAGES),
    urgency=st.sampled_from(URGENCIES),
    core=st.sampled_from((None, *URGENCIES[:3])),
    declined=st.booleans(),
    arguments_for=st.lists(arguments, min_size=1, max_size=4).map(tuple),
    arguments_against=st.lists(arguments, max_size=3).map(tuple),
)


def both_sides(criterion):
    """Two steps of which the first is better by *criterion* and worse by all that come later."""
    better, *told = BETTER[criterion]
    worse = replace(PLAIN, **LOWER.get(criterion, {}))
    names = [one.name for one in CRITERIA]
    later = {
        key: value
        for name in names[names.index(criterion) + 1 :]
        for key, value in WORSE_IN[name].items()
        if key not in better
    }
    return replace(PLAIN, **later | better), worse, told


@pytest.mark.parametrize("criterion", BETTER)
def test_a_criterion_decides_before_all_that_come_after_it(criterion):
    """
    What is better by one criterion ranks higher, however much worse it is by the later ones.
    """
    better, worse, _ = both_sides(criterion)

    assert rank_key(better) < rank_key(worse)


@pytest.mark.parametrize("criterion", BETTER)
def test_a_comparison_names_the_criterion_and_tells_both_sides(criterion):
    """
    Who reads it learns why the one stands above the other.
    """
    better, worse, (higher_is, lower_is) = both_sides(criterion)
    found = compare(worse, better)

    assert (better.id, worse.id) == (found.higher, found.lower)
    assert (criterion, higher_is, lower_is) == (found.criterion, found.higher_is, found.lower_is)


def test_a_comparison_reads_as_one_sentence():
    """
    The text is what `Plan.compare` shows.
    """
    better = replace(PLAIN, id="get-help", urgency="emergency")

    assert (
        "`get-help` ranks above `m-step` by urgency: emergency against days"
        == str(compare(better, PLAIN))
    )  # fmt: skip


def test_the_criteria_are_those_that_are_documented_in_their_order():
    """
    A new criterion, or another order, changes what everybody is advised.
    """
    assert list(BETTER) == [criterion.name for criterion in CRITERIA]


def test_a_step_is_not_compared_with_itself():
    """
    No criterion could decide.
    """
    with pytest.raises(ValueError, match=r"^`m-step` cannot be compared with itself$"):
        compare(PLAIN, PLAIN)


@given(steps, steps)
def test_a_comparison_agrees_with_the_order_whichever_is_named_first(one, other):
    """
    `compare` explains the order that `rank_key` makes.
    """
    if rank_key(one) == rank_key(other):
        return
    higher, lower = (one, other) if rank_key(one) < rank_key(other) else (other, one)

    assert compare(one, other) == compare(other, one)
    assert (higher.id, lower.id) == (compare(one, other).higher, compare(one, other).lower)


@given(steps)
def test_the_key_is_that_of_the_criteria(step):
    """
    It is written out for speed; what decides and what explains must not drift apart.
    """
    assert tuple(criterion.key(step) for criterion in CRITERIA) == rank_key(step)


def test_grounds_against_count_against_grounds_for():
    """
    Two for and one against are as good as one for and none against.
    """
    two = (ROUTINE, replace(ROUTINE, ground="another"))
    doubted = replace(PLAIN, arguments_for=two, arguments_against=(AGAINST,))

    assert rank_key(doubted) == rank_key(PLAIN)
    assert rank_key(PLAIN) < rank_key(replace(PLAIN, arguments_against=(AGAINST,)))
    assert "0" == compare(PLAIN, replace(PLAIN, arguments_against=(AGAINST,))).lower_is


@given(steps)
def test_arguments_of_one_ground_count_once(step):
    """
    Saying the same twice makes no step better, and no step worse.
    """
    doubled = replace(
        step,
        arguments_for=step.arguments_for * 2,
        arguments_against=step.arguments_against * 2,
    )

    assert rank_key(step) == rank_key(doubled)


@pytest.mark.parametrize("stage", STAGES)
def test_safety_steps_are_those_of_the_first_three_stages(stage):
    """
    Safety, misconduct and urgent medical care, and nothing else.
    """
    step = replace(PLAIN, stage=stage)

    assert is_safety_step(step) is (stage in ("safety", "misconduct", "urgent_medical"))
