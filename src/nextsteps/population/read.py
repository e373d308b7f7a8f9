"""One batch of a table as facts, with every cell that can't be read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as pt
from numpy.typing import NDArray

from nextsteps.population.bits import Flags, packed, unpacked
from nextsteps.population.cells import distinct, is_text, read_cells, read_outcomes
from nextsteps.population.columns import Columns, text_tests
from nextsteps.population.facts import Choice, Column, Facts, YesNo, unknown_column
from nextsteps.population.faults import Fault, fault
from nextsteps.situation import Situation
from nextsteps.situation.model import NONE_ELSE


@dataclass(frozen=True, slots=True)
class Batch:
    """What one batch says: of whom, what is stated, and what could not be read."""

    person: pa.Array
    facts: Facts
    day: pa.Array | None
    unanswered: Mapping[str, pa.Array]
    faults: tuple[Fault, ...]

    def with_faults(self, faults: Iterable[Fault]) -> "Batch":
        """Return the batch with more *faults*."""
        return replace(self, faults=(*self.faults, *faults))

    @property
    def faulty(self) -> Flags:
        """Which rows have a fault."""
        rows = np.zeros(self.facts.count, np.bool_)
        for one in self.faults:
            rows[one.rows] = True
        return rows


class BatchReader:
    """Reads batches of one table; holds no state between them."""

    def __init__(self, columns: Columns, model: type[Situation]) -> None:
        self._columns = columns
        self._vocabulary = model.vocabulary()
        self._tests = text_tests(model)

    def read(self, batch: pa.RecordBatch, numbers: NDArray[np.int64]) -> Batch:
        """
        Return what *batch* says.

        Args:
            batch: The rows.
            numbers: Their numbers in the table, which name the people where no column does.
        """
        faults: list[Fault] = []
        facts: dict[str, Column] = {}
        tried: dict[str, Choice] = {}
        for column, fact in self._columns.facts.items():
            test = self._tests.get(fact.name, bool)
            facts[fact.name], found = read_cells(batch[column], fact, column, test)
            faults += found
        for column, group in self._columns.groups.items():
            faults += self._add_members(facts, batch[column], group, column)
        for column, step in self._columns.tried.items():
            tried[step], found = read_outcomes(batch[column], column)
            faults += found
        day, found = self._day(batch)
        faults += found
        unanswered = {}
        for column, name in self._columns.unanswered.items():
            unanswered[name] = batch[column]
            faults += _no_facts(batch[column], column, self._vocabulary.facts)
        person, found = self._person(batch, numbers)
        faults += found
        count = batch.num_rows
        return Batch(person, Facts(count, facts, tried), day, unanswered, tuple(faults))

    def _person(
        self, batch: pa.RecordBatch, numbers: NDArray[np.int64]
    ) -> tuple[pa.Array, list[Fault]]:
        column = self._columns.person
        if column is None:
            return pa.array(numbers), []
        nameless = batch[column].is_null(nan_is_null=True).to_numpy(zero_copy_only=False)
        return batch[column], fault(nameless, column, "T906", "nothing", "the name of a person")

    def _day(self, batch: pa.RecordBatch) -> tuple[pa.Array | None, list[Fault]]:
        column = self._columns.day
        if column is None:
            return None, []
        array = batch[column]
        if not is_text(array.type):
            return array.cast(pa.date32(), safe=False), []
        codes, values = distinct(array)
        days = [_day_of(value) for value in values]
        table = np.array([*(one is None for one in days), False])
        read = pa.array([*days, None], pa.date32()).take(pa.array(codes % (len(days) + 1)))
        return read, fault(table[codes], column, "S202", "a text", "a date such as 2026-11-23")

    def _add_members(
        self, facts: dict[str, Column], array: pa.Array, group: str, column: str
    ) -> list[Fault]:
        """Spread a list of members into facts; "none_else" denies those that are not listed."""
        members = self._vocabulary.groups[group]
        row, codes, values = _listed(array)
        strange = [code for code, value in enumerate(values) if value not in (*members, NONE_ELSE)]
        unknown = _rows_having(row, codes, strange, len(array))
        expected = "one of " + ", ".join((*members, NONE_ELSE))
        faults = fault(unknown, column, "S204", "a list with another member", expected)
        closed = _rows_having(row, codes, _codes_of(values, NONE_ELSE), len(array)) & ~unknown
        for member, name in members.items():
            listed = _rows_having(row, codes, _codes_of(values, member), len(array))
            stated = facts.get(name) or unknown_column(self._vocabulary.facts[name], len(array))
            assert isinstance(stated, YesNo)
            facts[name], conflict = _with_member(stated, listed, closed)
            expected = f"a list that does not contradict `{name}`"
            faults += fault(conflict, column, "S205", f"`{member}`", expected)
        return faults


def _with_member(stated: YesNo, listed: Flags, closed: Flags) -> tuple[YesNo, Flags]:
    """What is listed is true; who is told both ways stays unknown."""
    denied = unpacked(stated.false, len(listed))
    affirmed = unpacked(stated.true, len(listed))
    conflict = listed & denied
    true = (affirmed | listed) & ~conflict
    false = (denied & ~conflict) | (closed & ~listed & ~affirmed)
    return YesNo(packed(true), packed(false)), conflict


def _listed(array: pa.Array) -> tuple[NDArray[Any], NDArray[Any], list[str | None]]:
    """Return each listed text's row, its code, and the texts."""
    if pt.is_null(array.type) or pt.is_null(array.type.value_type):
        nothing = np.zeros(0, np.int64)
        return nothing, nothing, []
    row = pc.list_parent_indices(array).to_numpy(zero_copy_only=False)
    codes, values = distinct(pc.list_flatten(array))
    return row, np.where(codes < 0, len(values), codes), [*values, None]


def _rows_having(row: NDArray[Any], codes: NDArray[Any], wanted: list[int], count: int) -> Flags:
    found = np.zeros(count, np.bool_)
    if wanted:
        found[row[np.isin(codes, wanted)]] = True
    return found


def _codes_of(values: list[str | None], wanted: str) -> list[int]:
    return [values.index(wanted)] if wanted in values else []


def _no_facts(array: pa.Array, column: str, names: Mapping[str, object]) -> list[Fault]:
    row, codes, values = _listed(array)
    strange = [code for code, value in enumerate(values) if value not in names]
    unknown = _rows_having(row, codes, strange, len(array))
    return fault(unknown, column, "S201", "a list with an unknown fact", "names of facts")


def _day_of(text: str | None) -> date | None:
    try:
        return datetime.fromisoformat(text or "").date()
    except ValueError:
        return None
