"""What comes of many situations, as plain Arrow tables: one row per recommendation."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from nextsteps.errors import Problem, SituationError, TableError, suggestion
from nextsteps.explore.values import values_of
from nextsteps.explore.words import Words
from nextsteps.population import recommend_table, scores_of, table_of, type_of
from nextsteps.population.columns import TRIED
from nextsteps.population.layout import Layout
from nextsteps.rulebook import Rulebook
from nextsteps.situation import Fact, Situation

Axis: TypeAlias = str | tuple[str, Iterable[Any]]
"""A fact, alone with the values that decide something, or with values of one's own."""

_KEPT = ("place", "rank", "recommendation", "title", "urgency", "strength")
_RULES = ("rules_for", "rules_against")
_LEVELS = ("safety", "safety_could_be")


def plans(situations: Sequence[Situation], rulebook: Rulebook | None = None) -> pa.Table:
    """
    Return one row per person and recommendation, ranked, as `recommend` gives them to each.

    Columns: `person` (from 1), `place` ("now", or "later" for what waits until a danger has
    passed), `rank` (from 1 within the place), `recommendation`, `title`, `urgency`,
    `strength`, `rules_for` and `rules_against` (ids), `safety` and `safety_could_be`. A person
    without any recommendation has one row, with nothing in place and rank.

    >>> import nextsteps as ns
    >>> table = plans([ns.Situation(suicide_plan=True)])
    >>> table["recommendation"][0].as_py(), table["safety"][0].as_py()
    ('crisis-help-now', 'emergency')
    """
    rulebook = rulebook or Rulebook.default()
    if not situations:
        raise TableError(Problem("T909", "there is no situation to answer"))
    people = table_of(situations)
    scores = scores_of(situations) if any(one.measures for one in situations) else None
    rows = answered(people, scores, rulebook, "rows")
    rows = _with_everybody(rows, people, scores, rulebook)
    return _plain(rows, rulebook)


def answered(
    people: pa.Table, scores: pa.Table | None, rulebook: Rulebook, layout: Layout
) -> pa.Table:
    """Return what `recommend_table` does; steps that the rulebook doesn't know are left out."""
    tried = {name for name in people.column_names if name.startswith(TRIED)}
    known = {TRIED + step for step in rulebook.recommendations}
    return recommend_table(
        people, rulebook=rulebook, measures=scores, layout=layout, ignore=tried - known
    ).table


def _with_everybody(
    rows: pa.Table, people: pa.Table, scores: pa.Table | None, rulebook: Rulebook
) -> pa.Table:
    """A row for those as well whom no rule speaks to: how grave it is for them still counts."""
    without = pc.invert(pc.is_in(people["person"], value_set=rows["person"].combine_chunks()))
    if not pc.any(without).as_py():
        return rows
    missing = (
        answered(people, scores, rulebook, "lists").filter(without).select(["person", *_LEVELS])
    )
    together = pa.concat_tables([rows, missing], promote_options="default")
    return together.sort_by("person")


def _plain(rows: pa.Table, rulebook: Rulebook) -> pa.Table:
    """Text instead of codes, and the titles."""
    words = Words(rulebook, most=200)
    steps = rows["recommendation"].cast(pa.string())
    titles = {name: words.step(name) for name in rulebook.recommendations}
    columns: dict[str, Any] = {"person": rows["person"]}
    for name in (*_KEPT, *_RULES, *_LEVELS):
        if name == "title":
            columns[name] = pa.array([titles.get(step) for step in steps.to_pylist()], pa.string())
        elif name in _RULES:
            columns[name] = rows[name].cast(pa.list_(pa.string()))
        else:
            columns[name] = rows[name] if name == "rank" else rows[name].cast(pa.string())
    return pa.table(columns)


def sweep(
    situation: Situation,
    fact: str,
    values: Iterable[Any] | None = None,
    *,
    rulebook: Rulebook | None = None,
) -> pa.Table:
    """
    Return what comes of *situation* for each value of one fact, all else as it is.

    Args:
        situation: What is known.
        fact: The fact that is changed, known or not.
        values: Its values; None among them makes the fact unknown. Left out, they are those
            that decide something: yes, no and unknown; every choice; of a number both sides
            of each threshold in the rulebook.
        rulebook: The knowledge; the shipped rulebook when None.

    Returns:
        A table as of `plans`, with the fact as its first column instead of `person`.

    Raises:
        SituationError: There is no such fact (S201).
        TableError: It has no values of its own to try, or none were given (T909).
        pydantic.ValidationError: A value does not fit the fact.

    >>> import nextsteps as ns
    >>> table = sweep(ns.Situation(no_progress=True), "weeks_in_therapy", [2, 14])
    >>> first = table.filter(pc.equal(table["rank"], 1))
    >>> first.select(["weeks_in_therapy", "recommendation"]).to_pylist()[0]
    {'weeks_in_therapy': 2.0, 'recommendation': 'give-it-more-time'}
    """
    return _along(situation, [fact if values is None else (fact, values)], rulebook)


def grid(situation: Situation, x: Axis, y: Axis, *, rulebook: Rulebook | None = None) -> pa.Table:
    """
    Return what comes of *situation* for each pair of values of two facts.

    Args:
        situation: What is known.
        x: A fact, or a fact and its values; see `sweep`.
        y: Another.
        rulebook: The knowledge; the shipped rulebook when None.

    Returns:
        A table as of `plans`, with both facts as its first columns instead of `person`.

    Raises:
        SituationError: There is no such fact (S201).
        TableError: As for `sweep`, or both are the same fact (T909).
        pydantic.ValidationError: A value does not fit its fact.
    """
    return _along(situation, [x, y], rulebook)


def _along(situation: Situation, axes: Sequence[Axis], rulebook: Rulebook | None) -> pa.Table:
    rulebook = rulebook or Rulebook.default()
    read = [_read(axis, situation, rulebook) for axis in axes]
    facts = [fact for fact, _ in read]
    if len({fact.name for fact in facts}) < len(facts):
        raise TableError(Problem("T909", f"`{facts[0].name}` cannot be both axes"))
    cells: list[tuple[Any, ...]] = [()]
    for _, values in read:
        cells = [(*cell, value) for cell in cells for value in values]
    names = [fact.name for fact in facts]
    told = [situation.with_facts(**dict(zip(names, cell, strict=True))) for cell in cells]
    table = plans(told, rulebook)
    places = [person - 1 for person in table["person"].to_pylist()]
    for number, fact in enumerate(facts):
        swept = pa.array([getattr(told[place], fact.name) for place in places], type_of(fact))
        table = table.add_column(number, fact.name, swept)
    return table.drop_columns("person")


def _read(axis: Axis, situation: Situation, rulebook: Rulebook) -> tuple[Fact, list[Any]]:
    name, given = (axis, None) if isinstance(axis, str) else axis
    known = type(situation).vocabulary().facts
    if name not in known:
        help_text = suggestion(name, known) or "`nextsteps facts` lists all facts"
        raise SituationError(Problem("S201", f"unknown fact `{name}`", help=help_text))
    values = values_of(known[name], rulebook) if given is None else list(dict.fromkeys(given))
    if not values:
        message = f"`{name}` has no values of its own to try"
        raise TableError(Problem("T909", message, help="name the values to try"))
    return known[name], values
