"""
The kernel on Spark: the workers do with each partition what `recommend_table` does with a table.

One pass, without a shuffle and without collecting anything. The workers need `nextsteps` with
the extra `population`, and where the rulebook has facts of its own, the module that has them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from nextsteps.errors import Problem, TableError
from nextsteps.population.columns import PERSON
from nextsteps.population.work import Options, Work
from nextsteps.rulebook import Rulebook

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_UNSENT = ("measures", "show_values", "threads", "batch_rows")
_NAMES = {"int16": "smallint", "int64": "bigint", "bool": "boolean", "int32": "int"}


def on_spark(df: "DataFrame", rulebook: Rulebook | None = None, **options: Any) -> "DataFrame":
    """
    Return the next steps of everybody in a Spark data frame, as another one.

    Nothing is worked out until the result is used, and then where the data is: one pass over
    *df*, batch by batch. The columns are those of `recommend_table`.

    Args:
        df: One row per person, with the columns that `recommend_table` reads.
        rulebook: The knowledge; the shipped rulebook when None. It is sent to the workers once.
        **options: `person`, `columns`, `ignore`, `layout`, `also`, `questions` and `on_bad_row`
            of `Options`. A bad cell stops the job unless `on_bad_row` says otherwise.

    Raises:
        TableError: The columns or the options don't fit; told before anything is run.
    """
    book = Rulebook.default() if rulebook is None else rulebook
    unsent = sorted(options.keys() & set(_UNSENT))
    if unsent:
        problems = [Problem("T909", f"`{name}` does not go with Spark") for name in unsent]
        raise TableError(problems)
    # Checked here, on a table without rows, so that a fault is told at once and in words.
    empty = df.limit(0).toArrow()
    work = Work(empty, Options(rulebook=book, **options))
    if work.columns.person is None:
        message = f"no column `{PERSON}`: on Spark, rows cannot be counted"
        raise TableError(Problem("T904", message, help="name the column with `person`"))
    names = work.columns.names
    # Under other names, for Spark takes the dot in `tried.something` for a field of `tried`.
    read = df.selectExpr(*(f"{_quoted(name)} AS c{place}" for place, name in enumerate(names)))
    sent = df.sparkSession.sparkContext.broadcast(replace(book))  # without what it keeps at hand
    told = {**options, "ignore": ()}
    return read.mapInArrow(_answering(sent, names, told), _declared(work.schema))


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


def _answering(
    sent: Any, names: Sequence[str], options: dict[str, Any]
) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """What a worker does with the batches of a partition."""

    def answers(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        named = (pa.RecordBatch.from_arrays(one.columns, names=list(names)) for one in batches)
        first = next(named, None)
        if first is None:
            return
        reader = pa.RecordBatchReader.from_batches(first.schema, chain([first], named))
        work = Work(reader, Options(rulebook=sent.value, **options))
        for batch, numbers in work.batches():
            done = work.answer(batch, numbers)
            if done.bad.num_rows and work.options.on_bad_row == "stop":
                columns = ", ".join(sorted(set(done.bad["column"].to_pylist())))
                message = f"{done.bad.num_rows} cells cannot be read, in: {columns}"
                raise TableError(Problem("T905", message, help="`on_bad_row` says how to go on"))
            yield from map(_plain, done.answers.to_batches())

    return answers


def _plain(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Spark knows no codes: every text is written out."""
    schema = pa.schema([(one.name, _plain_type(one.type)) for one in batch.schema])
    return pa.RecordBatch.from_arrays([_written(column) for column in batch.columns], schema=schema)


def _plain_type(kind: pa.DataType) -> pa.DataType:
    if pa.types.is_list(kind):
        return pa.list_(_plain_type(kind.value_type))
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _written(column: pa.Array) -> pa.Array:
    if pa.types.is_list(column.type):
        return pa.ListArray.from_arrays(column.offsets, _written(column.values))
    return column.dictionary_decode() if pa.types.is_dictionary(column.type) else column


def _declared(schema: pa.Schema) -> str:
    """The columns in the words of Spark."""
    return ", ".join(f"{_quoted(one.name)} {_spark_type(one.type)}" for one in schema)


def _spark_type(kind: pa.DataType) -> str:
    plain = _plain_type(kind)
    if pa.types.is_list(plain):
        return f"array<{_spark_type(plain.value_type)}>"
    return _NAMES.get(str(plain), "string")
