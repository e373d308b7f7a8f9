"""
What the validators of a model ask beyond its fields, as far as a schema can say it.

Each function stands for the validator of the model it is named after; tests compare the two.
"""

from collections.abc import Callable, Mapping

from nextsteps.rulebook.entries import ONLY_FOR, RULE_KINDS, SAFETY_STAGES
from nextsteps.schema.tidy import Schema

_NULL: Schema = {"type": "null"}


def said(*names: str) -> Schema:
    """Say that each of *names* is there, and not null."""
    given = {name: {"not": _NULL} for name in names}
    return {"required": list(names), "properties": given}


def _one_of_these(*names: str) -> Schema:
    return {"anyOf": [said(name) for name in names]}


def _source(schema: Schema) -> Schema:
    who, where = _one_of_these("organisation", "authors"), _one_of_these("address", "doi", "note")
    return schema | {"allOf": [who, where]}


def _recommendation(schema: Schema) -> Schema:
    is_safety_step = {"required": ["stage"], "properties": {"stage": {"enum": [*SAFETY_STAGES]}}}
    not_above_days = {"properties": {"urgency": {"enum": ["days", "routine"]}}}
    return schema | {
        **_one_of_these("client", "relative", "clinician"),
        "if": is_safety_step,
        "else": not_above_days,
    }


def _rule(schema: Schema) -> Schema:
    """In files a rule says `exclude: x`, where the model says kind exclude, target x."""
    properties = {
        name: part
        for name, part in schema["properties"].items()
        if name not in ("id", "kind", "target")
    }
    kinds = {kind: {"type": "string", "description": _ARGUES[kind]} for kind in RULE_KINDS}
    when = {"anyOf": [{"type": "string"}, {"const": True}], "description": _WHEN}
    required = [name for name in schema["required"] if name not in ("kind", "target")]
    fitting = {
        key: {"anyOf": [{"required": [kind]} for kind in only]} for key, only in ONLY_FOR.items()
    }
    return schema | {
        "properties": {"id": schema["properties"]["id"], **kinds, **properties, "when": when},
        "required": required,
        "oneOf": [{"required": [kind]} for kind in RULE_KINDS],
        "dependentSchemas": {**fitting, "not_yet": said("until")},
    }


_WHEN = "The condition, in words of the rule language; True: it always holds"
_ARGUES = {
    "recommend": "The recommendation that it argues for",
    "caution": "The recommendation that it argues against: shown, and lower in rank",
    "not_yet": "The recommendation that must wait",
    "exclude": "The recommendation that must not be given",
    "finding": "The finding that it concludes",
    "ask": "The fact that is worth asking",
}


def _then(schema: Schema) -> Schema:
    some = {"minItems": 1}
    urgent = {
        "anyOf": [
            {"required": [name], "properties": {name: some}, "type": "object"}
            for name in ("given", "now")
        ]
    }
    return schema | {
        "minProperties": 1,
        "if": said("urgency"),
        "then": urgent,
    }


def _law(schema: Schema) -> Schema:
    return schema | {"oneOf": [said(name) for name in ("always", "never", "only", "monotone")]}


def _filled(schema: Schema) -> Schema:
    """`answers` may be there and null, as anything else; an empty `item` is no score."""
    item = {"required": ["item"], "properties": {"item": {"type": "object", "minProperties": 1}}}
    return schema | {
        "oneOf": [said("week"), said("date")],
        "anyOf": [said("total"), said("answers"), item],
        "not": said("answers", "item"),
        "properties": {
            **schema["properties"],
            "item": {
                "anyOf": [
                    {
                        "type": "object",
                        "propertyNames": {"pattern": "^[0-9]+$"},
                        "additionalProperties": {"type": "integer"},
                    },
                    _NULL,
                ],
                "description": "The points of single items, by number from 1",
            },
        },
    }


def _evidence(schema: Schema) -> Schema:
    return schema | {"oneOf": [said(name) for name in schema["properties"]]}


BEYOND: Mapping[str, Callable[[Schema], Schema]] = {
    "Source": _source,
    "Recommendation": _recommendation,
    "Rule": _rule,
    "Then": _then,
    "Law": _law,
    "Filled": _filled,
    "Evidence": _evidence,
}
"""By the name of the model."""
