"""The OpenAPI document of the service, made from the models that read the bodies."""

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from nextsteps.service.asked import AskedPlan, AskedScore, AskedSteps, AskedWhy, for_vocabulary
from nextsteps.situation import NONE_ELSE, Situation
from nextsteps.version import __version__

_REFS = "#/components/schemas/{model}"
_ERRORS = {
    "type": "object",
    "required": ["errors"],
    "properties": {
        "errors": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["code", "cause", "help", "place"],
                "properties": {
                    "code": {"type": "string", "pattern": "^[A-Z][0-9]{3}$"},
                    "cause": {"type": "string"},
                    "help": {"type": ["string", "null"]},
                    "place": {
                        "type": ["object", "null"],
                        "description": "In the body; both count from 1",
                        "properties": {
                            "line": {"type": "integer"},
                            "column": {"type": "integer"},
                        },
                    },
                },
            },
        }
    },
}
_STATUSES = {
    "400": "The body is not JSON",
    "408": "The body took too long to arrive",
    "413": "The body is too large",
    "415": "The body is not said to be JSON",
    "422": "The body says what cannot be; all of it is listed",
    "503": "Too many calls at once",
}
_GETS = {
    "/facts": "Every fact that a situation may hold",
    "/health": "Whether the service answers",
    "/version": "Which library and which rules answer",
    "/openapi.json": "This document",
}


def openapi(situation: type[Situation], max_bytes: int) -> dict[str, Any]:
    """Return the document for a vocabulary, as OpenAPI 3.1."""
    posts: dict[str, tuple[type[BaseModel], str]] = {
        "/recommend": (for_vocabulary(AskedSteps, situation), "The plan for a situation"),
        "/questions": (for_vocabulary(AskedPlan, situation), "What is worth asking"),
        "/explain": (for_vocabulary(AskedWhy, situation), "Why, why not, what would change it"),
        "/score": (AskedScore, "The score of a questionnaire"),
    }
    models = {model for model, _ in posts.values()}
    _, defined = models_json_schema(
        [(model, "validation") for model in sorted(models, key=lambda one: one.__name__)],
        ref_template=_REFS,
    )
    schemas = defined["$defs"]
    schemas[situation.__name__]["properties"] |= _lists(situation)
    paths = {path: {"get": _operation(path, says)} for path, says in _GETS.items()}
    for path, (model, says) in posts.items():
        paths[path] = {"post": _operation(path, says) | _body(model, max_bytes)}
    return {
        "openapi": "3.1.0",
        "info": {"title": "nextsteps", "version": __version__, "summary": _SUMMARY},
        "paths": paths,
        "components": {"schemas": {**schemas, "Errors": _ERRORS}},
    }


_SUMMARY = "What to do next when therapy isn't working: ranked, explained steps from rules"


def _operation(path: str, says: str) -> dict[str, Any]:
    answer = {"description": says, "content": {"application/json": {"schema": {"type": "object"}}}}
    name = path.strip("/").partition(".")[0]
    return {"operationId": name, "summary": says, "responses": {"200": answer}}


def _body(model: type[BaseModel], max_bytes: int) -> dict[str, Any]:
    schema = {"$ref": _REFS.format(model=model.__name__)}
    errors = {"application/json": {"schema": {"$ref": _REFS.format(model="Errors")}}}
    answer = {"description": "The answer", "content": {"application/json": {"schema": {}}}}
    refused = {
        status: {"description": says, "content": errors} for status, says in _STATUSES.items()
    }
    return {
        "requestBody": {
            "required": True,
            "description": f"At most {max_bytes} bytes",
            "content": {"application/json": {"schema": schema}},
        },
        "responses": {"200": answer, **refused},
    }


def _lists(situation: type[Situation]) -> dict[str, Any]:
    """The lists that set several facts at once; they are no fields of the model."""
    return {
        name: {"type": "array", "items": {"enum": [*members, NONE_ELSE]}}
        for name, members in situation.vocabulary().groups.items()
    }
