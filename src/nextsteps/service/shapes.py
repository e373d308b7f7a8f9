"""The shapes of all that calls take and answer, each under its name, as JSON Schema."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from pydantic import BaseModel, TypeAdapter

from nextsteps.explain import Changes, LaterScore, Part, Why, WhyNot
from nextsteps.measures import Measure, Score
from nextsteps.rulebook import Rulebook
from nextsteps.schema import plan_schema
from nextsteps.schema.beyond import said
from nextsteps.schema.tidy import Schema, tidied
from nextsteps.service.asked import AskedPlan, AskedScore, AskedSteps, AskedWhy
from nextsteps.situation.fact import Fact

REFERENCE = "#/components/schemas/"
_TEXT: Schema = {"type": "string"}
_NULL: Schema = {"type": "null"}


def shapes_of(rulebook: Rulebook) -> dict[str, Schema]:
    """Return the shapes by name, for the vocabulary and the names of *rulebook*."""
    plan = json.loads(json.dumps(plan_schema(rulebook)).replace("#/$defs/", REFERENCE))
    parts: dict[str, Schema] = _written(Why, WhyNot, Changes, Score, Fact) | plan.pop("$defs")
    parts["RecommendationId"] = {"enum": sorted(rulebook.recommendations)}
    asked = {model.__name__: _asked(model) for model in (AskedPlan, AskedSteps, AskedWhy)}
    answers = {
        "Plan": _plan(plan),
        "Questions": _object({name: plan["properties"][name] for name in ("questions", "safety")}),
        "Explanation": {"anyOf": [_reference(one) for one in ("Why", "WhyNot", "Changes")]},
        "Score": _score(parts["Score"]),
        "Facts": _facts(),
        "Health": _object({"status": {"const": "ok"}}),
        "Version": _object({"library": _TEXT, "rulebook": _reference("Stamp")}),
        "Document": {"type": "object", "required": ["openapi", "paths"]},
        "Errors": _errors(),
    }
    scored = {"oneOf": [_asked_score(one) for one in rulebook.measures.values()]}
    named = asked | answers | ({"AskedScore": scored if rulebook.measures else _asked(AskedScore)})
    return dict(sorted(_with_what_they_name(named, parts).items()))


def _reference(name: str) -> Schema:
    return {"$ref": f"{REFERENCE}{name}"}


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _object(properties: Mapping[str, Schema], *, optional: Iterable[str] = ()) -> Schema:
    """An object with these members and no others."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def _with_what_they_name(
    named: Mapping[str, Schema], parts: Mapping[str, Schema]
) -> dict[str, Schema]:
    """Return *named* with those of *parts* that they refer to, directly or not."""
    found: dict[str, Schema] = dict(named)
    open_ = list(named)
    while open_:
        text = json.dumps(found[open_.pop()])
        for name in sorted(set(re.findall(f'"{REFERENCE}([^"]+)"', text)) - found.keys()):
            found[name] = parts[name]
            open_.append(name)
    return found


def _written(*kinds: type) -> dict[str, Schema]:
    """What `plain` writes of dataclasses, by name: every field that it shows, and no other."""
    _, written = TypeAdapter.json_schemas(
        [(kind, "serialization", TypeAdapter(kind)) for kind in kinds],
        ref_template=f"{REFERENCE}{{model}}",
    )
    hidden = {kind.__name__: _hidden(kind) for kind in (Part, LaterScore)}
    return {
        name: _always(tidied(schema), hidden.get(name, frozenset()))
        for name, schema in written["$defs"].items()
        if "properties" in schema
    }


def _hidden(kind: type) -> frozenset[str]:
    return frozenset(field.name for field in fields(kind) if not field.repr)


def _always(schema: Schema, hidden: frozenset[str]) -> Schema:
    shown = {name: one for name, one in schema["properties"].items() if name not in hidden}
    return schema | _object(shown)


def _asked(model: type[BaseModel]) -> Schema:
    """The members of a body; situations and recommendations have shapes of their own."""
    written = model.model_json_schema(ref_template=f"{REFERENCE}{{model}}")
    shape = tidied({key: value for key, value in written.items() if key != "$defs"})
    for name, named in (("situation", "Situation"), ("recommendation", "RecommendationId")):
        if name in shape["properties"]:
            shape["properties"][name] = _reference(named)
    return shape


def _asked_score(measure: Measure) -> Schema:
    """What can be asked of one questionnaire: as many answers as it has items, or a total."""
    prorated = measure.prorating is not None
    answers = [
        {"enum": [*measure.items.allowed(item), *([None] if prorated else [])]}
        for item in range(1, measure.items.count + 1)
    ]
    count = len(answers)
    total = {"type": "integer", "minimum": measure.low, "maximum": measure.high}
    listed = {"type": "array", "prefixItems": answers, "minItems": count, "maxItems": count}
    members: dict[str, Schema] = {
        "measure": {"const": measure.id},
        "answers": {"anyOf": [listed, _NULL]},
        "total": {"anyOf": [total | {"multipleOf": measure.factor}, _NULL]},
        "norms": {"enum": [*(one.id for one in measure.norms), None]},
        "prorate": {"type": "boolean", "default": False},
    }
    optional = members.keys() - {"measure"}
    some = {"anyOf": [said("answers"), said("total")]}
    return {"title": measure.title, **_object(members, optional=optional), **some}


def _plan(plan: Schema) -> Schema:
    """A plan, as `nextsteps schema plan` has it, whose questions can be left out."""
    kept = {key: value for key, value in plan.items() if not key.startswith("$")}
    return kept | {"required": [name for name in plan["required"] if name != "questions"]}


def _score(score: Schema) -> Schema:
    told: dict[str, Any] = {
        **score["properties"],
        "band": {"anyOf": [_TEXT, _NULL]},
        "low": {"type": "integer"},
        "high": {"type": "integer"},
        "higher_is": {"enum": ["worse", "better"]},
        "ask_about_self_harm": {"type": "boolean"},
        "licence": _TEXT,
    }
    return _object(told)


def _facts() -> Schema:
    members = {"type": "object", "additionalProperties": _TEXT}
    lists = {"type": "object", "additionalProperties": members}
    return _object({"facts": _list(_reference("Fact")), "lists": lists})


def _errors() -> Schema:
    count = {"type": "integer", "minimum": 1}
    place = _object({"line": count, "column": count})
    problem = _object(
        {
            "code": {"type": "string", "pattern": "^[A-Z][0-9]{3}$"},
            "cause": _TEXT,
            "help": {"anyOf": [_TEXT, _NULL]},
            "place": {
                "description": "In the body; both count from 1",
                "anyOf": [place, _NULL],
            },
        }
    )
    return _object({"errors": _list(problem) | {"minItems": 1}})
