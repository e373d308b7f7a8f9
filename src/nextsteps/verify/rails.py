"""
One fact as literals: whether it is known, and what it is.

A yes/no or choice fact (and what came of a step) has one literal per value; a number has
one per cut, in order, so that lying above a high cut implies lying above a low one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nextsteps.situation import Fact, FactValue
from nextsteps.verify.cnf import NO, Cnf
from nextsteps.verify.cuts import Cut, always_above, is_above, never_above


@dataclass(frozen=True, slots=True)
class Choice:
    """Literals of "it is known to be this", by value; at most one holds."""

    values: Mapping[FactValue, int]
    known: int


@dataclass(frozen=True, slots=True)
class Number:
    """Literals of "it is known to lie above this cut", by cut, ascending."""

    above: Mapping[Cut, int]
    known: int


Rail = Choice | Number


def new_choice(cnf: Cnf, values: Iterable[FactValue]) -> Choice:
    """Return the rail of a fact that may be any of *values*, or unknown."""
    literals = {value: cnf.fresh() for value in values}
    rows = list(literals.values())
    for index, one in enumerate(rows):
        for other in rows[:index]:
            cnf.clause([-one, -other])
    return Choice(literals, cnf.some(rows))


def new_number(cnf: Cnf, fact: Fact, cuts: Iterable[Cut]) -> Number:
    """Return the rail of a number that may lie anywhere in its range, or be unknown."""
    known = cnf.fresh()
    above: dict[Cut, int] = {}
    below = known
    for cut in cuts:
        if always_above(fact, cut):
            above[cut] = known
        elif never_above(fact, cut):
            above[cut] = NO
        else:
            above[cut] = cnf.fresh()
            cnf.clause([-above[cut], below])
            below = above[cut]
    return Number(above, known)


def new_rail(cnf: Cnf, fact: Fact, cuts: Iterable[Cut]) -> Rail:
    """Return the rail of *fact* as somebody may state it."""
    match fact.kind:
        case "yes_no":
            return new_choice(cnf, (False, True))
        case "choice":
            return new_choice(cnf, fact.choices)
        case "whole" | "decimal":
            return new_number(cnf, fact, cuts)
        case "text":
            raise ValueError(f"`{fact.name}` is a text, which no condition reads")


def where_unknown(cnf: Cnf, rail: Rail, when: int, value: FactValue) -> Rail:
    """Return *rail* with *value* filled in where it is unknown and *when* holds."""
    filled = cnf.every([-rail.known, when])
    known = cnf.some([rail.known, filled])
    if isinstance(rail, Choice):
        literals = dict(rail.values)
        literals[value] = cnf.some([literals.get(value, NO), filled])
        return Choice(literals, known)
    assert not isinstance(value, str)  # numbers rest at numbers
    return Number(
        {
            cut: cnf.some([literal, filled]) if is_above(value, cut) else literal
            for cut, literal in rail.above.items()
        },
        known,
    )
