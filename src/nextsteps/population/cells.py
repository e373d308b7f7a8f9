"""One Arrow column as facts: whatever is no value of its fact is a fault, and stays unknown."""

import math
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as pt
from numpy.typing import NDArray

from nextsteps.population.bits import Bits, everybody, nobody, packed
from nextsteps.population.facts import (
    OUTCOMES,
    UNKNOWN,
    Choice,
    Codes,
    Column,
    Number,
    YesNo,
    unknown_column,
)
from nextsteps.population.faults import Fault, fault
from nextsteps.situation import Fact

_TRUTHS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_BAD = -2

TextTest: TypeAlias = Callable[[str], bool]
"""Whether a text has the form that its fact asks for."""


def is_text(kind: pa.DataType) -> bool:
    """Return whether a column holds text, coded or not."""
    if pt.is_dictionary(kind):
        return is_text(kind.value_type)
    return bool(pt.is_string(kind) or pt.is_large_string(kind) or pt.is_string_view(kind))


def is_number(kind: pa.DataType) -> bool:
    """Return whether a column holds numbers."""
    return bool(pt.is_integer(kind) or pt.is_floating(kind) or pt.is_decimal(kind))


def can_hold(fact: Fact, kind: pa.DataType) -> bool:
    """Return whether values of *fact* can stand in a column of this type."""
    if pt.is_null(kind) or is_text(kind):
        return True
    match fact.kind:
        case "yes_no":
            return bool(pt.is_boolean(kind))
        case "whole" | "decimal":
            return is_number(kind)
        case "choice" | "text":
            return False


def read_cells(
    array: pa.Array, fact: Fact, column: str, is_text_of_it: TextTest
) -> tuple[Column, list[Fault]]:
    """Return what a column says of a fact, and its faults."""
    if pt.is_null(array.type) or array.null_count == len(array):
        return unknown_column(fact, len(array)), []
    if is_text(array.type):
        return _from_text(array, fact, column, is_text_of_it)
    if pt.is_boolean(array.type):
        return _from_booleans(array), []
    return _from_numbers(array, fact, column)


def read_outcomes(array: pa.Array, column: str) -> tuple[Choice, list[Fault]]:
    """Return what came of a step for each person."""
    if pt.is_null(array.type):
        return Choice(np.full(len(array), UNKNOWN, np.int32), OUTCOMES), []
    codes, values = distinct(array)
    places: dict[str, int] = {name: place for place, name in enumerate(OUTCOMES)}
    read, bad = _looked_up(codes, values, lambda value: places.get(value, _BAD))
    expected = "one of " + ", ".join(OUTCOMES)
    return Choice(read, OUTCOMES), fault(bad, column, "S204", "another text", expected)


def distinct(array: pa.Array) -> tuple[Codes, list[str | None]]:
    """Return for each cell the place of its text among the distinct ones; -1 is no text."""
    coded = array if pt.is_dictionary(array.type) else pc.dictionary_encode(array)
    codes = pc.fill_null(coded.indices.cast(pa.int64()), UNKNOWN).to_numpy(zero_copy_only=False)
    values: list[str | None] = coded.dictionary.to_pylist()
    if None in values:  # a coded column can hold its nulls there
        codes = np.where(codes == values.index(None), UNKNOWN, codes)
    return codes, values


def valid_bits(array: pa.Array) -> Bits:
    """Return which cells are not null."""
    if array.null_count == 0:
        return everybody(len(array))
    return _buffer_bits(array, 0)


