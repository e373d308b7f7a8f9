"""Pictures: what is drawn, in which words, and that nothing is asked of anybody for it."""

import json
import re
from functools import cache
from io import BytesIO

import pandas as pd
import polars as pl
import pytest
from PIL import Image

from nextsteps import Situation, explore
from nextsteps.explore import population
from nextsteps.explore.pictures.picture import COLOURS, LEVEL_COLOURS, ink_on
from nextsteps.explore.pictures.png import made_small
from tests.golden import assert_golden
from tests.sketches import load_sketch

SKETCH = load_sketch()
PERSON = Situation(in_therapy=True, no_progress=True, weeks_in_therapy=14, concern_anger=True)
TOLD = PERSON.with_facts(raised_with_therapist=False)
FAILED = PERSON.with_facts(raised_result="no_change")
PEOPLE = (PERSON, TOLD, FAILED, Situation(suicide_plan=True), Situation(concern_grief=True))
SCORED = Situation(
    measures=[
        {"measure": "phq-9", "week": week, "total": total}
        for week, total in ((0, 17), (4, 15), (8, 9))
    ]
)


@cache
def pictures():
    """One of each kind, of the sketch or of few scores."""
    of = {"rulebook": SKETCH}
    weeks = explore.grid(TOLD, ("weeks_in_therapy", [2, 12, None]), "suicide_plan", **of)
    plan = SKETCH.recommend(TOLD)
    return {
        "ranks": explore.rank_chart(
            explore.sweep(TOLD, "weeks_in_therapy", [2, 3, 12, 14], **of), most=3, **of
        ),
        "ranks-of-choices": explore.rank_chart(
            explore.sweep(TOLD, "suicide_plan", **of), most=3, **of
        ),
        "first-steps": explore.first_step_map(weeks, **of),
        "safety": explore.safety_map(weeks, **of),
        "what-decides": explore.deciding_chart(explore.what_decides(PEOPLE, **of)),
        "rules-together": explore.co_firing_chart(explore.co_firing(PEOPLE, **of), **of),
        "flow": explore.flow_chart(explore.flow(PEOPLE, **of), **of),
        "scores": explore.score_chart(explore.scores(SCORED)),
        "rule-map": explore.rule_chart(explore.rule_map("talk-to-therapist", plan=plan)),
        "rule-map-of-a-danger": explore.rule_chart(explore.rule_map("get-help", **of)),
    }


each = pytest.mark.parametrize("name", list(pictures()))


@each
def test_a_picture_is_drawn_as_recorded(name):
    """Its Vega-Lite, but for the version, is a golden file."""
    spec = pictures()[name].spec()
    spec.pop("$schema")

    assert_golden(f"explore/{name}.json", json.dumps(spec, indent=1, ensure_ascii=False))


@each
def test_a_picture_is_told_in_words(name):
    """Its description is the text of the image, for whoever does not see it."""
    drawn = pictures()[name]
    shown, about = drawn._repr_mimebundle_()

    assert drawn.said == str(drawn) == drawn.spec()["description"] == shown["text/plain"]
    assert drawn.said == about["image/png"]["alt"]
    assert shown["image/png"].startswith("iVBOR")  # a PNG in base64


@each
def test_a_picture_holds_all_that_it_needs(name):
    """No address is loaded: its data stand in it, and its SVG refers to nothing."""
    drawn = pictures()[name]
    svg = drawn.svg()

    assert '"url"' not in json.dumps(drawn.spec())
    assert not re.search(r"(href|src|url\()", svg)
    assert 'aria-label="' in svg


@each
def test_a_picture_speaks_in_words_not_in_ids(name):
    """Titles, reasons and questions stand in it; ids, levels and names of facts don't."""
    texts = re.findall(r"<text[^>]*>(.*?)</text>", pictures()[name].svg(), re.DOTALL)
    names = {*SKETCH.rules, *SKETCH.recommendations, *SKETCH.findings} - {"stalled"}

    assert texts
    assert not [text for text in texts if text in names or "_" in text]


@each
def test_a_small_image_is_the_same_image(name):
    """Pixel by pixel, in a third of the bytes and less."""
    written = BytesIO()
    pictures()[name].chart.save(written, format="png", scale_factor=2)
    small = pictures()[name].png()
    before, after = (Image.open(one).convert("RGB") for one in (written, BytesIO(small)))

    assert before.size == after.size
    assert before.tobytes() == after.tobytes()
    assert len(small) < len(written.getvalue()) / 3


def test_an_image_of_another_kind_stays_as_it_is():
    """Without colour, or with holes."""
    for mode, colour in (("L", 7), ("RGBA", (1, 2, 3, 4)), ("RGB", (1, 2, 3))):
        written = BytesIO()
        Image.new(mode, (3, 2), colour).save(written, "png")

        assert made_small(written.getvalue()) == written.getvalue()


def luminance(colour):
    """The relative luminance of a colour."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """The contrast of two colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_graver_is_darker():
    """So that levels differ without their colours, and neighbours differ enough."""
    lights = [luminance(LEVEL_COLOURS[level]) for level in LEVEL_COLOURS]

    assert lights == sorted(lights)
    assert len(set(LEVEL_COLOURS.values())) == len(LEVEL_COLOURS)


def test_the_number_in_a_cell_can_be_read():
    """It has a contrast of at least four and a half on every colour of a map."""
    for colour in (*COLOURS, *LEVEL_COLOURS.values()):
        assert contrast(colour, ink_on(colour)) >= 4.5


@pytest.mark.parametrize("kind", ["pandas", "polars"])
def test_any_table_is_drawn(kind):
    """The same picture from pandas, polars and Arrow, unknown values and all."""
    table = explore.grid(TOLD, ("weeks_in_therapy", [2, 12, None]), "suicide_plan", rulebook=SKETCH)
    other = pl.from_arrow(table) if kind == "polars" else table.to_pandas()
    assert isinstance(other, pl.DataFrame | pd.DataFrame)

    drawn = explore.first_step_map(other, rulebook=SKETCH)
    assert pictures()["first-steps"].spec() == drawn.spec()


def test_a_picture_is_saved_as_svg_or_png(tmp_path):
    """And refused as anything else."""
    drawn = pictures()["scores"]
    for name in ("one.svg", "one.png"):
        drawn.save(tmp_path / name)

    assert drawn.svg() == (tmp_path / "one.svg").read_text(encoding="utf-8")
    assert (tmp_path / "one.png").read_bytes().startswith(b"\x89PNG")
    with pytest.raises(ValueError, match=r"as \.svg or \.png, not as `\.pdf`"):
        drawn.save("one.pdf")


@pytest.mark.parametrize(
    "draw",
    [
        lambda: explore.rank_chart(explore.plans(population(2))),
        lambda: explore.first_step_map(explore.sweep(TOLD, "no_progress")),
        lambda: explore.score_chart(explore.scores(TOLD)),
    ],
)
def test_a_table_of_another_kind_is_refused(draw):
    """With what it should have been."""
    with pytest.raises(ValueError, match=r"`sweep`|`grid`|no score"):
        draw()
