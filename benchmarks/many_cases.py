"""Many cases at once on the common workload, each engine against the kernel in C."""

import os
from collections.abc import Callable
from statistics import median
from time import process_time
from typing import Any

from benchmarks import library, tables
from benchmarks.codes import MISSING, columns, repeated
from benchmarks.floor import Kernel, Unavailable, check
from benchmarks.results import Curves, Effort, Limit, Section, Table, number
from benchmarks.workload import FIELDS, Rule, cases, fired, reference, rules

DISTINCT = 1024
"""So many different cases are drawn; more rows are these again."""
BATCH = 100
"""So many times those cases are in a batch of the library's own kernel."""

KERNEL = "kernel in C (floor)"
RANKS = "**nextsteps**, `population` ranks"
LISTS = "**nextsteps**, the same as Arrow lists"
REASONS = "**nextsteps**, rows with reasons"
CONDITIONS = "**nextsteps**, its conditions only, as bits"
DUCKDB = "DuckDB, packed SQL"
POLARS = "polars expressions"
_MOST_RULES = {DUCKDB: 1000}
"""Planning takes longer than the machine is worth above these sizes."""
_FEWER = {(DUCKDB, 1000): 10, (REASONS, 3000): 4, (POLARS, 3000): 4, (POLARS, 1000): 2}

_TEXT = """
Median nanoseconds of processor time a case, and in brackets the ratio to the kernel in C in the
same run; {rows:,} cases, codes already in memory (fewer rows where one run takes seconds).
The kernel in C, `population` ranks, SQL and polars deliver the same: for each case the sorted
keys of what is given, and the rules that fired as bits.
Two more rows go further, and none of the others does: a list of steps per person in Arrow,
and a row per person and step with its reasons written out.
"""


def measure(effort: Effort) -> Section:
    """Time every batch engine at every size."""
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
    found: dict[str, dict[int, float | str]] = {}
    for size in effort.sizes:
        for name, timed in _size(size, effort.rows, effort).items():
            found.setdefault(name, {})[size] = timed
    rows = tuple((name, *(_cell(found, name, size) for size in effort.sizes)) for name in found)
    head = ("", *(f"R = {size}" for size in effort.sizes))
    section = Section("Many cases", _TEXT.format(rows=effort.rows).strip())
    section.tables.append(Table("Nanoseconds a case (ratio)", head, rows))
    section.limits += _limits(found)
    section.curves.append(
        Curves("many-cases", "Many cases", "rules", "ns a case", {
            name.replace("*", "").replace("`", ""): [
                (float(size), value) for size, value in by_size.items() if isinstance(value, float)
            ]
            for name, by_size in found.items()
        })
    )  # fmt: skip
    _scale_in_rows(section, effort)
    return section


