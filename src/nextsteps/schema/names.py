"""The names that a schema knows: of facts always, of all else once a rulebook is given."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from nextsteps.rulebook import Rulebook
from nextsteps.rulebook.promises import LEVEL
from nextsteps.schema.tidy import Schema
from nextsteps.situation import Situation

Names: TypeAlias = Mapping[str, tuple[str, ...]]

_STEPS = "RecommendationId"
_NAMED: Mapping[str, tuple[str, ...]] = {
    "Citation.source": ("SourceId",),
    "Contradiction.facts": ("FactName",),
    "Danger.core": (_STEPS,),
    "Filled.measure": ("MeasureId",),
    "Measure.case_fact": ("FactName",),
    "Measure.concern": ("FactName",),
    "Measure.severity_fact": ("FactName",),
    "Monotone.facts": ("DangerFactName",),
    "Monotone.of": (_STEPS, "Level"),
    "Part.case_fact": ("FactName",),
    "Recommendation.opposites": (_STEPS,),
    **{f"Rule.{kind}": (_STEPS,) for kind in ("recommend", "caution", "not_yet", "exclude")},
    "Rule.ask": ("FactName",),
    "Rule.finding": ("FindingName",),
    "Situation.cannot_say": ("FactName",),
    "Situation.declined": ("FactName",),
    **{f"Then.{key}": (_STEPS,) for key in ("given", "now", "first", "not_given")},
    **{f"Vignette.{key}": ("RuleId",) for key in ("holds", "fails", "unknown")},
    **{f"Vignette.{key}": (_STEPS,) for key in ("first", "includes", "leaves_out")},
    "Vignette.asks": ("FactName",),
}
"""Which field of which entry holds what kind of names."""


def names_in(situation: type[Situation], rulebook: Rulebook | None) -> Names:
    """Return the names by kind; a kind without any is left out, for then nothing is known."""
    vocabulary = situation.vocabulary()
    found: dict[str, Iterable[str]] = {
        "FactName": vocabulary.facts,
        "DangerFactName": [fact.name for fact in vocabulary.danger_facts],
    }
    if rulebook is not None:
        found |= {
            _STEPS: rulebook.recommendations,
            "RuleId": rulebook.rules,
            "FindingName": rulebook.findings,
            "SourceId": rulebook.sources,
            "MeasureId": rulebook.measures,
            "Level": [LEVEL],
        }
    return {kind: tuple(sorted(names)) for kind, names in found.items() if names}


def with_names(definitions: Mapping[str, Schema], names: Names) -> dict[str, Schema]:
    """Return *definitions* in which each field that holds a known kind of names says which."""
    named = {
        entry: schema | {"properties": _properties(entry, schema["properties"], names)}
        if "properties" in schema
        else schema
        for entry, schema in definitions.items()
    }
    used = {
        kind
        for entry, schema in named.items()
        for field in schema.get("properties", ())
        for kind in _kinds(entry, field, names)
    }
    return named | {kind: {"enum": list(names[kind])} for kind in sorted(used)}


def _properties(entry: str, properties: Mapping[str, Schema], names: Names) -> dict[str, Schema]:
    return {
        field: _only(schema, kinds) if (kinds := _kinds(entry, field, names)) else schema
        for field, schema in properties.items()
    }


def _kinds(entry: str, field: str, names: Names) -> tuple[str, ...]:
    kinds = _NAMED.get(f"{entry}.{field}", ())
    return kinds if all(kind in names for kind in kinds) else ()


def _only(schema: Schema, kinds: tuple[str, ...]) -> Schema:
    """Put the names in the place of the text, wherever in *schema* that is."""
    if schema.get("type") == "array":
        return schema | {"items": _only(schema["items"], kinds)}
    if "anyOf" in schema and any(part.get("type") == "null" for part in schema["anyOf"]):
        return schema | {
            "anyOf": [
                part if part.get("type") == "null" else _only(part, kinds)
                for part in schema["anyOf"]
            ]
        }
    references = [{"$ref": f"#/$defs/{kind}"} for kind in kinds]
    kept = {key: schema[key] for key in ("description",) if key in schema}
    return kept | (references[0] if len(references) == 1 else {"anyOf": references})
