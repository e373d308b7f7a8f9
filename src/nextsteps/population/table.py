"""Whole tables: people in, their next steps out, in memory or into a file."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow as pa

from nextsteps.errors import Problem, TableError
from nextsteps.population.faults import BAD_ROWS, problems_of
from nextsteps.population.output import open_output
from nextsteps.population.parts import Parts
from nextsteps.population.source import Numbers, Source
from nextsteps.population.work import Done, Options, Work

Progress: TypeAlias = Callable[[int, int | None], object]
"""Called with how many rows are done, and how many there are where that is known."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The answers to a table of people, and the cells that could not be read."""

    table: pa.Table
    bad_rows: pa.Table


@dataclass(frozen=True, slots=True)
class Run:
    """
    What a run over a table came to.

    `people` were answered, with `rows` in all; `bad_cells` could not be read, in `bad_rows`
    rows; `resumed` batches were there from an earlier run; `scores_of_nobody` people have
    scores, but no row in the table.
    """

    people: int
    rows: int
    bad_rows: int
    bad_cells: int
    batches: int
    resumed: int
    scores_of_nobody: int


def recommend_table(
    source: Source, *, progress: Progress | None = None, **options: Any
) -> Answered:
    """
    Return the next steps of everybody in a table.

    Args:
        source: A file, a folder or a pattern of Parquet or CSV files, or a pandas, polars,
            Arrow or DuckDB table.
        progress: Told after each batch how many rows are done.
        **options: See `Options`.

    Raises:
        TableError: The columns do not fit, or, unless `on_bad_row` says otherwise, cells do
            not; all are listed, and values are never told.

    >>> import pyarrow as pa
    >>> people = pa.table({"person": ["a", "b"], "no_progress": [True, None]})
    >>> answered = recommend_table(people, layout="lists")
    >>> answered.table["person"].to_pylist(), answered.table["safety"].to_pylist()
    (['a', 'b'], ['clear', 'clear'])
    """
    work = Work(source, Options(**options))
    done = list(_all_done(work, None, progress))
    bad = bad_cells(work, [one.bad for one in done])
    table = pa.concat_tables([work.schema.empty_table(), *(one.answers for one in done)])
    return Answered(table, bad)


def recommend_file(
    source: Source,
    output: Path | str,
    *,
    bad_rows: Path | str | None = None,
    work_folder: Path | str | None = None,
    progress: Progress | None = None,
    **options: Any,
) -> Run:
    """
    Write the next steps of everybody in a table to a Parquet, CSV or Arrow file.

    The file appears when it is whole. What is done is kept, batch by batch, in a folder beside
    it, so that a run that was cut off is taken up where it was when the same is asked again;
    then the folder goes. Only what is read from files can be taken up again.

    Args:
        source: As for `recommend_table`.
        output: A file that ends in .parquet, .csv or .arrow; it is replaced.
        bad_rows: A file for the cells that can't be read, of the same kinds.
        work_folder: Where to keep what is done; beside *output* when None.
        progress: As for `recommend_table`.
        **options: See `Options`.

    Raises:
        TableError: As for `recommend_table`, or nothing can be written there (T908).
    """
    target, report = Path(output), None if bad_rows is None else Path(bad_rows)
    work = Work(source, Options(**options))
    _check_places(work, target, report)
    parts = Parts.of(work, target, work_folder)
    try:
        run = _written(work, parts, target, report, progress)
    except TableError:
        parts.remove()  # there is nothing to take up again
        raise
    parts.remove()
    return run


def _check_places(work: Work, target: Path, report: Path | None) -> None:
    """What is read is not overwritten, and neither is one output by the other."""
    read = {file.resolve() for file in work.files}
    problems = [
        Problem("T908", f"`{path}` is what is read", help="write to another file")
        for path in (target, report)
        if path is not None and path.resolve() in read
    ]
    problems += [
        Problem("T908", f"there is no folder `{path.parent}`")
        for path in (target, report)
        if path is not None and not path.parent.is_dir()
    ]
    if report is not None and report.resolve() == target.resolve():
        problems.append(Problem("T908", f"steps and bad rows cannot both go to `{target}`"))
    if problems:
        raise TableError(problems)


def _written(
    work: Work, parts: Parts, target: Path, report: Path | None, progress: Progress | None
) -> Run:
    bad: list[pa.Table] = []
    people = rows = batches = 0
    with open_output(target, work.schema) as file:
        for done in _all_done(work, parts, progress):
            file.write_table(done.answers)
            bad.append(done.bad)
            people += done.people
            rows += done.answers.num_rows
            batches += 1
        if report is not None:
            with open_output(report, BAD_ROWS) as listed:
                listed.write_table(together(work, bad))
        cells = bad_cells(work, bad)
    return Run(
        people=people,
        rows=rows,
        bad_rows=len(cells["row"].unique()),
        bad_cells=cells.num_rows,
        batches=batches,
        resumed=parts.found,
        scores_of_nobody=0 if work.scores is None else work.scores.of_nobody,
    )


def _all_done(work: Work, parts: Parts | None, progress: Progress | None) -> Iterator[Done]:
    """Yield what comes of each batch, in order; a few are worked on at a time."""
    options = work.options
    waiting: list[Future[Done]] = []
    rows = 0
    stopped = False

    def finished() -> Done:
        nonlocal rows, stopped
        done = waiting.pop(0).result()
        rows += done.rows
        stopped = stopped or (done.bad.num_rows > 0 and options.on_bad_row == "stop")
        if progress is not None:
            progress(rows, work.table.rows)
        return done

    with ThreadPoolExecutor(options.threads) as pool:
        for number, (raw, rows_of_it) in enumerate(work.batches()):
            waiting.append(pool.submit(_one_done, work, parts, number, raw, rows_of_it, stopped))
            while len(waiting) > options.threads:
                yield finished()
        while waiting:
            yield finished()


def _one_done(
    work: Work, parts: Parts | None, number: int, raw: pa.RecordBatch, rows: Numbers, stopped: bool
) -> Done:
    if parts is None:
        return work.answer(raw, rows, check_only=stopped)
    kept = parts.read(number)
    if kept is not None:
        return kept
    done = work.answer(raw, rows, check_only=stopped)
    parts.write(number, done)
    return done


def together(work: Work, bad: list[pa.Table]) -> pa.Table:
    """Return the bad cells of all batches and the broken lines, by row and column."""
    table = pa.concat_tables([*bad, work.broken_lines()])
    return table.sort_by([("row", "ascending"), ("column", "ascending")])


def bad_cells(work: Work, bad: list[pa.Table]) -> pa.Table:
    """
    Return all bad cells of a run.

    Raises:
        TableError: There are some, and nobody said to go on.
    """
    table = together(work, bad)
    if table.num_rows and work.options.on_bad_row == "stop":
        raise TableError(problems_of(table))
    return table
