"""From one row per person to one row per person and recommendation, in words and ranked."""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce

from sqlglot import exp

from nextsteps.population.sql.dialects import Dialect
from nextsteps.population.sql.layers import select_from
from nextsteps.population.sql.terms import (
    Term,
    among,
    choose,
    column,
    literal,
    name,
    opposite,
    same,
    typed,
    unknown,
)
from nextsteps.ranking import STRENGTHS
from nextsteps.rulebook.entries import URGENCIES

PERSON, FAULTS, AT_LEAST, COULD_BE = "person", "faults", "at_least", "safety_could_be"
PLACE, KEY = "place", "key"
_SAFETY, _RANK = "safety", "rank"
_LATE = (_SAFETY, _RANK)

Step = Mapping[str, Term]
"""What one recommendation has in its row, by column; `place` is a column of the layer below."""

RESULT: Mapping[str, str] = {
    PERSON: "",
    _SAFETY: "TEXT",
    COULD_BE: "TEXT",
    PLACE: "TEXT",
    _RANK: "BIGINT",
    "recommendation": "TEXT",
    "urgency": "TEXT",
    "strength": "TEXT",
    "core": "TEXT",
    "grounds_for": "BIGINT",
    "grounds_against": "BIGINT",
    "rules_for": "TEXT",
    "rules_against": "TEXT",
    "check_rules": "TEXT",
    "check_needs": "BOOLEAN",
    "again_rule": "TEXT",
    "withheld_by": "TEXT",
}
"""The columns of the answer and their types; the person has that of the table."""

_WORDS: Mapping[str, Sequence[str]] = {
    AT_LEAST: (*URGENCIES[:-1], "clear", "clear"),
    COULD_BE: (*URGENCIES[:-1], "clear", "clear"),
    "urgency": URGENCIES,
    "strength": STRENGTHS,
    "core": URGENCIES[:-1],
}
"""What is carried as a place in a list, and the list."""


def spread(dialect: Dialect, below: str, steps: Sequence[Step]) -> exp.Query:
    """Return the query with one row for each person and step that has a place."""
    table = exp.Table(this=name(below))
    person: dict[str, Term] = {key: column(key) for key in (PERSON, AT_LEAST, COULD_BE)}
    match dialect.rows:
        case "union":
            selects = (
                _if_any(select_from(table, {**_copies(person), **step}), step) for step in steps
            )
            return _together(selects)
        case "lateral":
            each = _together(_if_any(exp.Select(expressions=_named(step)), step) for step in steps)
            beside = exp.Lateral(
                this=exp.Subquery(this=each), alias=exp.TableAlias(this=name("steps"))
            )
            fields: dict[str, Term] = {key: column(key, "steps") for key in steps[0]}
            return select_from(table, {**person, **fields}).join(
                beside, join_type="cross", copy=False
            )
        case "explode":
            return _exploded(table, person, steps)


def _exploded(table: exp.Table, person: Mapping[str, Term], steps: Sequence[Step]) -> exp.Select:
    structs = [choose([(_given(step), exp.Struct(expressions=_fields(step)))]) for step in steps]
    beside = exp.Lateral(
        this=exp.Explode(this=exp.Array(expressions=structs)),
        view=True,
        alias=exp.TableAlias(this=name("steps"), columns=[name("step")]),
    )
    fields = {key: exp.Dot(this=column("step"), expression=name(key)) for key in steps[0]}
    select = select_from(table, {**person, **fields})
    select.set("laterals", [beside])
    return select.where(opposite(unknown(column("step"))), copy=False)


def _copies(terms: Mapping[str, Term]) -> dict[str, Term]:
    return {key: term.copy() for key, term in terms.items()}


def _named(step: Step) -> list[Term]:
    return [exp.Alias(this=term, alias=name(key)) for key, term in step.items()]


def _fields(step: Step) -> list[Term]:
    return [exp.PropertyEQ(this=name(key), expression=term) for key, term in step.items()]


def _given(step: Step) -> Term:
    return opposite(unknown(step[PLACE].copy()))


def _if_any(select: exp.Select, step: Step) -> exp.Select:
    return select.where(_given(step), copy=False)


def _together(selects: Iterable[exp.Query]) -> exp.Query:
    return reduce(lambda one, other: exp.Union(this=one, expression=other, distinct=False), selects)


# In words, ranked, and with those who were refused


def told(below: str) -> exp.Select:
    """Return the rows with words for the numbers that stand for them."""
    columns: dict[str, Term] = {key: column(key) for key in (KEY, *RESULT) if key not in _LATE}
    columns |= {key: _in_words(key, words) for key, words in _WORDS.items()}
    columns[_SAFETY] = columns.pop(AT_LEAST)
    return select_from(exp.Table(this=name(below)), columns)


def _in_words(key: str, words: Sequence[str]) -> Term:
    return choose((same(column(key), place), literal(word)) for place, word in enumerate(words))


def ranked(below: str) -> exp.Select:
    """Return the rows with their rank: from 1 for what is given now, and again for later."""
    number = exp.Window(
        this=exp.RowNumber(),
        partition_by=[column(PERSON), column(PLACE)],
        order=exp.Order(expressions=[exp.Ordered(this=column(KEY))]),
    )
    columns: dict[str, Term] = {key: column(key) for key in RESULT}
    columns[_RANK] = choose([(among(column(PLACE), ("now", "later")), number)])
    return select_from(exp.Table(this=name(below)), columns)


def refused(below: str) -> exp.Select:
    """Return a row for each row of the table that can't be so; `withheld_by` says why."""
    columns: dict[str, Term] = {
        key: typed(literal(None), kind) if kind else column(key) for key, kind in RESULT.items()
    }
    columns[PLACE] = literal("refused")
    columns["withheld_by"] = column(FAULTS)
    select = select_from(exp.Table(this=name(below)), columns)
    return select.where(opposite(same(column(FAULTS), "")), copy=False)
