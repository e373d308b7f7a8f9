"""
A series of scores over time: early response, on or off track, where ratings tend.

The time of a point is in weeks; a series begins with its first point. What is expected by
when is a plain table (`EXPECTED`), not a model: anybody can check it by hand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from nextsteps.errors import MeasureError, Problem
from nextsteps.measures.change import Change, change_of, percent_fall
from nextsteps.measures.definition import Measure, Norms
from nextsteps.measures.scoring import is_case

Track: TypeAlias = Literal["too_early", "on_track", "off_track"]
Trend: TypeAlias = Literal["rising", "steady", "falling"]

CHECKPOINT_WEEKS = 4.0
"""From here on some fall is expected; scores before it are too early to judge."""
ACTION_WEEKS = 6.0
"""From here on a reliable improvement is expected."""
EARLY_FALL_PERCENT = 20.0
"""The fall that counts as an early response, in percent of the first score."""
EARLY_FROM_WEEKS = 2.0
FEWEST_SCORES = 3
OLD_AFTER_WEEKS = 6.0
RATINGS_READ = 5
FEWEST_RATINGS = 3
TREND_POINTS = 1.0
"""The change over the ratings read that counts as a trend, in points."""


@dataclass(frozen=True, slots=True)
class Point:
    """A total in points, and when: weeks on any one scale."""

    weeks: float
    total: int


@dataclass(frozen=True, slots=True)
class Course:
    """The points of one measure in the order of time, and the norms they are read by."""

    measure: Measure
    norms: Norms
    points: tuple[Point, ...]

    @property
    def first(self) -> Point:
        """The point the series begins with."""
        return self.points[0]

    @property
    def last(self) -> Point:
        """The latest point."""
        return self.points[-1]

    @property
    def weeks(self) -> float:
        """Weeks from the first to the latest point."""
        return self.last.weeks - self.first.weeks

    @property
    def change(self) -> Change | None:
        """Reliable change from the first to the latest point; None with one point, or no norm."""
        if len(self.points) < 2:
            return None
        return change_of(self.measure, self.norms, self.first.total, self.last.total)

    @property
    def has_worsened(self) -> bool:
        """Whether the latest point is reliably worse than the best one before it."""
        best = min(self.points, key=lambda point: self.measure.burden(point.total))
        return change_of(self.measure, self.norms, best.total, self.last.total) == "worse"

    def __str__(self) -> str:
        totals = ", ".join(str(point.total) for point in self.points)
        return f"{self.measure.id}: {totals}"


def early_response(course: Course) -> bool | None:
    """
    Return whether the score fell by 20 % or more within the first four weeks.

    Looks at the latest point from week 2 to week 4 of the series; None without one.

    Source:
        Beard & Delgadillo (2019), Depress Anxiety 36:866-878 (early response predicts outcome);
        the 20 % by week 2 to 4 is CANMAT's benchmark, from memory.

    >>> import nextsteps as ns
    >>> phq = ns.Rulebook.default().measures["phq-9"]
    >>> early_response(Course(phq, phq.norms_called(), (Point(0, 20), Point(3, 16), Point(6, 18))))
    True
    """
    start = course.first.weeks
    early = [
        point
        for point in course.points
        if EARLY_FROM_WEEKS <= point.weeks - start <= CHECKPOINT_WEEKS
    ]
    fall = percent_fall(course.measure, course.first.total, early[-1].total) if early else None
    return None if fall is None else fall >= EARLY_FALL_PERCENT


def expected_burden(course: Course) -> float | None:
    """
    Return how far from the best score the latest point may be at most, to be on track.

    In points above the best possible score. Before week 4: None, too early. From week 4: a
    fifth below the start. From week 6: a reliable improvement below the start; where none
    is agreed for the measure, a fifth below the start.

    >>> import nextsteps as ns
    >>> phq = ns.Rulebook.default().measures["phq-9"]
    >>> expected_burden(Course(phq, phq.norms_called(), (Point(0, 20), Point(4, 18))))
    16.0
    >>> expected_burden(Course(phq, phq.norms_called(), (Point(0, 20), Point(6, 18))))
    14.0
    """
    if course.weeks < CHECKPOINT_WEEKS:
        return None
    start = course.measure.burden(course.first.total)
    if course.weeks >= ACTION_WEEKS and course.norms.reliable_change is not None:
        return float(start - course.norms.reliable_change)
    return start * (1 - EARLY_FALL_PERCENT / 100)


def track(course: Course) -> Track | None:
    """
    Return whether the latest point is within what is expected by its week; None with one point.

    A reliable worsening since the best score is off track at any time. Somebody who began
    below the cut-off is not expected to fall further, and remission is on track whatever
    the fall.

    >>> import nextsteps as ns
    >>> phq = ns.Rulebook.default().measures["phq-9"]
    >>> track(Course(phq, phq.norms_called(), (Point(0, 20), Point(6, 14))))
    'on_track'
    >>> track(Course(phq, phq.norms_called(), (Point(0, 20), Point(6, 15))))
    'off_track'
    """
    if len(course.points) < 2:
        return None
    if course.has_worsened:
        return "off_track"
    expected = expected_burden(course)
    if expected is None:
        return "too_early"
    burden, norms = course.measure.burden(course.last.total), course.norms
    began_below = is_case(course.measure, norms, course.first.total) is False
    remission = norms.remission_below
    remitted = remission is not None and burden < course.measure.burden(remission)
    return "on_track" if began_below or remitted or burden <= expected else "off_track"


def slope(points: Sequence[Point]) -> float:
    """
    Return the least-squares slope of the totals, in points per week.

    Raises:
        MeasureError: Fewer than two points, or all at one time (M710).

    >>> slope([Point(0, 9), Point(1, 8), Point(2, 7)])
    -1.0
    """
    count = len(points)
    middle = sum(point.weeks for point in points) / count if count else 0.0
    spread = sum((point.weeks - middle) ** 2 for point in points)
    if spread == 0:
        message = "a slope needs scores at two times or more"
        raise MeasureError(Problem("M710", message))
    return sum((point.weeks - middle) * point.total for point in points) / spread


def trend(course: Course) -> Trend | None:
    """
    Return where the latest five ratings tend; None with fewer than three.

    They rise or fall when the fitted line changes by a point or more from the first to the
    last of them. Where they tend says more than how high they are: ratings that start high
    and fall are a warning, and ratings that start low and rise are a good sign.

    >>> import nextsteps as ns
    >>> rating = ns.Rulebook.default().measures["alliance-0-10"]
    >>> trend(Course(rating, rating.norms_called(), (Point(0, 9), Point(1, 9), Point(2, 8))))
    'falling'
    """
    read = course.points[-RATINGS_READ:]
    if len(read) < FEWEST_RATINGS:
        return None
    moved = slope(read) * (read[-1].weeks - read[0].weeks)
    if abs(moved) < TREND_POINTS - 1e-9:
        return "steady"
    return "rising" if moved > 0 else "falling"


def is_too_old(weeks: float, now: float) -> bool:
    """
    Return whether a score of *weeks* lies more than six weeks before *now*, on the same scale.

    >>> is_too_old(2.0, now=8.0), is_too_old(2.0, now=8.5)
    (False, True)
    """
    return now - weeks > OLD_AFTER_WEEKS


def is_too_few(course: Course) -> bool:
    """Return whether there are fewer than three scores."""
    return len(course.points) < FEWEST_SCORES
