"""
What the generated SQL costs on each database, in processor time, for the shipped rulebook.

    uv run --group postgres --group spark python -m benchmarks.sql_databases [DATABASE ...]

A few people are asked for and then more: the difference is what each further one costs, the
rest is what the statement costs by itself (it is planned anew each time). Processor time is
counted of all processes that work on it, so that a busy machine matters less.
"""

import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from nextsteps import Rulebook
from nextsteps.population import to_sql
from nextsteps.population.sql.columns import table_columns
from nextsteps.population.sql.dialects import DIALECTS
from tests.population.caseload import table_row
from tests.population.crowd import crowd
from tests.population.engines import (
    Database,
    DuckDb,
    Postgres,
    Spark,
    Sqlite,
    postgres_binaries,
    postgres_cluster,
)

SIZES = {"duckdb": (1_000, 20_000), "postgres": (1_000, 20_000), "sqlite": (200, 3_000)}
SIZES["spark"] = (1_000, 20_000)


def processor_seconds(processes: set[int]) -> float:
    """Return the processor time that *processes* have used."""
    ticks = 0
    for process in processes:
        after_name = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        ticks += int(after_name[11]) + int(after_name[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def with_children(process: int) -> set[int]:
    """Return *process* and all that it started."""
    found = {process}
    for task in Path(f"/proc/{process}/task").iterdir():
        for child in (task / "children").read_text().split():
            found |= with_children(int(child))
    return found


def opened(name: str, stack: ExitStack) -> tuple[Database, int]:
    """Return a database and the process that works for it."""
    match name:
        case "duckdb":
            return DuckDb(), os.getpid()
        case "sqlite":
            return Sqlite(), os.getpid()
        case "postgres":
            binaries = postgres_binaries()
            if binaries is None:
                sys.exit("PostgreSQL is not installed")
            server = Postgres(stack.enter_context(postgres_cluster(binaries)))
            ((backend,),) = server.ask("SELECT pg_backend_pid()")
            return server, int(backend)
        case _:
            return Spark(Path(tempfile.mkdtemp())), os.getpid()


def seconds(database: Database, process: int, rulebook: Rulebook, count: int) -> float:
    """Return what it takes to write the plans of *count* people into a table."""
    base = list(crowd(1_000).values())
    rows = [table_row(f"p{number}", base[number % len(base)]) for number in range(count)]
    database.fill(rulebook, rows)
    columns = table_columns(rulebook, DIALECTS[database.name], "person")
    query = to_sql(rulebook, database.name, columns=columns)
    before = processor_seconds(with_children(process))
    if isinstance(database, Spark):
        database.session.sql(query).write.format("noop").mode("overwrite").save()
    else:
        database.ask(f"CREATE TEMPORARY TABLE plans AS {query}")
        database.ask("DROP TABLE plans")
    return processor_seconds(with_children(process)) - before


def main(names: list[str]) -> None:
    """Print a row per database."""
    rulebook = Rulebook.default()
    print("| database | fixed, processor seconds | per person, µs | per million, minutes |")
    print("|---|---|---|---|")
    for name in names or list(SIZES):
        with ExitStack() as stack:
            database, process = opened(name, stack)
            few, many = SIZES[name]
            seconds(database, process, rulebook, few)  # warm
            first = seconds(database, process, rulebook, few)
            second = seconds(database, process, rulebook, many)
        each = (second - first) / (many - few)
        fixed = max(first - few * each, 0.0)
        print(
            f"| {DIALECTS[name].title} | {fixed:.1f} | {each * 1e6:,.0f} | {each * 1e6 / 60:,.1f} |"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
