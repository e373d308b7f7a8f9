"""Cells that can't be read as they stand: where they are and what is wrong, never the value."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nextsteps.errors import Problem

BAD_ROWS = pa.schema(
    [
        ("row", pa.int64()),
        ("column", pa.string()),
        ("code", pa.string()),
        ("found", pa.string()),
        ("expected", pa.string()),
        ("value", pa.string()),
    ]
)
"""
The columns of the report on bad rows.

`row` counts from 1 over the whole source; `value` is empty unless values were asked for.
"""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with one column in some rows: what kind of value was found there."""

    rows: NDArray[np.int64]
    column: str
    code: str
    found: str
    expected: str


def fault(rows: NDArray[Any], column: str, code: str, found: str, expected: str) -> list[Fault]:
    """Return the fault, or nothing where no row has it; *rows* are flags."""
    where = np.flatnonzero(rows)
    return [Fault(where, column, code, found, expected)] if len(where) else []


def report(
    faults: Iterable[Fault], numbers: NDArray[np.int64], shown: pa.RecordBatch | None = None
) -> pa.Table:
    """
    Return the faults of a batch as a table, by row and column.

    Args:
        faults: What is wrong.
        numbers: The number of each row of the batch in the whole table.
        shown: The batch, where the report is to hold the values found.
    """
    tables = [BAD_ROWS.empty_table()]
    for one in faults:
        count = len(one.rows)
        words = (one.column, one.code, one.found, one.expected)
        values = pa.nulls(count, pa.string())
        if shown is not None and one.column in shown.schema.names:
            cells = shown[one.column].take(pa.array(one.rows)).to_pylist()
            values = pa.array([None if cell is None else str(cell) for cell in cells], pa.string())
        columns = [pa.array(numbers[one.rows]), *(pa.repeat(word, count) for word in words), values]
        tables.append(pa.table(columns, schema=BAD_ROWS))
    return pa.concat_tables(tables).sort_by([("row", "ascending"), ("column", "ascending")])


def problems_of(table: pa.Table, most: int = 20) -> Sequence[Problem]:
    """Return the first bad cells as problems, and how many more there are."""
    problems = [
        Problem(
            str(one["code"]),
            f"row {one['row']}{_column(one['column'])}: found {one['found']}",
            help=f"expected {one['expected']}",
        )
        for one in table.slice(0, most).to_pylist()
    ]
    left = table.num_rows - len(problems)
    if left > 0:
        problems.append(Problem("T905", f"and {left} more cells that cannot be read"))
    return problems


def _column(name: str) -> str:
    return f", column `{name}`" if name else ""
