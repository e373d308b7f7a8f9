"""What is known of many people: a column per fact, and an outcome per step that was tried."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias, get_args

import numpy as np
from numpy.typing import NDArray

from nextsteps.language import Among, Compare
from nextsteps.language.evaluate import COMPARISONS
from nextsteps.population.bits import Bits, any_of, everybody, nobody, packed
from nextsteps.situation import Fact, FactValue, Outcome

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
UNKNOWN = -1
"""The code of a choice or an outcome that is not known."""

Codes: TypeAlias = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class YesNo:
    """A yes/no fact: who says yes, and who says no; the others are unknown."""

    true: Bits
    false: Bits

    @property
    def known(self) -> Bits:
        """Who says anything."""
        return self.true | self.false


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice or a text: for each person the place of the value in `values`, or UNKNOWN."""

    codes: Codes
    values: tuple[str, ...]
    _bits: dict[int, Bits] = field(default_factory=dict, compare=False, repr=False)

    @property
    def known(self) -> Bits:
        """Whose value is known."""
        if UNKNOWN not in self._bits:
            self._bits[UNKNOWN] = packed(self.codes != UNKNOWN)
        return self._bits[UNKNOWN]

    def among(self, wanted: Mapping[str, bool]) -> Bits:
        """Return whose value is one that *wanted* says yes to."""
        codes = [code for code, value in enumerate(self.values) if wanted[value]]
        return any_of([self.having(code) for code in codes], np.zeros_like(self.known))

    def having(self, code: int) -> Bits:
        """Return whose value has this code."""
        if code not in self._bits:
            self._bits[code] = packed(self.codes == code)
        return self._bits[code]


@dataclass(frozen=True, slots=True)
class Number:
    """A number: its value, which means nothing where it is not known."""

    values: NDArray[Any]
    known: Bits


Column: TypeAlias = YesNo | Choice | Number


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of `count` people: by fact, and by recommendation that was tried."""

    count: int
    columns: Mapping[str, Column]
    tried: Mapping[str, Choice]

    def column(self, fact: Fact) -> Column:
        """Return the column of *fact*: unknown for everybody where there is none."""
        return self.columns.get(fact.name) or unknown_column(fact, self.count)

    def outcomes(self, recommendation: str) -> Choice:
        """Return what came of one step."""
        return self.tried.get(recommendation) or unknown_outcomes(self.count)


def unknown_column(fact: Fact, count: int) -> Column:
    """Return the column of a fact that is known of nobody."""
    match fact.kind:
        case "yes_no":
            return YesNo(nobody(count), nobody(count))
        case "choice" | "text":
            return Choice(np.full(count, UNKNOWN, np.int32), fact.choices)
        case "whole" | "decimal":
            return Number(np.zeros(count), nobody(count))


def unknown_outcomes(count: int) -> Choice:
    """Return the outcomes of a step of which nothing is known."""
    return Choice(np.full(count, UNKNOWN, np.int32), OUTCOMES)


def compared(column: Column, atom: Compare | Among) -> tuple[Bits, Bits]:
    """Return of whom a comparison is true, and of whom it is false."""
    match column, atom:
        case Number(values, known), Compare():
            true = packed(np.asarray(COMPARISONS[atom.operator](values, atom.value))) & known
        case Choice(_, values), Compare():
            compare = COMPARISONS[atom.operator]
            true = column.among({value: compare(value, atom.value) for value in values})
        case Choice(_, values), Among():
            true = column.among({value: value in atom.choices for value in values})
        case _:  # a checked condition compares no yes/no fact, and no number by `in`
            raise AssertionError(atom)
    return true, column.known & ~true


def setting(column: Column, who: NDArray[np.bool_], value: Any) -> Column:
    """Return *column* with *value* for those in *who*."""
    match column:
        case YesNo(true, false):
            bits = packed(who)
            return YesNo(true | bits, false & ~bits) if value else YesNo(true & ~bits, false | bits)
        case Choice(codes, values):
            return Choice(np.where(who, np.int32(values.index(value)), codes), values)
        case Number(numbers, known):
            return Number(np.where(who, value, numbers), known | packed(who))


def missing(column: Column, count: int) -> Bits:
    """Return of whom *column* says nothing."""
    return everybody(count) & ~column.known


def value_at(column: Column | None, row: int) -> FactValue | None:
    """Return one person's value of a fact; None is unknown."""
    match column:
        case None:
            return None
        case YesNo(true, false):
            byte, bit = divmod(row, 8)
            if true[byte] >> bit & 1:
                return True
            return False if false[byte] >> bit & 1 else None
        case Choice(codes, values):
            return None if codes[row] < 0 else values[codes[row]]
        case _:
            byte, bit = divmod(row, 8)
            known = column.known[byte] >> bit & 1
            value: FactValue = column.values[row].item()
            return value if known else None
