"""A condition of the rule language as the logic of CQL; it means the same."""

from collections.abc import Mapping
from typing import assert_never

from nextsteps.fhir.logic.names import finding_name, outcome_name
from nextsteps.fhir.logic.nodes import (
    TRUE,
    UNKNOWN,
    Compared,
    Defined,
    Given,
    If,
    Logic,
    No,
    ParameterType,
    Value,
    every,
    some,
)
from nextsteps.language import FAILURES, Condition
from nextsteps.language.evaluate import UNSTATED
from nextsteps.language.nodes import (
    Always,
    Among,
    And,
    Compare,
    Failed,
    Found,
    IsTrue,
    Not,
    Or,
    Tried,
)
from nextsteps.situation import Fact
from nextsteps.situation.fact import FactKind

TYPES: Mapping[FactKind, ParameterType] = {
    "yes_no": "Boolean",
    "whole": "Integer",
    "decimal": "Decimal",
    "choice": "String",
    "text": "String",
}


def logic_of(condition: Condition, facts: Mapping[str, Fact]) -> Logic:
    """Return *condition* as logic over parameters (facts, outcomes) and findings."""
    match condition:
        case Always():
            return TRUE
        case IsTrue(fact):
            return Given(fact)
        case Compare(fact, operator, value):
            return Compared(operator, Given(fact), _value(facts[fact], value))
        case Among(fact, choices):  # CQL's own `in` would be false of null, and not unknown
            return some([Compared("==", Given(fact), _value(facts[fact], one)) for one in choices])
        case Found(finding):
            return Defined(finding_name(finding))
        case Tried(recommendation):
            return Compared("!=", outcome(recommendation), text("never"))
        case Failed(recommendation):
            return failed(recommendation)
        case Not(part):
            return No(logic_of(part, facts))
        case And(parts):
            return every([logic_of(part, facts) for part in parts])
        case Or(parts):
            return some([logic_of(part, facts) for part in parts])
        case _:
            assert_never(condition)


def outcome(recommendation: str) -> Given:
    """Return the parameter that says what came of a recommendation."""
    return Given(outcome_name(recommendation))


def failed(recommendation: str) -> Logic:
    """Return that a recommendation failed: unknown where it is done and no more is said."""
    tried = outcome(recommendation)
    bad = some([Compared("==", tried, text(one)) for one in sorted(FAILURES)])
    return If(Compared("==", tried, text(UNSTATED)), UNKNOWN, bad)


def text(value: str) -> Value:
    """Return a literal text."""
    return Value("String", value)


def _value(fact: Fact, value: float | str) -> Value:
    kind = TYPES[fact.kind]
    return Value(kind, float(value) if kind == "Decimal" else value)
