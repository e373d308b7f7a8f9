"""Explanations as text and as JSON, each compared with what was recorded."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nextsteps import Plan, Rulebook
from nextsteps.explain import NearRule, Part
from nextsteps.explain.part import distance, nearest_leaves
from nextsteps.language import IsTrue
from tests.golden import assert_golden
from tests.sketches import load_sketch

SKETCH = Path(__file__).parents[1] / "sketch"
STUCK = {
    "no_progress": True, "not_heard": True, "hard_to_speak_up": True, "on_medication": True,
    "concern_relationship": True, "pregnant": True, "weeks_in_therapy": 2,
}  # fmt: skip
DANGER = STUCK | {"suicidal_thoughts": True}
AGAIN = {"tried": {"talk": "no_change"}, "in_therapy": True, "no_progress": True}
WAYS = (
    "when: stalled and not raised_with_therapist",
    "when: stalled and (not raised_with_therapist or not_heard and age > 20 or goals_set"
    " or (sleep_hours < 5 or age > 60) or weeks_in_therapy > 30 or in_danger_now)",
)
MORE = [
    f"id: walk-{number}, recommend: keep-medicine, when: age > {90 + number} and not_heard"
    for number in range(6)
]
CITED = "because: It was written., sources: [{source: a-study, locator: here}]"
ASKED: dict[str, tuple[dict[str, Any], Callable[[Plan], Any]]] = {
    "why": (STUCK, lambda plan: plan.why("talk")),
    "why-anyway": (STUCK, lambda plan: plan.why("walk")),
    "why-core": (DANGER, lambda plan: plan.why("call-now")),
    "why-later": (DANGER, lambda plan: plan.why("talk")),
    "why-again": (AGAIN | {"goals_set": True}, lambda plan: plan.why("talk")),
    "first": (STUCK, lambda plan: plan.why_not("talk")),
    "outranked": (STUCK, lambda plan: plan.why_not("walk")),
    "later": (DANGER, lambda plan: plan.why_not("talk")),
    "excluded": (STUCK, lambda plan: plan.why_not("review")),
    "excluded-once-waiting": (DANGER, lambda plan: plan.why_not("review")),
    "not-yet": (STUCK, lambda plan: plan.why_not("switch")),
    "while-unknown": (STUCK, lambda plan: plan.why_not("couples")),
    "tried": (AGAIN, lambda plan: plan.why_not("talk")),
    "opposite": (
        {"no_progress": True, "not_heard": True, "weeks_in_therapy": 9},
        lambda plan: plan.why_not("switch"),
    ),
    "unsupported": (STUCK, lambda plan: plan.why_not("call-now")),
    "unsupported-and-not-known": ({}, lambda plan: plan.why_not("talk")),
    "unsupported-after-success": (
        {"tried": {"talk": "helped"}, "in_therapy": True},
        lambda plan: plan.why_not("talk"),
    ),
    "compare": (STUCK, lambda plan: plan.compare("walk", "talk")),
    "compare-now-and-later": (DANGER, lambda plan: plan.compare("talk", "call-now")),
    "what-if": (STUCK, lambda plan: plan.what_if(no_progress=False, weeks_in_therapy=8.5)),
    "what-if-in-danger": (STUCK, lambda plan: plan.what_if(suicidal_thoughts=True)),
    "what-if-out-of-danger": (DANGER, lambda plan: plan.what_if(suicidal_thoughts=None)),
    "what-if-excluded": (
        {"on_medication": True, "no_progress": True},
        lambda plan: plan.what_if(pregnant=True),
    ),
    "what-if-no-longer-excluded": (
        STUCK | {"no_progress": False},
        lambda plan: plan.what_if(pregnant=False, wants_to_stop_medication=True),
    ),
    "what-if-the-same": (STUCK, lambda plan: plan.what_if(no_progress=True)),
    "what-if-nothing-comes-of-it": (STUCK, lambda plan: plan.what_if(age=31)),
    "in": (STUCK | {"weeks_in_therapy": 9}, lambda plan: plan.what_would_change("switch")),
    "in-already": (STUCK, lambda plan: plan.what_would_change("talk")),
    "in-by-nothing": (STUCK, lambda plan: plan.what_would_change("review")),
    "in-again": (AGAIN, lambda plan: plan.what_would_change("talk")),
    "out": (STUCK, lambda plan: plan.what_would_change("talk", "out")),
    "top": (STUCK, lambda plan: plan.what_would_change("walk", "top")),
}


@pytest.fixture(scope="module")
def printed() -> Rulebook:
    """The small rulebook for what is printed."""
    return Rulebook.load(SKETCH)


@pytest.mark.parametrize("name", ASKED)
def test_each_explanation_reads_as_recorded(printed: Rulebook, name: str) -> None:
    """
    As text, and as JSON with all that it knows.
    """
    facts, ask = ASKED[name]
    told = ask(printed.recommend(facts))

    assert_golden(f"explain/{name}.txt", str(told))
    if hasattr(told, "to_json"):
        assert_golden(f"explain/{name}.json", told.to_json(indent=1))


def test_two_ways_are_told_as_either_and_or() -> None:
    """
    Set in twice; a single way, as that of a finding with one rule, once.
    """
    two = (WAYS[0], "when: stalled and (not_heard and age > 20 or goals_set)")
    plan = load_sketch(two).recommend({"in_therapy": True})

    assert_golden("explain/two-ways.txt", str(plan.why_not("talk-to-therapist")))


def test_ways_are_told_the_nearest_first_and_four_at_most() -> None:
    """
    Set in below the part that they would fulfil.
    """
    plan = load_sketch(WAYS).recommend(
        {"in_therapy": True, "weeks_in_therapy": 3, "raised_with_therapist": True, "age": 10}
    )

    assert_golden("explain/many-ways.txt", str(plan.why_not("talk-to-therapist")))


def test_four_rules_at_most_are_told_in_words() -> None:
    """
    How many more there are is said.
    """
    rulebook = _with_rules(*MORE)

    told = str(rulebook.recommend({}).why_not("keep-medicine"))
    assert_golden("explain/many-rules.txt", told)
    four = _with_rules(*MORE[:3]).recommend({}).why_not("keep-medicine")
    assert "\n".join(told.splitlines()[:-1]) == str(four)


def test_a_core_step_names_rules_of_its_own_too() -> None:
    """
    Beside those of its danger.
    """
    rulebook = _with_rules("id: call-anyway, recommend: call-now, when: age > 60")
    near = rulebook.recommend({}).why_not("call-now").near

    assert {"call-anyway", "crisis-when-thoughts"} == {one.rule for one in near}


def test_another_urgency_and_another_place_are_told() -> None:
    """
    From what, to what.
    """
    rulebook = _with_rules("id: walk-old, recommend: walk, when: age > 60, urgency: days")
    told = rulebook.recommend(STUCK).what_if(age=70)

    assert_golden("explain/what-if-more-urgent.txt", str(told))
    assert_golden("explain/what-if-more-urgent.json", told.to_json(indent=1))


def test_what_it_needs_and_is_not_given_is_told() -> None:
    """
    Set in below the reason.
    """
    plan = load_sketch().recommend(
        {
            "no_progress": True, "weeks_in_therapy": 14, "raised_with_therapist": False,
            "in_therapy": False,
        }
    )  # fmt: skip

    assert_golden("explain/without-what-it-needs.txt", str(plan.why_not("talk-to-therapist")))


def test_a_contradiction_that_holds_a_step_back_is_named() -> None:
    """
    It is no rule, so that no facts make it hold.
    """
    rulebook = load_sketch(
        ('stalled and failed("talk-to-therapist")', "not_heard"),
        ("when: weeks_in_therapy < 3", "when: weeks_in_therapy < 1"),
    )
    plan = rulebook.recommend({"not_heard": True, "weeks_in_therapy": 2, "sessions_attended": 20})

    assert_golden("explain/by-a-contradiction.txt", str(plan.why_not("switch-therapist")))


def _with_rules(*rules: str) -> Rulebook:
    text = (SKETCH / "sketch.yaml").read_text(encoding="utf-8")
    more = "".join(f"- {{{rule}, {CITED}}}\n" for rule in rules)
    return Rulebook.from_text(text.replace("contradictions:", f"{more}contradictions:"), name="a")


def test_each_way_to_hold_is_told_with_the_findings_on_it() -> None:
    """
    Those too that must not hold.
    """
    ways = (
        "when: (no_progress or not_heard or tried('switch-therapist'))"
        " and not stalled and not in_danger"
    )
    plan = load_sketch((WAYS[0], ways)).recommend(
        {
            "in_therapy": True, "weeks_in_therapy": 3, "no_progress": True, "not_heard": True,
            "tried": {"switch-therapist": "helped"}, "in_danger_now": False,
            "suicide_plan": False,
        }
    )  # fmt: skip
    told = plan.why("talk-to-therapist")

    assert_golden("explain/why-in-three-ways.txt", str(told))
    assert_golden("explain/why-in-three-ways.json", told.to_json(indent=1))


def test_scores_behind_what_stands_in_the_way_are_told() -> None:
    """
    A trend that only the scores show excludes a step.
    """
    scores = [
        {"measure": "phq-9", "week": 0, "total": 9},
        {"measure": "phq-9", "week": 6, "total": 17},
    ]
    plan = Rulebook.default().recommend(
        {"in_therapy": True, "progress": "good", "measures": scores}
    )

    barriers = plan.why_not("keep-going").barriers
    assert {"phq-9: 9, 17"} == {told for one in barriers for told in one.scores.values()}
    assert all(one.scores.keys() <= one.facts.keys() for one in barriers)


def _part(text: str, state: Any = "fails", *ways: tuple[Part, ...]) -> Part:
    return Part(text, state, {}, IsTrue(text), ways)


def test_of_several_ways_the_nearest_has_the_fewest_that_fail() -> None:
    """
    Then the fewest of any kind, also deeper down; what two parts share is told once.
    """
    one, other, open_one, open_other = (
        _part("a"), _part("b"), _part("c", "unknown"), _part("d", "unknown"),
    )  # fmt: skip
    deep = _part("deep", "fails", (one, other), (open_one, open_other, one), (open_other,))

    assert (1, 2) == distance((one, open_one))
    assert (open_other,) == nearest_leaves([deep])
    assert (one, open_other) == nearest_leaves([one, deep, one])
    assert [one, other, open_one, open_other, one, open_other] == list(deep.leaves())


def test_a_rule_that_misses_nothing_is_told_in_one_line() -> None:
    """
    Without parts there is nothing to set in.
    """
    assert "a-rule does not hold" == str(NearRule("a-rule", "So.", (), ()))
