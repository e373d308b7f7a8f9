"""Facts and outcomes that say the same thing are one."""

import pytest
from hypothesis import given

from nextsteps.situation.equals import with_equals
from tests.strategies import situations

TALK = "talk-to-therapist"


@pytest.mark.parametrize(
    ("outcome", "raised", "result"),
    [
        ("never", False, None),
        ("done", True, None),
        ("ongoing", True, "change_agreed"),
        ("helped", True, "improved"),
        ("no_change", True, "no_change"),
        ("worse", True, None),
        ("dismissed", True, "dismissed"),
        ("declined", None, None),
    ],
)
def test_what_came_of_talking_says_whether_it_was_raised(outcome, raised, result):
    """
    Nobody is asked what they have already told.
    """
    facts, _ = with_equals({}, {TALK: outcome})

    assert (raised, result) == (facts.get("raised_with_therapist"), facts.get("raised_result"))


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({"raised_with_therapist": True}, "done"),
        ({"raised_with_therapist": False}, "never"),
        ({"raised_result": "improved"}, "helped"),
        ({"raised_result": "change_agreed"}, "ongoing"),
        ({"raised_result": "no_change"}, "no_change"),
        ({"raised_result": "dismissed"}, "dismissed"),
        ({"raised_result": "defensive"}, "dismissed"),
        ({"raised_with_therapist": False, "raised_result": "no_change"}, "never"),
        ({}, None),
    ],
)
def test_whether_it_was_raised_says_what_came_of_talking(facts, outcome):
    """
    The fact and the step are one; of a contradiction "not raised" stays what it was.
    """
    assert outcome == with_equals(facts, {})[1].get(TALK)


@given(situations())
def test_what_is_stated_is_never_overwritten(situation):
    """
    A contradiction between the two stays visible.
    """
    facts, tried = with_equals(situation.facts(), situation.tried)

    assert (situation.facts().items(), situation.tried.items()) <= (facts.items(), tried.items())


@given(situations())
def test_filling_in_twice_adds_nothing_to_what_was_filled_in_once(situation):
    """
    Each is derived from the other, and there it ends.
    """
    once = with_equals(situation.facts(), situation.tried)

    assert once == with_equals(*once)
