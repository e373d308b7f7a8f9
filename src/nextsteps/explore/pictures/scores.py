"""Scores over time as a picture, with the band within which nothing has reliably changed."""

from typing import Any

import altair as alt

from nextsteps.explore.pictures.axes import rows_of
from nextsteps.explore.pictures.picture import COLOURS, FAINT, INK, Picture, chart_of, picture

_CHANGES = {
    "improved": "reliably better than at first",
    "worse": "reliably worse than at first",
    "unchanged": "no reliable change",
}


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
