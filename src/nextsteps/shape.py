"""What pydantic found wrong, told in the words of the person who wrote the file."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from nextsteps.document import Node
from nextsteps.errors import Location, Problem, suggestion

_KINDS = {
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "string_type": "text (put it in quotes)",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "list_type": "a list",
    "tuple_type": "a list",
    "frozen_set_type": "a list",
    "date_type": "a date such as 2026-11-23",
    "date_from_datetime_parsing": "a date such as 2026-11-23",
    "date_parsing": "a date such as 2026-11-23",
}


def problems_of(
    error: ValidationError, node: Node | None, model: type[BaseModel], codes: Mapping[str, str]
) -> list[Problem]:
    """
    Return one problem per fault, in the order of the file.

    Args:
        error: What pydantic raised for the value of *node*.
        node: Where the value was read; None when it came from Python.
        model: The model that was validated, for its field names.
        codes: From pydantic's error type to our code; "" is the code for all others.
    """
    lines = error.errors(include_url=False)
    deeper = {line["loc"][: len(line["loc"]) - up] for line in lines for up in range(1, 4)}
    found = [
        _problem(line, node, model, codes)
        for line in lines
        if line["type"] != "too_short" or line["loc"] not in deeper  # empty only of faulty entries
    ]
    return sorted(found, key=lambda problem: _order(problem.location))


def _order(place: Location | None) -> tuple[int, int]:
    return (place.line, place.column) if place is not None else (0, 0)


def _problem(
    line: Any, node: Node | None, model: type[BaseModel], codes: Mapping[str, str]
) -> Problem:
    kind: str = line["type"]
    path = tuple(step for step in line["loc"])
    message, help_text = _message(kind, path, line, model)
    code = codes.get(kind, codes[""])
    return Problem(code, message, _place(kind, path, node), help_text)


def _place(kind: str, path: tuple[str | int, ...], node: Node | None) -> Location | None:
    if node is None:
        return None
    if kind in ("extra_forbidden", "unknown_fact"):
        return node.key(path).location
    return node.find(path).location


def _message(
    kind: str, path: tuple[str | int, ...], line: Any, model: type[BaseModel]
) -> tuple[str, str | None]:
    name = ".".join(str(step) for step in path)
    context = line.get("ctx", {})
    if kind == "missing":
        return f"`{name}` is missing", None
    if kind == "extra_forbidden":
        help_text = suggestion(name, _field_names(model)) if len(path) == 1 else None
        return f"unknown key `{name}`", help_text
    if kind == "literal_error":
        help_text = suggestion(str(line["input"]), _choices(context["expected"]))
        return f"`{name}` must be {context['expected']}", help_text
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = context.get("ge", context.get("le"))
        side = "at least" if "ge" in context else "at most"
        return f"`{name}` must be {side} {bound}", None
    if kind == "string_pattern_mismatch":
        return f"`{name}` does not have the right form", None
    if kind in ("too_short", "string_too_short"):
        return f"`{name}` must not be empty", None
    if kind in _KINDS:
        return f"`{name}` must be {_KINDS[kind]}", None
    if "message" in context:  # our own validators
        message, _, help_text = str(context["message"]).partition("; ")
        return message, help_text or None
    reason = line["msg"].removeprefix("Value error, ").lower()
    return f"`{name}`: {reason}" if name else reason, None


def _choices(expected: str) -> Iterable[str]:
    return [part.strip(" '") for part in expected.replace(" or ", ",").split(",")]


def _field_names(model: type[BaseModel]) -> Iterable[str]:
    return [field.alias or name for name, field in model.model_fields.items()]
