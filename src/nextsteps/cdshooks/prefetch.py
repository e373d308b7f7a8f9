"""What a service asks to be fetched, and what of it came with a call."""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from nextsteps.cdshooks.request import HookRequest

USER_TOKENS = {
    "userPractitionerId": "Practitioner",
    "userPractitionerRoleId": "PractitionerRole",
    "userPatientId": "Patient",
    "userRelatedPersonId": "RelatedPerson",
}
"""Tokens for the id of the user, by the type that the user then has."""
_TOKEN = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")


def missing_keys(request: HookRequest, keys: Iterable[str]) -> tuple[str, ...]:
    """
    Return the *keys* that were not fetched, or came as an error (an OperationOutcome).

    A key that is there as null is not missing: the client has no such data.
    """
    fetched = request.prefetch or {}
    return tuple(key for key in keys if key not in fetched or _is_error(fetched[key]))


def _is_error(resource: Any) -> bool:
    return isinstance(resource, Mapping) and resource.get("resourceType") == "OperationOutcome"


def filled(template: str, request: HookRequest) -> str | None:
    """
    Return a prefetch *template* as a relative FHIR URL, or None if a token can't be filled.

    Only plain members of the context and the user's id are filled; FHIRPath is the client's part.

    >>> request = HookRequest(
    ...     hook="patient-view",
    ...     hook_instance="d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
    ...     context={"userId": "Practitioner/7", "patientId": "p1"},
    ... )
    >>> filled("Condition?patient={{context.patientId}}", request)
    'Condition?patient=p1'
    >>> filled("Practitioner/{{userPractitionerId}}", request)
    'Practitioner/7'
    >>> filled("Observation?date=gt{{today() - 90 days}}", request)
    """
    values = {token: _value(token, request) for token in _TOKEN.findall(template)}
    if None in values.values():
        return None
    return _TOKEN.sub(lambda token: str(values[token[1]]), template)


def _value(token: str, request: HookRequest) -> str | None:
    if token in USER_TOKENS:
        kind, _, id_ = str(request.context.get("userId", "")).partition("/")
        return quote(id_, safe="") if id_ and kind == USER_TOKENS[token] else None
    start, _, name = token.partition(".")
    value = request.context.get(name) if start == "context" else None
    return quote(value, safe="/" if name == "userId" else "") if isinstance(value, str) else None
