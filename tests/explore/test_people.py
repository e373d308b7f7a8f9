"""Made-up people: the same for the same seed, valid, and as frequent as their rates say."""

from collections import Counter
from itertools import pairwise
from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nextsteps.explore import population, rates
from nextsteps.explore.rates import IMPROVED_AFTER, MADE_UP, MEDICINE, RATES, TOLD, improved_after
from nextsteps.known import known_of

MANY = 4000


@pytest.fixture(scope="module")
def people():
    return population(MANY, seed=7)


@given(st.integers(0, 30), st.integers(0, 30), st.integers())
@settings(max_examples=20)
def test_fewer_people_are_the_first_of_more(few, more, seed):
    """population(10)[:5] == population(5), for any seed."""
    assert population(few + more, seed)[:few] == population(few, seed)


def test_another_seed_gives_other_people():
    """So that what was seen can be looked at once more in others."""
    assert population(5, seed=1) != population(5, seed=2)


def test_everybody_has_scores_that_can_be(people, shipped):
    """Facts are checked when a situation is made; scores when they are read."""
    assert any(one.measures for one in people)
    for one in people[:300]:
        known_of(one, shipped)


@pytest.mark.parametrize("rate", RATES, ids=lambda rate: rate.fact)
def test_each_share_is_what_its_rate_says(people, rate):
    """Within five standard errors; what is not told does not count."""
    counts = Counter(getattr(one, rate.fact) for one in people)
    told = MANY - counts[None]
    for value, share in rate.shares.items():
        assert abs(counts[value] / told - share) < 5 * sqrt(share * (1 - share) / told)


def test_what_is_not_told_is_unknown(people):
    """About as much as `TOLD` says."""
    told = sum(one.not_heard is not None for one in people) / MANY

    assert abs(told - TOLD) < 0.05


def test_the_share_of_the_improved_rises_with_sessions():
    """Along the shares that studies give, and never beyond the last."""
    assert all(improved_after(sessions) == share for sessions, share in IMPROVED_AFTER.items())
    assert all(a <= b for a, b in pairwise(improved_after(one) for one in range(60)))


def test_every_rate_says_what_it_rests_on():
    """A study with its year, or that it is made up; the shares of a fact come to one."""
    for rate in (*RATES, *MEDICINE):
        assert rate.basis == MADE_UP or any(letter.isdigit() for letter in rate.basis)
        assert abs(sum(rate.shares.values()) - 1) < 1e-9
    assert {"fact", "value", "of", "share", "basis"} == set(rates().column_names)
