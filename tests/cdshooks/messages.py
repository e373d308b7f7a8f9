"""Messages as clients and services send them: right ones to start from, and Hypothesis's."""

from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

INSTANCE = "5f0c3e0a-6a0e-4c6b-9a53-0d6f4a7f3a11"
CARD = "0d9e1f7c-52ab-4f0e-8f43-7d2f0e6a9b10"
CHOICE = "a3f4c2d1-7788-4f10-9c0b-1b2c3d4e5f60"

DISCOVERY = {
    "services": [
        {
            "hook": "patient-view",
            "title": "Sleep check",
            "description": "Looks at sleep when a chart is opened",
            "id": "sleep-check",
            "prefetch": {
                "patient": "Patient/{{context.patientId}}",
                "sleep": "Observation?patient={{context.patientId}}&date=gt{{today() - 90 days}}",
            },
            "usageRequirements": "Works best with questionnaires on record",
            "extension": {"org.example.owner": "ward 3"},
        },
        {
            "hook": "org.example.discharge-review",
            "description": "The same, at discharge",
            "id": "sleep-check",
        },
    ]
}
REQUEST = {
    "hook": "patient-view",
    "hookInstance": INSTANCE,
    "fhirServer": "https://ehr.example.org/fhir",
    "fhirAuthorization": {
        "access_token": "opaque",
        "token_type": "Bearer",
        "expires_in": 300,
        "scope": "user/Patient.rs user/Observation.rs",
        "subject": "sleep-service",
    },
    "context": {"userId": "PractitionerRole/r2", "patientId": "p-17", "encounterId": "e.4"},
    "prefetch": {"patient": {"resourceType": "Patient", "id": "p-17"}, "sleep": None},
    "extension": {"org.example.ward": 3},
}
RESPONSE = {
    "cards": [
        {
            "uuid": CARD,
            "summary": "Sleep was poor at three visits",
            "detail": "Scores of **21, 19, 22** in ten weeks.",
            "indicator": "warning",
            "source": {
                "label": "Example clinic",
                "url": "https://example.org/sleep",
                "icon": "https://example.org/sleep.png",
                "topic": {"code": "sleep", "system": "https://example.org/topics"},
            },
            "suggestions": [
                {
                    "label": "Propose a sleep diary",
                    "uuid": CHOICE,
                    "isRecommended": True,
                    "actions": [
                        {
                            "type": "create",
                            "description": "A task for the patient",
                            "resource": {"resourceType": "Task", "status": "requested"},
                        },
                        {
                            "type": "delete",
                            "description": "The older task",
                            "resourceId": "Task/12",
                        },
                    ],
                }
            ],
            "selectionBehavior": "at-most-one",
            "overrideReasons": [
                {"code": "later", "system": "https://example.org/reasons", "display": "Not now"}
            ],
            "links": [
                {
                    "label": "Diary",
                    "url": "https://example.org/diary",
                    "type": "smart",
                    "appContext": '{"patient": 1}',
                    "autolaunchable": False,
                }
            ],
            "extension": {"org.example.rank": "1 of 1"},
        },
        {"summary": "x" * 139, "indicator": "info", "source": {"label": "Example clinic"}},
    ]
}
FEEDBACK = {
    "feedback": [
        {
            "card": CARD,
            "outcome": "accepted",
            "acceptedSuggestions": [{"id": CHOICE}],
            "outcomeTimestamp": "2026-11-02T09:15:00.25Z",
        },
        {
            "card": CARD,
            "outcome": "overridden",
            "overrideReason": {
                "reason": {"code": "later", "system": "https://example.org/reasons"},
                "userComment": "next week",
            },
            "outcomeTimestamp": "2026-11-02T09:16:00Z",
        },
    ]
}


def changed(message: Any, *steps: Any, **to: Any) -> Any:
    """A copy of *message* in which the object at *steps* has other members; `None` removes one."""
    copied = deepcopy(message)
    place = copied
    for step in steps:
        place = place[step]
    for name, value in to.items():
        if value is None:
            place.pop(name, None)
        else:
            place[name] = value
    return copied


WORDS = st.sampled_from(
    ["", "info", "create", "delete", "smart", "any", "accepted", "Bearer", "x" * 140, INSTANCE,
     "https://example.org/a", "http://[", "2026-11-02T09:15:00Z", "patient-view", "Patient/1"]
)  # fmt: skip
ODD = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | WORDS
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=4,
)


def places(message: Any) -> list[tuple[Any, ...]]:
    """All places of a message, itself first."""
    found: list[tuple[Any, ...]] = [()]
    pairs = message.items() if isinstance(message, dict) else ()
    pairs = enumerate(message) if isinstance(message, list) else pairs
    for step, inner in pairs:
        found += [(step, *rest) for rest in places(inner)]
    return found


@st.composite
def damaged(draw: st.DrawFn, message: Any) -> Any:
    """A message with one to three places replaced, removed, or given another member."""
    copied = deepcopy(message)
    for _ in range(draw(st.integers(1, 3))):
        *way, last = draw(st.sampled_from(places(copied)[1:] or [("",)]))
        inside = copied
        for step in way:
            inside = inside[step]
        match draw(st.sampled_from(["replace", "remove", "add"])):
            case "replace" if last != "":
                inside[last] = draw(ODD)
            case "remove" if last != "":
                del inside[last]
            case _ if isinstance(inside, dict):
                inside[draw(st.sampled_from(["resource", "appContext", "patient", "other"]))] = (
                    draw(ODD)
                )
    return copied
