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

KERNEL = "kernel in C (floor)"
POPULATION = "**nextsteps**, `population` kernel"
CONDITIONS = "**nextsteps**, its conditions only, as bits"
DUCKDB = "DuckDB, packed SQL"
POLARS = "polars expressions"
_MOST_RULES = {DUCKDB: 1000}
"""Planning takes longer than the machine is worth above these sizes."""
_FEWER = {(DUCKDB, 1000): 10, (POPULATION, 3000): 4, (POLARS, 3000): 4, (POLARS, 1000): 2}

_TEXT = """
Median nanoseconds of processor time a case, and in brackets the ratio to the kernel in C in the
same run; {rows:,} cases, codes already in memory (fewer rows where one run takes seconds).
The kernel, SQL and polars deliver sorted keys and the rules that fired as bits; the
`population` kernel delivers a row per person and recommendation with its rules written out.
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
        POPULATION: lambda times: _population(drawn, column, times, effort.checked),
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


def _population(
    drawn: tuple[Rule, ...], column: list[bytes], times: int, checked: int
) -> Callable[[], Any]:
    """The library's own kernel: a row per person and recommendation."""
    from nextsteps.population import Kernel as PopulationKernel

    facts = _facts(column, times)
    kernel = PopulationKernel(library.rulebook_of(drawn))
    answers = kernel.answer(facts(), also=("excluded",))
    for person, case in enumerate(cases(DISTINCT)[:checked]):
        assert _rows_of(kernel, answers, person) == library.expected(drawn, case)
    return lambda: kernel.answer(facts())


def _conditions(
    drawn: tuple[Rule, ...], column: list[bytes], times: int, checked: int
) -> Callable[[], Any]:
    """The first half of the library's kernel: for each condition where it is true, and false."""
    from nextsteps.population import Kernel as PopulationKernel

    facts = _facts(column, times)
    program = PopulationKernel(library.rulebook_of(drawn)).program
    truths = program.run(facts())
    for person, case in enumerate(cases(DISTINCT)[:checked]):
        holding = [
            number
            for number, rule in enumerate(drawn)
            if truths[program.rules[rule.id]][person // 8] >> (person % 8) & 1
        ]
        assert holding == fired(drawn, case)
    return lambda: program.run(facts())


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

    own = found[POPULATION]
    first, last = min(own), max(own)
    grown = None
    if isinstance(own[first], float) and isinstance(own[last], float) and first != last:
        grown = own[last] / own[first] / (last / first)  # type: ignore[operator]
    return [
        Limit(
            "`population` kernel against the C kernel, 300 rules",
            ratio(POPULATION, KERNEL, 300), 6,
        ),
        Limit(
            "DuckDB's best SQL against the `population` kernel, 300 rules",
            ratio(DUCKDB, POPULATION, 300), 25, at_least=True,
        ),
        Limit(
            f"growth of the `population` kernel from {first} to {last} rules, per rule",
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
    rows = []
    lines: dict[str, list[tuple[float, float]]] = {}
    ratios: dict[int, float] = {}
    for count in counts:
        cells: list[str] = []
        for name, make in (
            (KERNEL, lambda times: _kernel(drawn, column, times, expected)),
            (POPULATION, lambda times: _population(drawn, column, times, effort.checked)),
        ):
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
                if name == POPULATION:
                    ratios[count] = seconds / count
        rows.append((f"{count:,}", *cells))
    section.tables.append(
        Table(
            f"Nanoseconds a case by number of rows, {size} rules",
            ("rows", KERNEL, POPULATION),
            tuple(rows),
        )
    )
    section.curves.append(Curves("rows", "Rows", "people", "ms in all", lines))
    linear = None
    if len(ratios) > 1:
        last, before = sorted(ratios)[-1], sorted(ratios)[-2]
        linear = ratios[last] / ratios[before]
    section.limits.append(
        Limit("time a person, a million people against 100,000 (linear is 1)", linear, 1.25)
    )
