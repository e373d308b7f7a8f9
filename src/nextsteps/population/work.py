"""The work on one batch: read it, see to its bad rows, ask the kernel, and lay the answers out."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import numpy as np
import pyarrow as pa

from nextsteps.errors import Problem, TableError, suggestion
from nextsteps.population.columns import Columns, match_columns
from nextsteps.population.facts import OUTCOMES, UNKNOWN, value_at
from nextsteps.population.faults import BAD_ROWS, Fault, report
from nextsteps.population.kernel import Kernel
from nextsteps.population.layout import Layout, as_lists, as_rows, lists_schema, rows_schema
from nextsteps.population.place import PLACES, Place
from nextsteps.population.read import Batch, BatchReader
from nextsteps.population.scores import Scores, ShownTo
from nextsteps.population.source import Numbers, Source, Table, open_table
from nextsteps.rulebook import Rulebook
from nextsteps.situation import Situation

BadRow: TypeAlias = Literal["stop", "skip", "unknown"]
BATCH_ROWS = 65_536


@dataclass(frozen=True, slots=True)
class Options:
    """
    How a table is read and what is answered.

    Args:
        rulebook: The knowledge; the shipped rulebook when None.
        person: The column that names each person; "person" where there is one, else rows are
            counted from 1.
        columns: The fact of each column that is called otherwise, as in `{"alter": "age"}`.
        ignore: Columns that say nothing.
        measures: Questionnaires, a long table: `person`, `measure`, `week` or `date`, `total`
            (or `answers`, or `item.9` and so on).
        layout: "rows" for a row per person and recommendation, "lists" for a row per person.
        also: Places to give besides "now" and "later": "not_yet", "excluded", and what a plan
            sets aside ("already_tried", "opposite", "not_applicable", "not_for_this_reader").
        questions: How many questions each person is given, in the layout "lists" only. They
            are worked out one person at a time, which takes a thousand times as long and more.
        on_bad_row: What becomes of a row with a cell that can't be read: "stop" answers
            nobody, "skip" leaves the row out, "unknown" takes the cell for unknown.
        show_values: Whether the report on bad rows holds the values that were found.
        batch_rows: How many rows are read at a time.
        threads: How many batches are worked on at a time; reading and writing go on beside them.
    """

    rulebook: Rulebook | None = None
    person: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    ignore: Collection[str] = ()
    measures: Source = None
    layout: Layout = "rows"
    also: Sequence[Place] = ()
    questions: int = 0
    on_bad_row: BadRow = "stop"
    show_values: bool = False
    batch_rows: int = BATCH_ROWS
    threads: int = 1


@dataclass(frozen=True, slots=True)
class Done:
    """What came of one batch: the answers, unless there are none, and its bad cells."""

    answers: pa.Table
    bad: pa.Table
    rows: int
    people: int


class Work:
    """
    A table and what is asked of it, checked before anything is read.

    Raises:
        TableError: The table can't be read, or its columns or the options don't fit.
    """

    def __init__(self, source: Source, options: Options) -> None:
        self.options = options
        self.rulebook = options.rulebook or Rulebook.default()
        _check(options)
        self.table: Table = open_table(source)
        self.columns: Columns = match_columns(
            self.table.schema,
            self.rulebook,
            person=options.person,
            columns=options.columns,
            ignore=options.ignore,
        )
        self.kernel = Kernel(self.rulebook)
        self.scores = None
        self.print = self.table.print
        self.files = list(self.table.files)
        if options.measures is not None:
            scores = open_table(options.measures)
            self.scores = Scores(_whole(scores), self.rulebook)
            self.files += scores.files
            known = self.print is not None and scores.print is not None
            self.print = f"{self.print}; {scores.print}" if known else None
        self._reader = BatchReader(self.columns, self.rulebook.situation)

    def batches(self) -> Iterator[tuple[pa.RecordBatch, Numbers]]:
        """Yield the rows of the table with their numbers, some at a time."""
        return self.table.batches(self.options.batch_rows, self.columns.names, self.columns.coded)

    @property
    def schema(self) -> pa.Schema:
        """The columns of the answers."""
        name = self.columns.person
        person = pa.int64() if name is None else self.table.schema.field(name).type
        if self.options.layout == "rows":
            return rows_schema(person)
        return lists_schema(person, self.options.also, self.options.questions)

    def broken_lines(self) -> pa.Table:
        """Return the lines read so far that were none, as bad rows."""
        faults = (
            Fault(
                np.array([0]), "", "T910", f"a line of {line.cells} cells", f"{line.columns} cells"
            )
            for line in self.table.broken
        )
        numbers = (np.array([line.row]) for line in self.table.broken)
        reports = [report([one], row) for one, row in zip(faults, numbers, strict=True)]
        return pa.concat_tables([BAD_ROWS.empty_table(), *reports])

    def answer(self, raw: pa.RecordBatch, numbers: Numbers, *, check_only: bool = False) -> Done:
        """
        Return what comes of one batch.

        Args:
            raw: The rows.
            numbers: Their numbers in the table.
            check_only: Whether to look for bad cells only.
        """
        batch, shown, bad = self.read(raw, numbers)
        if check_only or (bad.num_rows and self.options.on_bad_row == "stop"):
            return Done(self.schema.empty_table(), bad, raw.num_rows, 0)
        answers = self._answers(batch, shown)
        return Done(answers, bad, raw.num_rows, batch.facts.count)

    def read(self, raw: pa.RecordBatch, numbers: Numbers) -> tuple[Batch, list[ShownTo], pa.Table]:
        """Return what a batch says, what its scores show, and its bad cells, as asked."""
        batch, shown = self._read(raw, numbers)
        bad = report(batch.faults, numbers, raw if self.options.show_values else None)
        if batch.faults and self.options.on_bad_row == "skip":
            good = ~batch.faulty
            batch, shown = self._read(raw.filter(pa.array(good)), numbers[good])
        return batch, shown, bad

    def _read(self, raw: pa.RecordBatch, numbers: Numbers) -> tuple[Batch, list[ShownTo]]:
        batch = self._reader.read(raw, numbers)
        if self.scores is None:
            return batch, []
        shown, faults = self.scores.shown(batch.person, batch.facts, batch.day)
        return batch.with_faults(faults), shown

    def _answers(self, batch: Batch, shown: Sequence[ShownTo]) -> pa.Table:
        also = self.options.also
        if self.options.layout == "rows":
            answers = self.kernel.answer(batch.facts, scores=shown, also=also)
            return as_rows(self.kernel, answers, batch.person)
        ranks = self.kernel.ranks(batch.facts, scores=shown)
        asked = self._questions(batch) if self.options.questions else None
        return as_lists(self.kernel, ranks, batch.person, also, asked)

    def _questions(self, batch: Batch) -> list[list[str]]:
        """The per-person path: a plan for each, and its first questions."""
        most = self.options.questions
        plans = (
            self.rulebook.recommend(self.situation(batch, row)) for row in range(batch.facts.count)
        )
        return [[question.fact for question in plan.questions[:most]] for plan in plans]

    def situation(self, batch: Batch, row: int) -> Situation:
        """Return what is known of one person of a batch as a situation."""
        columns = batch.facts.columns
        facts = {name: value_at(column, row) for name, column in columns.items()}
        tried = {
            step: OUTCOMES[outcomes.codes[row]]
            for step, outcomes in batch.facts.tried.items()
            if outcomes.codes[row] != UNKNOWN
        }
        unanswered = {name: cells[row].as_py() or () for name, cells in batch.unanswered.items()}
        day = None if batch.day is None else batch.day[row].as_py()
        filled = () if self.scores is None else self.scores.filled(batch.person, row)
        return self.rulebook.situation.model_validate(
            {**facts, **unanswered, "tried": tried, "as_of": day, "measures": filled}
        )


def _whole(table: Table) -> pa.Table:
    names = table.schema.names
    return pa.Table.from_batches(table.read(names, ()), schema=None)


def _check(options: Options) -> None:
    problems: list[Problem] = []
    for place in options.also:
        if place not in PLACES[2:]:
            hint = suggestion(str(place), PLACES) or "one of " + ", ".join(PLACES[2:])
            problems.append(Problem("T909", f"`{place}` is no further place", help=hint))
    for name, value, allowed in (
        ("layout", options.layout, ("rows", "lists")),
        ("on_bad_row", options.on_bad_row, ("stop", "skip", "unknown")),
    ):
        if value not in allowed:
            hint = "one of " + ", ".join(allowed)
            problems.append(Problem("T909", f"`{value}` does not go with `{name}`", help=hint))
    if options.questions and options.layout != "lists":
        message = "questions are given in the layout `lists` only"
        problems.append(Problem("T909", message))
    if min(options.batch_rows, options.threads) < 1 or options.questions < 0:
        problems.append(Problem("T909", "counts of rows and threads are 1 or more"))
    if problems:
        raise TableError(problems)
