"""The rule map as a picture: columns from facts to the step, and the lit path through them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from nextsteps.explore.pictures.axes import rows_of
from nextsteps.explore.pictures.picture import COLOURS, FAINT, INK, Picture, chart_of, picture

_COLUMN, _BOX, _ROW, _CURVE = 370, 320, 24, 16
_LETTER = 5.6
_DIM = "#b4b7c0"
_HUES: Mapping[str, str] = {
    "recommend": COLOURS[0],
    "caution": COLOURS[1],
    "not_yet": COLOURS[3],
    "exclude": COLOURS[5],
}
_HEADS = {"fact": "what is known or asked", "finding": "what follows", "rule": "what rules argue",
          "step": "the step"}  # fmt: skip
_SWEEPS = 4


@dataclass(frozen=True, slots=True)
class _Placed:
    """A node with its column from the left, and its height in its column."""

    row: Mapping[str, Any]
    column: int
    y: float


def rule_chart(table: Any) -> Picture:
    """
    Draw a rule map: facts on the left, through findings and rules, to the step on the right.

    What is lit is dark; "for", "against", "wait" and "never here" say what each rule argues.

    Args:
        table: From `rule_map`.
    """
    rows = rows_of(table)
    placed = _placed(rows)
    columns = 1 + max(one.column for one in placed.values())
    height = _ROW * (1 + max(one.y for one in placed.values()))
    wide = _COLUMN * (columns - 1) + max(
        _width(one.row) for one in placed.values() if one.column == columns - 1
    )
    x = alt.X("x:Q", axis=None).scale(domain=[0, wide], nice=False)
    scale = alt.Scale(domain=[-1.4, height / _ROW - 0.5], reverse=True, nice=False)
    y = alt.Y("y:Q", axis=None, scale=scale)
    edges = chart_of(list(_edges(placed))).mark_line()
    edges = edges.encode(
        x, y, alt.Detail("edge:N"), alt.Color("hue:N", scale=None),
        alt.Order("x:Q"), strokeWidth=alt.condition("datum.lit", alt.value(2), alt.value(0.8)),
    )  # fmt: skip
    boxes = chart_of(list(_boxes(placed)))
    box = boxes.mark_bar(height=_ROW - 5, cornerRadius=4, strokeWidth=1.2)
    box = box.encode(x, alt.X2("to:Q"), y, fill=alt.Fill("fill:N", scale=None),
                     stroke=alt.Stroke("hue:N", scale=None))  # fmt: skip
    text = boxes.mark_text(align="left", dx=7, fontSize=11, limit=_BOX - 12)
    text = text.encode(x, y, text="text:N", color=alt.Color("ink:N", scale=None))
    heads = chart_of(list(_heads(placed)))
    heads = heads.mark_text(align="left", fontSize=12, color=FAINT).encode(x, y, text="text:N")
    chart = alt.layer(edges, box, text, heads)
    chart = chart.properties(width=wide, height=height + _ROW)
    title = f"What decides about “{rows[0]['text']}”"
    return picture(chart, title, _said(rows))


def _placed(rows: Sequence[Mapping[str, Any]]) -> dict[str, _Placed]:
    """Columns by how far a node is from the facts; heights so that few lines cross."""
    by_name = {row["name"]: row for row in rows}
    depths: dict[str, int] = {}

    def depth(name: str) -> int:
        if name not in depths:
            below = by_name[name]["below"]
            depths[name] = 1 + max(map(depth, below), default=-1)
        return depths[name]

    depths_of_findings = [depth(row["name"]) for row in rows if row["kind"] == "finding"]
    findings = max([1, *depths_of_findings]) if depths_of_findings else 0
    column = {"fact": 0, "rule": findings + 1, "step": findings + 2}
    places = {row["name"]: column.get(row["kind"], max(1, depth(row["name"]))) for row in rows}
    if not any(row["kind"] == "rule" for row in rows):
        places = {name: min(place, findings + 1) for name, place in places.items()}
    return _spread(rows, places)


def _spread(rows: Sequence[Mapping[str, Any]], places: Mapping[str, int]) -> dict[str, _Placed]:
    """
    Each column in the order of the mean height of its neighbours, back and forth.

    That is the barycentre method for drawings in layers.
    """
    columns: dict[int, list[str]] = {}
    for row in rows:
        columns.setdefault(places[row["name"]], []).append(row["name"])
    neighbours: dict[str, list[str]] = {row["name"]: list(row["below"]) for row in rows}
    for row in rows:
        for name in row["below"]:
            neighbours[name].append(row["name"])
    most = max(map(len, columns.values()))
    heights: dict[str, float] = {}

    def lay_out(names: list[str]) -> None:
        first, step = (most - len(names)) / 2, 1.0
        heights.update({name: first + step * number for number, name in enumerate(names)})

    for names in columns.values():
        lay_out(names)
    for turn in range(_SWEEPS):
        for column in sorted(columns, reverse=not turn % 2):
            means = {
                name: sum(heights[one] for one in neighbours[name]) / max(1, len(neighbours[name]))
                for name in columns[column]
            }
            columns[column].sort(key=lambda name: (means[name], name))
            lay_out(columns[column])
    return {row["name"]: _Placed(row, places[row["name"]], heights[row["name"]]) for row in rows}


def _edges(placed: Mapping[str, _Placed]) -> Iterator[dict[str, Any]]:
    """Each line as a curve from the right edge of a box to the left edge of the next; lit last."""
    pairs = [(placed[name], one) for one in placed.values() for name in one.row["below"]]

    def is_lit(start: _Placed, end: _Placed) -> bool:
        return bool(start.row["lit"]) and bool(end.row["lit"] or end.row["kind"] == "step")

    pairs.sort(key=lambda pair: is_lit(*pair))
    for number, (start, end) in enumerate(pairs):
        lit = is_lit(start, end)
        rule = next((one.row["argues"] for one in (end, start) if one.row["argues"]), "recommend")
        from_x, to_x = start.column * _COLUMN + _width(start.row), end.column * _COLUMN
        for turn in range(_CURVE + 1):
            part = turn / _CURVE
            bend = part * part * (3 - 2 * part)
            yield {
                "x": round(from_x + (to_x - from_x) * part, 1),
                "y": round(start.y + (end.y - start.y) * bend, 3),
                "edge": number,
                "hue": _HUES[rule] if lit else "#dcdee4",
                "lit": lit,
            }


def _width(row: Mapping[str, Any]) -> float:
    return min(_BOX, 16 + _LETTER * len(row["text"]))


def _boxes(placed: Mapping[str, _Placed]) -> Iterator[dict[str, Any]]:
    for one in placed.values():
        row, lit = one.row, one.row["lit"]
        hue = _HUES.get(row["argues"] or "recommend", INK)
        is_step = row["kind"] == "step"
        yield {
            "x": one.column * _COLUMN,
            "to": one.column * _COLUMN + _width(row),
            "y": one.y,
            "text": row["text"],
            "hue": hue if lit else _DIM,
            "fill": hue if is_step and lit else "#ffffff",
            "ink": "#ffffff" if is_step and lit else INK if lit else FAINT,
        }


def _heads(placed: Mapping[str, _Placed]) -> Iterator[dict[str, Any]]:
    seen = {one.column: one.row["kind"] for one in placed.values()}
    for column, kind in sorted(seen.items()):
        yield {"x": column * _COLUMN, "y": -1.1, "text": _HEADS[kind]}


def _said(rows: Sequence[Mapping[str, Any]]) -> str:
    texts = {row["name"]: row["text"] for row in rows}
    rules = [row for row in rows if row["kind"] == "rule"]
    lit = [row for row in rows if row["kind"] == "rule" and row["lit"]]
    told = "; ".join(
        f"{row['text']} ({', '.join(texts[name] for name in row['below'] if _is_lit(name, rows))})"
        for row in lit
    )
    head = f"{len(rules)} rules argue about “{rows[0]['text']}”."
    return f"{head} What holds: {told}." if told else head


def _is_lit(name: str, rows: Sequence[Mapping[str, Any]]) -> bool:
    return any(row["lit"] for row in rows if row["name"] == name)
