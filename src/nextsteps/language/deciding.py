"""
Which part of a condition decides: the question behind MC/DC, asked in three-valued logic.

A part is an atom. Two readings of a condition (the truths of all its atoms) show that a part
decides when the condition comes out otherwise because of this part: *on its own* when all
other parts are the same in both; *masked* when others differ too, and in neither reading
would the condition notice.
"""

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Literal, TypeAlias, assert_never

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
    Or,
    Tried,
    atoms,
)
from nextsteps.truth import Truth, conjunction, disjunction, negation

Truths: TypeAlias = Mapping[Atom, Truth]
"""The truth of every atom of a condition."""

Shown: TypeAlias = Literal["alone", "masked"]


def parts_of(condition: Condition) -> tuple[Atom, ...]:
    """
    Return the different atoms of *condition*, left to right; `True` is none.

    >>> from nextsteps.language import IsTrue, Or
    >>> parts_of(Or((IsTrue("not_heard"), IsTrue("child"), IsTrue("not_heard"))))
    (IsTrue(fact='not_heard'), IsTrue(fact='child'))
    """
    found = dict.fromkeys(atoms(condition))
    return tuple(atom for atom in found if not isinstance(atom, Always))


def truth_by_parts(condition: Condition, truths: Truths) -> Truth:
    """Return the truth of *condition* where its atoms have *truths*."""
    match condition:
        case Always():
            return Truth.TRUE
        case IsTrue() | Compare() | Among() | Found() | Tried() | Failed():
            return truths[condition]
        case Not(part):
            return negation(truth_by_parts(part, truths))
        case And(parts):
            return conjunction(truth_by_parts(part, truths) for part in parts)
        case Or(parts):
            return disjunction(truth_by_parts(part, truths) for part in parts)
        case _:
            assert_never(condition)


def decides(condition: Condition, part: Atom, truths: Truths) -> bool:
    """Return whether *condition* turns over when *part* does, and nothing else."""
    outcomes = {
        truth_by_parts(condition, {**truths, part: truth}) for truth in (Truth.TRUE, Truth.FALSE)
    }
    return outcomes == {Truth.TRUE, Truth.FALSE}


def shows(condition: Condition, part: Atom, one: Truths, other: Truths) -> Shown | None:
    """
    Return how two readings show that *part* decides *condition*; None when they don't.

    >>> from nextsteps.language import And, IsTrue
    >>> both = And((IsTrue("not_heard"), IsTrue("child")))
    >>> yes = {IsTrue("not_heard"): Truth.TRUE, IsTrue("child"): Truth.TRUE}
    >>> shows(both, IsTrue("child"), yes, {**yes, IsTrue("child"): Truth.FALSE})
    'alone'
    """
    pair = {truth_by_parts(condition, one), truth_by_parts(condition, other)}
    if pair != {Truth.TRUE, Truth.FALSE} or one[part] is other[part]:
        return None
    if all(one[atom] is other[atom] for atom in one if atom != part):
        return "alone"
    masked = decides(condition, part, one) and decides(condition, part, other)
    return "masked" if masked else None


def shown_among(condition: Condition, part: Atom, readings: Iterable[Truths]) -> Shown | None:
    """Return how any two of *readings* show that *part* decides; the better way, if both do."""
    found: set[Shown | None] = set()
    for one, other in combinations(readings, 2):
        found.add(shows(condition, part, one, other))
        if "alone" in found:
            return "alone"
    return "masked" if "masked" in found else None
