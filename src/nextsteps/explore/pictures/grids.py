"""A grid as a picture: the first step, or how grave it is, over two facts."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from nextsteps.explore.pictures.axes import WIDTH, axes_of, labelled, rows_of
from nextsteps.explore.pictures.picture import (
    COLOURS,
    LEVEL_COLOURS,
    Picture,
    chart_of,
    ink_on,
    picture,
)
from nextsteps.explore.words import LEVELS_IN_ORDER, Words, level_words, shown_level
from nextsteps.rulebook import Rulebook

_OTHER, _ROW = "another step", 26


@dataclass(frozen=True, slots=True)
class _Cell:
    x: Any
    y: Any
    step: str | None
    level: str


def _cells(table: Any, x: str, y: str) -> list[_Cell]:
    """Each pair of values once: its first step, and its level of safety."""
    cells: dict[tuple[Any, Any], _Cell] = {}
    for row in rows_of(table):
        level = shown_level(row["safety"], row["safety_could_be"])
        cells.setdefault((row[x], row[y]), _Cell(row[x], row[y], row["recommendation"], level))
    return list(cells.values())


def first_step_map(table: Any, *, rulebook: Rulebook | None = None) -> Picture:
    """
    Draw which step comes first over two facts, each by a colour and a number.

    Args:
        table: From `grid`.
        rulebook: Where the words are from; the shipped rulebook when None.

    Raises:
        ValueError: The table is none of a grid.
    """
    x, y = axes_of(table, 2)
    words = Words.of(rulebook)
    cells = _cells(table, x, y)
    counts = Counter(words.step(cell.step) for cell in cells).most_common()
    most = [step for step, _ in counts[: len(COLOURS) - (len(counts) > len(COLOURS))]]
    names = {step: f"{number}  {step}" for number, step in enumerate(most, 1)}
    rest = f"{len(most) + 1}  {_OTHER}"
    kinds = [names.get(words.step(cell.step), rest) for cell in cells]
    domain = [*names.values(), *([rest] if rest in kinds else [])]
    said = "; ".join(f"{step} in {count} of {len(cells)} cells" for step, count in counts)
    colours = dict(zip(domain, COLOURS, strict=False))
    title = "What comes first"
    return _map(cells, (x, y), kinds, colours, words, title, f"{title}: {said}.")


def safety_map(table: Any, *, rulebook: Rulebook | None = None) -> Picture:
    """
    Draw the level of safety over two facts, darker where it is graver.

    Args:
        table: From `grid`.
        rulebook: Where the words are from; the shipped rulebook when None.

    Raises:
        ValueError: The table is none of a grid.
    """
    x, y = axes_of(table, 2)
    cells = _cells(table, x, y)
    there = [level for level in LEVELS_IN_ORDER if any(cell.level == level for cell in cells)]
    names = {level: f"{number}  {level_words(level)}" for number, level in enumerate(there, 1)}
    counts = Counter(cell.level for cell in cells)
    said = "; ".join(f"{level_words(one)} in {counts[one]} of {len(cells)} cells" for one in there)
    colours = {names[level]: LEVEL_COLOURS[level] for level in there}
    kinds = [names[cell.level] for cell in cells]
    title = "How grave it is"
    return _map(cells, (x, y), kinds, colours, Words.of(rulebook), title, f"{title}: {said}.")


def _map(
    cells: Sequence[_Cell], axes: tuple[str, str], kinds: Sequence[str],
    colours: dict[str, str], words: Words, title: str, said: str,
) -> Picture:  # fmt: skip
    drawn = [
        {"x": words.value(axes[0], cell.x), "y": words.value(axes[1], cell.y), "kind": kind,
         "number": kind.partition(" ")[0], "ink": ink_on(colours[kind])}
        for cell, kind in zip(cells, kinds, strict=True)
    ]  # fmt: skip
    xs, ys = (list(dict.fromkeys(row[name] for row in drawn)) for name in ("x", "y"))
    step = max(22, min(110, WIDTH // len(xs)))
    base = chart_of(drawn).encode(
        labelled("x", xs, step, words.axis(axes[0])), alt.Y("y:O", sort=ys[::-1]).title(None)
    )
    scale = alt.Scale(domain=list(colours), range=list(colours.values()))
    legend = alt.Legend(title=None, orient="bottom", columns=1, symbolType="square", symbolSize=160)
    cell = base.mark_rect(stroke="#ffffff", strokeWidth=1).encode(
        alt.Color("kind:N", scale=scale, legend=legend)
    )
    number = base.mark_text(fontSize=11).encode(
        text="number:N", color=alt.Color("ink:N", scale=None)
    )
    chart = (cell + number).properties(width=alt.Step(step), height=alt.Step(_ROW))
    return picture(chart, title, said, below=words.axis(axes[1]))
