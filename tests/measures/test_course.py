"""Courses: what is expected by when, on both sides of every threshold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextsteps import MeasureError, Rulebook
from nextsteps.measures import Course, Point, early_response, slope, track, trend
from nextsteps.measures.course import is_too_few, is_too_old

MEASURES = Rulebook.default().measures


def course(measure: str, *points: tuple[float, int], norms: str | None = None) -> Course:
    definition = MEASURES[measure]
    read_by = definition.norms_called(norms)
    return Course(definition, read_by, tuple(Point(*point) for point in points))


ON_TRACK = {
    "before week 4 it is too early": ([(0, 20), (3.9, 20)], "too_early"),
    "at week 4 a fifth is enough": ([(0, 20), (4, 16)], "on_track"),
    "at week 4 less is not": ([(0, 20), (4, 17)], "off_track"),
    "before week 6 a fifth is enough": ([(0, 20), (5.9, 16)], "on_track"),
    "at week 6 it is not": ([(0, 20), (6, 15)], "off_track"),
    "at week 6 a reliable change is": ([(0, 20), (6, 14)], "on_track"),
    "worse is off track in week 1": ([(0, 10), (1, 16)], "off_track"),
    "a rise by five in week 1 is not": ([(0, 10), (1, 15)], "too_early"),
    "below the cut-off no more is expected": ([(0, 9), (12, 9)], "on_track"),
    "at the cut-off it is": ([(0, 10), (12, 9)], "off_track"),
    "remission is on track": ([(0, 10), (12, 4)], "on_track"),
    "worse than the best is off track": ([(0, 22), (6, 8), (12, 14)], "off_track"),
    "a rise by five from the best is not": ([(0, 22), (6, 8), (12, 13)], "on_track"),
    "one score shows no course": ([(0, 22)], None),
}


@pytest.mark.parametrize("what", ON_TRACK)
def test_on_track(what):
    """
    The table of docs/explanation/measures.md, in numbers.
    """
    points, expected = ON_TRACK[what]

    assert expected == track(course("phq-9", *points))


def test_well_being_is_on_track_when_it_rises():
    """
    The same rules where higher is better: from 20, by 10 points or more at week 6.
    """
    found = tuple(track(course("who-5", (0, 20), (6, last))) for last in (28, 32))

    assert ("off_track", "on_track") == found


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ([(0, 20), (2, 16)], True),
        ([(0, 20), (2, 17)], False),
        ([(0, 20), (4, 16)], True),
        ([(0, 20), (1.9, 10)], None),
        ([(0, 20), (4.1, 10)], None),
        ([(0, 20), (2, 10), (4, 17)], False),
        ([(3, 20), (6, 16)], True),
        ([(0, 0), (3, 0)], None),
    ],
)
def test_early_response_is_a_fifth_from_week_2_to_4(points, expected):
    """
    The latest score in that time counts, from the first score on.
    """
    assert expected is early_response(course("phq-9", *points))


@pytest.mark.parametrize(
    ("ratings", "expected"),
    [
        ([9, 9], None),
        ([9, 9, 8], "falling"),
        ([8, 9, 9], "rising"),
        ([9, 8, 9], "steady"),
        ([9, 8, 9, 8], "steady"),
        ([3, 4, 6], "rising"),
        ([2, 3, 9, 9, 9, 9, 9], "steady"),
        ([9, 9, 9, 9, 8], "steady"),
        ([9, 9, 9, 8, 8], "falling"),
    ],
)
def test_ratings_tend_by_a_point_over_the_latest_five(ratings, expected):
    """
    The slope counts, not the level.
    """
    found = trend(course("alliance-0-10", *enumerate(ratings)))

    assert expected == found


def test_slope_by_hand():
    """
    (0, 2), (1, 4), (3, 5): the mean week is 4/3, and the slope 13/14.
    """
    assert round(13 / 14, 9) == round(slope([Point(0, 2), Point(1, 4), Point(3, 5)]), 9)


@pytest.mark.parametrize("points", [[], [Point(0, 3)], [Point(1, 3), Point(1, 5)]])
def test_a_slope_needs_two_times(points):
    """
    M710 otherwise.
    """
    with pytest.raises(MeasureError, match="two times"):
        slope(points)


def test_old_and_few():
    """
    More than six weeks is old; fewer than three scores are few.
    """
    two, three = course("phq-9", (0, 9), (2, 9)), course("phq-9", (0, 9), (1, 9), (2, 9))

    assert (False, True) == (is_too_old(2.0, 8.0), is_too_old(2.0, 8.1))
    assert (True, False) == (is_too_few(two), is_too_few(three))


@given(st.lists(st.integers(0, 27), min_size=2, max_size=8), st.integers(0, 27))
def test_a_better_last_score_is_never_more_off_track(totals, better):
    """
    Off track can only become on track when the last score falls.
    """
    before = [*enumerate(totals)]
    week, last = before[-1]
    now = track(course("phq-9", *before))
    then = track(course("phq-9", *before[:-1], (week, min(last, better))))

    assert not (now == "on_track" and then == "off_track")


@given(st.lists(st.integers(0, 10), min_size=3, max_size=5))
def test_ratings_told_backwards_tend_the_other_way(ratings):
    """
    Rising and falling are mirror images.
    """
    mirror = {"rising": "falling", "falling": "rising", "steady": "steady"}
    forwards = trend(course("alliance-0-10", *enumerate(ratings)))

    assert mirror[forwards] == trend(course("alliance-0-10", *enumerate(reversed(ratings))))
