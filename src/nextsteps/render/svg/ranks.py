"""
A rank strip: a row for each criterion, a column for each step.

Neighbours that are equal share one bar; an arrow stands where they differ first, and after
that nothing more is compared.
"""

from collections.abc import Iterator

from nextsteps.render.drawings import Ranks
from nextsteps.render.svg.canvas import (
    SMALL,
    WIDTH,
    Anchor,
    Sketch,
    box,
    dot,
    path,
    text,
    wrapped,
)

NAMES, HEAD, BAR, GAP = 80.0, 34.0, 32.0, 8.0
_FALL = 14.0


def draw_ranks(ranks: Ranks) -> Sketch:
    """Return the drawing of *ranks*."""
    lines = [*_heads(ranks)]
    for row in range(len(ranks.rows)):
        lines += _row(ranks, row)
    return Sketch(HEAD + len(ranks.rows) * (BAR + GAP), tuple(lines))


def _column(ranks: Ranks) -> float:
    return (WIDTH - NAMES) / (len(ranks.decided) + 1)


def _heads(ranks: Ranks) -> Iterator[str]:
    column = _column(ranks)
    yield text(0, 18, ranks.step, style="small")
    for place in range(len(ranks.decided) + 1):
        x = NAMES + (place + 0.5) * column
        yield dot(x, 14, 12, "number")
        yield text(x, 18.5, str(place + 1), style="digit", anchor="middle")


def _row(ranks: Ranks, row: int) -> Iterator[str]:
    top = HEAD + row * (BAR + GAP)
    yield from _middle(0, top, wrapped(ranks.rows[row].name, NAMES, SMALL), "small")
    column = _column(ranks)
    for first, last in _bars(ranks, row):
        x, width = NAMES + first * column, (last - first + 1) * column
        settles = any(ranks.decided[pair] == row for pair in _edges(ranks, first, last))
        yield box(x + 4, top, width - 8, BAR, "bar decides" if settles else "bar")
        cell = wrapped(ranks.rows[row].cells[first], width - 10, SMALL)[:2]
        yield from _middle(x + width / 2, top, cell, "cell")
    for pair, decided in enumerate(ranks.decided):
        if decided == row:
            x, y = NAMES + (pair + 1) * column, top + BAR / 2
            yield dot(x, y, 7.5, "arrow")
            yield path(
                f"M{x - 2.2:.1f} {y - 4:g}L{x + 2.8:.1f} {y:g}L{x - 2.2:.1f} {y + 4:g}", "tip"
            )


def _bars(ranks: Ranks, row: int) -> Iterator[tuple[int, int]]:
    """The first and last step of each bar; none for a step whose neighbours are settled."""
    starts = [0, *(pair + 1 for pair, decided in enumerate(ranks.decided) if decided <= row)]
    ends = [*(start - 1 for start in starts[1:]), len(ranks.decided)]
    for first, last in zip(starts, ends, strict=True):
        if last > first or any(ranks.decided[one] >= row for one in _edges(ranks, first, last)):
            yield first, last


def _edges(ranks: Ranks, first: int, last: int) -> list[int]:
    """The pairs at both ends of a bar."""
    return [pair for pair in (first - 1, last) if 0 <= pair < len(ranks.decided)]


def _middle(x: float, top: float, lines: list[str], style: str) -> Iterator[str]:
    """Up to two lines in the middle of a bar."""
    y = top + BAR / 2 + 4 - (len(lines) - 1) * _FALL / 2
    for number, line in enumerate(lines):
        anchor: Anchor = "start" if style == "small" else "middle"
        yield text(x, y + number * _FALL, line, style=style, anchor=anchor)
