"""A rulebook as SQL, for where the data already lives."""

from collections.abc import Iterable, Sequence

from sqlglot import exp

from nextsteps.errors import Problem, SqlError
from nextsteps.population.sql.columns import columns_of_table, table_columns
from nextsteps.population.sql.dialects import DIALECTS, Dialect, dialect_named
from nextsteps.population.sql.terms import name
from nextsteps.population.sql.write import statement
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

    The table has one row per person: a column for each fact, by its name, NULL where it is not
    known, and `tried_<recommendation>` with `-` as `_` for what came of a step. The answer has
    one row per person and recommendation, in the same order and for the same reasons as
    `recommend` gives them; a row of the table that cannot be so is told as `refused`, and no
    plan is made of it.

    Args:
        rulebook: The knowledge.
        dialect: "duckdb", "postgres", "sqlite" or "spark"; "snowflake" and "bigquery" are
            written the same way and have never been run.
        table: The table's name; dots part a schema from it. As a list, each part as it is.
        person: The column that tells people apart.
        columns: The columns that the table has; None for all but those of measured facts.
            A fact without a column is unknown for everybody.
        view: Where given, the statement creates a view of this name.

    Raises:
        SqlError: The dialect (Q901), a column (Q902, Q903) or a name (Q904) is wrong.

    >>> import nextsteps as ns
    >>> to_sql(ns.Rulebook.default(), "sqlite", columns=["no_progress"])[:12]
    'WITH "given"'
    """
    target = dialect_named(dialect)
    read = columns_of_table(rulebook, target, person, columns)
    query: exp.Expression = statement(rulebook, target, _table(table), read)
    if view is not None:
        query = exp.Create(this=_table(view), kind="VIEW", expression=query)
    return _text(query, target)


def table_sql(
    rulebook: Rulebook,
    dialect: str,
    table: str | Sequence[str] = "situations",
    *,
    person: str = "person",
) -> str:
    """
    Return the CREATE TABLE of a table that `to_sql` reads: every fact and every outcome.

    >>> import nextsteps as ns
    >>> print(table_sql(ns.Rulebook.default(), "duckdb")[:48])
    CREATE TABLE "situations" ("person" TEXT NOT NUL
    """
    target = dialect_named(dialect)
    definitions = [
        exp.ColumnDef(
            this=name(column),
            kind=exp.DataType(this=exp.DataType.Type[kind]),
            constraints=[exp.ColumnConstraint(kind=exp.NotNullColumnConstraint())]
            if column == person
            else [],
        )
        for column, kind in table_columns(rulebook, target, person).items()
    ]
    schema = exp.Schema(this=_table(table), expressions=definitions)
    return _text(exp.Create(this=schema, kind="TABLE"), target)


def _table(parts: str | Sequence[str]) -> exp.Table:
    """Up to three names: catalog, schema, table."""
    found = parts.split(".") if isinstance(parts, str) else list(parts)
    if not 1 <= len(found) <= 3 or not all(found):
        message = f"`{'.'.join(found)}` is no name of a table"
        raise SqlError(Problem("Q904", message, help="a table, or schema and table with a dot"))
    catalog, schema, own = (*[None] * (3 - len(found)), *found)
    return exp.Table(
        this=name(str(own)),
        db=None if schema is None else name(schema),
        catalog=None if catalog is None else name(catalog),
    )


def _text(query: exp.Expression, dialect: Dialect) -> str:
    return query.sql(dialect=dialect.name, copy=False)
