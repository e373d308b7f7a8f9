"""Where a table of people comes from: files, folders, or whatever hands out Arrow batches."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from glob import glob, has_magic
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pyarrow.types as pt
from numpy.typing import NDArray

from nextsteps.errors import Problem, TableError

Source: TypeAlias = Any
"""A path, a folder, a pattern, or an object with `__arrow_c_stream__`: pandas, polars, DuckDB."""

Numbers: TypeAlias = NDArray[np.int64]
"""The number of each row in the whole table, from 1."""

PARQUET, CSV = (".parquet", ".pq"), (".csv", ".tsv")
_CSV_BLOCK = 8 << 20


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """A line of a CSV file that has another number of cells than there are columns."""

    row: int
    cells: int
    columns: int


@dataclass(frozen=True, slots=True)
class Table:
    """
    A table that is read once, batch by batch.

    `print` says what was read, so that a run can be taken up again; None when it can't.
    `rows` is how many there are, where that is known. `broken` are the lines of CSV files read
    so far that have too few or too many cells: nothing else is read of them.
    """

    schema: pa.Schema
    read: Callable[[Sequence[str], Sequence[str]], Iterator[pa.RecordBatch]]
    print: str | None = None
    rows: int | None = None
    files: tuple[Path, ...] = ()
    broken: list[BrokenLine] = field(default_factory=list)

    def batches(
        self, size: int, columns: Sequence[str], coded: Sequence[str] = ()
    ) -> Iterator[tuple[pa.RecordBatch, Numbers]]:
        """
        Yield the rows in batches of *size*, only the last may be smaller, with their numbers.

        Files are read only as far as *columns*; the texts of *coded* repeat and come as codes.
        """
        first = 0
        for batch in self._of_size(size, columns, coded):
            yield batch, self._numbers(first, batch.num_rows)
            first += batch.num_rows

    def _numbers(self, first: int, count: int) -> Numbers:
        """Rows are counted from 1, broken lines too."""
        numbers = np.arange(first + 1, first + count + 1)
        for line in self.broken:
            numbers[numbers >= line.row] += 1
        return numbers

    def _of_size(
        self, size: int, columns: Sequence[str], coded: Sequence[str]
    ) -> Iterator[pa.RecordBatch]:
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

    return Table(first, read, _print(files), rows, tuple(files))


def _open_csv(files: Sequence[Path]) -> Table:
    """Everything is read as text, so that a bad cell spoils no column."""
    names = _csv_names(files[0])
    for file in files:
        if _csv_names(file) != names:
            raise TableError(Problem("T907", f"`{file}` has other columns than `{files[0]}`"))
    broken: list[BrokenLine] = []

    def read(*_: object) -> Iterator[pa.RecordBatch]:
        before = 0
        for file in files:
            reader = _csv_reader(file, names, broken, before)
            good = 0
            for batch in _checked(iter(reader), str(file)):
                good += batch.num_rows
                yield batch
            before += good + sum(line.row > before for line in broken)

    schema = pa.schema([(name, pa.string()) for name in names])
    return Table(schema, read, _print(files), files=tuple(files), broken=broken)


def _csv_names(file: Path) -> list[str]:
    with file.open("rb") as stream:
        head = pa.BufferReader(stream.readline())
    names: list[str] = pa.csv.open_csv(head, parse_options=_parsing(file)).schema.names
    return names


def _parsing(file: Path, on_broken_line: Callable[[Any], str] | None = None) -> Any:
    delimiter = "\t" if file.suffix.lower() == ".tsv" else ","
    return pa.csv.ParseOptions(
        delimiter=delimiter, newlines_in_values=True, invalid_row_handler=on_broken_line
    )


def _csv_reader(file: Path, names: Sequence[str], broken: list[BrokenLine], before: int) -> Any:
    """Read on one thread, so that Arrow knows the number of a broken line."""

    def note(line: Any) -> str:
        row = before + line.number - 1  # the first line names the columns
        broken.append(BrokenLine(row, line.actual_columns, line.expected_columns))
        return "skip"

    return pa.csv.open_csv(
        file,
        read_options=pa.csv.ReadOptions(block_size=_CSV_BLOCK, use_threads=False),
        parse_options=_parsing(file, note),
        convert_options=pa.csv.ConvertOptions(
            column_types={name: pa.string() for name in names},
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
