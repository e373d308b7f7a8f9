"""Strategies for questionnaire scores over time."""

from typing import Any

from hypothesis import strategies as st

from nextsteps.measures import Measure
from nextsteps.rulebook import Rulebook


def courses(rulebook: Rulebook) -> st.SearchStrategy[list[dict[str, Any]]]:
    """One to four scores of one measure by week, with a PHQ-9's last item now and then."""

    def course(measure: Measure) -> st.SearchStrategy[list[dict[str, Any]]]:
        totals = st.integers(measure.low, measure.high).map(
            lambda total: total - total % measure.factor
        )
        weeks = st.lists(st.integers(0, 30), min_size=1, max_size=4, unique=True)
        items = st.none() | st.integers(0, 3) if measure.id == "phq-9" else st.none()
        return st.builds(_filled, st.just(measure.id), weeks, st.lists(totals, min_size=4), items)

    return st.sampled_from(sorted(rulebook.measures.values(), key=lambda one: one.id)).flatmap(
        course
    )


def _filled(
    measure: str, weeks: list[int], totals: list[int], item: int | None
) -> list[dict[str, Any]]:
    filled: list[dict[str, Any]] = [
        {"measure": measure, "week": week, "total": total}
        for week, total in zip(sorted(weeks), totals, strict=False)
    ]
    if item is not None and item <= filled[-1]["total"] <= 24 + item:
        filled[-1]["item"] = {9: item}
    return filled
