"""Neutral facts become the vocabulary's facts: everything foreseen, nothing guessed."""

from typing import Any

import pytest
import yaml

from tests.stories.adapter import answer, situation_of
from tests.stories.score import NO_STORIES, STORIES

OUT_OF_RANGE = [("planned_sessions", 0), ("sleep_hours", 40)]
SAMPLE: dict[str, list[Any]] = {
    "bool": [True, False],
    "int": [0, 1, 3],
    "number": [0, 3.5, 40],
    "list": [[]],
    "series": [[[0, 18], [6, 11]]],
}


def _facts_read(facts: dict[str, Any]) -> dict[str, Any]:
    """What the situation holds beside who asks."""
    return {name: value for name, value in situation_of(facts).facts().items() if name != "asker"}


def _neutral_facts() -> list[tuple[str, Any]]:
    if not STORIES.is_file():
        return []
    names = yaml.safe_load(STORIES.read_text())["fact_names"]
    pairs = [
        (name, value)
        for name, entry in names.items()
        for value in entry.get("values", SAMPLE.get(entry["type"], []))
        if (name, value) not in OUT_OF_RANGE
    ]
    members = [
        (name, [member.strip()])
        for name, entry in names.items()
        if entry["type"] == "list" and "any of: " in entry["means"]
        for member in entry["means"].removeprefix("any of: ").split(",")
    ]
    concerns = [("other_concerns", [value]) for value in names["concern"]["values"]]
    methods = [("modalities_tried", [value]) for value in names["therapy_type"]["values"]]
    return pairs + members + concerns + [pair for pair in methods if pair[1] != ["unknown"]]


NEUTRAL_FACTS = _neutral_facts()
if not NEUTRAL_FACTS:
    NEUTRAL_FACTS = [pytest.param("", None, marks=pytest.mark.skip(reason=NO_STORIES))]


@pytest.mark.parametrize(("name", "value"), NEUTRAL_FACTS)
def test_every_neutral_fact_and_choice_is_handled(name, value):
    """
    Scores over time too.
    """
    assert [] == answer({name: value})["dropped"]


@pytest.mark.parametrize(
    ("facts", "dropped"),
    [
        ({"favourite_colour": "blue"}, "favourite_colour"),
        ({"therapy_type": "hypnosis"}, "therapy_type=hypnosis"),
        ({"perspective": "neighbour"}, "perspective=neighbour"),
        ({"on_medication": "yes"}, "on_medication=yes"),
        ({"weeks_in_therapy": -2}, "weeks_in_therapy=-2"),
        ({"phq9_item9": 7}, "phq9_item9=7"),
        ({"sleep_hours": [5]}, "sleep_hours=[5]"),
        ({"concern": "boredom"}, "concern=boredom"),
        ({"therapist_behaviour": ["yawned"]}, "therapist_behaviour=yawned"),
        ({"withdrawal_symptoms": ["hiccups"]}, "withdrawal_symptoms=hiccups"),
        ({"steps_tried": ["dance_all_night"]}, "steps_tried=dance_all_night"),
        ({"days_since_suicide_attempt": "lately"}, "days_since_suicide_attempt=lately"),
        ({"days_since_overdose": True}, "days_since_overdose=True"),
        ({"past_suicide_attempt": 3}, "past_suicide_attempt=3"),
        ({"physical_symptoms": 4}, "physical_symptoms=4"),
    ],
)
def test_a_value_not_foreseen_is_dropped_and_listed(facts, dropped):
    """
    Nothing is guessed, and nothing is lost without a trace.
    """
    assert [dropped] == answer(facts)["dropped"]


def test_a_dropped_value_leaves_its_fact_unknown():
    """
    What cannot be read says nothing.
    """
    assert _facts_read({"therapy_type": "hypnosis", "weeks_in_therapy": "a few"}) == {}


