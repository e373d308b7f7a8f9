"""The scoring follows the rules written beside the stories."""

import pytest

from tests.stories.score import expectations_of


@pytest.mark.parametrize(
    ("expect", "recommended", "is_met"),
    [
        ({"must_include": ["a"]}, ["b", "a"], True),
        ({"must_include": ["a"]}, ["b"], False),
        ({"must_include": ["a"]}, ["a:x"], True),
        ({"must_include": ["a:x"]}, ["a"], False),
        ({"must_include": ["switch_modality:trauma_focused"]}, ["switch_modality:emdr"], True),
        ({"must_include": ["switch_modality:trauma_focused"]}, ["switch_modality:cbt"], False),
        ({"must_include_any": [["a", "b"]]}, ["b"], True),
        ({"must_include_any": [["a", "b"]]}, ["c"], False),
        ({"must_rank_first": ["a", "b"]}, ["b", "a"], True),
        ({"must_rank_first": ["a"]}, ["b", "a"], False),
        ({"must_rank_first": ["a"]}, [], False),
        ({"must_rank_above": [["a", "b"]]}, ["a", "b"], True),
        ({"must_rank_above": [["a", "b"]]}, ["b", "a"], False),
        ({"must_rank_above": [["a", "b"]]}, ["b"], False),
        ({"must_rank_above": [["a", "b"]]}, ["a"], True),
        ({"must_not_include": ["a"]}, ["a:x"], False),
        ({"must_not_include": ["a:x"]}, ["a", "a:y"], True),
        ({"must_not_rank_first": ["a"]}, ["a"], False),
        ({"must_not_rank_first": ["a"]}, ["b", "a"], True),
        ({"must_not_rank_first": ["a"]}, [], True),
    ],
)
def test_an_expectation_is_met_as_the_stories_say(expect, recommended, is_met):
    """
    Each case is one sentence of `how_to_score`.
    """
    found = list(expectations_of(expect, {"recommended": recommended, "asked": []}))

    assert [is_met] == [one.is_met for one in found]


def test_a_topic_must_be_asked():
    """
    Asking for something else does not do.
    """
    given = {"recommended": [], "asked": ["q_goals"]}
    found = list(expectations_of({"must_ask": ["q_goals", "q_age"]}, given))

    assert [one.is_met for one in found] == [True, False]
