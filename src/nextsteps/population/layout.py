"""Answers as Arrow tables: a row per person and recommendation, or a row per person with lists."""

from collections.abc import Sequence
from typing import Any, Literal, TypeAlias

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nextsteps.population.given import Dangers
from nextsteps.population.kernel import LEVELS, Answers, Kernel
from nextsteps.population.lists import Lists
from nextsteps.population.place import PLACES, Place
from nextsteps.population.ranks import Ranks
from nextsteps.population.rows import NONE, Rows
from nextsteps.ranking import STRENGTHS
from nextsteps.rulebook.entries import URGENCIES

Layout: TypeAlias = Literal["rows", "lists"]
_CODED = pa.dictionary(pa.int8(), pa.string())
_IDS = pa.dictionary(pa.int16(), pa.string())
_GIVEN: tuple[Place, ...] = ("now", "later")


def rows_schema(person: pa.DataType) -> pa.Schema:
    """Return the columns of a row per person and recommendation."""
    return pa.schema(
        {
            "person": person,
            "place": _CODED,
            "rank": pa.int16(),
            "recommendation": _IDS,
            "urgency": _CODED,
            "strength": _CODED,
            "grounds_for": pa.int16(),
            "grounds_against": pa.int16(),
            "rules_for": pa.list_(_IDS),
            "rules_against": pa.list_(_IDS),
            "checks": pa.int16(),
            "again": pa.bool_(),
            "safety": _CODED,
            "safety_could_be": _CODED,
        }
    )


def as_rows(kernel: Kernel, answers: Answers, person: pa.Array) -> pa.Table:
    """
    Return one row per person and recommendation, ranked.

    `place` is "now", "later" or another that was asked for; `rank` counts from 1 within it.
    `grounds_for` and `grounds_against` count distinct grounds, `checks` what to make sure of
    first. Only "now" and "later" have urgency, strength, grounds and checks.
    """
    schema = rows_schema(person.type)
    names = pa.array(kernel.recommendations, pa.string()), pa.array(kernel.rules, pa.string())
    dangers = answers.ranks.dangers
    parts = [_part(rows, dangers, person, *names, schema) for rows in answers.parts]
    return pa.Table.from_batches(parts, schema=schema)


def _part(
    rows: Rows,
    dangers: Dangers,
    person: pa.Array,
    recommendations: pa.Array,
    rules: pa.Array,
    schema: pa.Schema,
) -> pa.RecordBatch:
    return pa.RecordBatch.from_arrays(
        [
            person.take(pa.array(rows.person)),
            _coded(rows.place, PLACES),
            pa.array(rows.rank.astype(np.int16)),
            _ids(rows.recommendation, recommendations),
            _coded(rows.urgency, URGENCIES),
            _coded(rows.strength, STRENGTHS),
            _numbers(rows.grounds_for),
            _numbers(rows.grounds_against),
            _lists(rows.rules_for, rules),
            _lists(rows.rules_against, rules),
            _numbers(rows.checks),
            pa.array(rows.again),
            _coded(dangers.at_least[rows.person], LEVELS),
            _coded(dangers.could_be[rows.person], LEVELS),
        ],
        schema=schema,
    )


def lists_schema(person: pa.DataType, also: Sequence[Place], questions: int) -> pa.Schema:
    """Return the columns of a row per person."""
    ids = [(place, pa.list_(_IDS)) for place in _places(also)]
    asked = [("questions", pa.list_(pa.string()))] if questions else []
    levels = [("safety", _CODED), ("safety_could_be", _CODED)]
    return pa.schema([("person", person), *levels, *ids, *asked])


def as_lists(
    kernel: Kernel,
    ranks: Ranks,
    person: pa.Array,
    also: Sequence[Place] = (),
    questions: Sequence[Sequence[str]] | None = None,
) -> pa.Table:
    """Return one row per person: how grave it is, and a list of recommendations per place."""
    dangers = ranks.dangers
    names = pa.array(kernel.recommendations, pa.string())
    columns = [person, _coded(dangers.at_least, LEVELS), _coded(dangers.could_be, LEVELS)]
    columns += [_lists(ranks.lists(place), names) for place in _places(also)]
    if questions is not None:
        columns.append(pa.array(questions, pa.list_(pa.string())))
    schema = lists_schema(person.type, also, int(questions is not None))
    return pa.Table.from_arrays(columns, schema=schema)


def _places(also: Sequence[Place]) -> Sequence[Place]:
    return tuple(dict.fromkeys((*_GIVEN, *also)))


def _coded(codes: NDArray[Any], names: Sequence[str]) -> pa.Array:
    mask = codes == NONE
    codes = codes.astype(np.int8)
    indices = pa.array(codes, mask=mask) if mask.any() else pa.array(codes)
    return pa.DictionaryArray.from_arrays(indices, pa.array(names, pa.string()), safe=False)


def _ids(codes: NDArray[np.int16], names: pa.Array) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(codes), names, safe=False)


def _numbers(numbers: NDArray[Any]) -> pa.Array:
    mask = numbers == NONE
    return pa.array(numbers.astype(np.int16), mask=mask if mask.any() else None)


def _lists(lists: Lists, names: pa.Array) -> pa.Array:
    return pa.ListArray.from_arrays(pa.array(lists.offsets), _ids(lists.codes, names))
