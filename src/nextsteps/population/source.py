"""Where a table of people comes from: files, folders, or whatever hands out Arrow batches."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from glob import glob, has_magic
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pyarrow.types as pt

from nextsteps.errors import Problem, TableError

Source: TypeAlias = Any
"""A path, a folder, a pattern, or an object with `__arrow_c_stream__`: pandas, polars, DuckDB."""

PARQUET, CSV = (".parquet", ".pq"), (".csv", ".tsv")
_CSV_BLOCK = 8 << 20


@dataclass(frozen=True, slots=True)
class Table:
    """
    A table that is read once, batch by batch.

    `print` says what was read, so that a run can be taken up again; None when it can't.
    `rows` is how many there are, where that is known.
    """

    schema: pa.Schema
    read: Callable[[Sequence[str], Sequence[str]], Iterator[pa.RecordBatch]]
    print: str | None = None
    rows: int | None = None

    def batches(
        self, size: int, columns: Sequence[str], coded: Sequence[str] = ()
    ) -> Iterator[pa.RecordBatch]:
        """
        Yield the rows in batches of *size*; only the last may be smaller.

        Files are read only as far as *columns*; the texts of *coded* repeat and come as codes.
        """
        waiting: list[pa.RecordBatch] = []
        count = 0
        for batch in self.read(columns, coded):
            while count + batch.num_rows >= size:
                taken = size - count
                yield _joined([*waiting, batch.slice(0, taken)])
                batch, waiting, count = batch.slice(taken), [], 0
            if batch.num_rows:
                waiting.append(batch)
                count += batch.num_rows
        if waiting:
            yield _joined(waiting)


def open_table(source: Source) -> Table:
    """
    Return the table in *source*, not read yet.

    Args:
        source: A Parquet or CSV file, a folder or a pattern of such files (read in the order of
            their names), or an object that hands out Arrow batches: a pyarrow table or reader,
            a pandas or polars frame, a DuckDB relation.

    Raises:
        TableError: There is no table, or it can't be read (T907).
    """
    if isinstance(source, (str, Path)):
        return _open_files(str(source))
    if isinstance(source, pa.RecordBatch):
        source = pa.Table.from_batches([source])
    if not hasattr(source, "__arrow_c_stream__"):
        message = f"a {type(source).__name__} is no table of people"
        help_text = "give a file, a folder, or a pandas, polars, Arrow or DuckDB table"
        raise TableError(Problem("T907", message, help=help_text))
    rows = source.num_rows if isinstance(source, pa.Table) else None
    reader = pa.RecordBatchReader.from_stream(source)
    schema = pa.schema([one.with_type(_plain(one.type)) for one in reader.schema])
    batches = (batch.cast(schema) for batch in reader)
    return Table(schema, lambda *_: _checked(batches, "the table"), rows=rows)


def _plain(kind: pa.DataType) -> pa.DataType:
    """Views of texts, as polars hands out, are taken for texts: not all that we do knows them."""
    if pt.is_string_view(kind):
        return pa.string()
    if pt.is_list(kind) or pt.is_large_list(kind):
        return pa.list_(_plain(kind.value_type))
    if pt.is_dictionary(kind):
        return pa.dictionary(pa.int32(), _plain(kind.value_type))
    return kind


def _joined(batches: Sequence[pa.RecordBatch]) -> pa.RecordBatch:
    if len(batches) == 1:
        return batches[0]
    table = pa.Table.from_batches(batches).combine_chunks()
    return table.to_batches()[0]


def _open_files(pattern: str) -> Table:
    files = _files(pattern)
    kinds = {file.suffix.lower() for file in files}
    try:
        if kinds <= set(PARQUET):
            table = _open_parquet(files)
        elif kinds <= set(CSV):
            table = _open_csv(files)
        else:
            message = f"`{pattern}` is no Parquet and no CSV file"
            raise TableError(Problem("T907", message, help="they end in .parquet or .csv"))
    except (OSError, pa.ArrowInvalid) as error:
        raise TableError(_unreadable(pattern, error)) from None
    return table


def _files(pattern: str) -> list[Path]:
    path = Path(pattern)
    if path.is_dir():
        found = sorted(one for one in path.rglob("*") if one.suffix.lower() in PARQUET + CSV)
    elif has_magic(pattern) and not path.exists():
        names = glob(pattern, recursive=True)  # noqa: PTH207  (a pattern may be absolute)
        found = sorted(Path(name) for name in names)
    else:
        found = [path]
    missing = [one for one in found if not one.is_file()]
    if not found or missing:
        raise TableError(Problem("T907", f"there is no file `{pattern}`"))
    return found


def _print(files: Iterable[Path]) -> str:
    stats = ((file, file.stat()) for file in files)
    return "; ".join(f"{file.resolve()} {one.st_size} {one.st_mtime_ns}" for file, one in stats)


def _open_parquet(files: Sequence[Path]) -> Table:
    first = pyarrow.parquet.read_schema(files[0])
    for file in files:
        if not pyarrow.parquet.read_schema(file).equals(first):
            message = f"`{file}` has other columns or types than `{files[0]}`"
            raise TableError(Problem("T907", message))
    rows = sum(pyarrow.parquet.read_metadata(file).num_rows for file in files)

    def read(columns: Sequence[str], coded: Sequence[str]) -> Iterator[pa.RecordBatch]:
        for file in files:
            with pyarrow.parquet.ParquetFile(file, read_dictionary=list(coded)) as opened:
                yield from _checked(opened.iter_batches(columns=list(columns)), str(file))

    return Table(first, read, _print(files), rows)


def _open_csv(files: Sequence[Path]) -> Table:
    """Everything is read as text, so that a bad cell spoils no column."""
    readers = [_csv_reader(file) for file in files]
    schema = readers[0].schema
    for file, one in zip(files, readers, strict=True):
        if not one.schema.equals(schema):
            raise TableError(Problem("T907", f"`{file}` has other columns than `{files[0]}`"))

    def read(*_: object) -> Iterator[pa.RecordBatch]:
        for file, one in zip(files, readers, strict=True):
            yield from _checked(iter(one), str(file))

    return Table(schema, read, _print(files))


def _csv_reader(file: Path) -> pa.csv.CSVStreamingReader:
    delimiter = "\t" if file.suffix.lower() == ".tsv" else ","
    parsing = pa.csv.ParseOptions(delimiter=delimiter, newlines_in_values=True)
    with file.open("rb") as stream:
        first = pa.csv.open_csv(
            pa.BufferReader(stream.readline() or b"\n"), parse_options=parsing
        ).schema.names
    return pa.csv.open_csv(
        file,
        read_options=pa.csv.ReadOptions(block_size=_CSV_BLOCK),
        parse_options=parsing,
        convert_options=pa.csv.ConvertOptions(
            column_types={name: pa.string() for name in first},
            null_values=[""],
            strings_can_be_null=True,
        ),
    )


def _checked(batches: Iterator[pa.RecordBatch], name: str) -> Iterator[pa.RecordBatch]:
    try:
        yield from batches
    except (OSError, pa.ArrowException) as error:
        raise TableError(_unreadable(name, error)) from None


def _unreadable(name: str, error: Exception) -> Problem:
    """Arrow's own words can hold what stands in the file: tell only the first few."""
    words = str(error).partition(":")[0][:80]
    return Problem("T907", f"`{name}` cannot be read: {words}")
