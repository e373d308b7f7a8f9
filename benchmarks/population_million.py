"""
A million people through the shipped rulebook, against a mere copy of the same files.

    uv run python benchmarks/population_million.py [PEOPLE]

Parquet in, ranked Parquet out. The yardstick is what DuckDB takes to copy the same input and
the same output, in the same run: ours and the copy are timed in turn, each in a process of its
own, and the median of three ratios counts. Two thousand people, drawn at random, are compared
with `recommend`.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from statistics import median

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # a script finds its own folder only

SEED, SAMPLE, ROUNDS = 20261125, 2_000, 3


def main(count: int) -> None:
    """Print the ratio, the time, the memory, and how many of the sample differ."""
    with tempfile.TemporaryDirectory() as folder:
        source, output = Path(folder, "people.parquet"), Path(folder, "steps.parquet")
        write_people(source, count)
        ratios = []
        for _ in range(ROUNDS):
            ours = timed("run", source, output)
            copy = timed("copy", source, output)
            ratios.append(ours["seconds"] / copy["seconds"])
            print(
                f"{count} people: {ours['seconds']:.1f} s "
                f"({ours['seconds'] / count * 1e6:.1f} µs each), {ours['megabytes']:.0f} MB; "
                f"copy {copy['seconds']:.1f} s; ratio {ratios[-1]:.2f}"
            )
        sizes = [path.stat().st_size / 1e6 for path in (source, output)]
        print(f"input {sizes[0]:.0f} MB, output {sizes[1]:.0f} MB")
        print(f"median ratio {median(ratios):.2f}")
        print(f"{differing(source, output, count)} of {min(SAMPLE, count)} differ from recommend")


def write_people(path: Path, count: int) -> None:
    """Write *count* made-up people as Parquet."""
    import pyarrow.parquet as pq

    from benchmarks.people import people
    from nextsteps import Rulebook

    tables = people(Rulebook.default(), count, SEED)
    first = next(tables)
    with pq.ParquetWriter(path, first.schema) as writer:
        writer.write_table(first)
        for table in tables:
            writer.write_table(table)


def timed(what: str, source: Path, output: Path) -> dict[str, float]:
    """Return the seconds and megabytes that a job takes in a process of its own."""
    command = [sys.executable, __file__, what, str(source), str(output)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    return dict(json.loads(printed.stdout))


def _run(source: str, output: str) -> None:
    from nextsteps.population import recommend_file

    recommend_file(source, output)


def _lists(source: str, output: str) -> None:
    from nextsteps.population import recommend_file

    recommend_file(source, output, layout="lists")


def _copy(source: str, output: str) -> None:
    import duckdb

    for path in (source, output):
        duckdb.sql(f"COPY (FROM '{path}') TO '{path}.copy' (FORMAT parquet)")


def differing(source: Path, output: Path, count: int) -> int:
    """Return how many of a random sample are given something else than `recommend` gives."""
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    from nextsteps import Rulebook

    rulebook = Rulebook.default()
    chosen = sorted(Random(SEED).sample(range(count), min(SAMPLE, count)))  # noqa: S311
    people = pq.read_table(source).take(chosen).to_pylist()
    names = {person["person"] for person in people}
    steps = pq.read_table(output, filters=pc.field("person").isin(list(names))).to_pylist()
    found: dict[str, list[object]] = {name: [] for name in names}
    for step in steps:
        found[step["person"]].append(_of_row(step))
    return sum(_planned(rulebook, person) != found[person.pop("person")] for person in people)


def _of_row(step: dict[str, object]) -> object:
    keys = ("place", "rank", "recommendation", "urgency", "rules_for", "rules_against", "safety")
    return [step[key] for key in keys]


def _planned(rulebook: object, person: dict[str, object]) -> list[object]:
    known = {name: value for name, value in person.items() if name != "person"}
    plan = rulebook.recommend(known)
    return [
        [
            place,
            rank,
            step.id,
            step.urgency,
            [one.rule for one in step.arguments_for],
            [one.rule for one in step.arguments_against],
            plan.safety.at_least,
        ]
        for place, steps in (("now", plan.recommendations), ("later", plan.later))
        for rank, step in enumerate(steps, 1)
    ]


if __name__ == "__main__":
    if len(sys.argv) == 4:
        began = time.perf_counter()
        {"run": _run, "lists": _lists, "copy": _copy}[sys.argv[1]](*sys.argv[2:])
        seconds = time.perf_counter() - began
        status = Path("/proc/self/status").read_text(encoding="utf-8")
        peak = int(status.split("VmHWM:")[1].split()[0]) / 1024  # of this process alone
        print(json.dumps({"seconds": seconds, "megabytes": peak}))
    else:
        main(int(sys.argv[1]) if len(sys.argv) == 2 else 1_000_000)
