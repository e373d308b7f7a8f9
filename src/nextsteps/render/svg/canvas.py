"""
What all drawings share: the frame, text that is wrapped by hand, and shapes.

A drawing is 356 units wide, as a phone is within its margins, so that on a phone one unit is
one pixel and its letters are no smaller than the page's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from nextsteps.render.escape import escaped

WIDTH = 356
LETTER = 13.0
"""The size of letters, in units; as in the stylesheet."""
LINE = 17.0
SMALL = 12.0
BOLD = 15.0
"""The size to reckon with for bold letters, which are wider."""
_NARROW = frozenset("iljtfrI.,;:'|!()[] ")
_WIDE = frozenset("mwMW@%→&")

Anchor: TypeAlias = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Sketch:
    """The lines of a drawing, and how high it is in units."""

    height: float
    lines: tuple[str, ...]


def framed(kind: str, title: str, said: str, sketch: Sketch) -> Iterator[str]:
    """Yield *sketch* in its frame: one picture, with a name and its text."""
    box = f"0 0 {WIDTH} {number(sketch.height)}"
    yield f'<svg class="{kind}" viewBox="{box}" role="img">'
    yield f"<title>{escaped(title)}</title>"
    yield f"<desc>{escaped(said)}</desc>"
    yield from sketch.lines
    yield "</svg>"


def number(value: float) -> str:
    """
    Return a length as it stands in SVG.

    >>> number(12.0), number(3.14159)
    ('12', '3.1')
    """
    return f"{round(value, 1):g}"


def text(x: float, y: float, said: str, *, style: str = "", anchor: Anchor = "start") -> str:
    """Return one line of text; *style* names classes of the stylesheet."""
    styled = f' class="{style}"' if style else ""
    anchored = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{number(x)}" y="{number(y)}"{styled}{anchored}>{escaped(said)}</text>'


def led_text(x: float, y: float, kind: str, said: str, *, style: str) -> str:
    """Return one line of text that begins with a faint *kind*."""
    led = f'<tspan class="kind">{escaped(kind)}</tspan>{escaped(said)}'
    return f'<text x="{number(x)}" y="{number(y)}" class="{style}">{led}</text>'


def path(moves: str, style: str) -> str:
    """Return a line along *moves*."""
    return f'<path class="{style}" d="{moves}"/>'


def box(x: float, y: float, width: float, height: float, style: str, corner: float = 4) -> str:
    """Return a rectangle with round corners."""
    where = f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
    return f'<rect class="{style}" {where} rx="{number(corner)}"/>'


def dot(x: float, y: float, radius: float, style: str) -> str:
    """Return a circle."""
    return f'<circle class="{style}" cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"/>'


def width_of(said: str, size: float = LETTER) -> float:
    """
    Return how wide *said* is, in units, in a font of wide letters; in most it is less.

    >>> width_of("will") < width_of("mama")
    True
    """
    return size * sum(
        0.36
        if letter in _NARROW
        else 0.95
        if letter in _WIDE
        else 0.74
        if letter.isupper()
        else 0.61
        for letter in said
    )


def wrapped(said: str, width: float, size: float = LETTER) -> list[str]:
    """
    Return *said* in lines that are at most *width* wide; a longer word is parted.

    >>> wrapped("one two three", 60)
    ['one two', 'three']
    """
    lines: list[str] = [""]
    for word in said.split():
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer, size) <= width:
            lines[-1] = longer
            continue
        pieces = _pieces(word, width, size)
        lines += pieces if lines[-1] else []
        if not lines[0]:
            lines = pieces
    return lines


def _pieces(word: str, width: float, size: float) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and width_of(pieces[-1] + letter, size) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces
