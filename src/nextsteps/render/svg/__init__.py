"""Drawings as SVG that stands in a page: classes for the stylesheet, a name, and its text."""

from collections.abc import Iterator
from typing import assert_never

from nextsteps.render.drawings import Drawing, Ranks, Roots, Scores
from nextsteps.render.svg.canvas import framed
from nextsteps.render.svg.ranks import draw_ranks
from nextsteps.render.svg.roots import draw_roots
from nextsteps.render.svg.scores import draw_scores

__all__ = ["drawn"]


def drawn(drawing: Drawing) -> Iterator[str]:
    """Yield the lines of *drawing* as one SVG element."""
    match drawing:
        case Scores():
            yield from framed("scores", drawing.title, drawing.said, draw_scores(drawing))
        case Ranks():
            yield from framed("ranks", drawing.title, drawing.said, draw_ranks(drawing))
        case Roots():
            yield from framed("roots", drawing.title, drawing.said, draw_roots(drawing))
        case _:
            assert_never(drawing)
