"""The scores of questionnaires as pictures, and in words."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from nextsteps.errors import PlanError
from nextsteps.measures import Course, Series, read_series
from nextsteps.measures.scoring import band_of
from nextsteps.plan import Plan
from nextsteps.render.blocks import Block, Line, Paragraph, Picture, Span, line, plain
from nextsteps.render.drawings import NO_CHANGE, Cut, Mark, Scores
from nextsteps.render.words import FALLEN_BACK, VERDICTS
from nextsteps.translation import AS_WRITTEN, Interpreter

MAX_SCORES = 6
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS_IN_WEEK = 7
_POINTS = {"lower": "points (lower is better)", "higher": "points (higher is better)"}
_SCALE = {"lower": "{} to {}, lower is better", "higher": "{} to {}, higher is better"}
_COUNTS = {True: "a change counts from {} points on", False: "a change counts from {} point on"}
_COUNTS_BY_BAND = "a change counts when it leads to another band"
SET_PHRASES = (
    *MONTHS,
    *_POINTS.values(),
    *_SCALE.values(),
    *_COUNTS.values(),
    _COUNTS_BY_BAND,
    NO_CHANGE,
)
"""Phrases about scores that are looked up, besides those said where they stand."""


def score_blocks(plan: Plan, *, full: bool, into: Interpreter = AS_WRITTEN) -> tuple[Block, ...]:
    """
    Return the scores of each questionnaire: in words, and from the second score on drawn.

    Nothing without scores, or where the rulebook with its measures is not at hand.
    """
    return tuple(
        _block(one, one.course, into, full=full)
        for one in series_of(plan)
        if one.course is not None
    )


def series_of(plan: Plan) -> tuple[Series, ...]:
    """Return the series of the plan's situation; none where the rulebook is not at hand."""
    try:
        measures = plan.require_rulebook().measures
    except PlanError:
        return ()
    return read_series(plan.situation.measures, measures, plan.situation.as_of)


def _block(series: Series, course: Course, into: Interpreter, *, full: bool) -> Block:
    marks = _marks(series, course, into)
    said = Paragraph(_said(course, marks, into, full=full))
    if len(marks) < 2:
        return said
    measure = course.measure
    drawn = Scores(
        title=into.say("{} over time").format(measure.title),
        said=plain(said.line),
        low=measure.low,
        high=measure.high,
        better=_better(course),
        marks=marks,
        steady=steady_band(course),
        cuts=_cuts(course, into),
        points=into.say(_POINTS[_better(course)]),
        steady_name=into.say(NO_CHANGE),
    )
    return Picture(drawn, (said,))


def _better(course: Course) -> Literal["lower", "higher"]:
    return "lower" if course.measure.higher_is == "worse" else "higher"


def _marks(series: Series, course: Course, into: Interpreter) -> tuple[Mark, ...]:
    start = course.first.weeks
    return tuple(
        Mark(point.weeks - start, *_when(point.weeks, into, dated=series.dated), point.total)
        for point in course.points
    )


def _when(weeks: float, into: Interpreter, *, dated: bool) -> tuple[str, str]:
    """The time in words, and as short as it goes."""
    if not dated:
        return into.say("week {}").format(f"{weeks:g}"), f"{weeks:g}"
    day = date.fromordinal(round(weeks * _DAYS_IN_WEEK))
    short = f"{day.day} {into.say(MONTHS[day.month - 1])}"
    return f"{short} {day.year}", short


def steady_band(course: Course) -> tuple[int, int] | None:
    """Between which totals nothing has reliably changed since the first."""
    norms, first = course.norms, course.first.total
    if norms.reliable_change is not None:
        low, high = first - norms.reliable_change, first + norms.reliable_change
        return max(low, course.measure.low), min(high, course.measure.high)
    band = band_of(norms, first) if norms.change_by_band else None
    return None if band is None else (band.low, band.high)


def _cuts(course: Course, into: Interpreter) -> tuple[Cut, ...]:
    norms = course.norms
    cuts = []
    if norms.caseness is not None:
        cuts.append(Cut(norms.caseness, into.say("cut-off {}").format(norms.caseness)))
    if norms.remission_below is not None:
        name = into.say("remission below {}").format(norms.remission_below)
        cuts.append(Cut(norms.remission_below, name))
    return tuple(cuts)


def _said(course: Course, marks: tuple[Mark, ...], into: Interpreter, *, full: bool) -> Line:
    """The scores, whether they changed, and the cut-off, in a few sentences."""
    measure, cut = course.measure, course.norms.caseness
    scale = into.say(_SCALE[_better(course)]).format(measure.low, measure.high)
    sentences = [", ".join(_told(marks, into, full=full)), *_verdict(course, into)]
    if cut is not None:
        sentences.append(into.say("The cut-off is {}.").format(cut))
    return line(Span(measure.title, "strong"), f" ({scale}): ", " ".join(sentences))


def _told(marks: tuple[Mark, ...], into: Interpreter, *, full: bool) -> Iterator[str]:
    """Every score with its time; of many the first and the latest, unless all is told."""
    hidden = 0 if full or len(marks) <= MAX_SCORES else len(marks) - MAX_SCORES
    for place, mark in enumerate(marks):
        if place == 1 and hidden:
            yield into.say("{} more").format(hidden)
        if not 1 <= place <= hidden:
            end = "." if mark is marks[-1] else ""
            yield f"{mark.when}: {mark.total}{end}"


def _verdict(course: Course, into: Interpreter) -> Iterator[str]:
    if len(course.points) < 2:
        return
    change, norms = course.change, course.norms
    if change is None:
        yield into.say("How large a change must be to count is not agreed for it.")
        return
    if norms.reliable_change is not None:
        counts = into.say(_COUNTS[norms.reliable_change > 1]).format(norms.reliable_change)
    else:
        counts = into.say(_COUNTS_BY_BAND)
    yield f"{into.say(VERDICTS[change])}: {counts}."
    if course.has_worsened and change != "worse":
        yield into.say(FALLEN_BACK)
