"""What is written otherwise in two rulebooks, and in which ways two plans differ."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from nextsteps import Plan, Rulebook
from nextsteps.verify.versions import KINDS, changes, kinds_between
from nextsteps.verify.versions.changes import _aspect
from nextsteps.verify.versions.kinds import steps_that_differ, told
from tests.golden import assert_golden
from tests.sketches import load_sketch

SKETCH = Path(__file__).parents[1] / "sketch"
EDITS = {
    ("version: 0.1.0", "version: 0.2.0"): ("rulebook", "sketch", "version", "name"),
    ("title: nothing moves", "title: nothing goes"): ("findings", "stalled", "title", "text"),
    ("level: emergency", "level: same_day"): ("findings", "in_danger", "danger", "effect"),
    ("stage: alliance", "stage: course"): (
        "recommendations", "talk-to-therapist", "stage", "effect",
    ),
    ("needs: in_therapy", "needs: not in_therapy"): (
        "recommendations", "talk-to-therapist", "needs", "condition",
    ),
    ("locator: page 2", "locator: page 12"): (
        "recommendations", "talk-to-therapist", "sources", "evidence",
    ),
    ("when: weeks_in_therapy < 3", "when: weeks_in_therapy < 4"): (
        "rules", "wait-before-switching", "when", "condition",
    ),
    ("strength: strong", "strength: weak"): ("rules", "talk-when-stalled", "strength", "effect"),
    ("because: It is early.", "because: It's early."): (
        "rules", "wait-before-switching", "because", "text",
    ),
    ("sessions_attended > 15", "sessions_attended > 16"): (
        "contradictions", "more-sessions-than-weeks", "when", "condition",
    ),
    ("How many weeks, and", "How many weeks and"): (
        "contradictions", "more-sessions-than-weeks", "question", "text",
    ),
    ("year: 2020", "year: 2021"): ("sources", "a-book", "year", "evidence"),
    ('emergency: "112"', 'emergency: "911"'): ("contacts", "*", "emergency", "text"),
}  # fmt: skip


@pytest.mark.parametrize("edit", EDITS, ids=[after for _, after in EDITS])
def test_an_edit_is_told_as_one_field_of_one_sort(edit: tuple[str, str]) -> None:
    """
    With the entry and the field in which it was made.
    """
    (change,) = changes(load_sketch(), load_sketch(edit))
    (field,) = change.fields

    assert EDITS[edit] == (change.kind, change.id, field.name, field.aspect)
    assert ("changed", frozenset({field.aspect})) == (change.what, change.aspects)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("vignettes", "example"), ("laws", "promise"), ("measures", "effect")],
)
def test_of_some_kinds_every_field_is_of_one_sort(kind, expected) -> None:
    """
    Whatever its name.
    """
    assert [expected] * 3 == [_aspect(kind, field) for field in ("when", "sources", "title")]


def test_what_came_or_went_is_told_as_a_whole() -> None:
    """
    The other way round it is the other.
    """
    book = (
        "- {id: b-book, authors: B, title: B, year: 2020, note: made up, grade: C, "
        "checked: 2026-11-23}"
    )
    more = load_sketch(("findings:", f"{book}\nfindings:"))

    for old, new, what in ((load_sketch(), more, "added"), (more, load_sketch(), "removed")):
        (change,) = changes(old, new)
        assert ("sources", "b-book", what, ()) == (
            change.kind, change.id, change.what, change.fields,
        )  # fmt: skip


STUCK = {"no_progress": True, "on_medication": True, "weeks_in_therapy": 9}
PLANS: Mapping[str, tuple[dict[str, object], dict[str, object]]] = {
    "the same": (STUCK, STUCK),
    "a danger": (STUCK, STUCK | {"suicidal_thoughts": True}),
    "a graver danger": (
        STUCK | {"unsafe_with_therapist": True, "suicidal_thoughts": False},
        STUCK | {"unsafe_with_therapist": True, "suicidal_thoughts": True},
    ),
    "something excluded": (STUCK, STUCK | {"pregnant": True}),
    "something held back": (
        STUCK | {"not_heard": True},
        STUCK | {"not_heard": True, "weeks_in_therapy": 2, "no_progress": None},
    ),
    "nothing at first": (
        {"unsafe_with_therapist": True, "suicidal_thoughts": False},
        {"suicidal_thoughts": False},
    ),
}
MORE = (
    "contradictions:",
    "- {id: walk-old, recommend: walk, when: age > 60, urgency: days, because: So., "
    "sources: [{source: a-study, locator: here}]}\ncontradictions:",
)


def test_two_plans_differ_in_these_ways() -> None:
    """
    Each told in one line, with the steps in which it shows.
    """
    rulebook = Rulebook.load(SKETCH)
    text = (SKETCH / "sketch.yaml").read_text(encoding="utf-8").replace(*MORE, 1)
    urgent = Rulebook.from_text(text, name="sketch.yaml")
    pairs = {
        name: (rulebook.recommend(old), rulebook.recommend(new))
        for name, (old, new) in PLANS.items()
    }
    pairs["more urgent"] = urgent.recommend(STUCK), urgent.recommend(STUCK | {"age": 70})
    lines = [line for name in pairs for line in (f"{name}:", *_differing(*pairs[name]))]

    assert_golden("verify/kinds-of-change.txt", "\n".join(lines))


def _differing(old: Plan, new: Plan) -> list[str]:
    found = kinds_between(old, new)
    return [
        f"  {kind}: {told(kind, old, new)} {sorted(steps_that_differ(kind, old, new))}"
        for kind in KINDS
        if kind in found
    ]
