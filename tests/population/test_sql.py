"""The SQL gives the plans that `recommend` gives, on every database that it is run on."""

import pytest

from nextsteps import Rulebook, Situation
from nextsteps.population import to_sql
from nextsteps.population.sql.columns import table_columns
from nextsteps.population.sql.dialects import dialect_named
from tests.population.caseload import COLUMNS, comparable, expected, table_row
from tests.population.crowd import crowd, generated
from tests.sketches import load_sketch

PEOPLE = 5_000
FEW_ON_SPARK = 3  # of generated rulebooks: one takes Spark seconds to plan


def answer(database, rulebook, people):
    """Fill a table with *people*, and ask *database* for their plans."""
    database.fill(rulebook, [table_row(person, one) for person, one in people.items()])
    columns = table_columns(rulebook, dialect_named(database.name), "person")
    return database.ask(to_sql(rulebook, database.name, columns=columns))


def assert_same_plans(database, rulebook, people):
    found = comparable(answer(database, rulebook, people))
    wanted = comparable(expected(people, rulebook))
    wrong = sorted(set(found) ^ set(wanted), key=repr)[:4]
    assert ([], len(wanted)) == (wrong, len(found))


def test_every_database_gives_the_plans_of_thousands_of_people(database, shipped):
    """
    Places, ranks, urgencies, strengths, grounds and rule ids, all for the shipped rulebook.
    """
    assert_same_plans(database, shipped, crowd(PEOPLE))


@pytest.mark.parametrize("seed", range(20))
def test_every_database_gives_the_plans_of_any_rulebook(database, seed):
    """
    Rulebooks with opposites, cores, needs, contradictions and all that may be unknown.
    """
    if database.name == "spark" and seed >= FEW_ON_SPARK:
        pytest.skip("test_spark_gives_the_plans_of_every_rulebook has the others")
    assert_same_plans(database, *generated(seed))


@pytest.mark.spark
@pytest.mark.slow
@pytest.mark.parametrize("seed", range(FEW_ON_SPARK, 20))
def test_spark_gives_the_plans_of_every_rulebook(spark, seed):
    """
    Those that are left out of the short run.
    """
    assert_same_plans(spark, *generated(seed))
