"""The SQL gives the plans that `recommend` gives, on every database that it is run on."""

import json
from functools import cache
from typing import Literal

import pytest
import sqlglot
from sqlglot import exp

from nextsteps import Rulebook, Situation, fact
from nextsteps.errors import TableError
from nextsteps.population import to_sql
from nextsteps.population.sql.columns import table_columns
from nextsteps.population.sql.dialects import DIALECTS, dialect_named
from tests.golden import assert_golden
from tests.population.caseload import COLUMNS, comparable, expected, table_row
from tests.population.crowd import crowd, generated
from tests.population.engines import Sqlite
from tests.sketches import load_sketch, sketch

PEOPLE = 5_000
FEW_ON_SPARK = 3  # of generated rulebooks: one takes Spark seconds to plan


def answer(database, rulebook, people):
    """Fill a table with *people*, and ask *database* for their plans."""
    database.fill(rulebook, [table_row(person, one) for person, one in people.items()])
    columns = table_columns(rulebook, dialect_named(database.name), "person")
    return database.ask(to_sql(rulebook, database.name, columns=columns))


def assert_same_plans(database, rulebook, people, wanted=None):
    """*wanted* are the rows of their plans, where they are at hand."""
    found = comparable(answer(database, rulebook, people))
    wanted = wanted or comparable(expected(people, rulebook))
    wrong = sorted(set(found) ^ set(wanted), key=repr)[:4]
    assert ([], len(wanted)) == (wrong, len(found))


@pytest.fixture(scope="module")
def rows_of_thousands(shipped):
    """The rows of many plans; each takes its time, so all databases share them."""
    return comparable(expected(crowd(PEOPLE), shipped))


def test_every_database_gives_the_plans_of_thousands_of_people(
    database, shipped, rows_of_thousands
):
    """
    Places, ranks, urgencies, strengths, grounds and rule ids, all for the shipped rulebook.
    """
    assert_same_plans(database, shipped, crowd(PEOPLE), rows_of_thousands)


def _rulebooks():
    """Twenty for each database; of those for Spark most are left to the long checks."""
    for name in ("duckdb", "sqlite", "postgres", "spark"):
        marks = {"postgres": [pytest.mark.postgres], "spark": [pytest.mark.spark]}.get(name, [])
        for seed in range(20):
            long = name == "spark" and seed >= FEW_ON_SPARK
            yield pytest.param(name, seed, marks=[*marks, *([pytest.mark.slow] if long else [])])


@pytest.mark.parametrize(("database", "seed"), list(_rulebooks()), indirect=["database"])
def test_every_database_gives_the_plans_of_any_rulebook(database, seed):
    """
    Rulebooks with opposites, cores, needs, contradictions and all that may be unknown.
    """
    assert_same_plans(database, *generated(seed))


# What the table may hold


IMPOSSIBLE = {
    "a choice that is none": {"asker": "plumber"},
    "a number beyond the range": {"weeks_in_therapy": 1e5},
    "a number below the range": {"weeks_in_therapy": -1.0},
    "an outcome that is none": {"tried.talk-to-therapist": "meh"},
}


@pytest.mark.parametrize("cells", IMPOSSIBLE.values(), ids=list(IMPOSSIBLE))
def test_a_row_that_cannot_be_so_is_refused_and_told_by_column(database, cells):
    """
    The others are answered as ever.
    """
    rulebook = load_sketch()
    good = {"person": "good", "no_progress": True, "weeks_in_therapy": 14.0, "in_danger_now": True}
    database.fill(rulebook, [good, {**good, "person": "bad", **cells}])
    columns = ["person", *good, *cells]
    found = database.ask(to_sql(rulebook, database.name, columns=columns))

    answered = [row for row in found if row[COLUMNS.index("place")] != "refused"]
    refused = [row for row in found if row[COLUMNS.index("place")] == "refused"]
    assert {"good"} == {row[0] for row in answered}
    assert [("bad", *cells)] == [(row[0], row[COLUMNS.index("withheld_by")]) for row in refused]


@pytest.mark.parametrize("value", ["'true'", "'1'", "2", "0.5"])
def test_sqlite_refuses_what_is_neither_true_nor_false(value):
    """
    Its columns hold anything, and a cast would make "no" of what it can't read.
    """
    rulebook = load_sketch()
    database = Sqlite()
    database.ask("CREATE TABLE situations (person TEXT, no_progress)")
    database.ask(f"INSERT INTO situations VALUES ('ann', {value})")  # noqa: S608
    found = database.ask(to_sql(rulebook, "sqlite", columns=["person", "no_progress"]))

    assert [("ann", "refused", "no_progress")] == [(row[0], row[3], row[-1]) for row in found]


