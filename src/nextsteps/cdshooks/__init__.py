"""
CDS Hooks for Python: the messages of HL7's standard, a checker, and a server.

CDS Hooks is how a health record asks a service for guidance at a moment of work, such as a
chart being opened, and gets back cards. This package knows nothing of this library's rules.
It speaks CDS Hooks 2.0, and knows what 3.0 adds.

The messages and the checker need pydantic alone:

>>> from nextsteps import cdshooks
>>> card = cdshooks.Card(
...     summary="No weight was taken this year",
...     indicator="info",
...     source=cdshooks.Source(label="Example clinic"),
... )
>>> answer = cdshooks.HookResponse(cards=(card,))
>>> cdshooks.check_response(answer.to_dict())
()
>>> cdshooks.HookResponse.read(answer.to_json()) == answer
True

The server (`nextsteps.cdshooks.app`: `Service`, `service`, `create_app`) and the proof of who
calls (`nextsteps.cdshooks.tokens`) need the extra `service`.

To build a service on a rulebook: write one function from `HookRequest` to `HookResponse` (or to
cards), wrap it as `Service(..., prefetch=..., needs=...)`, and give it to `create_app`.
The function reads `request.context` and `request.prefetch` (plain FHIR as dicts, None for "the
client has no data") and raises `MissingDataError` for what it cannot do without, or, in a hook of
one's own, `InvalidContextError` for a context that is not as the hook says. The app does the
rest: tokens, 400, 412, identifiers of cards, feedback. Routes of one's own, such as a JSON
interface, can be added to `app.routes`, or the app be mounted under another one.
"""

from nextsteps.cdshooks.check import (
    REQUIREMENTS,
    Problem,
    Requirement,
    check_discovery,
    check_feedback,
    check_request,
    check_response,
)
from nextsteps.cdshooks.discovery import Discovery, ServiceDescription
from nextsteps.cdshooks.feedback import (
    AcceptedSuggestion,
    Feedback,
    FeedbackReport,
    OverrideReason,
)
from nextsteps.cdshooks.hooks import HOOKS, Hook
from nextsteps.cdshooks.prefetch import filled, missing_keys
from nextsteps.cdshooks.reasons import OVERRIDE_REASON_SYSTEM, OVERRIDE_REASONS
from nextsteps.cdshooks.request import FhirAuthorization, HookRequest
from nextsteps.cdshooks.response import (
    MAX_SUMMARY,
    Action,
    Card,
    Coding,
    HookResponse,
    Link,
    Source,
    Suggestion,
    SystemAction,
)

__all__ = [
    "HOOKS",
    "MAX_SUMMARY",
    "OVERRIDE_REASONS",
    "OVERRIDE_REASON_SYSTEM",
    "REQUIREMENTS",
    "AcceptedSuggestion",
    "Action",
    "Card",
    "Coding",
    "Discovery",
    "Feedback",
    "FeedbackReport",
    "FhirAuthorization",
    "Hook",
    "HookRequest",
    "HookResponse",
    "Link",
    "OverrideReason",
    "Problem",
    "Requirement",
    "ServiceDescription",
    "Source",
    "Suggestion",
    "SystemAction",
    "check_discovery",
    "check_feedback",
    "check_request",
    "check_response",
    "filled",
    "missing_keys",
]