def _buffer_bits(array: pa.Array, place: int) -> Bits:
    """Arrow keeps one bit per cell just as we do: take its bytes, when they begin at a byte."""
    buffer = array.buffers()[place]
    raw = np.frombuffer(buffer, np.uint8)
    first, count = array.offset, len(array)
    if first % 8:
        flags = np.unpackbits(raw, bitorder="little")[first : first + count]
        return packed(flags)
    return raw[first // 8 : (first + count + 7) // 8] & everybody(count)


def _from_booleans(array: pa.Array) -> YesNo:
    if len(array) == 0:
        return YesNo(nobody(0), nobody(0))
    known = valid_bits(array)
    true = _buffer_bits(array, 1) & known
    return YesNo(true, known & ~true)


def _from_numbers(array: pa.Array, fact: Fact, column: str) -> tuple[Number, list[Fault]]:
    known = np.ones(len(array), np.bool_)
    if array.null_count:
        known = array.is_valid().to_numpy(zero_copy_only=False)
        array = pc.fill_null(array, pa.scalar(0).cast(array.type))
    if not pt.is_integer(array.type) or pt.is_uint64(array.type):
        array = array.cast(pa.float64())
    return _checked(array.to_numpy(zero_copy_only=False), known, fact, column)


def _checked(
    values: NDArray[Any], known: NDArray[np.bool_], fact: Fact, column: str
) -> tuple[Number, list[Fault]]:
    expected = fact.describe_range() if fact.low is not None else "a number"
    faults: list[Fault] = []
    if values.dtype.kind == "f":
        finite = np.isfinite(values)
        faults += fault(known & ~finite, column, "S203", "no finite number", expected)
        known = known & finite
        values = np.where(known, values, 0.0)
        if fact.kind == "whole":
            broken = known & (values != np.floor(values))
            faults += fault(broken, column, "S202", "a number with a fraction", expected)
            known = known & ~broken
            values = np.where(known, values, 0.0).astype(np.int64)
    for bound, outside, found in (
        (fact.low, np.less, "a number that is too small"),
        (fact.high, np.greater, "a number that is too large"),
    ):
        if bound is not None:
            beyond = known & outside(values, bound)
            faults += fault(beyond, column, "S203", found, expected)
            known = known & ~beyond
    return Number(values, packed(known)), faults


def _from_text(
    array: pa.Array, fact: Fact, column: str, is_text_of_it: TextTest
) -> tuple[Column, list[Fault]]:
    codes, values = distinct(array)
    match fact.kind:
        case "yes_no":
            read, bad = _looked_up(codes, values, lambda one: int(_TRUTHS.get(one, _BAD)))
            faults = fault(bad, column, "S202", "a text", fact.describe_range())
            return YesNo(packed(read == 1), packed(read == 0)), faults
        case "choice":
            places = {choice: place for place, choice in enumerate(fact.choices)}
            read, bad = _looked_up(codes, values, lambda one: places.get(one, _BAD))
            faults = fault(bad, column, "S204", "another text", fact.describe_range())
            return Choice(read, fact.choices), faults
        case "text":
            words = [str(value) for value in values]
            fitting = {word: place for place, word in enumerate(words) if is_text_of_it(word)}
            read, bad = _looked_up(codes, values, lambda one: fitting.get(one, _BAD))
            faults = fault(bad, column, "S202", "a text of another form", "text of its form")
            return Choice(read, tuple(words)), faults
        case "whole" | "decimal":
            numbers = [_number(value) for value in values]
            table = np.array([*(0.0 if one is None else one for one in numbers), 0.0])
            no_number = np.array([*(one is None for one in numbers), False])[codes]
            faults = fault(no_number, column, "S202", "a text", fact.describe_range())
            known = (codes != UNKNOWN) & ~no_number
            checked, more = _checked(table[codes], known, fact, column)
            return checked, faults + more


def _looked_up(
    codes: Codes, values: Sequence[str | None], read: Callable[[str], int]
) -> tuple[Codes, NDArray[np.bool_]]:
    """Read each distinct text once; what it can't be read as is marked and unknown."""
    table = np.array([*(_BAD if one is None else read(one) for one in values), UNKNOWN], np.int32)
    found = table[codes]
    bad = found == _BAD
    found[bad] = UNKNOWN
    return found, bad


def _number(text: str | None) -> float | None:
    """Read a decimal number; a comma, a blank or a word is none."""
    if text is None or not text.isascii() or text != text.strip() or "_" in text:
        return None
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
