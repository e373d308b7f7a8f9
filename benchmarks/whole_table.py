"""A million people, Parquet in and ranked Parquet out, against copying those files."""

import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from benchmarks.results import Effort, Limit, Section, Table, number
from benchmarks.shipped import situations
from benchmarks.workload import SEED
from nextsteps import Rulebook, Situation

DISTINCT = 2000
"""So many different people are drawn; more rows are these again."""

KNOWN = 40

_TEXT = """
{people:,} people with {known} known facts each and the shipped rulebook: one Parquet file in,
one row per person and recommendation out, two threads, in a process of its own.
Beside it, in the same run, what DuckDB takes merely to copy the same two files.
A random sample of {sample:,} people is compared with `recommend`, each step and its order.
"""
_RUN = """
import sys
from nextsteps.population import recommend_file
recommend_file(sys.argv[1], sys.argv[2])
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM:")))
"""


def measure(effort: Effort) -> Section:
    """Answer a table of people, check a sample of it, and copy it."""
    sample = min(2000, effort.people)
    text = _TEXT.format(people=effort.people, known=KNOWN, sample=sample)
    section = Section("A nation overnight", text.strip())
    names = (
        f"{effort.people:,} people, against copying the files",
        "the memory that takes",
    )
    try:
        ratio, megabytes = _table(section, effort, sample)
    except ImportError as missing:
        section.tables.append(Table("Seconds", ("", ""), (("no", f"`{missing.name}` here"),)))
        ratio = megabytes = None
    if effort.is_quick:
        ratio = None  # starting the process is most of it
    section.limits.append(Limit(names[0], ratio, 4))
    section.limits.append(Limit(names[1], megabytes, 1536, "MB", strict=True))
    return section


def _table(section: Section, effort: Effort, sample: int) -> tuple[float, float | None]:
    import duckdb
    import pyarrow
    from nextsteps.population import table_of
    from pyarrow import parquet

    rulebook = Rulebook.default()
    distinct = min(DISTINCT, effort.people)
    people = situations(rulebook, KNOWN, distinct)
    with TemporaryDirectory() as place:
        source, answers, copy = (Path(place) / f"{name}.parquet" for name in ("in", "out", "copy"))
        once = table_of(people).drop_columns(["person"])
        rows = pyarrow.array([row % distinct for row in range(effort.people)])
        table = once.take(rows).append_column("person", pyarrow.array(range(effort.people)))
        parquet.write_table(table, source)

        def copied() -> float:
            connection = duckdb.connect()
            start = perf_counter()
            for file in (source, answers):
                connection.execute(f"COPY (FROM '{file}') TO '{copy}'")
            return perf_counter() - start

        seconds, megabytes = _answered(source, answers)
        copies = [copied() for _ in range(3)]
        _check(parquet.read_table(answers), people, sample, effort.people)
        sizes = [number(file.stat().st_size / 1e6) for file in (source, answers)]
        given = parquet.read_metadata(answers).num_rows
    copying = median(copies)
    section.tables.append(
        Table("Seconds", ("", "s", "µs a person"), (
            ("`recommend_file`", number(seconds), number(seconds / effort.people * 1e6)),
            ("DuckDB copies both files", number(copying), number(copying / effort.people * 1e6)),
        ))
    )  # fmt: skip
    told = "-" if megabytes is None else number(megabytes)
    section.tables.append(
        Table(
            "Sizes",
            ("in, MB", "out, MB", "rows out", "memory, MB"),
            ((*sizes, f"{given:,}", told),),
        )
    )
    return seconds / copying, megabytes


def _answered(source: Path, answers: Path) -> tuple[float, float | None]:
    start = perf_counter()
    ran = subprocess.run(  # noqa: S603
        [sys.executable, "-c", _RUN, str(source), str(answers)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    seconds = perf_counter() - start
    if not answers.exists():
        raise AssertionError(ran.stderr)
    return seconds, int(ran.stdout) / 1024 if ran.stdout.strip() else None


def _check(table: Any, people: Sequence[Situation], sample: int, count: int) -> None:
    """Raise AssertionError unless the sampled people are given what `recommend` gives them."""
    chosen = set(Random(SEED).sample(range(count), sample))  # noqa: S311
    given: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
    columns = [table[name].to_pylist() for name in ("person", "place", "rank", "recommendation")]
    for person, place, rank, name in zip(*columns, strict=True):
        if person in chosen:
            given[person].append((rank, place, name))
    recommend = _remembered(Rulebook.default(), people)
    for person in chosen:
        found = [(place, name) for _, place, name in sorted(given[person], key=_by_place_and_rank)]
        assert found == recommend(person % len(people)), f"person {person} differs"


def _by_place_and_rank(row: tuple[int, str, str]) -> tuple[bool, int]:
    rank, place, _ = row
    return (place != "now", rank)


def _remembered(
    rulebook: Rulebook, people: Sequence[Situation]
) -> Callable[[int], list[tuple[str, str]]]:
    plans: dict[int, list[tuple[str, str]]] = {}

    def recommend(place: int) -> list[tuple[str, str]]:
        if place not in plans:
            plan = rulebook.recommend(people[place])
            plans[place] = [("now", step.id) for step in plan.recommendations]
            plans[place] += [("later", step.id) for step in plan.later]
        return plans[place]

    return recommend
