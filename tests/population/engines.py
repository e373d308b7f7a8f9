"""The databases that the SQL is run on, each with the same two verbs: fill and ask."""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from nextsteps import Rulebook
from nextsteps.population import table_sql
from nextsteps.population.sql.columns import table_columns
from nextsteps.population.sql.dialects import DIALECTS

Rows = Sequence[Mapping[str, Any]]
_ARROW = {
    "BOOLEAN": pa.bool_(),
    "BIGINT": pa.int64(),
    "DOUBLE": pa.float64(),
    "TEXT": pa.string(),
}
_BINARIES = (
    "/usr/lib/postgresql/15/bin",
    "/usr/lib/postgresql/16/bin",
    "/usr/lib/postgresql/17/bin",
)


class Database(Protocol):
    """One database; `name` is its dialect."""

    name: str

    def fill(self, rulebook: Rulebook, rows: Rows, table: str = "situations") -> None:
        """Make *table* anew and put *rows* into it."""
        ...

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """Run one statement, and return its rows."""
        ...


def quoted(name: str) -> str:
    """Return *name* as SQL writes it, everywhere but on Spark."""
    return '"' + name.replace('"', '""') + '"'


def arrow_table(rulebook: Rulebook, rows: Rows) -> pa.Table:
    """Return *rows* with every column of the table, as Arrow."""
    columns = table_columns(rulebook, DIALECTS["duckdb"], "person")
    schema = pa.schema([(name, _ARROW[kind]) for name, kind in columns.items()])
    return pa.Table.from_pylist([{name: row.get(name) for name in columns} for row in rows], schema)


class DuckDb:
    """DuckDB in memory."""

    name = "duckdb"

    def __init__(self) -> None:
        self._connection = duckdb.connect()

    def fill(self, rulebook: Rulebook, rows: Rows, table: str = "situations") -> None:
        self._connection.execute(f"DROP TABLE IF EXISTS {quoted(table)}")
        self._connection.execute(table_sql(rulebook, "duckdb", [table], person="person"))
        self._connection.register("filling", arrow_table(rulebook, rows))
        self._connection.execute(f"INSERT INTO {quoted(table)} BY NAME SELECT * FROM filling")  # noqa: S608

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql).fetchall()


class Sqlite:
    """SQLite in memory, the one that Python brings."""

    name = "sqlite"

    def __init__(self) -> None:
        self._connection = sqlite3.connect(":memory:")

    def fill(self, rulebook: Rulebook, rows: Rows, table: str = "situations") -> None:
        self._connection.execute(f"DROP TABLE IF EXISTS {quoted(table)}")
        self._connection.execute(table_sql(rulebook, "sqlite", [table]))
        columns = arrow_table(rulebook, rows).to_pydict()
        marks = ", ".join("?" * len(columns))
        self._connection.executemany(
            f"INSERT INTO {quoted(table)} VALUES ({marks})",  # noqa: S608
            zip(*columns.values(), strict=True),
        )

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql).fetchall()


class Postgres:
    """A connection to a cluster of our own."""

    name = "postgres"

    def __init__(self, port: int) -> None:
        import psycopg

        self._connection = psycopg.connect(
            host="127.0.0.1",
            port=port,
            user="tester",
            dbname="postgres",
            autocommit=True,
            options="-c jit=off",
        )

    def fill(self, rulebook: Rulebook, rows: Rows, table: str = "situations") -> None:
        with self._connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE IF EXISTS {quoted(table)}")
            cursor.execute(table_sql(rulebook, "postgres", [table]))
            columns = arrow_table(rulebook, rows).to_pydict()
            with cursor.copy(f"COPY {quoted(table)} FROM STDIN") as copy:
                for row in zip(*columns.values(), strict=True):
                    copy.write_row(row)
            cursor.execute(f"ANALYZE {quoted(table)}")

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        cursor = self._connection.execute(sql)
        return cursor.fetchall() if cursor.description is not None else []

    def close(self) -> None:
        self._connection.close()


class Spark:
    """A Spark session on this machine with two threads."""

    name = "spark"

    def __init__(self, folder: Path) -> None:
        from pyspark.sql import SparkSession

        self._folder = folder
        self.session = (
            SparkSession.builder.master("local[2]")
            .appName("nextsteps")
            .config("spark.pyspark.python", sys.executable)
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.memory", "3g")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.warehouse.dir", str(folder / "warehouse"))
            .getOrCreate()
        )
        self.session.sparkContext.setLogLevel("ERROR")

    def fill(self, rulebook: Rulebook, rows: Rows, table: str = "situations") -> None:
        path = self._folder / f"{table}-{len(list(self._folder.iterdir()))}.parquet"
        pq.write_table(arrow_table(rulebook, rows), path)
        self.session.read.parquet(str(path)).createOrReplaceTempView(table)

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self.session.sql(sql).collect()]

    def close(self) -> None:
        self.session.stop()


# A PostgreSQL cluster of our own


def postgres_binaries() -> Path | None:
    """Return where `initdb` and `pg_ctl` are; None where PostgreSQL is not installed."""
    found = shutil.which("initdb")
    places = ([Path(found).resolve().parent] if found else []) + [Path(one) for one in _BINARIES]
    return next((place for place in places if (place / "pg_ctl").exists()), None)


@contextmanager
def postgres_cluster(binaries: Path) -> Iterator[int]:
    """Yield the port of a new cluster on loopback, stopped and deleted at the end."""
    folder = Path(tempfile.mkdtemp(prefix="nextsteps-postgres-"))
    user = _unprivileged()
    if user is not None:
        shutil.chown(folder, user)
    cluster, port = folder / "cluster", _free_port()
    settings = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", "fsync": "off"}
    options = f"-p {port} " + " ".join(f"-c {key}={value}" for key, value in settings.items())
    try:
        _run(user, binaries / "initdb", "--no-sync", "-A", "trust", "-U", "tester", "-E", "UTF8",
             "--locale", "C.UTF-8", "-D", cluster)  # fmt: skip
        start = ("-D", cluster, "-o", options, "-l", folder / "log", "-w", "start")
        _run(user, binaries / "pg_ctl", *start)
        try:
            yield port
        finally:
            _run(user, binaries / "pg_ctl", "-D", cluster, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged() -> str | None:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    import pwd

    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _run(user: str | None, *command: object) -> None:
    words = [str(word) for word in command]
    done = subprocess.run(words, user=user, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                          cwd="/", check=False, text=True)  # fmt: skip
    assert done.returncode == 0, f"{words[0]}: {done.stderr}"


def _free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
