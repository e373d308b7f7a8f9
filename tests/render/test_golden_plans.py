"""What is printed for more than thirty plans, in three forms: it changes only when meant to."""

import pytest

from nextsteps.render import plan_to_html, plan_to_markdown, plan_to_text
from nextsteps.render.style import stylesheet
from tests.golden import FOLDER, assert_golden
from tests.render.plans import EXAMPLES, PLANS

PRINTERS = {"txt": plan_to_text, "md": plan_to_markdown, "html": plan_to_html}
READERS = {"client", "relative", "clinician"}


@pytest.mark.parametrize("form", PRINTERS)
@pytest.mark.parametrize("name", PLANS)
def test_a_printed_plan_is_the_recorded_one(name: str, form: str) -> None:
    """Style and the rulebook's hash are left out."""
    told = PLANS[name]
    plan = told.plan()
    printed = PRINTERS[form](plan, full=told.full)
    printed = printed.replace(stylesheet().rstrip(), "(style)")

    assert_golden(
        f"plans/{name}.{form}", printed.replace(plan.rulebook.content_hash[:12], "0" * 12)
    )


def test_the_plans_differ_in_kind() -> None:
    """Every reader, every level of danger, contradictions, scores, and nothing left to ask."""
    plans = [told.plan() for told in PLANS.values()]
    levels = {(plan.reader, plan.safety.at_least) for plan in plans}

    assert set(EXAMPLES) <= set(PLANS)
    assert {(reader, "emergency") for reader in READERS} <= levels
    assert {"emergency", "same_day", "days", "clear"} == {level for _, level in levels}
    assert any(plan.contradictions for plan in plans)
    assert any(plan.situation.measures for plan in plans)
    assert any(plan.safety.is_provisional for plan in plans)
    assert any(not plan.questions for plan in plans)


def test_no_golden_file_is_left_over() -> None:
    """Every recorded plan is still printed."""
    assert {f"{name}.{form}" for name in PLANS for form in PRINTERS} == {
        path.name for path in (FOLDER / "plans").iterdir()
    }
