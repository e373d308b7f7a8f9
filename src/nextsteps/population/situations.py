"""Situations as a table: the form in which whole caseloads are read."""

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from nextsteps.population.columns import DAY, PERSON, TRIED, UNANSWERED
from nextsteps.situation import Fact, Filled, Situation

_TYPES: Mapping[str, pa.DataType] = {
    "yes_no": pa.bool_(),
    "whole": pa.int64(),
    "decimal": pa.float64(),
    "choice": pa.string(),
    "text": pa.string(),
}


def table_of(situations: Sequence[Situation], persons: Sequence[Any] | None = None) -> pa.Table:
    """
    Return one row per situation, with a column for every fact that any of them knows.

    Questionnaires go into a table of their own: see `scores_of`.

    Args:
        situations: All of one model.
        persons: What each is called; counted from 1 when None.

    >>> import nextsteps as ns
    >>> table_of([ns.Situation(age=31), ns.Situation(no_progress=True)]).to_pydict()
    {'person': [1, 2], 'age': [31, None], 'no_progress': [None, True]}
    """
    if persons is None:
        persons = range(1, len(situations) + 1)
    columns: dict[str, pa.Array] = {PERSON: pa.array(list(persons))}
    model = type(situations[0]) if situations else Situation
    for name, fact in model.vocabulary().facts.items():
        values = [getattr(one, name) for one in situations]
        if any(value is not None for value in values):
            columns[name] = pa.array(values, type_of(fact))
    for step in dict.fromkeys(step for one in situations for step in one.tried):
        columns[TRIED + step] = pa.array([one.tried.get(step) for one in situations], pa.string())
    if any(one.as_of is not None for one in situations):
        columns[DAY] = pa.array([one.as_of for one in situations], pa.date32())
    for name in UNANSWERED:
        if any(getattr(one, name) for one in situations):
            lists = [sorted(getattr(one, name)) for one in situations]
            columns[name] = pa.array(lists, pa.list_(pa.string()))
    return pa.table(columns)


def type_of(fact: Fact) -> pa.DataType:
    """Return the Arrow type of a fact."""
    return _TYPES[fact.kind]


def scores_of(situations: Sequence[Situation], persons: Sequence[Any] | None = None) -> pa.Table:
    """
    Return the questionnaires of *situations* as a long table, one row each time one was filled in.

    >>> import nextsteps as ns
    >>> scored = ns.Situation(measures=[{"measure": "phq-9", "week": 2, "total": 21}])
    >>> scores_of([scored]).to_pydict()
    {'person': [1], 'measure': ['phq-9'], 'week': [2.0], 'total': [21]}
    """
    if persons is None:
        persons = range(1, len(situations) + 1)
    rows = [
        {PERSON: person, **_row(filled)}
        for person, one in zip(persons, situations, strict=True)
        for filled in one.measures
    ]
    names = dict.fromkeys(name for row in rows for name in row)
    return pa.table({name: [row.get(name) for row in rows] for name in names})


def _row(filled: Filled) -> dict[str, Any]:
    row = filled.model_dump(exclude_none=True, exclude={"item"})
    items = {f"item.{number}": points for number, points in (filled.item or {}).items()}
    return row | items
