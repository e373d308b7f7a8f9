"""Logic as ELM, the form of CQL that engines run, in JSON."""

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Any, TypeAlias, assert_never

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
    ParameterType,
    Some,
    Value,
)
from nextsteps.language.nodes import Operator

Elm: TypeAlias = dict[str, Any]

_SYSTEM = "urn:hl7-org:elm-types:r1"
_COMPARISONS: Mapping[Operator, str] = {
    "==": "Equal",
    "<": "Less",
    "<=": "LessOrEqual",
    ">": "Greater",
    ">=": "GreaterOrEqual",
}
_IS: Mapping[str, str] = {"true": "IsTrue", "false": "IsFalse", "null": "IsNull"}


def elm_of(logics: Logics) -> Elm:
    """Return the library as ELM."""
    return {
        "library": {
            "identifier": {"id": logics.name, "version": logics.version},
            "schemaIdentifier": {"id": "urn:hl7-org:elm", "version": "r1"},
            "usings": {"def": [{"localIdentifier": "System", "uri": _SYSTEM}]},
            "parameters": {
                "def": [_parameter(name, kind) for name, kind in logics.parameters.items()]
            },
            "statements": {
                "def": [
                    {
                        "name": one.name,
                        "context": "Unfiltered",
                        "accessLevel": "Public",
                        "expression": _said(one.logic),
                    }
                    for one in logics.definitions
                ]
            },
        }
    }


def _parameter(name: str, kind: ParameterType) -> Elm:
    specifier = {"type": "NamedTypeSpecifier", "name": _type(kind)}
    return {"name": name, "accessLevel": "Public", "parameterTypeSpecifier": specifier}


def _said(logic: Logic) -> Elm:
    match logic:
        case Value(kind, value):
            return _literal(kind, value)
        case Given(name):
            return {"type": "ParameterRef", "name": name}
        case Defined(name):
            return {"type": "ExpressionRef", "name": name}
        case Compared("!=", left, right):
            return _of("Not", _said(Compared("==", left, right)))
        case Compared(operator, left, right):
            return {"type": _COMPARISONS[operator], "operand": [_said(left), _said(right)]}
        case Is(what, part):
            return _of(_IS[what], _said(part))
        case No(part):
            return _of("Not", _said(part))
        case Every(parts):
            return _joined("And", parts)
        case Some(parts):
            return _joined("Or", parts)
        case If(condition, then, otherwise):
            parted = {"condition": condition, "then": then, "else": otherwise}
            return {"type": "If", **{name: _said(part) for name, part in parted.items()}}
        case _:
            assert_never(logic)


def _of(kind: str, operand: Elm) -> Elm:
    return {"type": kind, "operand": operand}


def _joined(kind: str, parts: Sequence[Logic]) -> Elm:
    """Two at a time, as ELM has it, from the left."""
    said = [_said(part) for part in parts]
    return reduce(lambda left, right: {"type": kind, "operand": [left, right]}, said)


def _literal(kind: ParameterType, value: bool | int | float | str | None) -> Elm:
    if value is None:
        return {"type": "As", "asType": _type(kind), "operand": {"type": "Null"}}
    written = str(value).lower() if isinstance(value, bool) else str(value)
    return {"type": "Literal", "valueType": _type(kind), "value": written}


def _type(kind: ParameterType) -> str:
    return f"{{{_SYSTEM}}}{kind}"
