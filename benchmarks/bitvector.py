"""
A bit-vector index with Python's integers: how far plain Python goes without generated code.

Per fact a table from value to one big integer, whose bit c says that conjunction c is not
ruled out by that value; AND over the facts leaves the conjunctions that hold.
"""

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any, TypeAlias

from benchmarks.straight import ranker
from benchmarks.workload import (
    FIELDS,
    HIGHEST,
    Answer,
    Atom,
    Case,
    Field,
    Group,
    Not,
    Rule,
    Term,
    Value,
    truth,
)

Allowed: TypeAlias = dict[str, frozenset[Value]]
"""A conjunction: for each fact that it reads the values that it allows, all of them known."""


def values_of(field: Field) -> tuple[Value, ...]:
    """All values that a fact can have."""
    if field.kind == "whole":
        return tuple(range(HIGHEST + 1))
    return (False, True) if field.kind == "yes_no" else field.choices


def conjunctions(rule: Rule) -> Iterator[Allowed]:
    """Yield conjunctions, any of which makes *rule* fire."""
    for literals in product(*(_alternatives(term) for term in rule.terms)):
        allowed: Allowed = {}
        for literal in (one for alternative in literals for one in alternative):
            for name, values in literal.items():
                allowed[name] = allowed.get(name, values) & values
        yield allowed


def _alternatives(term: Term) -> list[list[Allowed]]:
    match term:
        case Not(Group(atoms)):
            return [[_allowed(Not(atom)) for atom in atoms]]
        case Group(atoms):
            return [[_allowed(atom)] for atom in atoms]
        case _:
            return [[_allowed(term)]]


def _allowed(literal: Term) -> Allowed:
    atom = literal.part if isinstance(literal, Not) else literal
    assert isinstance(atom, Atom)
    name = atom.field.name
    return {
        name: frozenset(one for one in values_of(atom.field) if truth(literal, {name: one}) is True)
    }


def indexed(rules: tuple[Rule, ...]) -> Callable[[Case], Answer]:
    """Return the index as a function from a case to its ranked answer."""
    owners: list[int] = []
    all_allowed: list[Allowed] = []
    for number, rule in enumerate(rules):
        for allowed in conjunctions(rule):
            owners.append(number)
            all_allowed.append(allowed)
    every = (1 << len(owners)) - 1
    tables: list[tuple[str, Callable[[Any], int | None], int]] = []
    for field in FIELDS:
        reading = {bit: one[field.name] for bit, one in enumerate(all_allowed) if field.name in one}
        if not reading:
            continue
        free = every & ~sum(1 << bit for bit in reading)
        table: dict[Any, int] = {
            value: free | sum(1 << bit for bit, values in reading.items() if value in values)
            for value in values_of(field)
        }
        table[None] = free
        tables.append((field.name, table.__getitem__, free))
    rank = ranker(rules)

    def run(case: Case) -> Answer:
        get = case.get
        left = every
        for name, mask, _ in tables:
            left &= mask(get(name))
        return rank(_owners_of(left, owners))

    return run


def _owners_of(bits: int, owners: list[int]) -> list[int]:
    text = bin(bits)[:1:-1]  # the lowest bit first
    found: list[int] = []
    last = -1
    place = text.find("1")
    while place >= 0:
        owner = owners[place]
        if owner != last:
            found.append(owner)
            last = owner
        place = text.find("1", place + 1)
    return found
