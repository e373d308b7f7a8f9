"""The three schemas: of a situation, of a plan, and of the files of a rulebook."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from nextsteps.plan.model import document_adapter
from nextsteps.rulebook import Rulebook
from nextsteps.rulebook.entries import Identity
from nextsteps.rulebook.kinds import KINDS
from nextsteps.rulebook.stated import Stated
from nextsteps.schema.beyond import BEYOND
from nextsteps.schema.names import Names, names_in, with_names
from nextsteps.schema.tidy import Schema, tidied
from nextsteps.schema.words import KINDS_IN_WORDS, in_words
from nextsteps.situation import NONE_ELSE, Situation
from nextsteps.version import __version__

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_REFERENCE = "#/$defs/{model}"


def situation_schema(
    rulebook: Rulebook | None = None, *, situation: type[Situation] = Situation
) -> dict[str, Any]:
    """
    Return the JSON Schema of a situation, as `read_situation` and `assess` take it.

    Args:
        rulebook: Its vocabulary is used, and `tried` and `measures` know its ids only.
        situation: The vocabulary, where no rulebook is given.

    >>> schema = situation_schema()
    >>> schema["properties"]["age"]["anyOf"][0]
    {'maximum': 120, 'minimum': 0, 'type': 'integer'}
    """
    model = situation if rulebook is None else rulebook.situation
    definitions = _named(_situation(model), names_in(model, rulebook))
    return _document("Situation", definitions.pop("Situation"), definitions, rulebook)


def plan_schema(
    rulebook: Rulebook | None = None, *, situation: type[Situation] = Situation
) -> dict[str, Any]:
    """
    Return the JSON Schema of a plan, as `Plan.to_json` and `assess` write it.

    >>> sorted(plan_schema()["required"])[:3]
    ['contradictions', 'excluded', 'findings']
    """
    model = situation if rulebook is None else rulebook.situation
    written = document_adapter().json_schema(mode="serialization", ref_template=_REFERENCE)
    definitions = _tidied_all(written.pop("$defs"))
    plan = tidied(written) | {
        "description": "The answer to a situation: what to do next, in order, and why."
    }
    plan["properties"] = {"situation": {"$ref": "#/$defs/Situation"}} | plan["properties"]
    plan["properties"]["questions"] = plan["properties"]["questions"]["anyOf"][0]
    plan["required"] = ["situation", *plan["required"]]
    definitions |= _named(_situation(model), names_in(model, rulebook))
    return _document("Plan", plan, definitions, rulebook)


def rulebook_schema(
    rulebook: Rulebook | None = None, *, situation: type[Situation] = Situation
) -> dict[str, Any]:
    """
    Return the JSON Schema of one file of a rulebook.

    Args:
        rulebook: Once given, ids that it does not hold are refused where one is referred to:
            write the schema anew when an id is added.
        situation: The vocabulary, where no rulebook is given.

    >>> rulebook_schema()["properties"]["rules"]["items"]
    {'$ref': '#/$defs/Rule'}
    >>> rulebook_schema()["$defs"]["Rule"]["properties"]["until"]["description"]
    'What must happen first, as in: three weeks have passed'
    """
    model = situation if rulebook is None else rulebook.situation
    definitions = _entries() | _situation(model)
    vignette = definitions["Vignette"]
    vignette["properties"]["facts"] = {"$ref": "#/$defs/Situation"}
    named = _named(definitions, names_in(model, rulebook))
    worded = {name: in_words(name, definition) for name, definition in named.items()}
    return _document("RulebookFile", _file(), worded, rulebook)


def _file() -> Schema:
    kinds: dict[str, Schema] = {
        kind: {"type": "array", "items": {"$ref": _REFERENCE.format(model=entry.__name__)}}
        for kind, entry in KINDS.items()
    }
    keys: dict[str, Schema] = {
        "rulebook": {"$ref": "#/$defs/Identity"},
        "card": {"$ref": "#/$defs/Stated"},
        **kinds,
    }
    return {
        "description": "One file of a rulebook; all files of a folder are read as one.",
        "type": "object",
        "properties": {key: {"description": KINDS_IN_WORDS[key], **keys[key]} for key in keys},
        "additionalProperties": False,
    }


def model_schema(model: type[BaseModel]) -> dict[str, Any]:
    """Return the JSON Schema of another document of this library, by the model that reads it."""
    written = model.model_json_schema(ref_template=_REFERENCE)
    tidy = _tidied_all(written.pop("$defs"))
    definitions = {name: in_words(name, definition) for name, definition in tidy.items()}
    return _document(model.__name__, tidied(written), definitions, None)


def _document(
    title: str, schema: Schema, definitions: Mapping[str, Schema], rulebook: Rulebook | None
) -> Schema:
    made_for = f", {rulebook.id} {rulebook.version}" if rulebook is not None else ""
    head = {"$schema": DIALECT, "$comment": f"nextsteps {__version__}{made_for}", "title": title}
    return {**head, **schema, "$defs": dict(sorted(definitions.items()))}


def _entries() -> dict[str, Schema]:
    models: list[type[BaseModel]] = [Identity, Stated, *KINDS.values()]
    _, written = models_json_schema(
        [(model, "validation") for model in models], ref_template=_REFERENCE
    )
    return _tidied_all(written["$defs"])


def _tidied_all(definitions: Mapping[str, Schema]) -> dict[str, Schema]:
    return {
        name: BEYOND.get(name, dict)(tidied(definition)) for name, definition in definitions.items()
    }


def _situation(model: type[Situation]) -> dict[str, Schema]:
    """Return the schema of *model* as `Situation`, with the lists that stand for several facts."""
    written = model.model_json_schema(ref_template=_REFERENCE)
    definitions = _tidied_all(written.pop("$defs"))
    schema = tidied(written)
    vocabulary = model.vocabulary()
    properties: dict[str, Schema] = schema["properties"]
    for fact in vocabulary.facts.values():
        if fact.unit is not None:
            properties[fact.name]["description"] = f"{fact.question} In {fact.unit}."
    for group, members in vocabulary.groups.items():
        listed = {"enum": [*members, NONE_ELSE]}
        text = f"Those that are so; `{NONE_ELSE}`: the others are not"
        properties[group] = {"type": "array", "items": listed, "description": text}
    schema["description"] = "All that is known of one person; what is left out is unknown."
    return definitions | {"Situation": schema}


def _named(definitions: Mapping[str, Schema], names: Names) -> dict[str, Schema]:
    """Say which names there are; those that are keys (steps tried, one's facts) are said apart."""
    named = with_names(definitions, names)
    if "Stated" in named:
        properties = named["Stated"]["properties"]
        facts = {"propertyNames": {"$ref": _REFERENCE.format(model="FactName")}}
        properties["attributes"] = properties["attributes"] | facts
    steps = names.get("RecommendationId")
    if steps is not None:
        properties = named["Situation"]["properties"]
        properties["tried"] = properties["tried"] | {"propertyNames": {"enum": list(steps)}}
    return named
