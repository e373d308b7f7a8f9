"""Which total of a questionnaire would be enough, at the next time it is filled in."""

import pytest

from nextsteps import Rulebook
from nextsteps.explain import LaterScore
from nextsteps.explain.later_score import _nearest
from tests.golden import assert_golden


def test_a_later_score_is_told_with_the_latest() -> None:
    """
    By date, or by week, and never before the present.
    """
    scores = [{"measure": "phq-9", "week": week, "total": 9 + 2 * week} for week in (0, 6)]
    dated = [
        {"measure": "phq-9", "date": date, "total": total}
        for date, total in (("2026-01-01", 9), ("2026-02-12", 21))
    ]
    asked = {
        "weeks": {"measures": scores},
        "weeks, now later": {"measures": scores, "weeks_in_therapy": 20},
        "weeks, now earlier": {"measures": scores, "weeks_in_therapy": 7},
        "dates": {"measures": dated},
        "dates, now later": {"measures": dated, "as_of": "2026-03-30"},
        "dates, now earlier": {"measures": dated, "as_of": "2026-02-14"},
    }
    told = [
        f"{name}: {score}"
        for name, facts in asked.items()
        for score in Rulebook.default()
        .recommend({"in_therapy": True, **facts})
        .what_would_change("keep-going")
        .scores
    ]

    assert_golden("explain/later-scores.txt", "\n".join(told))


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(3, 3, "3"), (0, 4, "4 or less"), (5, 27, "5 or more"), (5, 9, "5 to 9"), (0, 0, "0")],
)
def test_totals_are_told_as_a_range(low: int, high: int, expected: str) -> None:
    """
    Open where it reaches the end of the measure.
    """
    assert expected == LaterScore("m", "M", low, high, 0, 27, 9, "week 3", None).totals  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("enough", "latest", "expected"),
    [
        ("x...xx", 2, (0, 0)),
        ("x...xx", 3, (4, 5)),
        ("xx...xxx", 4, (5, 7)),
        (".xxx..x", 2, (1, 3)),
        ("....", 2, None),
    ],
)
def test_of_several_runs_of_totals_the_nearest_is_told(
    enough: str, latest: int, expected: tuple[int, int] | None
) -> None:
    """
    To the latest total, which may lie within it; of two as near the lower.
    """
    totals = [(total, one == "x") for total, one in enumerate(enough)]

    assert ([] if expected is None else [expected]) == list(_nearest(totals, latest))


def test_applied_without_a_total_it_takes_the_one_nearest_to_the_latest() -> None:
    """
    Just good enough, as of the next time.
    """
    scores = [{"measure": "phq-9", "week": week, "total": 9 + 2 * week} for week in (0, 6)]
    plan = Rulebook.default().recommend({"in_therapy": True, "measures": scores})
    (score,) = plan.what_would_change("keep-going").scores

    assert "PHQ-9" == score.title
    for total, expected in ((None, score.high), (1, 1)):
        filled = score.applied_to(plan.situation, total).measures[-1]
        assert ("phq-9", 8, expected) == (filled.measure, filled.week, filled.total)
