"""`nextsteps sql`: the rulebook as one SQL statement, for a database."""

from typing import Annotated, Literal

from cyclopts import Parameter

from nextsteps.cli.extras import needed
from nextsteps.cli.situation import OwnFacts, rulebook_in
from nextsteps.cli.terminal import write
from nextsteps.errors import TableError


def sql(
    *,
    dialect: Annotated[
        Literal["duckdb", "postgres", "sqlite", "spark", "snowflake", "bigquery"],
        Parameter(help="The database; the last two were never run."),
    ],
    table: Annotated[
        str, Parameter(help="The table with one row per person; a dot parts it from its schema.")
    ] = "situations",
    person: Annotated[str, Parameter(help="The column that tells people apart.")] = "person",
    column: Annotated[
        tuple[str, ...],
        Parameter(
            negative=(),
            show_default=False,
            help="A column that the table has, may be repeated; else all are taken to be there.",
        ),
    ] = (),
    view: Annotated[str | None, Parameter(help="Make a view of this name.")] = None,
    create_table: Annotated[
        bool, Parameter(negative=(), help="Print the CREATE TABLE of the table instead.")
    ] = False,
    rulebook: Annotated[
        str | None,
        Parameter(name=("--rulebook", "--rules"), help="A folder of rules; else the shipped ones."),
    ] = None,
    situation: OwnFacts = None,
) -> None:
    """Print SQL that gives the plan of every person in a table."""
    with needed("population", "SQL needs", TableError, "T912"):
        from nextsteps.population.sql import table_sql, to_sql

        book = rulebook_in(rulebook, situation)
        if create_table:
            text = table_sql(book, dialect, table, person=person)
        else:
            columns = column or None
            text = to_sql(book, dialect, table, person=person, columns=columns, view=view)
    write(f"{text};\n")
