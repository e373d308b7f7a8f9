"""The databases, each started once; without one its tests are skipped, or fail where it must be."""

import importlib.util
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.population.engines import (
    Database,
    DuckDb,
    Postgres,
    Spark,
    Sqlite,
    postgres_binaries,
    postgres_cluster,
)


def _missing(what: str) -> None:
    """Skip; but a step that exists for this very database must not pass without it."""
    if os.environ.get("NEXTSTEPS_REQUIRE_DATABASES"):
        pytest.fail(f"{what} is not installed", pytrace=False)
    pytest.skip(f"{what} is not installed")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL of our own on loopback."""
    binaries = postgres_binaries()
    if binaries is None:
        _missing("PostgreSQL")
    elif importlib.util.find_spec("psycopg") is None:
        _missing("psycopg")
    else:
        with postgres_cluster(binaries) as port:
            server = Postgres(port)
            yield server
            server.close()


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Spark]:
    """A Spark session on this machine."""
    if importlib.util.find_spec("pyspark") is None:
        _missing("pyspark")
    elif shutil.which("java") is None:
        _missing("Java")
    else:
        session = Spark(Path(tmp_path_factory.mktemp("spark")))
        yield session
        session.close()


@pytest.fixture(
    params=[
        "duckdb",
        "sqlite",
        pytest.param("postgres", marks=pytest.mark.postgres),
        pytest.param("spark", marks=pytest.mark.spark),
    ]
)
def database(request: pytest.FixtureRequest) -> Database:
    """Each database that the SQL is run on."""
    own: dict[str, type[Database]] = {"duckdb": DuckDb, "sqlite": Sqlite}
    found: Database = (
        own[request.param]() if request.param in own else request.getfixturevalue(request.param)
    )
    return found
