"""A rulebook as SQL, for where the data already lives."""

from collections.abc import Iterable, Sequence

from nextsteps.population.sql.columns import columns_of_table, table_columns
from nextsteps.population.sql.dialects import DIALECTS, dialect_named
from nextsteps.rulebook import Rulebook

__all__ = ["DIALECTS", "table_sql", "to_sql"]


def to_sql(
    rulebook: Rulebook,
    dialect: str,
    table: str | Sequence[str] = "situations",
    *,
    person: str = "person",
    columns: Iterable[str] | None = None,
    view: str | Sequence[str] | None = None,
) -> str:
    """
    Return one SQL statement that gives the plan of every person in a table.

    The table has one row per person: a column for each fact by its name, NULL where it is not
    known, and `tried.` with the id of a step for what came of it. The answer has one row per
    person and recommendation, in the same order and for the same reasons as `recommend` gives
    them. A row that cannot be so is answered with the place "refused" and no plan.

    Args:
        rulebook: The knowledge.
        dialect: "duckdb", "postgres", "sqlite" or "spark"; "snowflake" and "bigquery" are
            written in the same way and were never run.
        table: The table's name, after a dot if there is a schema; or its parts as a list.
        person: The column that tells people apart.
        columns: The columns that the table has; None for all but those of measured facts.
            A fact without a column is unknown for everybody.
        view: Where given, the statement creates a view of this name.

    Raises:
        TableError: A column is no fact (T901), two of them are one to the database (T903), or
            there is no such dialect or no such name (T909).

    >>> import nextsteps as ns
    >>> to_sql(ns.Rulebook.default(), "sqlite", columns=["no_progress"])[:12]
    'WITH "given"'
    """
    from nextsteps.population.sql import write  # sqlglot: 0.2 s that only SQL needs

    target = dialect_named(dialect)
    read = columns_of_table(rulebook, target, person, columns)
    query = write.plans(rulebook, target, table, read)
    return write.text(query if view is None else write.view_of(query, view), target)


def table_sql(
    rulebook: Rulebook,
    dialect: str,
    table: str | Sequence[str] = "situations",
    *,
    person: str = "person",
) -> str:
    """
    Return the CREATE TABLE of a table that `to_sql` reads: every fact and every outcome.

    Raises:
        TableError: As for `to_sql`.

    >>> import nextsteps as ns
    >>> print(table_sql(ns.Rulebook.default(), "duckdb")[:47])
    CREATE TABLE "situations" ("person" TEXT NOT NU
    """
    from nextsteps.population.sql import write

    target = dialect_named(dialect)
    columns = table_columns(rulebook, target, person)
    return write.text(write.empty_table(table, person, columns), target)
