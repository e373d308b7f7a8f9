"""What differs from one database to the next, apart from the spelling that sqlglot knows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from nextsteps.errors import Problem, TableError, suggestion
from nextsteps.population.columns import TRIED

Rows: TypeAlias = Literal["union", "lateral", "explode"]
Fence: TypeAlias = Literal["materialized", "offset", "none"]


@dataclass(frozen=True, slots=True)
class Dialect:
    """
    One database: `name` is also sqlglot's name for it.

    `rows` says how one row per person becomes one row per recommendation, and `fence` how the
    planner is kept from merging layers. `folded` gives equal texts for column names that the
    database takes for one. `packed` says whether many columns become arrays, `tried` what the
    columns of outcomes begin with, and `untyped` whether a column may hold values of any type.
    `tested` is False where the SQL was never run.
    """

    name: str
    title: str
    rows: Rows
    fence: Fence
    folded: Callable[[str], str]
    packed: bool = False
    tried: str = TRIED
    untyped: bool = False
    tested: bool = True


def _first_63_bytes(name: str) -> str:
    return name.encode()[:63].decode(errors="ignore")


def _without_case(name: str) -> str:
    return name.casefold()


def _exact(name: str) -> str:
    return name


DIALECTS: dict[str, Dialect] = {
    one.name: one
    for one in (
        Dialect("duckdb", "DuckDB", "union", "materialized", _without_case),
        Dialect("postgres", "PostgreSQL", "lateral", "offset", _first_63_bytes),
        Dialect("sqlite", "SQLite", "union", "materialized", _without_case, untyped=True),
        Dialect("spark", "Spark", "explode", "none", _without_case, packed=True),
        Dialect("snowflake", "Snowflake", "union", "none", _exact, tested=False),
        Dialect(
            "bigquery", "BigQuery", "union", "none", _without_case, tried="tried_", tested=False
        ),
    )
}


def dialect_named(name: str) -> Dialect:
    """
    Return the dialect *name*.

    Raises:
        TableError: There is no such dialect (T909).
    """
    if name not in DIALECTS:
        help_text = suggestion(name, DIALECTS) or "one of " + ", ".join(DIALECTS)
        raise TableError(Problem("T909", f"unknown dialect `{name}`", help=help_text))
    return DIALECTS[name]
