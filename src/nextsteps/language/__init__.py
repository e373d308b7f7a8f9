"""The rule language: conditions as text, as a tree, and what they mean."""

from nextsteps.language.evaluate import FAILURES, UNSTATED, Known, evaluate
from nextsteps.language.nodes import (
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
    atoms,
    fact_names,
    failed_names,
    finding_names,
    tried_names,
)
from nextsteps.language.parse import parse
from nextsteps.language.reader import Names
from nextsteps.language.unparse import unparse

__all__ = [
    "FAILURES",
    "UNSTATED",
    "Always",
    "Among",
    "And",
    "Atom",
    "Compare",
    "Condition",
    "Failed",
    "Found",
    "IsTrue",
    "Known",
    "Names",
    "Not",
    "Operator",
    "Or",
    "Tried",
    "atoms",
    "evaluate",
    "fact_names",
    "failed_names",
    "finding_names",
    "parse",
    "tried_names",
    "unparse",
]
