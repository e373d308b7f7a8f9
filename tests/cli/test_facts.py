"""`nextsteps facts`."""

import json

from nextsteps import Situation
from tests.cli.conftest import Run


def test_every_fact_is_listed_with_its_question(nextsteps: Run) -> None:
    """No fact of the vocabulary is left out."""
    ran = nextsteps("facts")
    told = " ".join(ran.out.split())

    missing = [
        fact.name
        for fact in Situation.vocabulary().facts.values()
        if f"- {fact.name}: {fact.question}" not in told
    ]
    assert missing == []


def test_ranges_units_choices_and_dangers_are_shown(nextsteps: Run) -> None:
    """A fact says what it can be."""
    told = " ".join(nextsteps("facts").out.split())

    assert "(a whole number from 0 to 120 (years))" in told
    assert "(one of mild, moderate, severe)" in told
    assert "(true or false; danger)" in told


def test_json_lists_the_facts_as_data(nextsteps: Run) -> None:
    """Programs get name, kind, question, choices and range."""
    facts = {fact["name"]: fact for fact in json.loads(nextsteps("facts", "--format", "json").out)}

    assert set(Situation.vocabulary().facts) == set(facts)
    assert facts["severity"]["choices"] == ["mild", "moderate", "severe"]


def test_a_word_finds_the_facts_that_speak_of_it(nextsteps: Run) -> None:
    """In the name or in the question, in whatever case."""
    ran = nextsteps("facts", "Homework")

    assert ran.out.startswith("- homework_assigned: Are there tasks")
    assert "- homework_barrier: " in ran.out
    assert "age:" not in ran.out
    found = json.loads(nextsteps("facts", "between sessions", "--format", "json").out)
    assert "homework_assigned" in [fact["name"] for fact in found]


def test_a_word_that_no_fact_speaks_of_is_told(nextsteps: Run) -> None:
    """With the nearest name."""
    ran = nextsteps("facts", "no_progres_")

    assert ran.code == 1
    assert "no fact has `no_progres_` in its name or question" in ran.err
    assert "did you mean `no_progress`?" in ran.err
