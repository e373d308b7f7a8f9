"""
What a condition means. Plain on purpose: no caching, no cleverness, no optimisation.

Every engine is a translation of this file and is tested against it.
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, assert_never

from nextsteps.language.nodes import (
    Always,
    Among,
    And,
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
from nextsteps.situation import FactValue, Outcome
from nextsteps.truth import Truth, conjunction, disjunction, negation

FAILURES: frozenset[Outcome] = frozenset({"no_change", "worse", "dismissed"})
UNSTATED: Outcome = "done"
"""Done, and nothing said of what came of it: whether it failed is not known."""

COMPARISONS: dict[Operator, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


@dataclass(frozen=True, slots=True)
class Known:
    """What is known when conditions are evaluated; a name that is absent is unknown."""

    facts: Mapping[str, FactValue]
    tried: Mapping[str, Outcome] = field(default_factory=dict)


def evaluate(condition: Condition, known: Known, findings: Mapping[str, Truth]) -> Truth:
    """
    Return what is known of *condition*; never raises for a checked condition.

    Args:
        condition: A condition that was checked against the vocabulary.
        known: The known facts and outcomes.
        findings: The truth of every finding that the condition reads.

    >>> evaluate(And((IsTrue("not_heard"), Compare("age", ">=", 18))), Known({"age": 12}), {})
    <Truth.FALSE: 'false'>
    """
    match condition:
        case Always():
            return Truth.TRUE
        case IsTrue(fact):
            return Truth.of(_yes_no(known.facts.get(fact)))
        case Compare(fact, sign, value):
            actual = known.facts.get(fact)
            return Truth.UNKNOWN if actual is None else Truth.of(COMPARISONS[sign](actual, value))
        case Among(fact, choices):
            actual = known.facts.get(fact)
            return Truth.UNKNOWN if actual is None else Truth.of(actual in choices)
        case Found(finding):
            return findings[finding]
        case Tried(recommendation):
            outcome = known.tried.get(recommendation)
            return Truth.UNKNOWN if outcome is None else Truth.of(outcome != "never")
        case Failed(recommendation):
            outcome = known.tried.get(recommendation)
            if outcome is None or outcome == UNSTATED:
                return Truth.UNKNOWN
            return Truth.of(outcome in FAILURES)
        case Not(part):
            return negation(evaluate(part, known, findings))
        case And(parts):
            return conjunction(evaluate(part, known, findings) for part in parts)
        case Or(parts):
            return disjunction(evaluate(part, known, findings) for part in parts)
        case _:
            assert_never(condition)


def _yes_no(value: FactValue | None) -> bool | None:
    return value if isinstance(value, bool) else None
