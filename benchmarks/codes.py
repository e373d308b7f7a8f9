"""Cases as columns of small numbers, and rules as sets of them: what the batch rows read."""

from array import array
from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks.bitvector import values_of
from benchmarks.workload import FIELDS, Atom, Case, Field, Group, Not, Rule, Term, truth

MISSING = 63
BLOCK = 512

_CODES = [{value: code for code, value in enumerate(values_of(field))} for field in FIELDS]


def columns(cases: Sequence[Case]) -> list[bytes]:
    """Return one column of codes per fact; the number of cases is a multiple of 512."""
    found = []
    for field, codes in zip(FIELDS, _CODES, strict=True):
        name = field.name
        found.append(bytes([codes[case[name]] if name in case else MISSING for case in cases]))
    return found


def repeated(column: Sequence[bytes], times: int) -> bytes:
    """Return all columns end to end, each *times* as long."""
    return b"".join(one * times for one in column)


def literals_of(rule: Rule) -> list[list[Term]]:
    """Return the rule's terms as a conjunction of disjunctions of atoms, negated or not."""
    found: list[list[Term]] = []
    for term in rule.terms:
        match term:
            case Not(Group(atoms)):
                found += [[Not(atom)] for atom in atoms]
            case Group(atoms):
                found.append(list(atoms))
            case _:
                found.append([term])
    return found


def codes_allowed(literal: Term) -> tuple[Field, tuple[int, ...]]:
    """Return the fact of an atom, negated or not, and the codes for which it is true."""
    atom = literal.part if isinstance(literal, Not) else literal
    assert isinstance(atom, Atom)
    allowed = tuple(
        code
        for code, value in enumerate(values_of(atom.field))
        if truth(literal, {atom.field.name: value}) is True
    )
    return atom.field, allowed


def ranges(codes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the runs of consecutive codes: first and last."""
    start = previous = None
    for code in codes:
        if start is None:
            start = code
        elif code != previous + 1:  # type: ignore[operator]
            yield start, previous  # type: ignore[misc]
            start = code
        previous = code
    if start is not None:
        yield start, previous  # type: ignore[misc]


def int32(numbers: Sequence[Any]) -> "array[int]":
    """Return *numbers* as C reads them."""
    return array("i", numbers)
