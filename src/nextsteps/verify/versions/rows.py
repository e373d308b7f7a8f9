"""Situations of many people from one file, read for counting: CSV, JSON lines, YAML or Parquet."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from nextsteps.document import MAX_CHARACTERS, decode, read_node, read_source
from nextsteps.errors import DocumentError, Location, Problem, SituationError
from nextsteps.rulebook import Rulebook
from nextsteps.shape import problems_of
from nextsteps.situation import Fact, Situation
from nextsteps.verify.versions.kinds import KINDS, Kind, kinds_between


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of some situations get a different plan, in all and by kind of difference."""

    of: int
    different: int
    kinds: Mapping[Kind, int]


def count(situations: Sequence[Situation], old: Rulebook, new: Rulebook) -> Counted:
    """Return how many of *situations* get a different plan from *new* than from *old*."""
    kinds: dict[Kind, int] = dict.fromkeys(KINDS, 0)
    different = 0
    for situation in situations:
        shown = kinds_between(old.recommend(situation), new.recommend(situation))
        different += bool(shown)
        for kind in shown:
            kinds[kind] += 1
    return Counted(len(situations), different, kinds)


_MOST_PROBLEMS = 20
_LARGEST = 500 * MAX_CHARACTERS


def read_rows(path: Path | str, model: type[Situation] = Situation) -> list[Situation]:
    """
    Return the situations in the file at *path*, in its order.

    `.jsonl` holds one situation a line, `.yaml` and `.json` a list, `.csv` and `.parquet` one
    row each with facts as columns, where an empty cell is unknown.

    Raises:
        DocumentError: The file cannot be read, or its kind is not one of these.
        SituationError: Listing the first faults, each with its row.
    """
    situations: list[Situation] = []
    problems: list[Problem] = []
    for place, row in _rows(Path(path), model):
        try:
            situations.append(model.model_validate(row))
        except ValidationError as error:
            faults = problems_of(error, None, model, {"": "S202", "unknown_fact": "S201"})
            problems += [fault.at(place) for fault in faults]
        if len(problems) >= _MOST_PROBLEMS:
            break
    if problems:
        raise SituationError(problems)
    return situations


def _rows(path: Path, model: type[Situation]) -> Iterable[tuple[Location, Any]]:
    match path.suffix.lower():
        case ".jsonl" | ".ndjson":
            return _of_json_lines(path)
        case ".yaml" | ".yml" | ".json":
            return _of_list(path)
        case ".csv":
            return _of_csv(path, model)
        case ".parquet":
            return _of_parquet(path)
        case _:
            help_text = "use .csv, .jsonl, .yaml, .json or .parquet"
            raise DocumentError(Problem("D103", f"`{path}` has no known kind", help=help_text))


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise DocumentError(Problem("D110", f"cannot read `{path}`: {reason}")) from None
    if len(raw) > _LARGEST:
        raise DocumentError(Problem("D102", f"`{path}` is too large"))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DocumentError(Problem("D101", f"`{path}` is not a text file")) from None


def _of_json_lines(path: Path) -> Iterator[tuple[Location, Any]]:
    for number, line in enumerate(_text(path).splitlines(), start=1):
        if not line.strip():
            continue
        place = Location(str(path), number, 1)
        node = read_node(decode(line.encode("utf-8"), f"{path}, line {number}"))
        yield place, node.plain()


def _of_list(path: Path) -> Iterator[tuple[Location, Any]]:
    node = read_node(read_source(path))
    if not isinstance(node.value, tuple):
        help_text = "begin each situation with `- `"
        raise DocumentError(
            Problem("D103", "the file is not a list of situations", node.location, help_text)
        )
    for child in node.value:
        yield child.location, child.plain()


def _of_csv(path: Path, model: type[Situation]) -> Iterator[tuple[Location, Any]]:
    facts = model.vocabulary().facts
    reader = csv.DictReader(io.StringIO(_text(path), newline=""))
    for row in reader:
        place = Location(str(path), reader.line_num, 1)
        known = {str(name): cell for name, cell in row.items() if cell not in (None, "")}
        yield place, {name: _value(facts.get(name), cell) for name, cell in known.items()}


def _value(fact: Fact | None, cell: Any) -> Any:
    """A cell as its fact's kind has it; what does not fit stays text, and is refused as such."""
    if fact is None:
        return _json(cell)
    match fact.kind:
        case "yes_no":
            return {"true": True, "false": False, "1": True, "0": False}.get(cell.lower(), cell)
        case "whole" | "decimal":
            try:
                return int(cell) if fact.kind == "whole" else float(cell)
            except ValueError:
                return cell
        case _:
            return cell


def _json(cell: str) -> Any:
    """`tried`, `measures` and the lists stand in a cell as JSON."""
    try:
        return json.loads(cell)
    except ValueError:
        return cell


def _of_parquet(path: Path) -> Iterator[tuple[Location, Any]]:
    try:
        from pyarrow import ArrowException, parquet
    except ModuleNotFoundError:
        help_text = "pip install 'nextsteps[population]', or save the table as CSV"
        raise DocumentError(
            Problem("D110", f"reading `{path}` needs the extra `population`", help=help_text)
        ) from None
    try:
        rows: list[Mapping[str, Any]] = parquet.read_table(path).to_pylist()
    except (OSError, ArrowException) as error:
        reason = str(error).split("\n")[0]
        raise DocumentError(Problem("D110", f"cannot read `{path}`: {reason}")) from None
    for number, row in enumerate(rows, start=1):
        yield (
            Location(str(path), number, 1),
            {name: cell for name, cell in row.items() if cell is not None},
        )
