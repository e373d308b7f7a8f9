"""Read a message from the wire: its size, its type, and what the standard says of it."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import from_json
from starlette.requests import ClientDisconnect, Request

from nextsteps.cdshooks.app.answers import RefusedError, refused_for
from nextsteps.cdshooks.check import Problem
from nextsteps.cdshooks.element import Element

_Message = TypeVar("_Message", bound=Element)
_FREE = frozenset({"prefetch", "extension"})
"""Members whose inside is not the standard's, or where null means something."""


async def body_of(request: Request, *, max_bytes: int, seconds: float) -> bytes:
    """Return the body, unless it is too large, too slow, or not said to be JSON."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json" and not kind.endswith("+json"):
        raise RefusedError(415, "not-supported", "send `Content-Type: application/json`")
    said = request.headers.get("content-length", "")
    if said.isdecimal() and int(said[:20]) > max_bytes:
        raise _too_large(max_bytes)
    parts, size = [], 0
    try:
        async with asyncio.timeout(seconds):
            async for part in request.stream():
                size += len(part)
                if size > max_bytes:
                    raise _too_large(max_bytes)
                parts.append(part)
    except TimeoutError:
        raise RefusedError(408, "timeout", "the body took too long to arrive") from None
    except ClientDisconnect:
        raise RefusedError(400, "incomplete", "the body ended too early") from None
    return b"".join(parts)


def _too_large(max_bytes: int) -> RefusedError:
    return RefusedError(
        413, "too-long", f"the body is larger than {max_bytes} bytes", Connection="close"
    )


def message_in(
    body: bytes, check: Callable[[Any], tuple[Problem, ...]], model: type[_Message]
) -> _Message:
    """
    Return the message in *body* as *model*, if it does what the standard requires.

    Optional members that are null or empty are what many clients send for "nothing": they
    are left out rather than refused, for a person may be waiting for the answer.
    """
    try:
        message = from_json(body, allow_inf_nan=False)
    except ValueError:
        raise RefusedError(400, "invalid", "the body is not JSON") from None
    cleaned = without_empty(message)
    problems = [one for one in check(cleaned) if one.level == "SHALL"]
    if problems:
        raise refused_for(problems)
    try:
        return model.read(cleaned)
    except ValidationError:
        raise RefusedError(400, "invalid", "the message is not as the standard says") from None


def without_empty(message: Any, *, above: int = 6) -> Any:
    """
    Return *message* without members that are null or empty, down to where FHIR begins.

    >>> without_empty({"context": {"encounterId": None}, "prefetch": {"patient": None}})
    {'context': {}, 'prefetch': {'patient': None}}
    """
    if above == 0 or (isinstance(message, Mapping) and "resourceType" in message):
        return message
    if isinstance(message, list):
        return [without_empty(one, above=above - 1) for one in message]
    if not isinstance(message, Mapping):
        return message
    return {
        name: value if name in _FREE else without_empty(value, above=above - 1)
        for name, value in message.items()
        if value not in (None, "", [], {}) or name == "feedback"
    }
