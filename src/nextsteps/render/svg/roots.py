"""
What a step rests on: a tree that is read downwards, from the facts to the step.

What is below a branch in the tree stands above it on the page and further right, so that no
line crosses another, however many branches there are.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from nextsteps.render.drawings import Branch, BranchKind, Roots
from nextsteps.render.svg.canvas import (
    BOLD,
    LETTER,
    LINE,
    WIDTH,
    Sketch,
    box,
    dot,
    led_text,
    path,
    text,
    wrapped,
)

INDENT, MARK, ROW_GAP = 20.0, 7.0, 9.0
_TEXT_LEFT = 20.0


@dataclass(frozen=True, slots=True)
class _Placed:
    """A branch with its place, its lines of text, and the places of what is below it."""

    branch: Branch
    x: float
    y: float
    lines: tuple[str, ...]
    below: "tuple[_Placed, ...]"


def draw_roots(roots: Roots) -> Sketch:
    """Return the drawing of *roots*."""
    placed, height = _place(roots.step, 0, 0.0)
    return Sketch(height, (*_links(placed), *_branches(placed)))


def _place(branch: Branch, depth: int, top: float) -> tuple[_Placed, float]:
    """Place what is below first, then the branch itself; also return where the next begins."""
    below = []
    for one in branch.below:
        placed, top = _place(one, depth + 1, top)
        below.append(placed)
    x = MARK + 2 + depth * INDENT
    kind = f"{branch.name or branch.kind}: "
    size = BOLD if branch.kind == "step" else LETTER
    lines = wrapped(kind + branch.text, WIDTH - x - _TEXT_LEFT, size)
    placed = _Placed(branch, x, top + LINE - 5, tuple(lines), tuple(below))
    return placed, top + len(lines) * LINE + ROW_GAP


def _links(placed: _Placed) -> Iterator[str]:
    """From each branch leftwards to the column of what rests on it, and down to that."""
    for below in placed.below:
        yield from _links(below)
        yield path(f"M{below.x:.1f} {below.y:.1f}H{placed.x:.1f}V{placed.y - MARK - 4:.1f}", "link")
    if placed.below:
        x, y = placed.x, placed.y - MARK - 1
        yield path(f"M{x - 4:.1f} {y - 6:.1f}H{x + 4:.1f}L{x:.1f} {y:.1f}Z", "head")


def _branches(placed: _Placed) -> Iterator[str]:
    for below in placed.below:
        yield from _branches(below)
    yield _mark(placed.branch.kind, placed.x, placed.y)
    x, y = placed.x + _TEXT_LEFT - 6, placed.y + 4.5
    kind = f"{placed.branch.name or placed.branch.kind}:"
    style = "goal" if placed.branch.kind == "step" else "ground"
    yield led_text(x, y, kind, placed.lines[0].removeprefix(kind), style=style)
    for number, line in enumerate(placed.lines[1:], start=1):
        yield text(x, y + number * LINE, line, style=style)


def _mark(kind: BranchKind, x: float, y: float) -> str:
    """A shape of its own for each kind, so that no colour is needed to tell them apart."""
    match kind:
        case "fact":
            return dot(x, y, MARK - 2, "mark")
        case "finding":
            moves = (
                f"M{x:.1f} {y - MARK:.1f}l{MARK:g} {MARK:g}l-{MARK:g} {MARK:g}l-{MARK:g} -{MARK:g}Z"
            )
            return path(moves, "mark")
        case "rule":
            return box(x - 5.5, y - 5.5, 11, 11, "mark", 1)
        case "step":
            return dot(x, y, MARK + 1, "mark goal")