@pytest.mark.parametrize(
    ("facts", "read"),
    [
        ({"therapy_type": "talk_therapy"}, {"therapy_type": "talk"}),
        ({"postpartum_weeks": 7.5}, {"weeks_since_birth": 7}),
        ({"sign_not_heard": False}, {"not_heard": False}),
        ({"phq9_item9": 2}, {"self_harm_item": 2}),
        ({"client_asks_about": "how_long_to_wait"}, {"asks_about_how_long": True}),
        (
            {"therapist_behaviour": ["hugs_or_touch_unwanted"]},
            {"therapist_behaviour_unwanted_touch": True},
        ),
        ({"medical_danger_signs": ["blue_lips"]}, {"danger_sign_other": True}),
        ({"physical_symptoms": ["hair_loss"]}, {"physical_symptoms": True}),
        ({"physical_symptoms": []}, {"physical_symptoms": False}),
        (
            {"concern": "trauma", "other_concerns": ["chronic_pain"]},
            {"concern_trauma": True, "concern_chronic_pain": True},
        ),
        ({"concern": "unspecified"}, {}),
        (
            {"days_since_suicide_attempt": 1},
            {"suicide_attempt_now": True, "suicide_attempt_recent": True},
        ),
        (
            {"days_since_suicide_attempt": 90},
            {"suicide_attempt_now": False, "suicide_attempt_recent": True},
        ),
        (
            {"days_since_suicide_attempt": 91},
            {
                "suicide_attempt_now": False,
                "suicide_attempt_recent": False,
                "suicide_attempt_past": True,
            },
        ),
        ({"past_suicide_attempt": True}, {"suicide_attempt_past": True}),
        ({"past_suicide_attempt": False}, {}),
        ({"days_since_overdose": 0}, {"overdose_now": True, "overdose_recent": True}),
        ({"days_since_overdose": 200}, {"overdose_now": False, "overdose_recent": True}),
        ({"days_since_overdose": 400}, {"overdose_now": False, "overdose_recent": False}),
        ({"progress": None}, {}),
    ],
)
def test_a_neutral_fact_keeps_its_meaning(facts, read):
    """
    Another name or another grain, the same meaning.
    """
    assert read == _facts_read(facts)


def test_an_empty_list_was_asked_and_means_none():
    """
    An empty list of withdrawal symptoms says no to each of them.
    """
    read = _facts_read({"withdrawal_symptoms": []})

    assert {False} == set(read.values())


def test_a_list_of_signs_says_nothing_of_the_signs_it_leaves_out():
    """
    Someone who shakes may also have had a seizure: that stays unknown.
    """
    assert _facts_read({"withdrawal_symptoms": ["shaking"]}) == {"withdrawal_sign_shaking": True}


def test_the_methods_tried_are_all_the_methods_tried():
    """
    The list answers which methods had a fair try, so the others had none.
    """
    read = _facts_read({"modalities_tried": ["supportive"]})

    assert [read["tried_method_supportive"], read["tried_method_cbt"]] == [True, False]


@pytest.mark.parametrize(
    ("facts", "cannot_say"),
    [
        ({"therapy_type": "unknown"}, {"therapy_type"}),
        ({"on_medication": "unknown"}, {"on_medication"}),
        ({"days_since_overdose": "unknown"}, {"overdose_now", "overdose_recent"}),
        ({"past_suicide_attempt": "unknown"}, {"suicide_attempt_past"}),
        ({"physical_symptoms": "unknown"}, {"physical_symptoms"}),
    ],
)
def test_unknown_means_asked_and_cannot_say(facts, cannot_say):
    """
    The fact stays unknown, and comes back as something to find out.
    """
    assert cannot_say == situation_of(facts).cannot_say


def test_the_client_asks_when_nobody_is_named():
    """
    The perspective is the client's by default.
    """
    assert situation_of({}).asker == "client"


def test_any_other_relative_asks_as_a_relative():
    """
    `family` is a relative who is neither parent nor partner.
    """
    assert situation_of({"perspective": "family"}).asker == "relative"


def test_a_step_that_was_tried_is_tried_in_all_its_forms():
    """
    Every recommendation that advises the category counts as done.
    """
    tried = situation_of({"steps_tried": ["medical_checkup"]}).tried

    assert {"done"} == set(tried.values())


def test_what_came_of_raising_it_is_the_outcome_of_talking():
    """
    A talk that the therapist dismissed failed; it was not merely done.
    """
    facts = {"steps_tried": ["talk_to_therapist"], "raised_concern_result": "dismissed"}

    assert situation_of(facts).tried["talk-to-therapist"] == "dismissed"
