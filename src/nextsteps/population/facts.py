"""What is known of many people: a column per fact, and an outcome per step that was tried."""

from collections.abc import Callable, Mapping, Sequence
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

Codes: TypeAlias = NDArray[np.signedinteger[Any]]
"""The place of each value in a list of them; in as few bytes as that takes."""


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

    def among(self, wanted: Callable[[str], bool]) -> Bits:
        """Return whose value is one that *wanted* says yes to."""
        bits = [self.having(code) for code, value in enumerate(self.values) if wanted(value)]
        return any_of(bits) if bits else np.zeros_like(self.known)

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
            return Choice(np.full(count, UNKNOWN, code_type(fact.choices)), fact.choices)
        case "whole" | "decimal":
            return Number(np.zeros(count), nobody(count))


def same_column(fact: Fact, value: FactValue, count: int) -> Column:
    """Return the column of a fact that has the same value for everybody."""
    everyone = everybody(count)
    match fact.kind:
        case "yes_no":
            return YesNo(everyone, nobody(count)) if value else YesNo(nobody(count), everyone)
        case "choice" | "text":
            code = fact.choices.index(str(value))
            return Choice(np.full(count, code, code_type(fact.choices)), fact.choices)
        case "whole" | "decimal":
            return Number(np.full(count, value), everyone)


def code_type(values: Sequence[object]) -> np.dtype[Any]:
    """Return the smallest type of a code of these values, UNKNOWN included."""
    return np.dtype(np.min_scalar_type(-max(len(values), 1)))


def unknown_outcomes(count: int) -> Choice:
    """Return the outcomes of a step of which nothing is known."""
    return Choice(np.full(count, UNKNOWN, code_type(OUTCOMES)), OUTCOMES)


def compared(column: Column, atom: Compare | Among) -> Bits:
    """Return of whom a comparison is true."""
    if isinstance(atom, Among):
        assert isinstance(column, Choice)  # no number is compared by `in`
        return column.among(lambda value: value in atom.choices)
    compare = COMPARISONS[atom.operator]
    if isinstance(column, Choice):
        return column.among(lambda value: compare(value, atom.value))
    assert isinstance(column, Number)  # and no yes/no fact is compared at all
    return packed(np.asarray(compare(column.values, atom.value))) & column.known


def setting(column: Column, who: NDArray[np.bool_], value: Any) -> Column:
    """Return *column* with *value* for those in *who*."""
    match column:
        case YesNo(true, false):
            bits = packed(who)
            return YesNo(true | bits, false & ~bits) if value else YesNo(true & ~bits, false | bits)
        case Choice(codes, values):
            return Choice(np.where(who, codes.dtype.type(values.index(value)), codes), values)
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
