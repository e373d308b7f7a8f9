"""The scores of questionnaires as pictures, and in words."""

from collections.abc import Iterator
from datetime import date

from nextsteps.errors import PlanError
from nextsteps.measures import Course, Series, read_series
from nextsteps.measures.scoring import band_of
from nextsteps.plan import Plan
from nextsteps.render.blocks import Block, Line, Paragraph, Picture, Span, line, plain
from nextsteps.render.drawings import Cut, Mark, Scores
from nextsteps.render.words import FALLEN_BACK, VERDICTS

MAX_SCORES = 6
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS_IN_WEEK = 7


def score_blocks(plan: Plan, *, full: bool) -> tuple[Block, ...]:
    """
    Return the scores of each questionnaire: in words, and from the second score on drawn.

    Nothing without scores, or where the rulebook with its measures is not at hand.
    """
    return tuple(
        _block(one, one.course, full=full) for one in series_of(plan) if one.course is not None
    )


def series_of(plan: Plan) -> tuple[Series, ...]:
    """Return the series of the plan's situation; none where the rulebook is not at hand."""
    try:
        measures = plan.require_rulebook().measures
    except PlanError:
        return ()
    return read_series(plan.situation.measures, measures, plan.situation.as_of)


def _block(series: Series, course: Course, *, full: bool) -> Block:
    marks = _marks(series, course)
    said = Paragraph(_said(course, marks, full=full))
    if len(marks) < 2:
        return said
    measure = course.measure
    drawn = Scores(
        title=f"{measure.title} over time",
        said=plain(said.line),
        low=measure.low,
        high=measure.high,
        better="lower" if measure.higher_is == "worse" else "higher",
        marks=marks,
        steady=steady_band(course),
        cuts=_cuts(course),
    )
    return Picture(drawn, (said,))


def _marks(series: Series, course: Course) -> tuple[Mark, ...]:
    start = course.first.weeks
    return tuple(
        Mark(point.weeks - start, *_when(point.weeks, dated=series.dated), point.total)
        for point in course.points
    )


def _when(weeks: float, *, dated: bool) -> tuple[str, str]:
    """The time in words, and as short as it goes."""
    if not dated:
        return f"week {weeks:g}", f"{weeks:g}"
    day = date.fromordinal(round(weeks * _DAYS_IN_WEEK))
    short = f"{day.day} {_MONTHS[day.month - 1]}"
    return f"{short} {day.year}", short


def steady_band(course: Course) -> tuple[int, int] | None:
    """Between which totals nothing has reliably changed since the first."""
    norms, first = course.norms, course.first.total
    if norms.reliable_change is not None:
        low, high = first - norms.reliable_change, first + norms.reliable_change
        return max(low, course.measure.low), min(high, course.measure.high)
    band = band_of(norms, first) if norms.change_by_band else None
    return None if band is None else (band.low, band.high)


def _cuts(course: Course) -> tuple[Cut, ...]:
    norms = course.norms
    cuts = []
    if norms.caseness is not None:
        cuts.append(Cut(norms.caseness, f"cut-off {norms.caseness}"))
    if norms.remission_below is not None:
        cuts.append(Cut(norms.remission_below, f"remission below {norms.remission_below}"))
    return tuple(cuts)


def _said(course: Course, marks: tuple[Mark, ...], *, full: bool) -> Line:
    """The scores, whether they changed, and the cut-off, in a few sentences."""
    measure, cut = course.measure, course.norms.caseness
    better = "lower" if measure.higher_is == "worse" else "higher"
    scale = f" ({measure.low} to {measure.high}, {better} is better): "
    sentences = [", ".join(_told(marks, full=full)), *_verdict(course)]
    if cut is not None:
        sentences.append(f"The cut-off is {cut}.")
    return line(Span(measure.title, "strong"), scale, " ".join(sentences))


def _told(marks: tuple[Mark, ...], *, full: bool) -> Iterator[str]:
    """Every score with its time; of many the first and the latest, unless all is told."""
    hidden = 0 if full or len(marks) <= MAX_SCORES else len(marks) - MAX_SCORES
    for place, mark in enumerate(marks):
        if place == 1 and hidden:
            yield f"{hidden} more"
        if not 1 <= place <= hidden:
            end = "." if mark is marks[-1] else ""
            yield f"{mark.when}: {mark.total}{end}"


def _verdict(course: Course) -> Iterator[str]:
    if len(course.points) < 2:
        return
    change, norms = course.change, course.norms
    if change is None:
        yield "How large a change must be to count is not agreed for it."
        return
    if norms.reliable_change is not None:
        points = f"{norms.reliable_change} point{'s' if norms.reliable_change > 1 else ''}"
        yield f"{VERDICTS[change]}: a change counts from {points} on."
    else:
        yield f"{VERDICTS[change]}: a change counts when it leads to another band."
    if course.has_worsened and change != "worse":
        yield FALLEN_BACK
