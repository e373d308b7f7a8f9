"""
Conditions as durable_rules can match them: two expressions, one per truth.

A fact that is absent matches nothing in durable_rules, whatever the comparison. So a
condition becomes a pair, "when it is true" and "when it is false", with negation pushed
down to the comparisons; when neither matches, the condition is unknown.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import prod
from typing import Any, Literal, TypeAlias, assert_never

from nextsteps.language import (
    FAILURES,
    UNSTATED,
    Always,
    Among,
    And,
    Atom,
    Compare,
    Condition,
    Failed,
    Found,
    IsTrue,
    Not,
    Operator,
    Or,
    Tried,
)

Value: TypeAlias = bool | int | float | str
Test: TypeAlias = Literal["$lt", "$lte", "$gt", "$gte", "$eq", "$neq"]

_TESTS: dict[Operator, Test] = {
    "==": "$eq",
    "!=": "$neq",
    "<": "$lt",
    "<=": "$lte",
    ">": "$gt",
    ">=": "$gte",
}
_OPPOSITE: dict[Test, Test] = {
    "$eq": "$neq",
    "$neq": "$eq",
    "$lt": "$gte",
    "$lte": "$gt",
    "$gt": "$lte",
    "$gte": "$lt",
}


@dataclass(frozen=True, slots=True)
class Holds:
    """A property that is present and passes a test."""

    name: str
    test: Test
    value: Value


@dataclass(frozen=True, slots=True)
class All:
    """Every part; without parts it always holds."""

    parts: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class Either:
    """At least one part; without parts it never holds."""

    parts: "tuple[Expression, ...]"


Expression: TypeAlias = Holds | All | Either
ALWAYS = All(())
NEVER = Either(())


def when(condition: Condition, wanted: bool) -> Expression:
    """Return the expression that matches exactly when *condition* is known to be *wanted*."""
    match condition:
        case Not(part):
            return when(part, not wanted)
        case And(parts):
            join = _all if wanted else _any
            return join(when(part, wanted) for part in parts)
        case Or(parts):
            join = _any if wanted else _all
            return join(when(part, wanted) for part in parts)
        case _:
            return _when_atom(condition, wanted)


def _when_atom(atom: Atom, wanted: bool) -> Expression:
    match atom:
        case Always():
            return ALWAYS if wanted else NEVER
        case IsTrue(name) | Found(name):
            return Holds(name, "$eq", wanted)
        case Compare(fact, sign, value):
            test = _TESTS[sign]
            return Holds(fact, test if wanted else _OPPOSITE[test], value)
        case Among(fact, choices):
            return _one_of(fact, choices, wanted)
        case Tried(recommendation):
            return Holds(outcome_name(recommendation), "$neq" if wanted else "$eq", "never")
        case Failed(recommendation):
            outcomes = FAILURES if wanted else FAILURES | {UNSTATED}
            return _one_of(outcome_name(recommendation), sorted(outcomes), wanted)
        case _:
            assert_never(atom)


def _one_of(name: str, choices: Iterable[str], wanted: bool) -> Expression:
    if wanted:
        return _any(Holds(name, "$eq", choice) for choice in choices)
    return _all(Holds(name, "$neq", choice) for choice in choices)


def outcome_name(recommendation: str) -> str:
    """Return the property that says what came of *recommendation*."""
    return f"tried:{recommendation}"


def _all(parts: Iterable[Expression]) -> Expression:
    found: dict[Expression, None] = {}
    for part in parts:
        if part == NEVER:
            return NEVER
        found |= dict.fromkeys(part.parts if isinstance(part, All) else (part,))
    return next(iter(found)) if len(found) == 1 else All(tuple(found))


def _any(parts: Iterable[Expression]) -> Expression:
    found: dict[Expression, None] = {}
    for part in parts:
        if part == ALWAYS:
            return ALWAYS
        found |= dict.fromkeys(part.parts if isinstance(part, Either) else (part,))
    return next(iter(found)) if len(found) == 1 else Either(tuple(found))


def tests(expression: Expression) -> Iterator[Holds]:
    """Yield every test of *expression*."""
    match expression:
        case Holds():
            yield expression
        case All(parts) | Either(parts):
            for part in parts:
                yield from tests(part)


def width(expression: Expression) -> int:
    """
    Return how many nodes of *expression* durable_rules can have waiting at once, at most.

    It walks its network with a stack of fixed size: alternatives wait side by side, while
    the parts of `All` come one after the other.
    """
    match expression:
        case Holds():
            return 1
        case All(parts):
            return 1 + sum(width(part) - 1 for part in parts)
        case Either(parts):
            return sum(width(part) for part in parts)


def paths(expression: Expression) -> int:
    """
    Return in how many ways *expression* can match.

    durable_rules walks each of them, so alternatives that are joined by `All` multiply.
    """
    match expression:
        case Holds():
            return 1
        case All(parts):
            return prod(paths(part) for part in parts)
        case Either(parts):
            return sum(paths(part) for part in parts)


def groups(expression: Expression) -> int:
    """Return how many `$and` and `$or` the written expression has."""
    match expression:
        case Holds():
            return 0
        case All(parts) | Either(parts):
            return 1 + sum(groups(part) for part in parts)


def written(expression: Expression) -> dict[str, Any]:
    """Return *expression* in durable_rules' own format."""
    match expression:
        case Holds(name, "$eq", value):
            return {name: value}
        case Holds(name, test, value):
            return {test: {name: value}}
        case All(()):
            return {"$ex": {"sid": 1}}  # every message has a session id
        case All(parts):
            return {"$and": [written(part) for part in parts]}
        case Either(parts):
            return {"$or": [written(part) for part in parts]}
