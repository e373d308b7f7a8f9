"""What a situation holds of questionnaires, checked against their definitions and put in order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from nextsteps.errors import MeasureError, Problem
from nextsteps.measures.course import Course, Point
from nextsteps.measures.definition import Measure
from nextsteps.measures.scoring import (
    Score,
    problems_of_items,
    problems_of_score,
    score,
    unknown_measure,
)
from nextsteps.situation import Filled

_DAYS_IN_WEEK = 7


@dataclass(frozen=True, slots=True)
class Occasion:
    """One time a measure was filled in: when (in weeks), its score, and single answers."""

    weeks: float
    score: Score | None
    items: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Series:
    """All occasions of one measure, in the order of time; `dated` when told by dates."""

    measure: Measure
    norms: str | None
    occasions: tuple[Occasion, ...]
    dated: bool

    @property
    def course(self) -> Course | None:
        """The scores as a course; None where only single answers are known."""
        points = tuple(
            Point(one.weeks, one.score.total) for one in self.occasions if one.score is not None
        )
        norms = self.measure.norms_called(self.norms)
        assert norms is not None
        return Course(self.measure, norms, points) if points else None


def week_of(day: date) -> float:
    """
    Return *day* on a scale of weeks.

    >>> week_of(date(2026, 11, 15)) - week_of(date(2026, 11, 1))
    2.0
    """
    return day.toordinal() / _DAYS_IN_WEEK


def read_series(
    filled: Sequence[Filled], measures: Mapping[str, Measure], as_of: date | None = None
) -> tuple[Series, ...]:
    """
    Return one series per measure, by id; nothing is dropped, and the order given is no matter.

    Raises:
        MeasureError: Listing every problem: unknown measures or norms, wrong answers, dates
            after *as_of*, two entries at one time, weeks mixed with dates.

    >>> import nextsteps as ns
    >>> told = [Filled(measure="phq-9", week=6, total=13), Filled(measure="phq-9", week=0, total=9)]
    >>> str(read_series(told, ns.Rulebook.default().measures)[0].course)
    'phq-9: 9, 13'
    """
    problems: list[Problem] = []
    told: dict[str, list[Filled]] = {}
    for one in filled:
        if one.measure in measures:
            problems += _problems_of(one, measures[one.measure], as_of)
            told.setdefault(one.measure, []).append(one)
        else:
            problems.append(unknown_measure(measures, one.measure))
    for name, entries in told.items():
        problems += _problems_of_series(measures[name], entries)
    if problems:
        raise MeasureError(dict.fromkeys(problems))
    return tuple(_series(measures[name], told[name]) for name in sorted(told))


def _series(measure: Measure, entries: Sequence[Filled]) -> Series:
    occasions = sorted((_occasion(measure, one) for one in entries), key=lambda one: one.weeks)
    return Series(measure, entries[0].norms, tuple(occasions), entries[0].date is not None)


def _occasion(measure: Measure, one: Filled) -> Occasion:
    found = None
    if one.total is not None or one.answers is not None:
        found = score(
            measure,
            answers=one.answers,
            total=one.total,
            norms=one.norms,
            prorate=bool(one.prorate),
        )
    return Occasion(_weeks(one), found, _items(one))


def _weeks(one: Filled) -> float:
    if one.week is not None:
        return one.week
    assert one.date is not None
    return week_of(one.date)


def _items(one: Filled) -> dict[int, int]:
    if one.answers is None:
        return dict(one.item or {})
    return {item: points for item, points in enumerate(one.answers, 1) if points is not None}


def _problems_of(one: Filled, measure: Measure, as_of: date | None) -> Iterator[Problem]:
    where = f", {one.when}"
    if one.answers is not None or one.total is not None:
        prorate = bool(one.prorate)
        yield from problems_of_score(
            measure, one.answers, one.total, one.norms, prorate=prorate, where=where
        )
    elif one.norms is not None:
        yield from problems_of_score(measure, None, measure.low, one.norms, where=where)
    if one.item is not None:
        found = list(problems_of_items(measure, one.item, where))
        yield from found
        if not found and one.total is not None:
            yield from _problems_of_item_and_total(measure, one.item, one.total, where)
    if one.date is not None and as_of is not None and one.date > as_of:
        message = f"{measure.title}, {one.date}: the date is after {as_of}"
        yield Problem("M706", message, help="`as_of` is the day that the situation describes")


def _problems_of_item_and_total(
    measure: Measure, item: Mapping[int, int], total: int, where: str
) -> Iterator[Problem]:
    """Single answers must leave room for the total."""
    rest = measure.items.count - len(item)
    known = sum(item.values())
    lowest = (known + rest * measure.items.low) * measure.factor
    highest = (known + rest * measure.items.high) * measure.factor
    if not lowest <= total <= highest:
        message = f"{measure.title}{where}: the total is {total}, which does not fit its `item`"
        yield Problem("M705", message, help=f"with them totals run from {lowest} to {highest}")


def _problems_of_series(measure: Measure, entries: Sequence[Filled]) -> Iterator[Problem]:
    if len({one.date is None for one in entries}) > 1:
        message = f"{measure.title} is told partly by week and partly by date"
        yield Problem("M708", message, help="use one of the two for all its scores")
    if len({one.norms for one in entries}) > 1:
        message = f"{measure.title} is read by different norms"
        yield Problem("M709", message, help="use the same `norms` for all its scores")
    earlier: dict[tuple[float | None, date | None], Filled] = {}
    for one in entries:
        time = (one.week, one.date)
        if time in earlier:
            same = "twice" if one == earlier[time] else "twice, with different scores"
            message = f"{measure.title}, {one.when} stands {same}"
            yield Problem("M707", message, help="keep one entry for each time")
        earlier.setdefault(time, one)