def _size(size: int, rows: int, effort: Effort) -> dict[str, float | str]:
    """Return nanoseconds a case, by engine; a text says why there are none."""
    drawn, some = rules(size), cases(DISTINCT)
    expected = [reference(drawn, case) for case in some[: effort.checked]]
    column = columns(some)
    makers: dict[str, Callable[[int], Callable[[], Any]]] = {
        KERNEL: lambda times: _kernel(drawn, column, times, expected),
        RANKS: lambda times: _ranks(drawn, column, times, effort.checked),
        LISTS: lambda times: _lists(drawn, column, times, effort.checked),
        REASONS: lambda times: _reasons(drawn, column, times, effort.checked),
        CONDITIONS: lambda times: _conditions(drawn, column, times, effort.checked),
        DUCKDB: lambda times: _table(tables.DuckDb, drawn, column, times, expected),
        POLARS: lambda times: _table(tables.Polars, drawn, column, times, expected),
    }
    found: dict[str, float | str] = {}
    for name, make in makers.items():
        if size > _MOST_RULES.get(name, size):
            found[name] = "too long to plan"
            continue
        count = max(DISTINCT, rows // _FEWER.get((name, size), 1) // DISTINCT * DISTINCT)
        try:
            run = make(count // DISTINCT)
        except Unavailable as reason:
            found[name] = str(reason)
        except ImportError as error:
            found[name] = f"no `{error.name}` here"
        else:
            seconds = median(
                _seconds(run) for _ in range(min(effort.rounds, 3 if size > 300 else 5))
            )
            found[name] = seconds / count * 1e9
    return found


def _seconds(run: Callable[[], Any]) -> float:
    start = process_time()
    run()
    return process_time() - start


def _kernel(
    drawn: tuple[Rule, ...], column: list[bytes], times: int, expected: list[Any]
) -> Callable[[], Any]:
    kernel = Kernel(drawn)
    check(kernel, repeated(column, 1), expected)
    codes = repeated(column, times)
    outputs = kernel.outputs(DISTINCT * times)
    return lambda: kernel.run(codes, outputs)


def _table(
    engine: Any, drawn: tuple[Rule, ...], column: list[bytes], times: int, expected: list[Any]
) -> Callable[[], Any]:
    one = engine(drawn, column, times)
    answer = one.answers()
    for case, wanted in enumerate(expected):
        assert answer(case) == wanted, "an answer differs from the reference"
    run: Callable[[], Any] = one.run
    return run


def _facts(column: list[bytes], times: int) -> Callable[[], Any]:
    """Return what makes the columns that the library's kernel reads, from codes in memory."""
    import numpy

    from nextsteps.population.bits import packed
    from nextsteps.population.facts import Choice, Facts, Number, YesNo

    found: dict[str, Any] = {}
    for field, codes in zip(FIELDS, column, strict=True):
        values = numpy.frombuffer(codes * times, dtype=numpy.uint8)
        known = packed(values != MISSING)
        if field.kind == "yes_no":
            found[field.name] = YesNo(packed(values == 1), packed(values == 0))
        elif field.kind == "whole":
            found[field.name] = Number(values.astype(numpy.int8), known)
        else:
            places = numpy.where(values == MISSING, -1, values.astype(numpy.int8))
            found[field.name] = (places.astype(numpy.int8), field.choices)

    def facts() -> Any:  # choices remember what was asked of them, so they are made anew
        fresh = {
            name: Choice(*one) if isinstance(one, tuple) else one for name, one in found.items()
        }
        return Facts(DISTINCT * times, fresh, {})

    return facts


def _in_batches(column: list[bytes], times: int, run: Callable[[Any], Any]) -> Callable[[], Any]:
    """Run over one batch after another, as a long table is read."""
    sizes = [BATCH] * (times // BATCH) + [times % BATCH] * (times % BATCH > 0)
    batches = [_facts(column, size) for size in sizes]

    def all_of_them() -> None:
        for facts in batches:
            run(facts())

    return all_of_them


def _ranks(
    drawn: tuple[Rule, ...], column: list[bytes], times: int, checked: int
) -> Callable[[], Any]:
    """What the kernel in C gives: sorted keys, and for each rule where it fired."""
    from nextsteps.population import Kernel as PopulationKernel

    kernel = PopulationKernel(library.rulebook_of(drawn))
    rules_of = list(kernel.program.rules.items())

    def run(facts: Any) -> tuple[Any, dict[str, Any]]:
        ranks = kernel.ranks(facts)
        return ranks.keys, {name: ranks.people.truths[literal] for name, literal in rules_of}

    keys, bits = run(_facts(column, 1)())
    for person, case in enumerate(cases(DISTINCT)[:checked]):
        given = keys[:, person][keys[:, person] != kernel.order.none]
        held = [name for name, some in bits.items() if some[person // 8] >> person % 8 & 1]
        expected, _ = library.expected(drawn, case)
        steps = [kernel.recommendations[code] for code in kernel.order.code_of(given)]
        assert steps == [name for name, _ in expected]
        assert held == [drawn[number].id for number in fired(drawn, case)]
    return _in_batches(column, times, run)


def _lists(
    drawn: tuple[Rule, ...], column: list[bytes], times: int, checked: int
) -> Callable[[], Any]:
    """The ranks as a table in Arrow: a row per person with a list of steps, without rules."""
    import pyarrow

    from nextsteps.population import Kernel as PopulationKernel
    from nextsteps.population.layout import as_lists

    kernel = PopulationKernel(library.rulebook_of(drawn))

    def run(facts: Any) -> Any:
        person = pyarrow.nulls(facts.count, pyarrow.int64())
        return as_lists(kernel, kernel.ranks(facts), person)

    found = run(_facts(column, 1)())["now"].to_pylist()
    for steps, case in zip(found, cases(DISTINCT)[:checked], strict=False):
        assert steps == [name for name, _ in library.expected(drawn, case)[0]]
    return _in_batches(column, times, run)


def _reasons(
    drawn: tuple[Rule, ...], column: list[bytes], times: int, checked: int
) -> Callable[[], Any]:
    """A row per person and recommendation, with its rules written out."""
    from nextsteps.population import Kernel as PopulationKernel

    kernel = PopulationKernel(library.rulebook_of(drawn))
    answers = kernel.answer(_facts(column, 1)(), also=("excluded",))
    for person, case in enumerate(cases(DISTINCT)[:checked]):
        assert _rows_of(kernel, answers, person) == library.expected(drawn, case)
    return _in_batches(column, times, kernel.answer)


def _conditions(
    drawn: tuple[Rule, ...], column: list[bytes], times: int, checked: int
) -> Callable[[], Any]:
    """The first half of it: for each condition where it is true, and where it is false."""
    from nextsteps.population import Kernel as PopulationKernel

    program = PopulationKernel(library.rulebook_of(drawn)).program

    def run(facts: Any) -> Any:
        truths = program.run(facts)
        return truths, [truths[one ^ side] for one in program.rules.values() for side in (0, 1)]

    truths, _ = run(_facts(column, 1)())
    for person, case in enumerate(cases(DISTINCT)[:checked]):
        holding = [
            number
            for number, rule in enumerate(drawn)
            if truths[program.rules[rule.id]][person // 8] >> (person % 8) & 1
        ]
        assert holding == fired(drawn, case)
    return _in_batches(column, times, run)


def _rows_of(kernel: Any, answers: Any, person: int) -> library.Bare:
    rows = answers.rows
    ranked: list[tuple[int, str, frozenset[str]]] = []
    excluded: list[str] = []
    for row in (rows.person == person).nonzero()[0]:
        name = kernel.recommendations[rows.recommendation[row]]
        if rows.place[row] != 0:  # not "now": excluded
            excluded.append(name)
            continue
        fired = library.rules_in(rows.rules_for, int(row), kernel.rules)
        ranked.append((int(rows.rank[row]), name, fired))
    return (
        tuple((name, fired) for _, name, fired in sorted(ranked, key=lambda one: one[0])),
        tuple(sorted(excluded)),
    )


def _cell(found: dict[str, dict[int, float | str]], name: str, size: int) -> str:
    value, kernel = found[name][size], found[KERNEL][size]
    if isinstance(value, str):
        return value
    if name == KERNEL or isinstance(kernel, str):
        return number(value)
    return f"{number(value)} ({number(value / kernel)})"


def _limits(found: dict[str, dict[int, float | str]]) -> list[Limit]:
    def ratio(one: str, other: str, size: int) -> float | None:
        above, below = found[one].get(size), found[other].get(size)
        both = isinstance(above, float) and isinstance(below, float)
        return above / below if both else None  # type: ignore[operator]

    own = found[RANKS]
    first, last = min(own), max(own)
    grown = None
    if isinstance(own[first], float) and isinstance(own[last], float) and first != last:
        grown = own[last] / own[first] / (last / first)  # type: ignore[operator]
    return [
        Limit(
            "`population` ranks against the C kernel, 300 rules",
            ratio(RANKS, KERNEL, 300), 6,
        ),
        Limit(
            "DuckDB's best SQL against `population` ranks, 300 rules",
            ratio(DUCKDB, RANKS, 300), 25, at_least=True,
        ),
        Limit(
            f"growth of `population` ranks from {first} to {last} rules, per rule",
            grown, 1.0, strict=True,
        ),
    ]  # fmt: skip


def _scale_in_rows(section: Section, effort: Effort) -> None:
    """How the time grows with the number of people, at 300 rules."""
    counts = [effort.rows] if effort.is_quick else [1024, 10_240, 102_400, 1_024_000]
    size = effort.sizes[0] if effort.is_quick else 300
    drawn, some = rules(size), cases(DISTINCT)
    expected = [reference(drawn, case) for case in some[: effort.checked]]
    column = columns(some)
    makers: dict[str, Callable[[int], Callable[[], Any]]] = {
        KERNEL: lambda times: _kernel(drawn, column, times, expected),
        RANKS: lambda times: _ranks(drawn, column, times, effort.checked),
        REASONS: lambda times: _reasons(drawn, column, times, effort.checked),
    }
    rows = []
    lines: dict[str, list[tuple[float, float]]] = {}
    per_case: dict[str, dict[int, float]] = {}
    for count in counts:
        cells: list[str] = []
        for name, make in makers.items():
            try:
                run = make(count // DISTINCT)
            except Unavailable as reason:
                cells.append(str(reason))
            except ImportError:
                cells.append("-")
            else:
                seconds = median(_seconds(run) for _ in range(3))
                cells.append(number(seconds / count * 1e9))
                lines.setdefault(name.replace("*", "").replace("`", ""), []).append(
                    (float(count), seconds * 1e3)
                )
                per_case.setdefault(name, {})[count] = seconds / count
        rows.append((f"{count:,}", *cells))
    section.tables.append(
        Table(
            f"Nanoseconds a case by number of rows, {size} rules",
            ("rows", *makers),
            tuple(rows),
        )
    )
    section.curves.append(Curves("rows", "Rows", "people", "ms in all", lines))
    for name, what in ((RANKS, "ranks"), (REASONS, "rows with reasons")):
        by_count = per_case.get(name, {})
        linear = None
        if len(by_count) > 1:
            last, before = sorted(by_count)[-1], sorted(by_count)[-2]
            linear = by_count[last] / by_count[before]
        section.limits.append(
            Limit(f"time a person, a million against 100,000 (linear is 1), {what}", linear, 1.25)
        )
