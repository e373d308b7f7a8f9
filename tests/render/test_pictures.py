"""What pictures show, how they are drawn, and that the same is said in words."""

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextsteps import Plan, Rulebook
from nextsteps.ranking import CRITERIA, compare
from nextsteps.render import Fold, Heading, Picture, plan_blocks, plan_to_html, plan_to_text
from nextsteps.render.drawings import Cut, Mark, Ranks, Roots, Row, Scores
from nextsteps.render.order import order_picture
from nextsteps.render.svg import drawn
from nextsteps.render.svg.canvas import WIDTH, width_of, wrapped
from nextsteps.render.words import CRITERION_NAMES
from tests.render.plans import PLANS, SCORED

NUMBERS = re.compile(r'(?:c?x|c?y)="(-?[0-9.]+)"')


def plan_with(scores: list[tuple[float, int]], measure: str = "phq-9", **facts: Any) -> Plan:
    """The plan of somebody with these scores of one measure."""
    filled = [{"measure": measure, "week": week, "total": total} for week, total in scores]
    return Rulebook.default().recommend({"in_therapy": True, "measures": filled, **facts})


def pictures(plan: Plan, *, full: bool = False) -> list[Picture]:
    """All pictures of a plan, in folds as well."""
    found: list[Picture] = []
    for block in plan_blocks(plan, full=full).blocks:
        inside = block.blocks if isinstance(block, Fold) else (block,)
        found += [one for one in inside if isinstance(one, Picture)]
    return found


def scores_of(plan: Plan) -> Scores:
    """The first drawing of scores."""
    return next(one.drawing for one in pictures(plan) if isinstance(one.drawing, Scores))


def said(plan: Plan, title: str = "PHQ-9") -> str:
    """What the text says of a measure, on one line."""
    paragraphs = plan_to_text(plan).split("\n\n")
    return next(" ".join(one.split()) for one in paragraphs if one.startswith(title))


def test_scores_are_told_with_their_weeks_and_what_counts_as_a_change() -> None:
    """In text as beside the picture."""
    assert said(plan_with([(0, 21), (6, 14)])) == (
        "PHQ-9 (0 to 27, lower is better): week 0: 21, week 6: 14. Better than the first score, "
        "by more than chance: a change counts from 6 points on. The cut-off is 10."
    )


@pytest.mark.parametrize(
    ("scores", "told"),
    [
        ([(0, 9), (6, 15)], "Worse than the first score, by more than chance"),
        ([(0, 14), (6, 15)], "Not clearly different from the first score"),
        ([(0, 20), (4, 8), (9, 15)], "clearly worse than the best one before it"),
    ],
)
def test_what_a_change_amounts_to_is_said(scores: list[tuple[float, int]], told: str) -> None:
    """By the norms of the measure."""
    assert told in said(plan_with(scores))


def test_one_score_is_told_and_not_drawn() -> None:
    """There is no course to look at yet."""
    plan = plan_with([(0, 21)])

    assert said(plan) == "PHQ-9 (0 to 27, lower is better): week 0: 21. The cut-off is 10."
    assert not any(isinstance(one.drawing, Scores) for one in pictures(plan))


def test_of_many_scores_the_first_and_the_latest_are_told() -> None:
    """All of them in full, and all are drawn."""
    plan = plan_with([(week, 10 + week % 3) for week in range(20)])

    assert "week 0: 10, 14 more, week 15: 10, week 16: 11" in said(plan)
    assert "week 7: 11" in " ".join(plan_to_text(plan, full=True).split())
    assert len(scores_of(plan).marks) == 20


def test_the_band_and_the_cut_offs_are_those_of_the_norms() -> None:
    """Within six points of the first score nothing has clearly changed."""
    drawing = scores_of(plan_with([(0, 21), (6, 14)]))

    assert drawing.steady == (15, 27)
    assert drawing.cuts == (Cut(10, "cut-off 10"), Cut(5, "remission below 5"))


def test_a_change_of_band_is_drawn_as_the_band() -> None:
    """Where no number of points is agreed, another band is what counts."""
    drawing = scores_of(plan_with([(0, 18), (6, 9)], "audit"))

    assert drawing.steady is not None
    assert drawing.steady[0] <= 18 <= drawing.steady[1]


def test_where_higher_is_better_it_says_so() -> None:
    """A rise is an improvement then."""
    plan = plan_with([(0, 20), (6, 60)], "who-5")

    assert scores_of(plan).better == "higher"
    assert "higher is better" in said(plan, "WHO-5")
    assert "Better than the first score" in said(plan, "WHO-5")


