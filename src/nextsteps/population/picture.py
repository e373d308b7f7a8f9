"""Bars as one small SVG: no script, no font, no outside request, and the numbers in words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

_WIDTH, _LEFT, _BAR, _LINE = 760, 300, 340, 20
_INK, _FILL, _FAINT = "#1a1a1a", "#2f6f8f", "#d9e2e7"


@dataclass(frozen=True, slots=True)
class Bars:
    """A title, counts by name, and what they are counts of."""

    title: str
    counts: Mapping[str, int]
    whole: int

    def lines(self) -> list[str]:
        """Return one line of text per count."""
        wide = max((len(name) for name in self.counts), default=0)
        return [
            f"  {name:<{wide}}  {count:>8}  {self.share(count):6.1%}"
            for name, count in self.counts.items()
        ]

    def share(self, count: int) -> float:
        """Return which part of the whole a count is."""
        return count / self.whole if self.whole else 0.0


def picture(title: str, groups: Iterable[Bars]) -> str:
    """
    Return an SVG of all groups, one below the other.

    >>> picture("2 people", [Bars("How", {"clear": 2}, 2)]).startswith("<svg xmlns=")
    True
    """
    marks: list[str] = [_text(0, 18, title, bold=True, size=16)]
    y = 44
    for bars in groups:
        marks.append(_text(0, y, bars.title, bold=True))
        y += 8
        for name, count in bars.counts.items():
            marks += _bar(y, name, count, bars)
            y += _LINE
        y += 26
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {y}" width="{_WIDTH}" '
        f'role="img" aria-label="{escape(title)}" font-family="sans-serif">'
    )
    return "\n".join([head, f"<title>{escape(title)}</title>", *marks, "</svg>"])


def _bar(y: int, name: str, count: int, bars: Bars) -> Iterator[str]:
    share = bars.share(count)
    yield _text(_LEFT - 8, y + 14, name, end=True)
    for width, colour in ((_BAR, _FAINT), (round(_BAR * share, 1), _FILL)):
        yield f'<rect x="{_LEFT}" y="{y + 3}" width="{width}" height="14" fill="{colour}"/>'
    yield _text(_LEFT + _BAR + 8, y + 14, f"{count} ({share:.1%})")


def _text(
    x: int, y: int, words: str, *, bold: bool = False, end: bool = False, size: int = 12
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    anchor = ' text-anchor="end"' if end else ""
    place = f'x="{x}" y="{y}" font-size="{size}" fill="{_INK}"'
    return f"<text {place}{weight}{anchor}>{escape(words)}</text>"
