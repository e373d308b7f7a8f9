"""The index holds what the reference finds TRUE."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nextsteps.engine.index import MOST_TERMS, Index, NotIndexableError
from nextsteps.language import (
    Always,
    And,
    Compare,
    Condition,
    Failed,
    Found,
    IsTrue,
    Known,
    Not,
    Or,
    Tried,
    evaluate,
)  # fmt: skip
from nextsteps.truth import Truth
from tests.strategies import Clinic, clinic_situations, conditions, names_of

VOCABULARY = Clinic.vocabulary().facts
NUMBERS = ("age", "sessions_attended", "weeks_in_therapy", "sleep_hours", "days_of_food_left")
SIZES = (0, 1, 2, 7, 8, 9, 15, 16, 17, 24, 25, 32, 33, 40, 64, 65, 72, 73, 100)
"""Around every number of bits at which a group takes a byte more."""


def _holding(groups, facts):
    """The conditions that the index says are TRUE, by their places in their groups."""
    index = Index(groups, VOCABULARY)
    found = []
    for bits, owners in zip(index.holding(facts), index.owners, strict=True):
        number = bits if isinstance(bits, int) else int.from_bytes(bits, "little")
        assert number < 1 << len(owners)
        assert isinstance(bits, int) is (len(owners) <= 64)
        found.append({owner for place, owner in enumerate(owners) if number >> place & 1})
    return found


def _true(groups, facts):
    """The same by the reference."""
    known = Known({name: value for name, value in facts.items() if value is not None})
    return [
        {place for place, one in enumerate(group) if evaluate(one, known, {}) is Truth.TRUE}
        for group in groups
    ]


@settings(max_examples=80)
@given(
    st.lists(conditions(names_of(tuple(VOCABULARY)), max_leaves=5), min_size=1, max_size=8),
    st.lists(st.sampled_from(SIZES), min_size=1, max_size=4),
    st.integers(0, 2**32 - 1),
    clinic_situations(),
)
def test_an_index_of_any_groups_holds_what_is_true(drawn, sizes, seed, situation):
    """
    Small groups and those of more than 64 bits, side by side.
    """
    random = Random(seed)  # noqa: S311
    pool = [one for one in drawn if not _is_beyond(one)] or [Always()]
    groups = [random.choices(pool, k=size) for size in sizes]
    facts = {name: getattr(situation, name) for name in VOCABULARY}

    assert _true(groups, facts) == _holding(groups, facts)


def _is_beyond(condition: Condition) -> bool:
    try:
        Index([[condition]], VOCABULARY)
    except NotIndexableError:
        return True
    return False


@pytest.mark.parametrize("size", SIZES)
def test_the_groups_do_not_run_into_each_other(size):
    """
    Whatever the size of the first, and whichever of its conditions hold.
    """
    heard, stuck = IsTrue("not_heard"), IsTrue("no_progress")
    groups = [[heard] * size, [stuck, heard, Not(stuck)], [Not(heard)] * size]

    for known in (
        {"not_heard": True, "no_progress": False},
        {"not_heard": False, "no_progress": None},
    ):
        assert _true(groups, known) == _holding(groups, known)


@pytest.mark.parametrize("name", NUMBERS)
@settings(max_examples=10)
@given(data=st.data())
def test_a_number_is_compared_as_it_is(name, data):
    """
    At every threshold, beside it, far from it, and unknown; again when it was met before.
    """
    thresholds = data.draw(st.lists(st.integers(0, 30), min_size=1, max_size=3))
    signs = ("==", "!=", "<", "<=", ">", ">=")
    group: list[Condition] = [
        Compare(name, sign, threshold) for threshold in thresholds for sign in signs
    ]
    group += [And((one, Not(other))) for one in group for other in group]
    values = {
        None, 0, 1_000,
        *(threshold + step for threshold in thresholds for step in (-1, -0.5, 0, 0.5, 1)),
    }  # fmt: skip
    index = Index([group], VOCABULARY)

    for value in [*values, *values]:
        (bits,) = index.holding({name: value})
        number = bits if isinstance(bits, int) else int.from_bytes(bits, "little")
        held = {owner for place, owner in enumerate(index.owners[0]) if number >> place & 1}
        assert _true([group], {name: value}) == [held], value


@pytest.mark.parametrize(
    "condition",
    [
        Tried("step-0"),
        Failed("step-0"),
        Found("stuck"),
        Or((IsTrue("no_progress"), Not(Found("stuck")))),
    ],
    ids=str,
)
def test_what_is_no_fact_has_no_place_in_an_index(condition):
    """
    It is refused, not left out.
    """
    with pytest.raises(NotIndexableError):
        Index([[IsTrue("not_heard")], [condition]], VOCABULARY)


def test_a_condition_with_too_many_ways_to_hold_has_no_place_in_an_index():
    """
    Just as many as are allowed have one.
    """
    yes_no = [IsTrue(name) for name, fact in VOCABULARY.items() if fact.kind == "yes_no"]
    pairs = [Or((yes_no[place], yes_no[place + 1])) for place in range(0, 18, 2)]
    assert 2**8 == MOST_TERMS

    assert len(Index([[And(tuple(pairs[:8]))]], VOCABULARY).owners[0]) == MOST_TERMS
    with pytest.raises(NotIndexableError):
        Index([[And(tuple(pairs))]], VOCABULARY)
