"""The widget's Python side: what it holds, and what it answers."""

import sys
from typing import Any

import pytest
from pydantic import ValidationError

from nextsteps import Rulebook, Situation, explore
from nextsteps.explore import Explorer
from nextsteps.testing.clinic import Clinic
from tests.cli.conftest import SKETCH

STUCK: dict[str, Any] = {"in_therapy": True, "no_progress": True, "weeks_in_therapy": 14}


def test_the_situation_and_the_plan_can_be_read_and_set() -> None:
    """From the shipped rulebook, and whatever the page has changed."""
    explorer = Explorer(situation=STUCK)
    first = explorer.plan.actions[0].id
    explorer.values = {**explorer.values, "raised_with_therapist": True}
    changed = explorer.plan.actions[0].id
    explorer.situation = Situation(no_progress=True)

    assert (first, changed) == ("talk-to-therapist", "review-treatment-plan")
    assert explorer.values == {"no_progress": True}
    assert explorer.situation == Situation(no_progress=True)


def test_a_request_is_answered_under_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a message to the page that asked."""
    explorer = Explorer()
    sent: list[Any] = []
    monkeypatch.setattr(explorer, "send", sent.append)
    request = {"ask": "yaml", "values": {"age": 31}}
    explorer._handle_custom_msg({"number": 7, "request": request}, [])

    assert sent == [{"number": 7, "answer": {"text": "age: 31\n"}}]


def test_a_vocabulary_of_ones_own_is_asked() -> None:
    """Its facts stand in the form, and its situations are of its class."""
    explorer = Explorer(Rulebook.load(SKETCH, situation=Clinic), folder=SKETCH)
    sections = explorer.form["sections"]
    own = set(Clinic.vocabulary().facts) - set(Situation.vocabulary().facts)
    asked = {fact["name"] for section in sections for fact in section["facts"]}

    assert own
    assert own <= asked
    assert type(explorer.situation) is Clinic


def test_an_unknown_fact_is_refused_at_once() -> None:
    """When it is made, and when it is set."""
    with pytest.raises(ValidationError, match="did you mean `no_progress`"):
        Explorer(situation={"no_progres": True})
    explorer = Explorer()
    with pytest.raises(ValidationError, match="age"):
        explorer.situation = {"age": 131}
    assert explorer.values == {}


def test_the_rest_of_explore_does_without_the_widget(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its packages are imported when it is asked for, and only then missed."""
    monkeypatch.setitem(sys.modules, "anywidget", None)
    monkeypatch.delitem(sys.modules, "nextsteps.explorer.widget")

    assert explore.sweep
    with pytest.raises(ImportError, match="anywidget"):
        _ = explore.Explorer
    with pytest.raises(AttributeError, match="`Explored`"):
        _ = explore.Explored
