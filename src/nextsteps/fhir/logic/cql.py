"""Logic as the text of CQL 1.5."""

from collections.abc import Iterator
from typing import assert_never

from nextsteps.fhir.logic.nodes import (
    Compared,
    Defined,
    Every,
    Given,
    If,
    Is,
    Logic,
    Logics,
    No,
    Some,
    Value,
)

_SIGNS = {"==": "="}
_ATOMS = (Value, Given, Defined)


def cql_of(logics: Logics) -> str:
    """Return the library as text, each definition below what it is in words."""
    return "\n".join(_lines(logics)) + "\n"


def _lines(logics: Logics) -> Iterator[str]:
    yield f"library {_name(logics.name)} version {_text(logics.version)}"
    yield ""
    for name, kind in logics.parameters.items():
        yield f"parameter {_name(name)} {kind}"
    yield ""
    yield "context Unfiltered"
    for one in logics.definitions:
        said = " ".join(one.says.split())
        yield f"\n// {said}\ndefine {_name(one.name)}:\n  {_said(one.logic)}"


def _said(logic: Logic) -> str:
    match logic:
        case Value(_, value):
            return _literal(value)
        case Given(name) | Defined(name):
            return _name(name)
        case Compared(operator, left, right):
            return f"{_inside(left)} {_SIGNS.get(operator, operator)} {_inside(right)}"
        case Is(what, part):
            return f"{_inside(part)} is {what}"
        case No(part):
            return f"not {_inside(part)}"
        case Every(parts):
            return " and ".join(_inside(part) for part in parts)
        case Some(parts):
            return " or ".join(_inside(part) for part in parts)
        case If(condition, then, otherwise):
            return f"if {_inside(condition)} then {_inside(then)} else {_inside(otherwise)}"
        case _:
            assert_never(logic)


def _inside(part: Logic) -> str:
    return _said(part) if isinstance(part, _ATOMS) else f"({_said(part)})"


def _literal(value: bool | int | float | str | None) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case str():
            return _text(value)
        case float():
            return f"{value:.8f}".rstrip("0").ljust(len(f"{value:.1f}"), "0")
        case int():
            return str(value)


def _name(name: str) -> str:
    return '"' + _escaped(name, '"') + '"'


def _text(value: str) -> str:
    return "'" + _escaped(value, "'") + "'"


def _escaped(value: str, quote: str) -> str:
    return value.replace("\\", "\\\\").replace(quote, f"\\{quote}")
