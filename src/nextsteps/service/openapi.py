"""The OpenAPI document of the service: its calls, what they take and what they answer."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from nextsteps.rulebook import Rulebook
from nextsteps.service.shapes import shapes_of
from nextsteps.version import __version__

Object: TypeAlias = dict[str, Any]

_REFUSED = {
    "400": "The body is not JSON",
    "408": "The body took too long to arrive",
    "413": "The body is too large",
    "415": "The body is not said to be JSON",
    "422": "The body says what cannot be; all of it is listed",
    "503": "Too many calls at once",
}
_POSTS: Mapping[str, tuple[str, str, str]] = {
    "/recommend": ("AskedSteps", "Plan", "The plan for a situation"),
    "/questions": ("AskedPlan", "Questions", "What is worth asking"),
    "/explain": ("AskedWhy", "Explanation", "Why, why not, what would change it"),
    "/score": ("AskedScore", "Score", "The score of a questionnaire"),
}
_GETS: Mapping[str, tuple[str, str]] = {
    "/facts": ("Facts", "Every fact that a situation may hold"),
    "/health": ("Health", "Whether the service answers"),
    "/version": ("Version", "Which library and which rules answer"),
    "/openapi.json": ("Document", "This document"),
}
_SUMMARY = "What to do next when therapy isn't working: ranked, explained steps from rules"


def openapi(rulebook: Rulebook, max_bytes: int) -> Object:
    """Return the document of the service for *rulebook*, as OpenAPI 3.1."""
    paths: Object = {
        path: {"get": _operation(path, says, answer)} for path, (answer, says) in _GETS.items()
    }
    for path, (asked, answer, says) in _POSTS.items():
        operation = _operation(path, says, answer)
        operation["requestBody"] = {
            "required": True,
            "description": f"At most {max_bytes} bytes",
            "content": _json(asked),
        }
        operation["responses"] |= {
            status: {"description": why, "content": _json("Errors")}
            for status, why in _REFUSED.items()
        }
        paths[path] = {"post": operation}
    return {
        "openapi": "3.1.0",
        "info": {"title": "nextsteps", "version": __version__, "summary": _SUMMARY},
        "paths": paths,
        "components": {"schemas": shapes_of(rulebook)},
    }


def _operation(path: str, says: str, answer: str) -> Object:
    name = path.strip("/").partition(".")[0]
    responses = {"200": {"description": says, "content": _json(answer)}}
    return {"operationId": name, "summary": says, "responses": responses}


def _json(shape: str) -> Object:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{shape}"}}}
