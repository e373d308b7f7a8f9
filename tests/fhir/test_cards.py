"""
What HL7 requires of cards as invariants, through two FHIRPath engines.

They are in our own words and expressions; HL7's keys say which of its rules each one is.
"""

import copy
from datetime import date

import pytest

import nextsteps as ns
from nextsteps.cdshooks import check_response
from nextsteps.cdshooks.app import create_app
from nextsteps.service import patient_view
from nextsteps.service.cards import cards_of
from nextsteps.service.chart import Chart
from tests.cdshooks.messages import RESPONSE
from tests.fhir.checks import Checks
from tests.service.clients import TestClient
from tests.service.records import CALL, TODAY

pytestmark = pytest.mark.fhir

INVARIANTS = {
    "cds-resp-1": "cards.where(selectionBehavior = 'at-most-one')"
    ".all(suggestions.where(isRecommended = true).count() <= 1)",
    "cds-resp-2": "cards.suggestions.actions.where(type = 'delete')"
    ".all(resourceId.exists() and resource.empty())",
    "cds-resp-3": "cards.links.where(appContext.exists()).all(type = 'smart')",
    "cds-resp-4": "cards.overrideReasons.all(display.exists())",
    "cds-resp-5": "cards.suggestions.actions.all(description.exists())",
    "cds-resp-6": "cards.where(suggestions.exists()).all(selectionBehavior.exists())",
    "summary": "cards.all(summary.exists() and summary.length() < 140)",
    "indicator": "cards.all(indicator in ('info' | 'warning' | 'critical'))",
    "source": "cards.all(source.label.exists())",
}
CARD = ("cards", 0)
CHOICE = (*CARD, "suggestions", 0)
BROKEN = {
    "cds-resp-1": ((*CARD, "suggestions"), "twice"),
    "cds-resp-2": ((*CHOICE, "actions", 1, "resourceId"), None),
    "cds-resp-3": ((*CARD, "links", 0, "type"), "absolute"),
    "cds-resp-4": ((*CARD, "overrideReasons", 0, "display"), None),
    "cds-resp-5": ((*CHOICE, "actions", 0, "description"), None),
    "cds-resp-6": ((*CARD, "selectionBehavior"), None),
    "summary": ((*CARD, "summary"), "x" * 140),
    "indicator": ((*CARD, "indicator"), "hard"),
    "source": ((*CARD, "source", "label"), None),
}


@pytest.fixture(scope="module")
def broken_rules(node, module):
    """The invariants that a response breaks, by each of two engines."""
    fhirpathpy = module("fhirpathpy")

    def found(responses):
        asked = [
            {"at": at, "expressions": list(INVARIANTS.values())} for at in range(len(responses))
        ]
        in_node = node("invariants.js", {"resources": responses, "asked": asked})
        in_python = [
            [fhirpathpy.evaluate(one, rule) for rule in INVARIANTS.values()] for one in responses
        ]
        assert in_node == in_python
        return [
            {name for name, answer in zip(INVARIANTS, row, strict=True) if answer != [True]}
            for row in in_node
        ]

    return found


def test_our_cards_break_none(broken_rules):
    """Nor does the example that the others are made from."""
    client = TestClient(create_app([patient_view(today=lambda: date.fromisoformat(TODAY))]))
    answer = client.post("/cds-services/next-steps", json=CALL).json()

    assert [set(), set()] == broken_rules([answer, RESPONSE])
    assert len(answer["cards"]) > 2


def test_the_tasks_that_cards_suggest_are_valid(node, unpacked, module):
    """As R4, for two validators and HL7's invariants, with a patient and without one."""
    checks = Checks(node, unpacked, module)
    facts = {"no_progress": True, "weeks_in_therapy": 14, "suicidal_thoughts": True}
    situation = ns.Situation.model_validate(facts | {"asker": "clinician"})
    plan = ns.recommend(situation)

    for patient in (None, "p1"):
        cards = cards_of(plan, Chart(situation, (), ()), patient)
        tasks = [
            action.resource
            for card in cards
            for suggestion in card.suggestions or ()
            for action in suggestion.actions
        ]
        assert len(tasks) > 2
        assert {} == checks.faults(tasks)


def test_engines_and_our_checker_find_the_same(broken_rules):
    """Each rule, broken alone, is found by both engines, and by `check_response`."""
    responses = [with_fault(*BROKEN[name]) for name in INVARIANTS]

    assert [{name} for name in INVARIANTS] == broken_rules(responses)
    assert all(check_response(one) for one in responses)


def with_fault(path, value):
    """The example with another value at a place; None takes it away."""
    response = copy.deepcopy(RESPONSE)
    *above, last = path
    inner = response
    for step in above:
        inner = inner[step]
    if value is None:
        del inner[last]
    elif value == "twice":
        [first] = inner[last]
        inner[last] = [first, {**first, "uuid": response["cards"][0]["uuid"]}]
    else:
        inner[last] = value
    return response
