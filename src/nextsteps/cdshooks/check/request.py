"""What the standard says of calls, with the context that each hook of HL7's library promises."""

import re
from collections.abc import Mapping
from typing import Any

from nextsteps.cdshooks.check.problem import Place, problem
from nextsteps.cdshooks.check.shape import (
    Problems,
    Shape,
    any_object,
    by_key,
    one_of,
    resource,
    such,
    text,
    url,
    whole,
)
from nextsteps.cdshooks.element import is_uuid
from nextsteps.cdshooks.hooks import HOOKS, USERS, Kind

_ID = re.compile(r"[A-Za-z0-9.\-]{1,64}", re.ASCII)
_REFERENCE = re.compile(r"[A-Z][A-Za-z]*/[A-Za-z0-9.\-]{1,64}", re.ASCII)
_HOOK = re.compile(r"[a-z]+(?:-[a-z]+)+", re.ASCII)
_OWN_HOOK = re.compile(r"[a-z0-9\-]+(?:\.[a-z0-9\-]+)+", re.ASCII | re.IGNORECASE)

hook_name = such(
    "hook-name",
    lambda name: bool(_HOOK.fullmatch(name) or _OWN_HOOK.fullmatch(name)),
    "the name is not of the form noun-verb",
    "use a hook of HL7's library, or one of your own such as `org.example.patient-review`",
)


def _scopes(authorization: Mapping[str, Any], place: Place) -> Problems:
    scope = authorization.get("scope")
    if isinstance(scope, str) and "patient/" in scope and "patient" not in authorization:
        cause = "the scopes are of one patient, but nothing says of which"
        yield problem("cds-r-2", (*place, "patient"), cause, "add `patient` with the FHIR id")


authorization = Shape(
    required={
        "access_token": text,
        "token_type": one_of("authorization-type", "Bearer"),
        "expires_in": whole,
        "scope": text,
        "subject": text,
    },
    optional={"patient": text},
    rules=(_scopes,),
)


def _server(request: Mapping[str, Any], place: Place) -> Problems:
    if "fhirAuthorization" in request and "fhirServer" not in request:
        cause = "there is a token, but nothing says for which server"
        yield problem("cds-r-1", (*place, "fhirServer"), cause, "add `fhirServer`")
    server = request.get("fhirServer")
    if isinstance(server, str) and server.lower().startswith("http:"):
        cause = "the server is reached without encryption"
        yield problem("request-https", (*place, "fhirServer"), cause, "use https, except in tests")


def _context(request: Mapping[str, Any], place: Place) -> Problems:
    """Check what the hook promises; of hooks that the library does not have, nothing is known."""
    name, context = request.get("hook"), request.get("context")
    hook = HOOKS.get(name) if isinstance(name, str) else None
    if hook is None or not isinstance(context, dict) or not context:
        return
    inside = (*place, "context")
    for member in hook.required:
        if member not in context:
            cause = f"the hook `{hook.name}` requires it"
            yield problem("context-required", (*inside, member), cause, f"add `{member}`")
    for member, kind in (hook.required | hook.optional).items():
        if member in context:
            yield from _context_value(context[member], (*inside, member), kind)


def _context_value(value: Any, place: Place, kind: Kind) -> Problems:
    if value in (None, "", [], {}):
        yield problem("json-empty", place, "the value is null or empty", "leave the member out")
    elif not _is(kind, value):
        yield problem("context-value", place, f"this is not {kind.value}", f"send {kind.value}")
    elif kind is Kind.USER and value.split("/")[0] not in USERS:
        yield problem(
            "context-user", place, "the user is of another type", f"use {', '.join(USERS)}"
        )


def _is(kind: Kind, value: Any) -> bool:
    match kind:
        case Kind.ID:
            return isinstance(value, str) and _ID.fullmatch(value) is not None
        case Kind.USER | Kind.REFERENCE:
            return isinstance(value, str) and _REFERENCE.fullmatch(value) is not None
        case Kind.REFERENCES:
            return isinstance(value, list) and all(_is(Kind.REFERENCE, one) for one in value)
        case Kind.RESOURCE:
            return isinstance(value, dict) and isinstance(value.get("resourceType"), str)
        case Kind.RESOURCES:
            return isinstance(value, list) and all(_is(Kind.RESOURCE, one) for one in value)
        case Kind.BUNDLE:
            return isinstance(value, dict) and value.get("resourceType") == "Bundle"


def _fetched(value: Any, place: Place) -> Problems:
    """A resource; null says that the client has no data."""
    if value is not None:
        yield from resource(value, place)


request = Shape(
    required={
        "hook": hook_name,
        "hookInstance": such("request-hook-instance", is_uuid, "this is not a UUID"),
        "context": any_object,
    },
    optional={
        "fhirServer": url,
        "fhirAuthorization": authorization,
        "prefetch": by_key(_fetched),
    },
    rules=(_server, _context),
)
