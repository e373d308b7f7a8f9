"""Programs of others read what we write: validators, HL7's invariants, and FHIRPath engines."""

import copy
import random

import pytest

from nextsteps import Rulebook, Situation, recommend
from nextsteps.fhir import guidance, library, parameters, plan_definition, questionnaire
from nextsteps.measures import score
from tests.fhir.checks import Checks
from tests.fhir.responses import response, total_of

pytestmark = pytest.mark.fhir

RULEBOOK = Rulebook.default()
FORMS = {name: questionnaire(one, RULEBOOK) for name, one in RULEBOOK.measures.items()}


@pytest.fixture(scope="module")
def checks(node, unpacked, module):
    """All of them."""
    return Checks(node, unpacked, module)


def test_every_questionnaire_is_valid(checks):
    """By two validators, and by HL7's invariants in two FHIRPath engines."""
    assert {} == checks.faults(list(FORMS.values()))


SITUATIONS = (
    {"in_danger_now": True, "asker": "clinician"},
    {"suicidal_thoughts": True, "no_progress": True},
    {},
)
ABOUT = ({}, {"patient": "p1", "at": "2026-11-20"}, {"patient": "p1", "at": "2026-11-20T10:00:00Z"})


def test_every_plan_is_valid(checks):
    """The bundle, and each resource in it; with a patient and a time, and without."""
    made = [guidance(recommend(each), **more) for each, more in zip(SITUATIONS, ABOUT, strict=True)]
    inner = [one["resource"] for bundle in made for one in bundle["entry"]]
    tasks = [one for one in inner if one["resourceType"] == "Task"]
    others = [one for one in inner if one["resourceType"] != "Task"]

    assert {} == checks.faults([*made, *others, *tasks[:3]])


def test_the_rules_are_valid(checks):
    """The PlanDefinition the Library, and what is known of somebody."""
    made = [
        library(RULEBOOK),
        plan_definition(RULEBOOK),
        parameters(Situation(age=31, weeks_in_therapy=14.0), RULEBOOK),
    ]

    assert {} == checks.faults(made)


def test_every_plan_is_valid_as_r5(module):
    """By the models of fhir.resources, which are those of R5."""
    bundle = module("fhir.resources.bundle").Bundle
    for situation in SITUATIONS:
        made = guidance(recommend(situation), release="R5", patient="p1", at="2026-11-20")
        read = bundle.model_validate(made)
        assert len(made["entry"]) == len(read.entry)


def broken(change):
    """The PHQ-9 with a fault."""
    form = copy.deepcopy(FORMS["phq-9"])
    change(form)
    return form


FAULTS = {
    "a status that there is not": (
        lambda form: form.update(status="final"),
        {"fhir (npm)"},
    ),
    "an element that there is not": (
        lambda form: form.update(colour="red"),
        {"fhir (npm)", "fhirkit"},
    ),
    "a link id twice": (
        lambda form: form["item"][0].update(linkId="phq-9/2"),
        {"fhirpath.js", "fhirpathpy"},
    ),
    "an expression that says nothing": (
        lambda form: form["extension"][0]["valueExpression"].pop("expression"),
        {"fhirpath.js", "fhirpathpy"},
    ),
}


@pytest.mark.parametrize("what", FAULTS)
def test_a_fault_would_be_found(what, checks):
    """Each of the programs finds what it is there for."""
    change, finders = FAULTS[what]

    assert finders <= checks.faults([broken(change)]).keys()


def test_forms_add_up_to_our_totals(node):
    """Random answers to every measure; with an answer missing there is no total."""
    draw = random.Random(20261120)  # noqa: S311  (no secret)
    asked, expected = [], []
    for name, measure in RULEBOOK.measures.items():
        numbers = range(1, measure.items.count + 1)
        for _ in range(6):
            answers = [draw.choice(measure.items.allowed(one)) for one in numbers]
            asked.append(filled(name, answers))
            expected.append([score(measure, answers=answers).total])
        answers[draw.randrange(len(answers))] = None
        asked.append(filled(name, answers))
        expected.append([])

    assert expected == node("path.js", asked)


def filled(name, answers):
    """What is asked of a FHIRPath engine: the total of this form."""
    form = FORMS[name]
    return {
        "resource": response(form, answers),
        "expression": total_of(form),
        "variables": {"questionnaire": form},
    }
