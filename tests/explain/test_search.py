"""The search for what would change a plan: which values it tells, and what it refuses."""

from pathlib import Path

import pytest

from nextsteps import Rulebook
from nextsteps.explain import what_would_change
from nextsteps.explain.entered import with_entered
from nextsteps.explain.search import Search
from tests.sketches import load_sketch

SKETCH = Path(__file__).parents[1] / "sketch"
TALK = "when: stalled and not raised_with_therapist"


def test_of_several_values_the_nearest_to_what_is_known_is_told() -> None:
    """
    From nine hours twelve is nearer than five.
    """
    rulebook = load_sketch((TALK, "when: sleep_hours < 6 or sleep_hours == 12"))
    plan = rulebook.recommend({"in_therapy": True, "sleep_hours": 9})

    (change,) = plan.what_would_change("talk-to-therapist").changes
    assert {"sleep_hours": 12} == change.facts
    after = rulebook.recommend(change.applied_to(plan.situation))
    assert ["talk-to-therapist"] == [step.id for step in after.recommendations]


def test_a_situation_without_a_known_danger_is_not_sound() -> None:
    """
    However well it reaches the target: nobody is told to be in less danger.
    """
    rulebook = load_sketch((TALK, "when: not_heard"))
    plan = rulebook.recommend({"in_therapy": True, "not_heard": True, "suicide_plan": True})
    search = Search(plan, rulebook, "talk-to-therapist", "in")
    safe = plan.situation.with_facts(suicide_plan=False)

    assert search.is_reached(rulebook.recommend(safe))
    assert not search.reaches(safe)


def test_a_fact_that_contradicts_what_came_of_a_step_is_not_sound() -> None:
    """
    Raising it helped, or changed nothing: not both.
    """
    rulebook = load_sketch()
    facts = {"raised_result": "no_change"}
    for tried, is_sound in (({"talk-to-therapist": "helped"}, False), ({}, True)):
        plan = rulebook.recommend({"in_therapy": True, "tried": tried})
        search = Search(plan, rulebook, "switch-therapist", "in")
        after = rulebook.recommend(with_entered(plan.situation, facts))

        assert is_sound is search._is_sound(after, facts)


def test_a_change_that_contradicts_what_is_known_is_not_sound() -> None:
    """
    Twenty sessions in two weeks would be asked about, not advised.
    """
    rulebook = load_sketch()
    plan = rulebook.recommend({"in_therapy": True, "weeks_in_therapy": 2})
    search = Search(plan, rulebook, "switch-therapist", "in")

    for sessions, is_sound in ((20, False), (4, True)):
        facts = {"sessions_attended": sessions}
        after = rulebook.recommend(with_entered(plan.situation, facts))
        assert is_sound is search._is_sound(after, facts)


def test_what_is_known_now_is_told_of_facts_and_outcomes() -> None:
    """
    None where nothing is.
    """
    rulebook = load_sketch()
    plan = rulebook.recommend({"age": 30, "tried": {"switch-therapist": "done"}})
    search = Search(plan, rulebook, "talk-to-therapist", "in")

    known = ("age", "tried: switch-therapist", "pregnant", "tried: get-help")
    assert [30, "done", None, None] == [search.before(key) for key in known]


def test_neither_warnings_nor_steps_for_safety_are_to_be_tried() -> None:
    """
    Nobody does them to make room for something else.
    """
    rulebook = Rulebook.load(SKETCH)
    search = Search(rulebook.recommend({}), rulebook, "talk", "in")

    assert {"tried: switch", "tried: review", "tried: couples", "tried: walk"} == {
        key for key in search.open if key.startswith("tried: ")
    }


def test_values_come_nearest_first_and_yes_before_no() -> None:
    """
    Of a fact of which nothing is known, the most of it first.
    """
    rulebook = load_sketch((TALK, "when: sleep_hours < 6 or sleep_hours == 12"))
    plan = rulebook.recommend({"sleep_hours": 9})
    search = Search(plan, rulebook, "talk-to-therapist", "in")

    assert [12, 5, 0] == search._nearest("sleep_hours", frozenset({0, 5, 12}))
    assert [True, False] == search._nearest("no_progress", frozenset({True, False}))


def test_no_change_of_four_facts_is_told() -> None:
    """
    Three are the most; with one of the four known there are three.
    """
    four = "no_progress and not_heard and goals_set and sleep_hours < 5"
    rulebook = load_sketch((TALK, f"when: {four}"))
    told = rulebook.recommend({"in_therapy": True}).what_would_change("talk-to-therapist")

    assert ((), True) == (told.changes, told.is_exhaustive)
    known = rulebook.recommend({"in_therapy": True, "goals_set": True})
    (change,) = known.what_would_change("talk-to-therapist").changes
    assert {"no_progress", "not_heard", "sleep_hours"} == change.facts.keys()


def test_a_search_that_was_cut_short_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    "None" then means none among what was tried.
    """
    monkeypatch.setattr("nextsteps.explain.search.MAX_PLANS", 1)
    plan = load_sketch().recommend({"in_therapy": True, "weeks_in_therapy": 14})
    told = plan.what_would_change("talk-to-therapist")

    assert ((), False) == (told.changes, told.is_exhaustive)
    assert str(told).endswith("come to know: none found")


def test_another_target_is_refused_with_those_there_are() -> None:
    """
    In, out and top.
    """
    plan = load_sketch().recommend({})

    with pytest.raises(ValueError, match=r"^`to` is one of in, out, top, not 'up'$"):
        what_would_change(plan, "get-help", "up")  # type: ignore[arg-type]
