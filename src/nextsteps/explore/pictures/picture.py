"""A picture that shows everywhere: a static image with the same in words, and its source."""

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import altair as alt

from nextsteps.explore.pictures.png import made_small

INK, FAINT, LINE = "#1c1d22", "#55575f", "#c9ccd4"
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#8c8c8c")
"""The colours of Okabe and Ito, which people tell apart however they see colours."""
LEVEL_COLOURS = {
    "emergency": "#6b0f1a",
    "same_day": "#c8442b",
    "days": "#f2a65a",
    "unknown": "#d4d4d8",
    "clear": "#eaf2f8",
}
"""From dark to light, so that they differ without their colours too."""
SCALE = 2
_FONT = "sans-serif"
_CONFIG: dict[str, Any] = {
    "background": "#ffffff",
    "font": _FONT,
    "title": {"fontSize": 15, "anchor": "start", "color": INK, "offset": 12,
              "subtitleFontSize": 12, "subtitleColor": FAINT, "subtitlePadding": 6},
    "axis": {
        "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "labelColor": INK,
        "titleColor": FAINT, "gridColor": "#e6e8ee", "domainColor": LINE, "tickColor": LINE,
        "labelLimit": 460, "titleLimit": 620, "titlePadding": 10,
    },
    "legend": {
        "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "labelColor": INK,
        "titleColor": FAINT, "labelLimit": 460, "titleLimit": 460,
    },
    "view": {"stroke": None},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Picture:
    """
    A chart as an image, with what it shows in words: its text for those who don't see it.

    In a notebook it shows as a PNG that is stored with it. `chart` is an Altair chart, to
    change or to show in a page of one's own.
    """

    said: str
    chart: alt.TopLevelMixin = field(repr=False)

    def spec(self) -> dict[str, Any]:
        """Return the picture as Vega-Lite, data included."""
        return self.chart.to_dict(context={"consolidate_datasets": False})

    def svg(self) -> str:
        """Return the picture as SVG; nothing is asked of the network."""
        written = StringIO()
        self.chart.save(written, format="svg")
        return written.getvalue()

    def png(self, scale: float = SCALE) -> bytes:
        """Return the picture as PNG, *scale* times as large as it is wide on a page."""
        written = BytesIO()
        self.chart.save(written, format="png", scale_factor=scale)
        return made_small(written.getvalue())

    def save(self, path: Path | str) -> None:
        """
        Write the picture to a file that ends in .svg or .png.

        Raises:
            ValueError: The name ends otherwise.
        """
        path = Path(path)
        match path.suffix:
            case ".svg":
                path.write_text(self.svg(), encoding="utf-8")
            case ".png":
                path.write_bytes(self.png())
            case ending:
                raise ValueError(f"a picture is written as .svg or .png, not as `{ending}`")

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, str], dict[str, Any]]:
        image = b64encode(self.png()).decode("ascii")
        return {"image/png": image, "text/plain": self.said}, {"image/png": {"alt": self.said}}

    def __str__(self) -> str:
        return self.said


def ink_on(colour: str) -> str:
    """
    Return black or white, whichever is read more easily on *colour*.

    >>> ink_on("#0072B2"), ink_on("#F0E442")
    ('#ffffff', '#000000')
    """
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part**2.2 for part in parts)
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "#000000" if light > 0.179 else "#ffffff"


def chart_of(rows: Iterable[Mapping[str, Any]]) -> alt.Chart:
    """Return an empty chart of *rows*, which it holds itself."""
    return alt.Chart(alt.InlineData(values=list(rows)))


def picture(chart: Any, title: str, said: str, *, below: Sequence[str] = ()) -> Picture:
    """Return *chart* in the house style, with its title, lines *below* it, and its words."""
    named = alt.Title(title, subtitle=list(below)) if below else alt.Title(title)
    return Picture(said, chart.properties(title=named, description=said).configure(**_CONFIG))