def test_two_rows_of_one_person_are_refused(database):
    """
    Their plans would be mixed.
    """
    rulebook = load_sketch()
    row = {"person": "twice", "no_progress": True, "weeks_in_therapy": 14.0}
    database.fill(rulebook, [row, {**row, "in_danger_now": True}])
    found = database.ask(to_sql(rulebook, database.name))

    assert 2 == len(found)
    assert {("twice", "refused", "person")} == {
        (found_row[0], found_row[COLUMNS.index("place")], found_row[COLUMNS.index("withheld_by")])
        for found_row in found
    }


def test_a_fact_without_a_column_is_unknown_for_everybody(database):
    """
    Only the columns that are named are read.
    """
    rulebook = load_sketch()
    everything = {"no_progress": True, "weeks_in_therapy": 14.0, "in_danger_now": True}
    database.fill(rulebook, [{"person": "one", **everything}])
    less = {name: value for name, value in everything.items() if name != "in_danger_now"}
    found = database.ask(to_sql(rulebook, database.name, columns=["person", *less]))

    assert comparable(expected({"one": Situation(**less)}, rulebook)) == comparable(found)


@pytest.mark.parametrize(
    "database",
    ["duckdb", "sqlite", pytest.param("postgres", marks=pytest.mark.postgres)],
    indirect=True,
)
def test_the_statement_can_be_a_view(database):
    """
    It answers as the statement does; Spark's views need a table that stays.
    """
    rulebook = load_sketch()
    people = {"one": Situation(no_progress=True, weeks_in_therapy=14.0)}
    database.fill(rulebook, [table_row(person, one) for person, one in people.items()])
    database.ask('DROP VIEW IF EXISTS "next steps"')
    database.ask(to_sql(rulebook, database.name, view=["next steps"]))

    assert comparable(expected(people, rulebook)) == comparable(
        database.ask('SELECT * FROM "next steps"')
    )
    database.ask('DROP VIEW "next steps"')


# Nothing that is read becomes SQL

HOSTILE = """it's"; DROP TABLE situations; -- \\' ` " /* $$ {x} %s :a ?"""


ATTACKS = (HOSTILE, "a\\b", "back\\'slash", "")


class Hostile(Situation):
    """A vocabulary whose values are out to do harm."""

    SECTION = "hostile"

    attack: Literal[("none", *ATTACKS)] | None = fact(  # type: ignore[valid-type]
        "Which?", topic="hostile"
    )


@cache
def hostile_rulebook():
    """Rules that read the values; a condition may hold any text, quoted as YAML and as Python."""
    reads = json.dumps(" or ".join(f"attack == {json.dumps(value)}" for value in ATTACKS))
    text = sketch(("when: no_progress and weeks_in_therapy >= 12", f"when: {reads}"))
    return Rulebook.from_text(text, name="hostile.yaml", situation=Hostile)


def test_no_value_and_no_name_becomes_sql(database):
    """
    Quotes, comments, backslashes and marks in choices, table and columns stay what they are.
    """
    rulebook = hostile_rulebook()
    table = "situations\"; DROP TABLE x; --`'"
    people = {
        f"it's {number}": Hostile(attack=attack, raised_with_therapist=False)
        for number, attack in enumerate((None, "none", *ATTACKS))
    }
    rows = [table_row(person, one) for person, one in people.items()]
    if database.name == "spark":
        table = "situations"  # it has no views of such names
    database.fill(rulebook, rows, table)
    found = database.ask(to_sql(rulebook, database.name, [table]))

    assert comparable(expected(people, rulebook)) == comparable(found)
    assert found


@pytest.mark.parametrize("name", list(DIALECTS))
def test_every_statement_is_one_select_without_anything_else(name):
    """
    Read again by a parser, it is one query: no value has closed its quotes.
    """
    (statement,) = sqlglot.parse(to_sql(hostile_rulebook(), name), dialect=name)

    assert isinstance(statement, exp.Query)
    assert not list(statement.find_all(exp.Drop, exp.Command))


# What is asked wrongly


def test_wrong_wishes_are_told_in_words(shipped):
    """
    A dialect, a column and a name that there are none of.
    """
    told = [
        _error(lambda: to_sql(shipped, "postgresql")),
        _error(lambda: to_sql(shipped, "duckdb", columns=["no_progres", "person"])),
        _error(lambda: to_sql(shipped, "duckdb", "a.b.c.d")),
        _error(lambda: to_sql(shipped, "duckdb", person="AGE")),
    ]
    assert_golden("population/sql-errors.txt", "\n\n".join(told))


def _error(wish):
    with pytest.raises(TableError) as raised:
        wish()
    return str(raised.value)


def test_what_a_small_rulebook_becomes_can_be_read():
    """
    The whole statement, layer by layer.
    """
    written = to_sql(load_sketch(), "postgres", columns=["person", "no_progress"])
    assert_golden("population/sketch.sql", sqlglot.transpile(written, "postgres", pretty=True)[0])
