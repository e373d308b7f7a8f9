"""What it costs to begin: importing, loading, the first plan, and memory."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.results import Effort, Limit, Section, Table, number
from benchmarks.timing import once
from nextsteps import Rulebook
from nextsteps.rulebook import load
from nextsteps.rulebook.compiled import read_compiled

_TEXT = """
Importing is timed in fresh processes, by turns, with compiled bytecode, in processor time; the
bare interpreter counts in all rows. Loading is timed in one process, the compiled form with
the check that it fits the YAML beside it. Memory is the largest resident set of a process.
"""
_PLAN = "import nextsteps; nextsteps.Rulebook.default().recommend({'no_progress': True})"
STATEMENTS = {
    "the bare interpreter": "pass",
    "`import pydantic, yaml`": "import pydantic, yaml",
    "`from pydantic import BaseModel; import yaml`": "from pydantic import BaseModel; import yaml",
    "`import nextsteps`": "import nextsteps",
    "`from nextsteps import Situation`": "from nextsteps import Situation",
    "`import nextsteps` and the first plan, from YAML": _PLAN,
}
_MANY = (
    "import nextsteps; r = nextsteps.Rulebook.default()\n"
    "for i in range({count}): r.recommend({{'no_progress': True, 'age': 20 + i % 50}})"
)
_MEMORY = "\nprint(next(l.split()[1] for l in open('/proc/self/status') if l[:6] == 'VmHWM:'))"


def measure(effort: Effort) -> Section:
    """Time imports and loading, and see how much memory they take."""
    section = Section("Starting, loading, memory", _TEXT.strip())
    _imports(section, effort)
    _loading(section, effort)
    _memory(section, effort)
    return section


def _imports(section: Section, effort: Effort) -> None:
    names = list(STATEMENTS)[:4] if effort.is_quick else list(STATEMENTS)
    with TemporaryDirectory() as cache:
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = cache

        def seconds(statement: str) -> float:
            before = getrusage(RUSAGE_CHILDREN)
            subprocess.run([sys.executable, "-c", statement], check=True, env=environment)  # noqa: S603
            after = getrusage(RUSAGE_CHILDREN)
            return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

        for name in names:
            seconds(STATEMENTS[name])
        rounds = 1 if effort.is_quick else 11
        runs = [{name: seconds(STATEMENTS[name]) for name in names} for _ in range(rounds)]
    base = "`import pydantic, yaml`"
    ratios = {name: median(run[name] / run[base] for run in runs) for name in names}
    rows = tuple(
        (name, number(median(run[name] for run in runs) * 1e3), number(ratios[name]))
        for name in names
    )
    section.tables.append(Table("Fresh processes", ("", "ms", "ratio"), rows))
    limit = Limit(f"`import nextsteps` against {base}", ratios["`import nextsteps`"], 1.4)
    section.limits.append(limit)


def _loading(section: Section, effort: Effort) -> None:
    folder = Path(str(load.shipped_rules()))
    raw = load.compile_shipped()
    with TemporaryDirectory() as place:
        file = Path(place) / "rules.jsonl"
        file.write_bytes(raw)

        def compiled() -> Rulebook:
            texts = {path: one.read_bytes() for path, one in load._walk(folder, "rules")}
            return read_compiled(file.read_bytes(), made_of=load.hash_of(texts))

        def everything() -> None:
            rulebook = compiled()
            assert rulebook.vignettes
            assert rulebook.places

        rounds = 1 if effort.is_quick else 11
        assert compiled().content_hash == Rulebook.load(folder).content_hash
        runs: dict[str, Callable[[], object]] = {
            "from YAML": lambda: Rulebook.load(folder),
            "from the compiled form": compiled,
            "from the compiled form, with what only authors read": everything,
            "from YAML, and a first plan": lambda: Rulebook.load(folder).recommend({}),
            "from the compiled form, and a first plan": lambda: compiled().recommend({}),
        }
        found = {name: once(run, rounds=rounds) * 1e3 for name, run in runs.items()}
    rows = tuple((name, number(milliseconds)) for name, milliseconds in found.items())
    section.tables.append(Table("Loading the shipped rulebook", ("", "ms"), rows))
    section.limits += [
        Limit("loading from YAML", found["from YAML"], 150, "ms", strict=True),
        Limit(
            "loading from the compiled form", found["from the compiled form"], 15, "ms", strict=True
        ),
    ]


def _memory(section: Section, effort: Effort) -> None:
    few, many = (20, 60) if effort.is_quick else (1_000, 6_000)
    statements = {
        "the bare interpreter": "pass",
        "`import pydantic, yaml`": "import pydantic, yaml",
        "`import nextsteps`": "import nextsteps",
        "the shipped rulebook from YAML, and a plan": _PLAN,
        f"after {few:,} plans": _MANY.format(count=few),
        f"after {many:,} plans": _MANY.format(count=many),
    }
    if effort.is_quick:
        statements = dict(list(statements.items())[2:4])
    rows = tuple((name, _megabytes(one)) for name, one in statements.items())
    section.tables.append(Table("Memory", ("", "MB"), rows))


def _megabytes(statement: str) -> str:
    if not Path("/proc/self/status").exists():
        return "not told by this system"
    ran = subprocess.run(  # noqa: S603
        [sys.executable, "-c", statement + _MEMORY], check=True, capture_output=True, text=True
    )
    return number(int(ran.stdout) / 1024)
