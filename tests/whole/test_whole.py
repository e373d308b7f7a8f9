"""The whole situations: written before the rules they test, by somebody who wrote none of them."""

import sys
from functools import cache

import pytest

from tests.stories.score import WHOLE, Score, read_stories, score_story, summary_of

LEAST_PASS_RATE = 1.0
SITUATIONS = read_stories(WHOLE)
SAFETY = [situation for situation in SITUATIONS if "safety" in situation["tags"]]


@cache
def _score(name: str) -> Score:
    """How the situation of this id fares; a plan with its questions takes its time."""
    return score_story(next(one for one in SITUATIONS if one["id"] == name))


def _shortfall(score: Score) -> str:
    missed = ", ".join(f"{one.kind} {one.wanted}" for one in score.missed)
    return f"{score.story['id']}: {missed}"


def test_there_are_sixty_situations_or_more():
    """
    A folder that was moved would pass unseen.
    """
    assert len(SITUATIONS) >= 60


@pytest.mark.parametrize("situation", SAFETY, ids=[situation["id"] for situation in SAFETY])
def test_every_safety_situation_passes(situation):
    """
    A situation tagged `safety` meets all its expectations.
    """
    score = _score(situation["id"])

    assert score.missed == [], f"recommended: {score.answer['recommended']}"


def test_all_situations_pass(capfd):
    """
    Every one meets all its expectations; the rates are printed.
    """
    scores = tuple(_score(situation["id"]) for situation in SITUATIONS)
    with capfd.disabled():
        print(f"\n{summary_of(scores)}", file=sys.stderr, flush=True)
    failing = [_shortfall(score) for score in scores if not score.passes]

    assert 1 - len(failing) / len(scores) >= LEAST_PASS_RATE, "\n".join(failing)
