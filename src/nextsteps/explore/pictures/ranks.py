"""A sweep as a picture: which place each step has over one fact."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import altair as alt

from nextsteps.explore.pictures.axes import WIDTH, axes_of, is_number, labelled, rows_of
from nextsteps.explore.pictures.picture import COLOURS, FAINT, INK, Picture, chart_of, picture
from nextsteps.explore.words import Words
from nextsteps.rulebook import Rulebook

_OTHER, _GREY, _ROW = "another step", "#b4b7c0", 36


def rank_chart(table: Any, *, most: int = 8, rulebook: Rulebook | None = None) -> Picture:
    """
    Draw which place each step has in the plan over a swept fact, the first on top.

    Steps that come first somewhere are drawn in colour. What waits until a danger has passed
    is not drawn.

    Args:
        table: From `sweep`.
        most: Down to which place.
        rulebook: Where the words are from; the shipped rulebook when None.

    Raises:
        ValueError: The table is none of a sweep.
    """
    [fact] = axes_of(table, 1)
    words = Words.of(rulebook)
    rows = rows_of(table)
    values = list(dict.fromkeys(row[fact] for row in rows))
    now = [row for row in rows if row["place"] == "now"]
    first = {row[fact]: row["recommendation"] for row in now if row["rank"] == 1}
    leading = [step for step, _ in Counter(first.values()).most_common(len(COLOURS) - 1)]
    lines = list(_lines([row for row in now if row["rank"] <= most], fact, values, words, leading))
    y = alt.Y("rank:Q").scale(reverse=True, domain=(0.5, most + 0.5), nice=False)
    y = y.axis(values=list(range(1, most + 1)), format="d", domain=False).title("place in the plan")
    base = chart_of(lines).encode(x=_x_axis(fact, values, words), y=y)
    chart = alt.layer(*_strokes(base, leading), *_names(base))
    chart = chart.properties(width=WIDTH, height=_ROW * most)
    return picture(chart, "Which step comes where", _said(first, fact, values, words))


def _strokes(base: alt.Chart, leading: Sequence[str]) -> Iterator[alt.Chart]:
    hues = [*COLOURS[: len(leading)], _GREY]
    colour = alt.Color("hue:N", legend=None).scale(domain=[*leading, _OTHER], range=hues)
    thick = alt.condition(f"datum.hue === '{_OTHER}'", alt.value(1.5), alt.value(3.5))
    line = base.mark_line(interpolate="monotone")
    yield line.encode(color=colour, detail="run:N", strokeWidth=thick)
    yield base.mark_circle(size=45, opacity=1).encode(color=colour)


def _names(base: alt.Chart) -> Iterator[alt.Chart]:
    """Steps that are there to the end are named beside it, the others above where they end."""
    names = base.transform_filter("datum.label != null").encode(text="label:N")
    beside = names.transform_filter("datum.last")
    yield beside.mark_text(align="left", dx=10, fontSize=12, color=INK)
    for early, align in ((True, "left"), (False, "right")):  # towards the middle
        ended = names.transform_filter(f"!datum.last && datum.early === {str(early).lower()}")
        look: dict[str, Any] = {"align": align, "dx": -5 if early else 5, "dy": -12, "fontSize": 11}
        yield ended.mark_text(**look, stroke="#ffffff", strokeWidth=4)
        yield ended.mark_text(**look, color=FAINT)


def _lines(
    rows: Sequence[dict[str, Any]], fact: str, values: Sequence[Any], words: Words,
    leading: Sequence[str],
) -> Iterator[dict[str, Any]]:  # fmt: skip
    """The points of all lines; a line is broken where its step is missing for a value."""
    order = {value: place for place, value in enumerate(values)}
    by_step: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by_step.setdefault(row["recommendation"], []).append(row)
    for step, points in by_step.items():
        points.sort(key=lambda row: order[row[fact]])
        for number, point in enumerate(points):
            value = point[fact]
            yield {
                "value": float(value) if is_number(values) else words.value(fact, value),
                "rank": point["rank"],
                "hue": step if step in leading else _OTHER,
                "run": f"{step} {order[value] - number}",
                "label": words.step(step) if point is points[-1] else None,
                "last": value == values[-1],
                "early": order[value] < len(values) / 2,
            }


def _x_axis(fact: str, values: Sequence[Any], words: Words) -> Any:
    title = words.axis(fact)
    if is_number(values):
        scale = alt.Scale(domain=[min(values), max(values)], nice=False)
        return alt.X("value:Q", scale=scale).axis(grid=False).title(title)
    labels = [words.value(fact, value) for value in values]
    return labelled("value", labels, WIDTH // len(labels), title)


def _said(first: dict[Any, str], fact: str, values: Sequence[Any], words: Words) -> str:
    told = []
    for step, some in groupby(values, key=first.get):
        names = [words.value(fact, value) for value in some]
        when = f"from {names[0]} on" if is_number(values) else ", ".join(names)
        told.append(f"{when}: {words.step(step)}")
    return f"What comes first by the answer to “{words.question(fact)}” – {'; '.join(told)}."
