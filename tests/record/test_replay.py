"""Replaying a record: the same plan, or what changed."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nextsteps import ENGINES, Replay, Rulebook, recommend, replay
from tests.cli.conftest import Run, nextsteps
from tests.golden import assert_golden
from tests.sketches import load_sketch, sketch
from tests.strategies import cases

pytestmark = pytest.mark.usefixtures("candidate_questions")

__all__ = ["nextsteps"]

STUCK = {"no_progress": True, "weeks_in_therapy": 14.0, "raised_with_therapist": False}
AT = "2026-11-23"
WALK = """
- id: walk
  title: Walk a little
  stage: self_care
  sources: [{source: a-book, locator: page 9}]
  client: {what: Walk.}
rules:
- id: walk-when-stuck
  recommend: walk
  when: no_progress
  because: It lifts the mood.
  sources: [{source: a-book, locator: page 9}]
"""


def replayed(*changes: tuple[str, str]) -> Replay:
    """A record of the sketch, replayed with the sketch changed."""
    record = load_sketch().recommend(STUCK | {"in_therapy": True}).record(at=AT)
    return replay(record, load_sketch(*changes))


@pytest.mark.parametrize("which", ["generated", "shipped"])
@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=10)
@given(data=st.data())
def test_a_record_replays_to_the_same_plan(which: str, engine: str, data: st.DataObject) -> None:
    """The same rulebook and the same situation, on every engine."""
    rulebook, situation = data.draw(cases(which))
    record = rulebook.recommend(situation).record(at=AT)

    assert replay(record.to_json(), rulebook, engine=engine).changes == ()


@settings(max_examples=25)
@given(data=st.data())
def test_another_rulebook_is_never_called_the_same(data: st.DataObject) -> None:
    """The rulebook is part of the plan."""
    rulebook, situation = data.draw(cases("shipped"))
    record = rulebook.recommend(situation.model_copy(update={"measures": ()})).record(at=AT)

    assert not replay(record, load_sketch()).is_same


def test_a_change_of_words_is_named() -> None:
    """The ids are the same; the digest of the part is not."""
    changes = replayed(("The therapist may not know.", "They may not know.")).changes

    assert [change for change in changes if not change.startswith("rulebook")] == [
        "differs in words or reasons: recommendations"
    ]


def test_a_rule_that_no_longer_holds_is_named_with_its_step() -> None:
    """What left, and which rule is behind it."""
    outcome = replayed(("weeks_in_therapy >= 12", "weeks_in_therapy >= 20"))

    assert outcome.no_longer_hold == ("stalled-without-progress", "talk-when-stalled")
    assert outcome.left == ("talk-to-therapist",)


def test_a_step_that_is_now_held_back_says_so() -> None:
    """Where it went is part of the answer."""
    held = ("not_yet: switch-therapist\n  when: weeks_in_therapy < 3",
            "not_yet: talk-to-therapist\n  when: weeks_in_therapy > 3")  # fmt: skip
    outcome = replayed(held)

    assert "step left: `talk-to-therapist` (now under not_yet)" in outcome.changes
    assert outcome.newly_hold == ("wait-before-switching",)


def test_a_graver_danger_is_named() -> None:
    """Safety, the step that came, and the urgency."""
    outcome = replayed(("in_danger_now or suicide_plan", "in_danger_now or no_progress"))

    assert any(change.startswith("safety: was at least clear") for change in outcome.changes)
    assert outcome.came == ("get-help",)


def test_a_step_that_moved_is_named() -> None:
    """Places count among the steps of both."""
    weak = sketch().replace("rules:\n", WALK.lstrip("\n"), 1)
    strong = weak.replace("when: no_progress\n", "when: no_progress\n  strength: strong\n", 1)
    strong = strong.replace(
        "  strength: strong\n  because: The", "  strength: weak\n  because: The"
    )
    record = Rulebook.from_text(weak).recommend(STUCK | {"in_therapy": True}).record(at=AT)
    moved = replay(record, Rulebook.from_text(strong)).moved

    assert [(one.id, one.was, one.now) for one in moved] == [
        ("walk", 2, 1),
        ("talk-to-therapist", 1, 2),
    ]


def test_the_same_plan_leaves_with_zero(nextsteps: Run) -> None:
    """From the command line: make a record, and replay it."""
    Path("me.yaml").write_text("no_progress: true\nweeks_in_therapy: 14\n")
    record = nextsteps("record", "me.yaml", "--at", "2026-11-23T10:30")
    Path("record.json").write_text(record.out, encoding="utf-8")
    ran = nextsteps("replay", "record.json")

    assert (record.code, ran.code) == (0, 0)
    assert "The same plan comes out" in ran.out


def test_another_plan_leaves_with_one_and_says_what_changed(nextsteps: Run) -> None:
    """Each change on a line."""
    Path("rules").mkdir()
    Path("rules/sketch.yaml").write_text(sketch())
    Path("me.yaml").write_text("no_progress: true\nweeks_in_therapy: 14\nin_therapy: true\n"
                               "raised_with_therapist: false\n")  # fmt: skip
    record = nextsteps("record", "me.yaml", "--at", AT, "--rulebook", "rules")
    Path("rules/sketch.yaml").write_text(
        sketch(("weeks_in_therapy >= 12", "weeks_in_therapy >= 20"))
    )
    ran = nextsteps("replay", "-", "--rulebook", "rules", given=record.out.encode())

    assert ran.code == 1
    assert_golden("cli/replay-differs.txt", re.sub(r"\([0-9a-f]{12}\)", "(hash)", str(ran)))


def test_json_tells_the_outcome_as_data(nextsteps: Run) -> None:
    """For programs: the same, and nothing else changed."""
    record = recommend(STUCK).record(at=AT).to_json()
    ran = nextsteps("replay", "-", "--format", "json", given=record.encode())

    assert '"same": true' in ran.out


def test_a_record_that_was_changed_leaves_with_a_message(nextsteps: Run) -> None:
    """No traceback, and no outcome that could be mistaken for a proof."""
    record = recommend(STUCK).record(at=AT).to_json().replace("routine", "days")
    ran = nextsteps("replay", "-", given=record.encode())

    assert_golden("cli/errors/replay-changed-record.txt", str(ran))
