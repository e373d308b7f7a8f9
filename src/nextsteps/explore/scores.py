"""Questionnaires over time: a table of scores, and a picture with the band of reliable change."""

from typing import Any

import altair as alt
import pyarrow as pa

from nextsteps.explore.pictures.axes import rows_of
from nextsteps.explore.pictures.picture import COLOURS, FAINT, INK, Picture, chart_of, picture
from nextsteps.measures import Course, read_series
from nextsteps.render.scores import steady_band
from nextsteps.rulebook import Rulebook
from nextsteps.situation import Situation

_CHANGES = {
    "improved": "reliably better than at first",
    "worse": "reliably worse than at first",
    "unchanged": "no reliable change",
}
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


def score_chart(table: Any) -> Picture:
    """
    Draw scores over time, and the band within which nothing has reliably changed.

    Args:
        table: From `scores`.

    Raises:
        ValueError: There is no score.
    """
    rows = rows_of(table)
    if not rows:
        raise ValueError("there is no score to draw")
    parts: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        parts.setdefault(row["title"], []).append(row)
    drawn = [_one(title, some) for title, some in parts.items()]
    said = " ".join(_said(title, some) for title, some in parts.items())
    title = "Scores over time"
    chart = drawn[0] if len(drawn) == 1 else alt.vconcat(*drawn)
    below = ("Shaded: where nothing has reliably changed since the first. Dashed: the cut-off",)
    return picture(chart, title, said, below=below)


def _one(title: str, rows: list[dict[str, Any]]) -> Any:
    first = rows[0]
    last = max(row["week"] for row in rows) or 1
    points = [{"week": row["week"], "total": row["total"]} for row in rows]
    x = alt.X("week:Q", title="weeks since the first score").axis(grid=False, tickMinStep=1)
    x = x.scale(domain=[0, last], nice=False)
    scale = alt.Scale(domain=[first["low"], first["high"]], nice=False)
    y = alt.Y("total:Q", scale=scale, title=title)
    layers = []
    if first["steady_low"] is not None:
        ends = [{"week": 0, "to": last, "total": first["steady_low"], "top": first["steady_high"]}]
        band = chart_of(ends).mark_rect(color="#dfe6f2", opacity=1)
        layers.append(band.encode(x, alt.X2("to:Q"), y, alt.Y2("top:Q")))
    if first["cut_off"] is not None:
        cut = chart_of([{"total": first["cut_off"]}])
        layers.append(cut.mark_rule(color=FAINT, strokeDash=[5, 4]).encode(y))
    line = chart_of(points).encode(x, y)
    layers += [
        line.mark_line(color=COLOURS[0], strokeWidth=2.5),
        line.mark_circle(color=COLOURS[0], size=70, opacity=1),
        line.mark_text(dy=-13, fontSize=12, stroke="#ffffff", strokeWidth=4).encode(text="total:Q"),
        line.mark_text(dy=-13, fontSize=12, color=INK).encode(text="total:Q"),
    ]
    return alt.layer(*layers).properties(width=520, height=240)


def _said(title: str, rows: list[dict[str, Any]]) -> str:
    told = ", ".join(f"week {row['week']:g}: {row['total']}" for row in rows)
    change = _CHANGES.get(rows[0]["change"])
    return f"{title} – {told}{f' ({change})' if change else ''}."