@given(st.data())
def test_any_scores_are_drawn_within_the_frame(data: st.DataObject) -> None:
    """However many, however far apart, at both ends of the scale."""
    weeks = data.draw(st.lists(st.integers(0, 2600), min_size=2, max_size=60, unique=True))
    totals = [data.draw(st.integers(0, 27)) for _ in weeks]
    marks = tuple(
        Mark(float(week - min(weeks)), f"week {week}", str(week), total)
        for week, total in zip(sorted(weeks), totals, strict=True)
    )
    scores = Scores("T", "S", 0, 27, "lower", marks, (totals[0], 27), (Cut(10, "cut-off 10"),))
    svg = "\n".join(drawn(scores))
    height = float(re.findall(r'viewBox="0 0 356 ([0-9.]+)"', svg)[0])

    assert svg.count("<circle") == len(marks)
    assert all(-1 <= float(one) <= max(WIDTH, height) for one in NUMBERS.findall(svg))


@pytest.mark.parametrize("name", [name for name in PLANS if name != "nothing_known"])
def test_neighbours_part_at_the_row_that_compare_names(name: str) -> None:
    """The strip shows what `Plan.compare` says, step by step."""
    plan = PLANS[name].plan()
    picture = order_picture(plan.actions, "Why")
    if picture is None:
        assert len(plan.actions) < 2
        return
    assert isinstance(picture.drawing, Ranks)
    names = [criterion.name for criterion in CRITERIA]
    told = [names[row] for row in picture.drawing.decided]

    assert told == [
        compare(one, other).criterion
        for one, other in zip(plan.actions[:3], plan.actions[1:4], strict=False)
    ]
    for pair, row in enumerate(picture.drawing.decided):
        cells = [each.cells[pair : pair + 2] for each in picture.drawing.rows]
        assert all(first == second for first, second in cells[:row])
        assert cells[row][0] != cells[row][1]


def test_every_criterion_has_words() -> None:
    """A criterion that is added must be named."""
    names = {criterion.name for criterion in CRITERIA}

    assert set(CRITERION_NAMES) == names


def test_a_strip_compares_nothing_below_what_decides() -> None:
    """One arrow for each pair, and no bar for a step that is settled on both sides."""
    rows = (Row("a", ("x", "x", "y")), Row("b", ("1", "2", "2")))
    svg = "\n".join(drawn(Ranks("T", "S", rows, (1, 0))))

    assert svg.count('class="arrow"') == 2
    assert svg.count('class="bar') == 4  # x-x and y in the first row, 1 and 2 in the second


def test_a_step_is_led_back_to_what_was_entered() -> None:
    """From a fact through a finding and a rule to the step."""
    plan = Rulebook.default().recommend({"in_therapy": True, "no_progress": True})
    roots = [one.drawing for one in pictures(plan) if isinstance(one.drawing, Roots)]
    (rule,) = roots[0].step.below
    kinds = [(below.kind, [one.kind for one in below.below]) for below in rule.below]

    assert roots[0].step.text == plan.actions[0].title
    assert rule.text == plan.actions[0].because
    assert ("finding", ["fact"]) in kinds


def test_the_short_plan_folds_all_but_the_scores() -> None:
    """Short stays short; in full everything stands open, in text as well."""
    plan = Rulebook.default().recommend(SCORED)
    short = plan_blocks(plan).blocks
    long = plan_blocks(plan, full=True).blocks
    titles = {block.text for block in long if isinstance(block, Heading)}

    assert {one.title for one in short if isinstance(one, Fold)} < titles
    assert {type(one.drawing) for one in short if isinstance(one, Picture)} == {Scores}
    assert {type(one.drawing) for one in long if isinstance(one, Picture)} == {Scores, Ranks, Roots}
    assert "comes before" not in plan_to_text(plan)
    assert "1 comes before 2" in plan_to_text(plan, full=True)


def test_a_plan_without_its_rulebook_has_no_roots_and_no_scores() -> None:
    """Conditions and measures are the rulebook's; the order is the plan's own."""
    plan = replace(Rulebook.default().recommend(SCORED), _rulebook=None)

    assert {type(one.drawing) for one in pictures(plan)} == {Ranks}


@pytest.mark.parametrize("name", ["scores", "scores_for_a_clinician_in_full"])
def test_every_picture_has_a_name_and_its_text(name: str) -> None:
    """For those who do not see it, and in words beside it."""
    page = plan_to_html(PLANS[name].plan(), full=PLANS[name].full)
    svgs = re.findall(r"<svg.*?</svg>", page, re.S)

    assert svgs
    assert all(re.search(r'role="img">\n<title>.+</title>\n<desc>.+</desc>', svg) for svg in svgs)
    assert page.count("<figcaption>") == len(svgs)
    assert "style=" not in page


@given(st.text(max_size=200), st.integers(20, 400))
def test_wrapping_loses_no_letter_and_keeps_the_width(text: str, width: int) -> None:
    """Words stay whole where they fit."""
    lines = wrapped(text, width)

    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width_of(line) <= width or len(line) == 1 for line in lines)
