"""What the checker says, requirement by requirement."""

from pathlib import Path

import pytest

from nextsteps.cdshooks import (
    REQUIREMENTS,
    check_discovery,
    check_feedback,
    check_request,
    check_response,
)
from tests.cdshooks.messages import DISCOVERY, FEEDBACK, REQUEST, RESPONSE, changed
from tests.golden import assert_golden

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "cds-hooks.md"
C, S, A = ("cards", 0), ("suggestions", 0), ("actions", 0)
IN = ("feedback", 0)
SERVICE = ("services", 0)
AT = ("fhirAuthorization",)

FAULTS = {
    "json-type": (check_response, changed(RESPONSE, *C, detail=["a"])),
    "json-empty": (check_response, changed(RESPONSE, *C, links=[])),
    "json-unknown": (check_response, changed(RESPONSE, *C, "links", 0, autoLaunchable=True)),
    "member-required": (check_response, changed(RESPONSE, *C, source=None)),
    "member-recommended": (check_discovery, changed(DISCOVERY, *SERVICE, title=None)),
    "url-absolute": (check_response, changed(RESPONSE, *C, "source", url="/sleep")),
    "uuid": (check_response, changed(RESPONSE, *C, uuid="card-1")),
    "resource-type": (check_response, changed(RESPONSE, *C, *S, *A, resource={"id": "1"})),
    "discovery-id": (check_discovery, changed(DISCOVERY, *SERVICE, id="sleep check")),
    "discovery-unique": (check_discovery, {"services": DISCOVERY["services"] * 2}),
    "hook-name": (check_discovery, changed(DISCOVERY, *SERVICE, hook="opened")),
    "prefetch-token": (check_discovery, changed(DISCOVERY, *SERVICE, prefetch={"p": "P/{{id}}"})),
    "prefetch-query": (check_discovery, changed(DISCOVERY, *SERVICE, prefetch={"p": "/Patient/1"})),
    "request-hook-instance": (check_request, changed(REQUEST, hookInstance="1")),
    "request-https": (check_request, changed(REQUEST, fhirServer="http://ehr.example.org")),
    "context-required": (check_request, changed(REQUEST, "context", patientId=None)),
    "context-value": (check_request, changed(REQUEST, "context", patientId="Patient/p-17")),
    "context-user": (check_request, changed(REQUEST, "context", userId="Device/d1")),
    "authorization-type": (check_request, changed(REQUEST, *AT, token_type="bearer")),  # noqa: S106
    "card-summary": (check_response, changed(RESPONSE, *C, summary="x" * 140)),
    "card-indicator": (check_response, changed(RESPONSE, *C, indicator="hard-stop")),
    "card-selection": (check_response, changed(RESPONSE, *C, selectionBehavior="all")),
    "suggestion-3": (check_response, changed(RESPONSE, *C, *S, actionSelectionBehavior="any")),
    "action-type": (check_response, changed(RESPONSE, *C, *S, *A, type="CREATE")),
    "action-target": (check_response, changed(RESPONSE, *C, *S, *A, resource=None)),
    "link-type": (
        check_response,
        changed(RESPONSE, *C, "links", 0, type="relative", appContext=None),
    ),
    "system-actions": (
        check_response,
        {"cards": [], "systemActions": [{"type": "delete", "resourceId": "Task/1"}]},
    ),
    "feedback-time": (check_feedback, changed(FEEDBACK, *IN, outcomeTimestamp="yesterday")),
    "feedback-utc": (
        check_feedback,
        changed(FEEDBACK, *IN, outcomeTimestamp="2026-11-02T09:15:00+01:00"),
    ),
    "cds-r-1": (check_request, changed(REQUEST, fhirServer=None)),
    "cds-r-2": (check_request, changed(REQUEST, *AT, scope="patient/Observation.rs")),
    "cds-resp-1": (
        check_response,
        changed(RESPONSE, *C, suggestions=[{"label": one, "isRecommended": True} for one in "ab"]),
    ),
    "cds-resp-2": (
        check_response,
        changed(RESPONSE, *C, *S, "actions", 1, resource={"resourceType": "Task"}),
    ),
    "cds-resp-3": (check_response, changed(RESPONSE, *C, "links", 0, type="absolute")),
    "cds-resp-4": (check_response, changed(RESPONSE, *C, "overrideReasons", 0, display=None)),
    "cds-resp-5": (check_response, changed(RESPONSE, *C, *S, *A, description=None)),
    "cds-resp-6": (check_response, changed(RESPONSE, *C, selectionBehavior=None)),
    "cds-resp-7": (check_response, changed(RESPONSE, *C, *S, actionSelectionBehavior="none")),
    "cds-fb-1": (check_feedback, changed(FEEDBACK, *IN, outcome="ignored")),
    "cds-fb-2": (check_feedback, changed(FEEDBACK, *IN, acceptedSuggestions=None)),
    "cds-fb-3": (
        check_feedback,
        changed(FEEDBACK, "feedback", 1, overrideReason={"extension": {"a": 1}}),
    ),
}  # fmt: skip


@pytest.mark.parametrize("requirement", REQUIREMENTS)
def test_a_message_that_breaks_one_requirement_is_told_of_it(requirement):
    """And of no other, but for the note that goes with every use of what is new in 3.0."""
    check, message = FAULTS[requirement]

    assert requirement in {one.requirement for one in check(message)}
    assert {requirement} >= {one.requirement for one in check(message)} - {
        "suggestion-3",
        "member-recommended",
    }


def test_the_messages_are_as_recorded():
    """Every requirement's place, cause and help."""
    assert_golden(
        "cdshooks/problems.txt",
        "\n".join(
            f"{one}"
            for check, message in FAULTS.values()
            for one in check(message)
            if one.requirement != "member-recommended" or message is FAULTS["member-recommended"][1]
        ),
    )


def test_all_problems_are_told_at_once():
    """Four faults in three cards, and each has its own place."""
    message = {
        "cards": [
            {"summary": "a", "indicator": "info"},
            {"summary": "", "indicator": "info", "source": {"label": "Clinic"}},
            {"summary": "a", "indicator": "stop", "source": {}},
        ]
    }

    assert [
        "/cards/0/source",
        "/cards/1/summary",
        "/cards/2/indicator",
        "/cards/2/source/label",
    ] == [one.place for one in check_response(message)]


@pytest.mark.parametrize(
    "message", [b"", "{", b"\xff", '{"cards": NaN}', "[" * 100_000, "null", "[]", 3, None]
)
def test_what_is_no_message_is_a_problem_and_no_crash(message):
    """Neither broken JSON nor JSON of another kind raises."""
    for check in (check_discovery, check_request, check_response, check_feedback):
        assert ["json-type"] == [one.requirement for one in check(message)]


def test_the_page_lists_every_requirement():
    """Id, force and the rule, as the checker has them."""
    page = PAGE.read_text(encoding="utf-8")

    assert [
        f"| `{id_}` | {one.level} | {one.says} | {one.section} |"
        for id_, one in REQUIREMENTS.items()
    ] == [line for line in page.splitlines() if " | SH" in line]
