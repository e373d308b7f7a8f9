"""Rules as CQL and ELM: the two say the same, and what the reference evaluator says."""

import base64
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from nextsteps import Rulebook, Situation
from nextsteps.fhir import library, parameters, plan_definition
from nextsteps.fhir.logic import cql_of, elm_of, logics_of, urgencies_of
from tests.fhir.cql_reader import definitions_in
from tests.fhir.elm_in_python import evaluated
from tests.fhir.expected import expected_of, given_to, reading_of
from tests.golden import assert_golden
from tests.strategies import rulebooks_with_situation, shipped_situations

SHIPPED = Rulebook.default()
LOGICS = logics_of(SHIPPED)
ELM = elm_of(LOGICS)
SLOW = settings(
    max_examples=30,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@SLOW
@given(shipped_situations())
def test_the_shipped_rules_mean_the_same(situation):
    """All that holds, what is given now or later, how urgent, and what to make sure of."""
    reading = reading_of(situation, SHIPPED)
    found = evaluated(ELM, given_to(LOGICS, reading))

    assert {} == that_differ(found, expected_of(reading, SHIPPED))


@settings(max_examples=120)
@given(rulebooks_with_situation())
def test_any_rules_mean_the_same(case):
    """Generated rulebooks, with every part of the language."""
    rulebook, situation = case
    logics, reading = logics_of(rulebook), reading_of(situation, rulebook)
    found = evaluated(elm_of(logics), given_to(logics, reading))

    assert {} == that_differ(found, expected_of(reading, rulebook))


def that_differ(found, expected):
    """Definitions with another value than they must have."""
    return {name: (found[name], value) for name, value in expected.items() if found[name] != value}


@settings(max_examples=40)
@given(rulebooks_with_situation())
def test_text_and_elm_are_the_same_logic(case):
    """The text, read back, is the ELM."""
    logics = logics_of(case[0])

    assert definitions_of(elm_of(logics)) == definitions_in(cql_of(logics))


def test_the_shipped_text_and_elm_are_the_same_logic():
    """All of its definitions."""
    assert definitions_of(ELM) == definitions_in(cql_of(LOGICS))


def definitions_of(elm):
    """Each definition by name."""
    return {one["name"]: one["expression"] for one in elm["library"]["statements"]["def"]}


def test_names_are_unique():
    """Also between parameters and definitions."""
    names = [*LOGICS.parameters, *(one.name for one in LOGICS.definitions)]

    assert len(set(names)) == len(names)


def test_the_library_of_a_sketch():
    """As text."""
    sketch = Rulebook.load(Path(__file__).parents[1] / "sketch")

    assert_golden("fhir/sketch.cql", cql_of(logics_of(sketch)))


def test_a_library_carries_both():
    """And names its parameters with their types."""
    made = library(SHIPPED)
    text, elm = (base64.b64decode(one["data"]).decode() for one in made["content"])

    assert (cql_of(LOGICS), ELM) == (text, json.loads(elm))
    given_in = {one["name"]: one["type"] for one in made["parameter"] if one["use"] == "in"}
    assert {name: kind.lower() for name, kind in LOGICS.parameters.items()} == given_in


@pytest.mark.parametrize("reader", ["client", "relative", "clinician"])
def test_a_plan_definition_has_every_step_for_its_reader(reader):
    """Once for each urgency that it can have, in the reader's words, under a name that there is."""
    actions = plan_definition(SHIPPED, reader=reader)["action"]
    names = {one.name for one in LOGICS.definitions}

    said = sorted((code_of(one, 0), code_of(one, 1)) for one in actions)
    meant = sorted(
        (entry.id, urgency)
        for entry in SHIPPED.recommendations.values()
        if entry.text(reader) is not None
        for urgency in urgencies_of(entry, SHIPPED)
    )
    assert meant == said
    for one in actions:
        assert len(one["title"]) < 140
        assert one["title"] == SHIPPED.recommendations[code_of(one, 0)].title_for(reader)
        assert one["documentation"]
        for each in (one, *one.get("action", [])):
            [condition] = each["condition"]
            assert condition["expression"]["expression"] in names


def test_who_calls_for_help_is_told_whom_to_call():
    """In every country, and where it is not known."""
    calling = [one for one in SHIPPED.recommendations.values() if "call_for_help" in one.acts]
    actions = {code_of(one, 0): one for one in plan_definition(SHIPPED)["action"]}

    assert len(calling) > 2
    for entry in calling:
        told = {
            one["condition"][0]["expression"]["expression"]: one["description"]
            for one in actions[entry.id]["action"]
        }
        for country, contact in SHIPPED.contacts.items():
            name = "help elsewhere" if country == "*" else f"help in {country}"
            assert contact.emergency in told[name]
            assert all(line.name.split()[0] in told[name] for line in contact.lines)


def test_a_step_names_its_opposites_where_they_are_given():
    """For only a plan knows which of the two ranks higher."""
    actions = {code_of(one, 0): one for one in plan_definition(SHIPPED)["action"]}

    for name, others in SHIPPED.opposites.items():
        told = [
            one["condition"][0]["expression"]["expression"]
            for one in actions[name].get("action", [])
            if one["title"] == "Not together with"
        ]
        assert sorted(f"now {other}" for other in others) == told


def code_of(action, place):
    """One of the codes of an action."""
    return action["code"][place]["coding"][0]["code"]


@SLOW
@given(shipped_situations())
def test_parameters_are_what_the_library_takes(situation):
    """Values of its types; what is unknown is left out."""
    reading = reading_of(situation, SHIPPED)
    given_in = {name: one for name, one in given_to(LOGICS, reading).items() if one is not None}
    made = parameters(situation, SHIPPED).get("parameter", [])

    assert given_in == {one["name"]: one[f"value{LOGICS.parameters[one['name']]}"] for one in made}


def test_nothing_known_is_nothing_given():
    """Only what scores show has a value without scores."""
    made = parameters(Situation(), SHIPPED)["parameter"]

    assert all(one["name"].startswith(("measured_", "scores_")) for one in made)
