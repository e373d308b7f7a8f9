"""
A caseload in pandas, polars and DuckDB: the same people, the same plans.

    uv run --group dev python -m examples.tables
"""

from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa

from nextsteps import population

PEOPLE = {
    "person": ["ann", "bob", "cleo", "dan"],
    "no_progress": [True, True, None, False],
    "weeks_in_therapy": [14.0, 2.0, 30.0, None],
    "not_heard": [None, None, True, False],
    "suicide_plan": [False, None, True, False],
}


def in_pandas() -> pd.DataFrame:
    """How many people have each step first; unknown is None, and not NaN turned into a number."""
    people = pd.DataFrame(PEOPLE).convert_dtypes()
    steps = population.recommend_table(people).table.to_pandas()
    first = steps[(steps["place"] == "now") & (steps["rank"] == 1)]
    return first.groupby("recommendation", observed=True)["person"].agg(list).reset_index()


def in_polars() -> pl.DataFrame:
    """The same."""
    steps = pl.from_arrow(population.recommend_table(pl.DataFrame(PEOPLE)).table)
    assert isinstance(steps, pl.DataFrame)
    first = steps.filter(pl.col("rank") == 1, pl.col("place").cast(pl.String) == "now")
    named = first.with_columns(pl.col("recommendation").cast(pl.String))
    return named.group_by("recommendation").agg("person").sort("recommendation")


def in_duckdb() -> list[tuple[Any, ...]]:
    """The same, with the table read and the answers counted by SQL."""
    people = pa.table(PEOPLE)
    with duckdb.connect() as database:
        database.register("people", people)
        steps = population.recommend_table(database.sql("SELECT * FROM people")).table
        database.register("steps", steps)
        return database.sql(
            "SELECT recommendation, list(person ORDER BY person) FROM steps "
            "WHERE place = 'now' AND rank = 1 GROUP BY recommendation ORDER BY recommendation"
        ).fetchall()


def main() -> None:
    """Print all three."""
    print(in_pandas(), in_polars(), *in_duckdb(), sep="\n")


if __name__ == "__main__":
    main()
