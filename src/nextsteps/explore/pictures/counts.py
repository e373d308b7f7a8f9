"""Pictures of many people: what decides, rules that go together, and from concern to step."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from textwrap import shorten
from typing import Any

import altair as alt

from nextsteps.explore.pictures.axes import rows_of
from nextsteps.explore.pictures.picture import COLOURS, FAINT, INK, Picture, chart_of, picture
from nextsteps.explore.words import NO_STEP, Words
from nextsteps.rulebook import Rulebook

_LETTERS = 84
_WIDTH, _HEIGHT, _GAP, _CURVE = 330, 440, 7, 24
OTHERS = "anything else"


def deciding_chart(table: Any, *, most: int = 15, dangers: bool = False) -> Picture:
    """
    Draw for how many of a hundred people each fact decides the first step, by itself.

    Args:
        table: From `what_decides`.
        most: How many facts.
        dangers: Whether to draw danger facts too; each of those decides nearly always.
    """
    rows = [row for row in rows_of(table) if dangers or not row["danger"]][:most]
    drawn = [
        {"fact": shorten(row["question"], _LETTERS, placeholder=" …"),
         "share": round(100 * row["first_step"] / row["people"], 1)}
        for row in rows
    ]  # fmt: skip
    base = chart_of(drawn).encode(
        alt.X("share:Q").scale(domain=[0, 100]).axis(grid=False).title("of 100 people"),
        alt.Y("fact:N", sort=None).axis(ticks=False, domain=False).title(None),
    )
    bars = base.mark_bar(color=COLOURS[0], height=14)
    numbers = base.mark_text(align="left", dx=5, fontSize=12, color=INK).encode(text="share:Q")
    title = "How often one answer changes the first step"
    said = "; ".join(f"{row['fact']} {row['share']:g} of 100 people" for row in drawn)
    chart = (bars + numbers).properties(width=300, height=alt.Step(24))
    return picture(chart, title, f"{title}: {said}.")


def co_firing_chart(table: Any, *, most: int = 12, rulebook: Rulebook | None = None) -> Picture:
    """
    Draw how often rules speak at the same time: of the people of either, the share of both.

    Args:
        table: From `co_firing`.
        most: How many rules, those that speak for most people.
        rulebook: Where the words are from; the shipped rulebook when None.
    """
    words = Words.of(rulebook, _LETTERS)
    rows = rows_of(table)
    rules = [row["rule"] for row in rows if row["rule"] == row["other"]][:most]
    names = {rule: f"{number}. {words.rule(rule)}" for number, rule in enumerate(rules, 1)}
    drawn = [
        {"rule": names[one], "other": str(rules.index(other) + 1),
         "per_100": round(100 * row["share"])}
        for row in rows
        if row["rule"] in names and row["other"] in names
        for one, other in {(row["rule"], row["other"]), (row["other"], row["rule"])}
    ]  # fmt: skip
    drawn.sort(key=lambda cell: (int(str(cell["rule"]).partition(".")[0]), int(str(cell["other"]))))
    numbers = [str(number) for number in range(1, len(rules) + 1)]
    base = chart_of(drawn).encode(
        alt.X("other:O", sort=numbers).axis(orient="top", labelAngle=0).title(None),
        alt.Y("rule:N", sort=list(names.values())).axis(ticks=False, domain=False).title(None),
    )
    colour = alt.Color("per_100:Q", legend=None).scale(
        range=["#f2f6fb", "#08306b"], domain=[0, 100]
    )
    ink = alt.condition("datum.per_100 > 55", alt.value("#ffffff"), alt.value(INK))
    cells = base.mark_rect(stroke="#ffffff").encode(color=colour)
    shares = base.mark_text(fontSize=11).encode(text="per_100:Q", color=ink)
    chart = (cells + shares).properties(width=alt.Step(34), height=alt.Step(26))
    title = "Rules that speak at the same time"
    below = ("Of 100 people for whom one of two rules speaks, for how many both do",)
    pairs = [
        row
        for row in rows
        if row["rule"] != row["other"] and {row["rule"], row["other"]} <= {*names}
    ]
    said = "; ".join(
        f"“{words.rule(row['rule'])}” and “{words.rule(row['other'])}”: "
        f"{100 * row['share']:.0f} of 100"
        for row in pairs[:5]
    )
    return picture(chart, title, f"{title}, the most frequent: {said}.", below=below)


def flow_chart(table: Any, *, most: int = 8, rulebook: Rulebook | None = None) -> Picture:
    """
    Draw how people with each concern come to their first step, as bands as wide as they are many.

    Args:
        table: From `flow`.
        most: How many concerns and how many steps; what is rarer goes together.
        rulebook: Where the words are from; the shipped rulebook when None.
    """
    words = Words.of(rulebook, 50)
    rows = rows_of(table)
    links = _links(rows, most, words)
    whole = sum(links.values())
    left = _column(links, 0, whole)
    right = _column(links, 1, whole)
    bands = list(_bands(links, left, right, whole))
    colours = alt.Scale(
        domain=list(left), range=[_colour(place, name) for place, name in enumerate(left)]
    )
    x = alt.X("x:Q", axis=None).scale(domain=[0, 1], nice=False)
    y_scale = alt.Scale(domain=[0, _HEIGHT], reverse=True, nice=False)
    flows = (
        chart_of(bands)
        .mark_area(opacity=0.75)
        .encode(
            x,
            alt.Y("low:Q", axis=None, scale=y_scale),
            alt.Y2("high:Q"),
            alt.Color("from:N", scale=colours, legend=None),
            alt.Detail("band:N"),
        )
    )
    chart = alt.layer(flows, *_ends(left, 0), *_ends(right, 1))
    title = "From concern to first step"
    top = "; ".join(
        f"{one} to {other}: {count}" for (one, other), count in list(links.items())[:12]
    )
    below = ("Whoever has several concerns is counted with each of them",)
    chart = chart.properties(width=_WIDTH, height=_HEIGHT)
    return picture(chart, title, f"{title}, the most frequent: {top}.", below=below)


def _colour(place: int, name: str) -> str:
    return COLOURS[-1] if name == OTHERS else COLOURS[place % (len(COLOURS) - 1)]


def _links(
    rows: Iterable[Mapping[str, Any]], most: int, words: Words
) -> dict[tuple[str, str], int]:
    """People by concern and step in words, the rare ones together, the most frequent first."""
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows:
        step = words.step(row["recommendation"]) if row["recommendation"] else NO_STEP
        counts[row["member"].replace("_", " "), step] += row["people"]
    kept = []
    for side in (0, 1):
        ends: Counter[str] = Counter()
        for pair, count in counts.items():
            ends[pair[side]] += count
        kept.append({name for name, _ in ends.most_common(most)})
    links: Counter[tuple[str, str]] = Counter()
    for (one, other), count in counts.items():
        links[one if one in kept[0] else OTHERS, other if other in kept[1] else OTHERS] += count
    return dict(links.most_common())


def _column(
    links: Mapping[tuple[str, str], int], side: int, whole: int
) -> dict[str, tuple[float, float, int]]:
    """From where to where each end stands, top to bottom, the largest first, and its people."""
    ends: Counter[str] = Counter()
    for pair, count in links.items():
        ends[pair[side]] += count
    names = sorted(ends, key=lambda name: (name == OTHERS, -ends[name], name))
    room = _HEIGHT - _GAP * (len(names) - 1)
    places, y = {}, 0.0
    for name in names:
        height = room * ends[name] / whole
        places[name] = (y, y + height, ends[name])
        y += height + _GAP
    return places


def _bands(
    links: Mapping[tuple[str, str], int],
    left: Mapping[str, tuple[float, float, int]],
    right: Mapping[str, tuple[float, float, int]],
    whole: int,
) -> Iterator[dict[str, Any]]:
    """Each link as a curve from left to right; links of one end lie in the order of the others."""
    starts = {name: place[0] for name, place in left.items()}
    ends = {name: place[0] for name, place in right.items()}
    rooms = [_HEIGHT - _GAP * (len(column) - 1) for column in (left, right)]
    for one in left:
        for other in right:
            if (one, other) not in links:
                continue
            wide, wide_too = (room * links[one, other] / whole for room in rooms)
            for number in range(_CURVE + 1):
                x = number / _CURVE
                bend = x * x * (3 - 2 * x)
                low = starts[one] + (ends[other] - starts[one]) * bend
                yield {"x": round(x, 4), "low": round(low, 2), "from": one,
                       "high": round(low + wide + (wide_too - wide) * bend, 2),
                       "band": f"{one} / {other}"}  # fmt: skip
            starts[one] += wide
            ends[other] += wide_too


def _ends(column: Mapping[str, tuple[float, float, int]], side: int) -> Iterator[Any]:
    """The bars at one side, and what they are called; names keep clear of each other."""
    rows: list[dict[str, Any]] = []
    for name, (low, high, people) in column.items():
        rows.append({"x": side, "low": low, "high": high, "at": (low + high) / 2,
                     "name": f"{name}  {people}" if side else f"{people}  {name}"})  # fmt: skip
    for above, below in pairwise(rows):
        below["at"] = max(below["at"], above["at"] + 15)
    scale = alt.Scale(domain=[0, _HEIGHT], reverse=True, nice=False)
    base = chart_of(rows).encode(alt.X("x:Q", axis=None))
    yield base.mark_rule(strokeWidth=7, color=FAINT).encode(
        alt.Y("low:Q", axis=None, scale=scale), alt.Y2("high:Q")
    )
    beside: dict[str, Any] = {"align": "left", "dx": 9} if side else {"align": "right", "dx": -9}
    yield base.mark_text(**beside, fontSize=12, color=INK, limit=400).encode(
        alt.Y("at:Q", axis=None, scale=scale), text="name:N"
    )
