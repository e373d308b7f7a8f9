"""The smallest sets of what was said, where statements say the same or contradict each other."""

from typing import Any

from nextsteps.explain import MAX_SETS
from nextsteps.explain.why import sets_of
from tests.sketches import load_sketch

TALK = "when: stalled and not raised_with_therapist"
STEP = "talk-to-therapist"
TWO = ("not_heard", "goals_set", "pregnant")
ONE = (
    "no_progress", "hard_to_speak_up", "stuck_in_patterns", "off_track", "withholding",
    "no_connection", "in_school", "homework_assigned",
)  # fmt: skip


def _sets(when: str, facts: dict[str, Any]) -> list[dict[str, object]]:
    plan = load_sketch((TALK, f"when: {when}")).recommend(facts)
    return [dict(one) for one in sets_of(plan).of_rule("talk-when-stalled")]


def test_what_follows_from_the_rest_of_a_set_is_left_out() -> None:
    """
    What came of raising it says that it was tried, too.
    """
    when = f"not raised_result == 'change_agreed' and tried('{STEP}')"
    facts = {"raised_result": "improved", "tried": {STEP: "no_change"}}

    assert [{"raised_result": "improved"}] == _sets(when, facts)


def test_where_statements_hide_one_another_one_set_is_told() -> None:
    """
    No two of them are enough: the third keeps what follows from the second apart.
    """
    when = f"raised_with_therapist and not failed('{STEP}') and not raised_result == 'defensive'"
    facts = {
        "raised_with_therapist": True, "raised_result": "no_change", "not_heard": True,
        "tried": {STEP: "never"},
    }  # fmt: skip

    assert [
        {
            "raised_with_therapist": True, "raised_result": "no_change",
            f"tried: {STEP}": "never",
        }
    ] == _sets(when, facts)  # fmt: skip


def test_of_many_sets_the_larger_fall_away() -> None:
    """
    However early the rule names them.
    """
    when = " or ".join([*(f"{name} and age > 20" for name in TWO), *ONE])
    facts = dict.fromkeys((*TWO, *ONE), True)

    told = _sets(when, {**facts, "age": 30})
    assert (MAX_SETS, MAX_SETS) == (len(ONE), len(told))
    assert {frozenset({name}) for name in ONE} == {frozenset(one) for one in told}


def test_only_findings_that_are_settled_are_passed() -> None:
    """
    One that stays unknown hides none after it.
    """
    plan = load_sketch((TALK, "when: in_danger or stalled")).recommend(
        {"no_progress": True, "weeks_in_therapy": 14}
    )
    facts = ("no_progress", "weeks_in_therapy")

    assert {"stalled": True} == sets_of(plan).findings_passed("talk-when-stalled", facts)
