"""
All benchmarks, and the report of them.

    uv run --group bench python -m benchmarks --when 2026-11 --machine "2 cores, CPython 3.11"
    uv run --group bench python -m benchmarks --quick --out benchmarks.md
"""

import argparse
import os
import platform
import sys
from pathlib import Path
from time import perf_counter

from benchmarks import many_cases, shipped_cases, single_case, start_up, whole_table
from benchmarks.report import write
from benchmarks.results import QUICK, Effort, Measure, Section

ROOT = Path(__file__).parents[1]
SECTIONS: dict[str, Measure] = {
    "one": single_case.measure,
    "many": many_cases.measure,
    "table": whole_table.measure,
    "shipped": shipped_cases.measure,
    "start": start_up.measure,
}


def main() -> None:
    """Measure what is asked for, and write the report."""
    parser = argparse.ArgumentParser(description="Measure how fast nextsteps is.")
    parser.add_argument("--quick", action="store_true", help="only see that everything works")
    parser.add_argument(
        "--only", choices=SECTIONS, action="append", help="a section; may be repeated"
    )
    parser.add_argument("--out", type=Path, default=ROOT / "docs/reference/benchmarks.md")
    parser.add_argument("--when", default="at an unnamed date", help="told in the report")
    parser.add_argument("--machine", default=_machine(), help="told in the report")
    given = parser.parse_args()
    if given.only and given.out == parser.get_default("out"):
        parser.error("--only writes a part of the report: say where with --out")
    sections = run(QUICK if given.quick else Effort(), given.only or list(SECTIONS))
    write(sections, given.out, when=given.when, machine=given.machine)
    sys.stderr.write(f"{given.out}\n")


def run(effort: Effort, names: list[str]) -> list[Section]:
    """Return the sections *names*, measured."""
    found = []
    for name in names:
        start = perf_counter()
        found.append(SECTIONS[name](effort))
        sys.stderr.write(f"{name}: {perf_counter() - start:.0f} s\n")
    return found


def _machine() -> str:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return f"{os.cpu_count()} cores, {platform.python_implementation()} {version}"


if __name__ == "__main__":
    main()
