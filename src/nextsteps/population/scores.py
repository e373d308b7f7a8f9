"""
Questionnaire scores of many people: a long table, one row each time one was filled in.

What they show is worked out person by person, as for one person, for those who have any.
"""

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as pt
from numpy.typing import NDArray
from pydantic import ValidationError

from nextsteps.errors import MeasureError, Problem, TableError, suggestion
from nextsteps.measures import Shown, facts_from_scores
from nextsteps.population.cells import is_text
from nextsteps.population.facts import Facts, value_at
from nextsteps.population.faults import Fault
from nextsteps.rulebook import Rulebook
from nextsteps.situation import Filled

ShownTo: TypeAlias = tuple[int, Shown]
"""A person's place in the batch, and what their scores show."""

PERSON = "person"
COLUMNS = (PERSON, "measure", "week", "date", "total", "answers", "norms", "prorate")
ITEM = "item."
"""`item.9` is the column of the answers to item 9."""
_FAULTY = ("T911", "scores that cannot be so", "scores as `nextsteps score` takes them")


class Scores:
    """
    The scores of many people, found by person.

    Raises:
        TableError: The table lacks a column (T904), or has one that is none of its own (T901)
            or cannot name a person (T902).
    """

    def __init__(self, table: pa.Table, rulebook: Rulebook) -> None:
        _check(table.schema)
        self._rulebook = rulebook
        self._vocabulary = rulebook.situation.vocabulary().facts
        names = table[PERSON].combine_chunks().cast(pa.string())
        order = pc.sort_indices(names)
        self._table = table.drop_columns([PERSON]).take(order).combine_chunks()
        runs = pc.run_end_encode(names.take(order), run_end_type=pa.int64())
        self._names = runs.values
        self._ends = runs.run_ends.to_numpy(zero_copy_only=False)
        self._seen = np.zeros(len(self._names), np.bool_)

    def shown(
        self, person: pa.Array, facts: Facts, day: pa.Array | None
    ) -> tuple[list[ShownTo], list[Fault]]:
        """
        Return what the scores of those in *person* show, and who has scores that can't be so.

        Args:
            person: What each is called.
            facts: What is stated of them, with what is implied.
            day: The day that each situation describes, where it is told.
        """
        found: list[ShownTo] = []
        faulty: list[int] = []
        places = self._places(person)
        rows = np.flatnonzero(places >= 0)
        self._seen[places[rows]] = True
        weeks = facts.columns.get("weeks_in_therapy")
        for row in rows.tolist():
            now = value_at(weeks, row)
            try:
                shown = facts_from_scores(
                    self._filled(int(places[row])),
                    self._rulebook.measures,
                    facts={} if now is None else {"weeks_in_therapy": now},
                    vocabulary=self._vocabulary,
                    as_of=None if day is None else day[row].as_py(),
                )
            except (MeasureError, ValidationError):
                faulty.append(row)
            else:
                found.append((row, shown))
        code, what, expected = _FAULTY
        faults = [Fault(np.array(faulty), "measures", code, what, expected)] if faulty else []
        return found, faults

    def filled(self, person: pa.Array, row: int) -> list[Filled]:
        """Return the questionnaires of one person."""
        place = int(self._places(person.slice(row, 1))[0])
        return self._filled(place) if place >= 0 else []

    @property
    def of_nobody(self) -> int:
        """How many people have scores, but no row so far."""
        return int((~self._seen).sum())

    def _places(self, person: pa.Array) -> NDArray[np.int32]:
        names = person.cast(pa.string())
        places: NDArray[np.int32] = pc.fill_null(
            pc.index_in(names, self._names, skip_nulls=True), -1
        ).to_numpy()
        return places

    def _filled(self, place: int) -> list[Filled]:
        first = int(self._ends[place - 1]) if place else 0
        rows = self._table.slice(first, int(self._ends[place]) - first).to_pylist()
        return [Filled.model_validate(_as_told(row)) for row in rows]


def _as_told(row: Mapping[str, Any]) -> dict[str, Any]:
    """Numbers may stand as text, or as decimals where a column has gaps."""
    told = {name: _number(name, value) for name, value in row.items() if value is not None}
    items = {int(name.removeprefix(ITEM)): told.pop(name) for name in list(told) if ITEM in name}
    return told | ({"item": items} if items else {})


def _number(name: str, value: Any) -> Any:
    if name == "prorate" and isinstance(value, str):
        return {"true": True, "false": False}.get(value.lower(), value)
    if name not in ("week", "total") and ITEM not in name:
        return value
    try:
        number = float(value)
    except (TypeError, ValueError):
        return value
    return int(number) if number.is_integer() and name != "week" else number


def _check(schema: pa.Schema) -> None:
    problems = [
        *_unknown(schema),
        *(
            Problem("T902", f"column `{PERSON}` of the scores has the type {one.type}")
            for one in schema
            if one.name == PERSON and not (is_text(one.type) or pt.is_integer(one.type))
        ),
        *(
            Problem("T904", f"the table of scores has no column `{name}`")
            for name in (PERSON, "measure")
            if name not in schema.names
        ),
    ]
    if problems:
        raise TableError(problems)


def _unknown(schema: pa.Schema) -> Iterator[Problem]:
    for name in schema.names:
        is_item = name.startswith(ITEM) and name.removeprefix(ITEM).isdecimal()
        if name not in COLUMNS and not is_item:
            hint = suggestion(name, COLUMNS) or "its columns are " + ", ".join((*COLUMNS, "item.1"))
            yield Problem("T901", f"unknown column `{name}` in the table of scores", help=hint)
