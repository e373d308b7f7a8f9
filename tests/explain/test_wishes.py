"""What would have to become otherwise, as wishes: conditions that would have to change."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from nextsteps import Rulebook
from nextsteps.explain.why import reading_of
from nextsteps.explain.wishes import Wishes, Wishing
from nextsteps.language import unparse
from nextsteps.truth import negation
from tests.sketches import load_sketch

SKETCH = Path(__file__).parents[1] / "sketch"
STALLED = {"in_therapy": True, "no_progress": True, "weeks_in_therapy": 14}
GIVEN = STALLED | {"raised_with_therapist": False}
TALK = "when: stalled and not raised_with_therapist"
AGAIN = (TALK, 'when: stalled or failed("talk-to-therapist") and not_heard')
SWITCH = ('when: stalled and failed("talk-to-therapist")', "when: stalled")
REPEATED = STALLED | {"tried": {"talk-to-therapist": "no_change"}, "not_heard": True}
CAUTION = """
- id: talk-is-hard
  caution: talk-to-therapist
  when: hard_to_speak_up
  because: It is hard.
  sources: [{source: a-book, locator: page 9}]
"""
CAUTIOUS = ("contradictions:", f"{CAUTION.strip()}\ncontradictions:")


def _wishing(rulebook: Rulebook, facts: dict[str, Any]) -> Wishing:
    plan = rulebook.recommend(facts)
    return Wishing(plan, reading_of(plan, rulebook), rulebook)


def _told(alternatives: Iterable[Wishes]) -> list[list[str]]:
    return [list(_each(wishes)) for wishes in alternatives]


def _each(wishes: Wishes) -> Iterator[str]:
    for condition, wanted, settled in wishes:
        truth = wanted.name if settled else f"not {negation(wanted).name}"
        yield f"{truth}: {unparse(condition)}"


OTHER = [
    ['TRUE: failed("talk-to-therapist")'],
    ['FALSE: failed("talk-to-therapist")'],
    *(
        [f'TRUE: raised_result == "{choice}"']
        for choice in Rulebook.default().situation.vocabulary().facts["raised_result"].choices
    ),
]
COME_IN: dict[str, tuple[tuple[tuple[str, str], ...], dict[str, Any], str, list[list[str]]]] = {
    "what nothing speaks for": (
        (),
        {"in_therapy": True},
        "talk-to-therapist",
        [["TRUE: stalled and not raised_with_therapist"]],
    ),
    "the core step of a danger": ((), {}, "get-help", [["TRUE: in_danger"]]),
    "what waits for the danger to pass": (
        (),
        GIVEN | {"suicide_plan": True},
        "talk-to-therapist",
        [["not TRUE: in_danger"]],
    ),
    "what is not yet to be done": (
        (("when: weeks_in_therapy < 3", "when: weeks_in_therapy < 30"), SWITCH),
        STALLED | {"raised_with_therapist": True},
        "switch-therapist",
        [["not TRUE: weeks_in_therapy < 30"]],
    ),
    "what waits while it is unknown": (
        (
            ("when: weeks_in_therapy < 3", "when: not_heard"),
            ("until: three", "if_unknown: hold\n  until: three"),
            SWITCH,
        ),
        STALLED | {"raised_with_therapist": True},
        "switch-therapist",
        [["FALSE: not_heard"]],
    ),
    "what a contradiction holds back": (
        (
            ("when: weeks_in_therapy < 3", "when: not_heard"),
            ("weeks_in_therapy <= 2 and", "weeks_in_therapy <= 20 and"),
            SWITCH,
        ),
        STALLED | {"raised_with_therapist": True, "sessions_attended": 20},
        "switch-therapist",
        [["not TRUE: weeks_in_therapy <= 20 and sessions_attended > 15"]],
    ),
    "what is excluded": (
        (("not_yet: switch", "exclude: switch"), ("  until: three weeks have passed\n", ""),
         ("when: weeks_in_therapy < 3", "when: weeks_in_therapy < 30"), SWITCH),
        STALLED | {"raised_with_therapist": True},
        "switch-therapist",
        [["not TRUE: weeks_in_therapy < 30"]],
    ),
    "what needs something": (
        (), GIVEN | {"in_therapy": False}, "talk-to-therapist", [["not FALSE: in_therapy"]]
    ),
    "what was tried": (
        (AGAIN,),
        REPEATED | {"not_heard": None},
        "talk-to-therapist",
        [
            ['TRUE: failed("talk-to-therapist") and not_heard'],
            ['FALSE: tried("talk-to-therapist")'],
            *OTHER,
        ],
    ),
    "what was tried, where its rule reads that it was": (
        ((TALK, 'when: stalled or tried("talk-to-therapist") and not_heard'),),
        REPEATED | {"not_heard": None},
        "talk-to-therapist",
        [
            ['TRUE: tried("talk-to-therapist") and not_heard'],
            ['FALSE: tried("talk-to-therapist")'],
            *OTHER,
        ],
    ),
    "the opposite of what is given": (
        (SWITCH,),
        GIVEN,
        "switch-therapist",
        [
            ["not TRUE: stalled and not raised_with_therapist"],
            ["FALSE: in_therapy"],
            ["TRUE: in_danger"],
            ['TRUE: tried("talk-to-therapist")'],
            ["TRUE: stalled"],
            ["not TRUE: stalled and not raised_with_therapist"],
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", COME_IN)
def test_to_come_in_what_keeps_it_out_must_go(name: str) -> None:
    """
    Alternatives in their order, each with all that must come true together.
    """
    changes, facts, step, expected = COME_IN[name]

    assert expected == _told(_wishing(load_sketch(*changes), facts).to_come_in(step))


def test_what_waits_does_so_for_the_gravest_danger_only() -> None:
    """
    Below an emergency it waits for misconduct too, of whatever level.
    """
    rulebook = Rulebook.load(SKETCH)
    both = {"no_progress": True, "unsafe_with_therapist": True, "suicidal_thoughts": True}
    misconduct = both | {"suicidal_thoughts": None}

    assert [["not TRUE: crisis"]] == _told(_wishing(rulebook, both).to_come_in("talk"))
    told = _told(_wishing(rulebook, misconduct).to_come_in("walk"))
    assert [["not TRUE: unsafe"]] == told


def test_to_go_out_one_of_all_that_keeps_it_in_must_go() -> None:
    """
    Its arguments, its needs, or by a danger, a rule against it, its being tried, its opposite.
    """
    wishing = _wishing(load_sketch(CAUTIOUS, SWITCH), GIVEN)

    assert [
        ["not TRUE: stalled and not raised_with_therapist"],
        ["FALSE: in_therapy"],
        ["TRUE: in_danger"],
        ['TRUE: tried("talk-to-therapist")'],
        ["TRUE: stalled"],
        ["not TRUE: stalled and not raised_with_therapist"],
        ["TRUE: hard_to_speak_up"],
    ] == _told(wishing.to_go_out("talk-to-therapist"))
    assert [] == _told(wishing.to_go_out("get-help"))


def test_a_step_that_is_repeated_goes_out_when_its_reason_does() -> None:
    """
    The part of its rule that reads what came of it, or another outcome.
    """
    wishing = _wishing(load_sketch(AGAIN), REPEATED)

    told = _told(wishing.to_go_out("talk-to-therapist"))
    assert [['not TRUE: failed("talk-to-therapist") and not_heard'], *OTHER] == told[4:-2]


def test_to_rise_more_must_speak_for_it_or_less_against() -> None:
    """
    And to sink the other way round; the core step of a danger by the danger's rules.
    """
    wishing = _wishing(load_sketch(CAUTIOUS), GIVEN | {"hard_to_speak_up": True})
    rule, caution = "stalled and not raised_with_therapist", "hard_to_speak_up"

    assert _told(wishing.to_rise("talk-to-therapist")) == [
        [f"TRUE: {rule}"], [f"not TRUE: {caution}"]
    ]  # fmt: skip
    assert _told(wishing.to_sink("talk-to-therapist")) == [
        [f"not TRUE: {rule}"], [f"TRUE: {caution}"]
    ]  # fmt: skip
    assert _told(wishing.to_rise("get-help")) == [["TRUE: in_danger"]]
    assert _told(wishing.to_sink("get-help")) == [
        ["not TRUE: in_danger_now or suicide_plan"],
        ["TRUE: in_danger_now or suicide_plan"],
    ]


def test_to_lead_it_must_rise_or_the_first_sink_or_go() -> None:
    """
    Where it is not given at all, it must come in first.
    """
    wishing = _wishing(Rulebook.load(SKETCH), {"no_progress": True})
    told = _told(wishing.to_lead("walk"))
    rising, sinking, going = (
        _told(one)
        for one in (wishing.to_rise("walk"), wishing.to_sink("talk"), wishing.to_go_out("talk"))
    )

    assert told == [*rising, *sinking, *going]
    assert _told(wishing.to_lead("couples")) == _told(wishing.to_come_in("couples"))
