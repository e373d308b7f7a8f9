"""What a later score would have to be: one questionnaire more, with all else as it is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from nextsteps.errors import MeasureError
from nextsteps.explain.plain import Plain
from nextsteps.known import known_of
from nextsteps.measures import Series, read_series
from nextsteps.plan import Plan
from nextsteps.situation import FactValue, Filled, Situation

DAYS_IN_WEEK = 7
WEEKS_TO_NEXT = 2
"""When a questionnaire is next filled in: so many weeks after the latest time, or by now."""


@dataclass(frozen=True, slots=True)
class LaterScore(Plain):
    """
    The totals from `low` to `high` that would be enough, at the next time (`when`).

    `lowest` and `highest` are the ends of the measure, `latest` is its latest total.
    """

    measure: str
    title: str
    low: int
    high: int
    lowest: int
    highest: int
    latest: int
    when: str
    _next: Filled = field(repr=False)

    def applied_to(self, situation: Situation, total: int | None = None) -> Situation:
        """Return *situation* at the next time, with *total*, or the one nearest to the latest."""
        nearest = min(max(self.latest, self.low), self.high)
        return _with_score(situation, self._next, nearest if total is None else total)

    @property
    def totals(self) -> str:
        """The totals in words."""
        if self.low == self.high:
            return str(self.low)
        if self.low == self.lowest:
            return f"{self.high} or less"
        if self.high == self.highest:
            return f"{self.low} or more"
        return f"{self.low} to {self.high}"

    def __str__(self) -> str:
        return f"{self.measure} = {self.totals} at {self.when} (latest {self.latest})"


def later_scores(plan: Plan, reaches: Callable[[Situation], bool]) -> Iterator[LaterScore]:
    """
    Yield for each questionnaire of *plan* the totals nearest to its latest that would be enough.

    Args:
        plan: The plan; measures of which it holds no total are left out.
        reaches: Whether a situation is as wished.
    """
    situation, measures = plan.situation, plan.require_rulebook().measures
    if not situation.measures:
        return
    for series in read_series(situation.measures, measures, situation.as_of):
        if series.course is None:
            continue
        latest = int(series.course.points[-1].total)
        when = _next_time(series, situation)
        enough = list(_enough(plan, series, when, reaches))
        for low, high in _nearest(enough, latest):
            measure = series.measure
            ends = measure.low, measure.high
            yield LaterScore(measure.id, measure.title, low, high, *ends, latest, when.when, when)


def _enough(
    plan: Plan, series: Series, when: Filled, reaches: Callable[[Situation], bool]
) -> Iterator[tuple[int, bool]]:
    """Each total that can come about, and whether it would be enough."""
    rulebook = plan.require_rulebook()
    tried: dict[tuple[tuple[str, FactValue], ...], bool] = {}
    for total in range(series.measure.low, series.measure.high + 1):
        situation = _with_score(plan.situation, when, total)
        try:
            known = known_of(situation, rulebook).facts
        except MeasureError:  # not every number is a total: some count in steps
            continue
        key = tuple(known.items())
        if key not in tried:
            tried[key] = reaches(situation)
        yield total, tried[key]


def _nearest(enough: list[tuple[int, bool]], latest: int) -> Iterator[tuple[int, int]]:
    """The run of totals that are enough, nearest to the latest one; none where none is."""
    runs = [
        [total for total, _ in run] for good, run in groupby(enough, lambda one: one[1]) if good
    ]
    if runs:
        nearest = min(runs, key=lambda run: max(run[0] - latest, latest - run[-1], 0))
        yield nearest[0], nearest[-1]


def _next_time(series: Series, situation: Situation) -> Filled:
    """The next time, with any total: some weeks after the latest, and not before the present."""
    measure = series.measure
    weeks = series.occasions[-1].weeks + WEEKS_TO_NEXT
    if series.dated:
        day = date.fromordinal(round(weeks * DAYS_IN_WEEK))
        day = day if situation.as_of is None else max(day, situation.as_of)
        return Filled(measure=measure.id, date=day, total=measure.low, norms=series.norms)
    now = situation.facts().get("weeks_in_therapy")
    week = max(weeks, float(now)) if isinstance(now, int | float) else weeks
    return Filled(measure=measure.id, week=week, total=measure.low, norms=series.norms)


def _with_score(situation: Situation, when: Filled, total: int) -> Situation:
    filled = when.model_copy(update={"total": total})
    as_of = situation.as_of
    if as_of is not None and filled.date is not None:
        as_of = max(as_of, filled.date)
    measures = (*situation.measures, filled)
    return situation.model_copy(update={"measures": measures, "as_of": as_of})
