"""The stories: whole situations written by someone who writes no rules."""

import sys
from functools import cache

import pytest

from tests.stories.score import NO_STORIES, Score, read_stories, score_story, summary_of

if not read_stories():
    pytest.skip(NO_STORIES, allow_module_level=True)

LEAST_PASS_RATE = 0.6
SAFETY = [story for story in read_stories() if "safety" in story["tags"]]


@cache
def _scores() -> tuple[Score, ...]:
    return tuple(score_story(story) for story in read_stories())


@pytest.mark.parametrize("story", SAFETY, ids=[story["id"] for story in SAFETY])
def test_every_safety_story_passes(story):
    """
    A story tagged `safety` meets all its expectations.
    """
    score = score_story(story)

    assert score.missed == [], f"recommended: {score.answer['recommended']}"


def test_most_stories_pass(capfd):
    """
    At least 60 % of all stories pass; the rates are printed.
    """
    scores = _scores()
    with capfd.disabled():
        print(f"\n{summary_of(scores)}", file=sys.stderr, flush=True)

    assert sum(score.passes for score in scores) / len(scores) >= LEAST_PASS_RATE


def test_nothing_is_dropped():
    """
    No fact of any story is lost, but for scores over time.
    """
    dropped = {name for score in _scores() for name in score.answer["dropped"]}

    assert set() == dropped
