"""
The tree that a condition becomes: ten small kinds of node, and nothing that runs.

Every reader of the tree (evaluate, unparse, the engines) is one `match` with its cases
in the order of this file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

Operator: TypeAlias = Literal["==", "!=", "<", "<=", ">", ">="]
OPERATORS: tuple[Operator, ...] = ("==", "!=", "<", "<=", ">", ">=")


@dataclass(frozen=True, slots=True)
class Always:
    """True in every situation."""


@dataclass(frozen=True, slots=True)
class IsTrue:
    """A yes/no fact, by name."""

    fact: str


@dataclass(frozen=True, slots=True)
class Compare:
    """A number or choice fact against a literal of its kind."""

    fact: str
    operator: Operator
    value: int | float | str


@dataclass(frozen=True, slots=True)
class Among:
    """A choice fact whose value is one of several; `choices` is sorted, without doubles."""

    fact: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A finding, by name."""

    finding: str


@dataclass(frozen=True, slots=True)
class Tried:
    """The recommendation was tried, with any outcome but never."""

    recommendation: str


@dataclass(frozen=True, slots=True)
class Failed:
    """The recommendation was tried, and brought no change, harm, or was dismissed."""

    recommendation: str


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of its part."""

    part: "Condition"


@dataclass(frozen=True, slots=True)
class And:
    """All of two or more parts."""

    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class Or:
    """Any of two or more parts."""

    parts: "tuple[Condition, ...]"


Atom: TypeAlias = Always | IsTrue | Compare | Among | Found | Tried | Failed
Condition: TypeAlias = Atom | Not | And | Or


def atoms(condition: Condition) -> Iterator[Atom]:
    """Yield every atom of *condition*, left to right, repeated ones too."""
    match condition:
        case Not(part):
            yield from atoms(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from atoms(part)
        case _:
            yield condition


def fact_names(condition: Condition) -> frozenset[str]:
    """Return the facts that *condition* itself reads, not those behind its findings."""
    found = atoms(condition)
    return frozenset(atom.fact for atom in found if isinstance(atom, (IsTrue, Compare, Among)))


def finding_names(condition: Condition) -> frozenset[str]:
    """Return the findings that *condition* reads."""
    return frozenset(atom.finding for atom in atoms(condition) if isinstance(atom, Found))


def tried_names(condition: Condition) -> frozenset[str]:
    """Return the recommendations whose outcome *condition* reads."""
    found = atoms(condition)
    return frozenset(atom.recommendation for atom in found if isinstance(atom, (Tried, Failed)))


def failed_names(condition: Condition) -> frozenset[str]:
    """Return the recommendations whose failure *condition* reads."""
    found = atoms(condition)
    return frozenset(atom.recommendation for atom in found if isinstance(atom, Failed))
