"""Files that appear when they are whole: written beside their place, then moved there."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet
import pyarrow.types as pt

from nextsteps.errors import Problem, TableError

KINDS = (".parquet", ".csv", ".arrow")


class Output(Protocol):
    """A file that is being written."""

    def write(self, batch: pa.RecordBatch) -> Any:
        """Add rows."""

    def write_table(self, table: pa.Table) -> Any:
        """Add rows."""


@contextmanager
def open_output(path: Path, schema: pa.Schema) -> Iterator[Output]:
    """
    Open a file to write rows to; when all went well it takes the place of *path*.

    Raises:
        TableError: The name says no kind of file, or nothing can be written there (T908).
    """
    if path.suffix not in KINDS:
        help_text = "its name ends in " + ", ".join(KINDS)
        raise TableError(Problem("T908", f"`{path}` is no kind of file to write", help=help_text))
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        with _writer(unfinished, path.suffix, schema) as writer:
            yield writer
        unfinished.replace(path)
    except OSError as error:
        message = f"`{path}` cannot be written: {error.strerror or error}"
        raise TableError(Problem("T908", message)) from None
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def _writer(path: Path, suffix: str, schema: pa.Schema) -> Iterator[Output]:
    match suffix:
        case ".parquet":
            with pyarrow.parquet.ParquetWriter(path, schema, write_statistics=["person"]) as writer:
                yield writer
        case ".csv":
            with pyarrow.csv.CSVWriter(path, _flat(schema)) as writer:
                yield _Flat(writer)
        case _:
            with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, schema) as writer:
                yield writer


def _flat(schema: pa.Schema) -> pa.Schema:
    return pa.schema([(one.name, _flat_type(one.type)) for one in schema])


def _flat_type(kind: pa.DataType) -> pa.DataType:
    return pa.string() if pt.is_list(kind) or pt.is_dictionary(kind) else kind


class _Flat:
    """CSV has no lists: the ids of one stand in one cell, with blanks between them."""

    def __init__(self, writer: pyarrow.csv.CSVWriter) -> None:
        self._writer = writer

    def write(self, batch: pa.RecordBatch) -> None:
        columns = [_flat_column(column) for column in batch.columns]
        self._writer.write_batch(pa.RecordBatch.from_arrays(columns, schema=_flat(batch.schema)))

    def write_table(self, table: pa.Table) -> None:
        for batch in table.to_batches():
            self.write(batch)


def _flat_column(column: pa.Array) -> pa.Array:
    if pt.is_list(column.type):
        ids = column.values.cast(pa.string())
        return pc.binary_join(pa.ListArray.from_arrays(column.offsets, ids), " ")
    return column.cast(pa.string()) if pt.is_dictionary(column.type) else column
