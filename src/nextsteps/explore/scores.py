"""Questionnaires over time, as a table."""

from typing import Any

import pyarrow as pa

from nextsteps.measures import Course, read_series
from nextsteps.render.scores import steady_band
from nextsteps.rulebook import Rulebook
from nextsteps.situation import Situation

_COLUMNS = {
    "measure": pa.string(),
    "title": pa.string(),
    "week": pa.float64(),
    "total": pa.int64(),
    "low": pa.int64(),
    "high": pa.int64(),
    "steady_low": pa.int64(),
    "steady_high": pa.int64(),
    "cut_off": pa.int64(),
    "change": pa.string(),
}


def scores(situation: Situation, *, rulebook: Rulebook | None = None) -> pa.Table:
    """
    Return the scores of each questionnaire over time.

    Returns:
        `measure`, `title`, `week` (from its first score on), `total`, `low` and `high` (of the
        scale), `steady_low` and `steady_high` (between which nothing has reliably changed since
        the first score; nothing where that is not agreed), `cut_off`, and `change`: what the
        latest score shows against the first.

    Raises:
        MeasureError: The scores cannot be so.

    >>> import nextsteps as ns
    >>> filled = [{"measure": "phq-9", "week": week, "total": 18 - week} for week in (0, 4, 8)]
    >>> scores(ns.Situation(measures=filled))["change"][0].as_py()
    'improved'
    """
    rulebook = rulebook or Rulebook.default()
    series = read_series(situation.measures, rulebook.measures, situation.as_of)
    rows = [row for one in series if one.course is not None for row in _rows(one.course)]
    columns = {name: [row[name] for row in rows] for name in _COLUMNS}
    return pa.table(columns, schema=pa.schema(_COLUMNS))


def _rows(course: Course) -> list[dict[str, Any]]:
    measure = course.measure
    band = steady_band(course) or (None, None)
    return [
        {"measure": measure.id, "title": measure.title, "week": point.weeks - course.first.weeks,
         "total": point.total, "low": measure.low, "high": measure.high, "steady_low": band[0],
         "steady_high": band[1], "cut_off": course.norms.caseness, "change": course.change}
        for point in course.points
    ]  # fmt: skip
