"""The kernel on a real Spark session, and the SQL beside it."""

import re
import tomllib
from importlib.metadata import requires
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from nextsteps.errors import TableError
from nextsteps.population import recommend_table, table_of
from tests.population.crowd import crowd

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.spark


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Three files of people, so that there are several partitions."""
    path = tmp_path_factory.mktemp("people")
    people = crowd(900)
    table = table_of(list(people.values()), list(people))
    for part in range(3):
        pq.write_table(table.slice(part * 300, 300), path / f"part-{part}.parquet")
    return path


def test_the_kernel_on_spark_gives_the_same_rows_as_in_one_process(spark, folder, shipped):
    """
    All places and all columns, whatever the partitions.
    """
    from nextsteps.population.spark import on_spark

    also = ("not_yet", "excluded", "opposite")
    people = spark.session.read.parquet(str(folder))
    found = on_spark(people, shipped, also=also).toArrow().to_pylist()
    wanted = recommend_table(folder, rulebook=shipped, also=also).table.to_pylist()

    assert _sorted(wanted) == _sorted(found)


@pytest.mark.usefixtures("spark")
def test_what_is_said_of_sparks_own_needs_is_what_spark_says():
    """
    So that nobody fetches Spark to learn it who has no use for Spark.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    [said] = project["tool"]["uv"]["dependency-metadata"]
    always = [one for one in requires("pyspark") if ";" not in one]

    assert "pyspark" == said["name"]
    assert [_bounds(one) for one in always] == [_bounds(one) for one in said["requires-dist"]]


def _bounds(requirement):
    name, bounds = re.fullmatch(r"([\w-]+)(.*)", requirement).groups()
    return name, sorted(bounds.split(","))


def _sorted(rows):
    return sorted(rows, key=lambda row: (row["person"], row["place"], row["recommendation"]))


def test_the_layout_with_lists_works_on_spark_too(spark, folder, shipped):
    """
    One row per person.
    """
    from nextsteps.population.spark import on_spark

    people = spark.session.read.parquet(str(folder))
    found = on_spark(people, shipped, layout="lists").toArrow().to_pylist()
    wanted = recommend_table(folder, rulebook=shipped, layout="lists").table.to_pylist()

    assert sorted(wanted, key=lambda row: row["person"]) == sorted(
        found, key=lambda row: row["person"]
    )


def test_columns_that_do_not_fit_are_told_before_anything_runs(spark, folder, shipped):
    """
    As for a table at home: in words, with a code.
    """
    from nextsteps.population.spark import on_spark

    people = spark.session.read.parquet(str(folder))
    for frame, options, code in (
        (people.withColumnRenamed("age", "agee"), {}, "T901"),
        (people.drop("person"), {}, "T904"),
        (people, {"measures": people}, "T909"),
    ):
        with pytest.raises(TableError) as raised:
            on_spark(frame, shipped, **options)
        assert [code] == [problem.code for problem in raised.value.problems]


def test_a_bad_cell_stops_the_job_unless_told_otherwise(spark, shipped):
    """
    With "skip" the row is left out.
    """
    from nextsteps.population.spark import on_spark

    rows = [("good", 31), ("bad", 400)]
    people = spark.session.createDataFrame(rows, "person string, age int")
    left = on_spark(people, shipped, on_bad_row="skip", layout="lists").toArrow()
    with pytest.raises(Exception, match="cells cannot be read, in: age"):
        on_spark(people, shipped).toArrow()

    assert ["good"] == left["person"].to_pylist()
