"""A JSON Schema as TypeScript types: what a compiler can check, and no more."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

_PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*$")
_TYPES = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean"}
_WIDTH = 100


def typescript(schema: Mapping[str, Any]) -> str:
    """
    Return the types of *schema*, one of those that this library makes: the document's own last.

    Ranges, patterns and what two keys say of each other have no type; a checker of the
    schema itself knows them.

    >>> age = {"age": {"type": "integer"}}
    >>> print(typescript({"title": "Me", "type": "object", "properties": age}))
    export interface Me {
      age?: number;
    }
    <BLANKLINE>
    """
    definitions = {**schema.get("$defs", {}), schema["title"]: schema}
    return "\n".join("\n".join(_declared(name, one)) + "\n" for name, one in definitions.items())


def _declared(name: str, schema: Mapping[str, Any]) -> Iterator[str]:
    yield from _remark(schema, "")
    if "properties" not in schema:
        yield from _alias(name, _type(schema))
        return
    yield f"export interface {name} {{"
    required = schema.get("required", ())
    for key, part in schema["properties"].items():
        yield from _remark(part, "  ")
        mark = "" if key in required else "?"
        yield f"  {_key(key)}{mark}: {_type(part)};"
    yield "}"


def _alias(name: str, type_: str) -> Iterator[str]:
    line = f"export type {name} = {type_};"
    if len(line) <= _WIDTH:
        yield line
        return
    choices = [f"  | {choice}" for choice in type_.split(" | ")]
    yield f"export type {name} ="
    yield from choices[:-1]
    yield f"{choices[-1]};"


def _remark(schema: Mapping[str, Any], indent: str) -> Iterator[str]:
    if "description" in schema:
        text = schema["description"].replace("*/", "* /")
        yield f"{indent}/** {text} */"


def _key(name: str) -> str:
    return name if _PLAIN_NAME.match(name) else json.dumps(name)


def _type(schema: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "const" in schema:
        return json.dumps(schema["const"])
    if "enum" in schema:
        return " | ".join(json.dumps(choice, ensure_ascii=False) for choice in schema["enum"])
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(_type(part) for part in schema["anyOf"]))
    match schema.get("type"):
        case "array" if "prefixItems" not in schema:
            inner = _type(schema["items"])
            return f"({inner})[]" if "|" in inner else f"{inner}[]"
        case "object":
            return _mapping(schema)
        case "null":
            return "null"
        case str(name) if name in _TYPES:
            return _TYPES[name]
        case _:
            return "unknown"


def _mapping(schema: Mapping[str, Any]) -> str:
    values = schema.get("additionalProperties")
    inner = _type(values) if isinstance(values, dict) else "unknown"
    keys = schema.get("propertyNames", {})
    if "enum" not in keys:
        return f"{{ [key: string]: {inner} }}"
    return f"{{ [key in {_type(keys)}]?: {inner} }}"
