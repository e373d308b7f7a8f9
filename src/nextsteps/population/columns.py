"""The columns of a table matched to facts, all of them checked before anything is read."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

import pyarrow as pa
import pyarrow.types as pt
from pydantic import TypeAdapter, ValidationError

from nextsteps.errors import Problem, TableError, suggestion
from nextsteps.population.cells import can_hold, is_text
from nextsteps.rulebook import Rulebook
from nextsteps.situation import Fact, Situation

TRIED = "tried."
"""`tried.talk-to-therapist` is the column of what came of that step."""
PERSON = "person"
DAY = "as_of"
UNANSWERED = ("cannot_say", "declined")


@dataclass(slots=True)
class Columns:
    """What each column of a table says: by the column's name, in the table's order."""

    person: str | None
    facts: dict[str, Fact] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    tried: dict[str, str] = field(default_factory=dict)
    day: str | None = None
    unanswered: dict[str, str] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """The columns that are read; a file's other columns need not be."""
        more = [name for name in (self.person, self.day) if name is not None]
        return [*more, *self.facts, *self.groups, *self.tried, *self.unanswered]

    @property
    def coded(self) -> list[str]:
        """The columns whose texts are few and repeat."""
        return [*(name for name, one in self.facts.items() if one.choices), *self.tried]


def match_columns(
    schema: pa.Schema,
    rulebook: Rulebook,
    *,
    person: str | None = None,
    columns: Mapping[str, str] | None = None,
    ignore: Collection[str] = (),
) -> Columns:
    """
    Return what each column of a table says.

    Args:
        schema: The table's columns and types.
        rulebook: Its vocabulary and recommendations name the columns.
        person: The column that names the person; "person" where there is one.
        columns: The fact of each column that is called otherwise.
        ignore: Columns that say nothing.

    Raises:
        TableError: Listing every column that is unknown (T901), has a type that cannot hold
            its fact (T902) or says what another one says (T903), and every name in *person*,
            *columns* and *ignore* that is no column (T904).
    """
    renamed = dict(columns or {})
    problems = list(_not_there(schema, person, renamed, ignore))
    if person is None and PERSON in schema.names and PERSON not in renamed:
        person = PERSON
    problems += _wrong_person(schema, person)
    found = Columns(person)
    said: dict[str, str] = {}
    for one in schema:
        if one.name == person or one.name in ignore:
            continue
        name = renamed.get(one.name, one.name)
        if name in said:
            message = f"the columns `{said[name]}` and `{one.name}` both say `{name}`"
            problems.append(Problem("T903", message, help="leave one of them out"))
        said[name] = one.name
        problems += _match(found, one, name, rulebook)
    if problems:
        raise TableError(problems)
    return found


def _not_there(
    schema: pa.Schema, person: str | None, columns: Mapping[str, str], ignore: Collection[str]
) -> Iterator[Problem]:
    for name in dict.fromkeys(([] if person is None else [person]) + [*columns, *ignore]):
        if name not in schema.names:
            yield Problem("T904", f"no column `{name}`", help=suggestion(name, schema.names))


def _wrong_person(schema: pa.Schema, person: str | None) -> Iterator[Problem]:
    columns = [one for one in schema if one.name == person]
    for one in columns:
        if not (is_text(one.type) or pt.is_integer(one.type)):
            yield _wrong_type(one, "a person is named by a text or a whole number")
    if len(columns) > 1:
        yield Problem("T903", f"there are {len(columns)} columns `{person}`")


def _match(found: Columns, column: pa.Field, name: str, rulebook: Rulebook) -> Iterator[Problem]:
    """Note what one column says, or yield why it can't say it."""
    vocabulary = rulebook.situation.vocabulary()
    step = name.removeprefix(TRIED)
    if name in vocabulary.facts:
        fact = vocabulary.facts[name]
        found.facts[column.name] = fact
        if not can_hold(fact, column.type):
            yield _wrong_type(column, f"`{name}` is {fact.describe_range()}")
    elif name in vocabulary.groups:
        found.groups[column.name] = name
        if not _is_list_of_text(column.type):
            yield _wrong_type(column, f"`{name}` is a list of texts")
    elif name.startswith(TRIED) and step in rulebook.recommendations:
        found.tried[column.name] = step
        if not (is_text(column.type) or pt.is_null(column.type)):
            yield _wrong_type(column, "what came of a step is a text, such as `helped`")
    elif name == DAY:
        found.day = column.name
        if not (pt.is_date(column.type) or pt.is_timestamp(column.type) or is_text(column.type)):
            yield _wrong_type(column, f"`{DAY}` is a date")
    elif name in UNANSWERED:
        found.unanswered[column.name] = name
        if not _is_list_of_text(column.type):
            yield _wrong_type(column, f"`{name}` is a list of facts")
    else:
        yield _unknown(name, rulebook)


def _is_list_of_text(kind: pa.DataType) -> bool:
    if pt.is_null(kind):
        return True
    is_list = pt.is_list(kind) or pt.is_large_list(kind)
    return is_list and (is_text(kind.value_type) or pt.is_null(kind.value_type))


def _wrong_type(column: pa.Field, what: str) -> Problem:
    return Problem("T902", f"column `{column.name}` has the type {column.type}", help=what)


def _unknown(name: str, rulebook: Rulebook) -> Problem:
    vocabulary = rulebook.situation.vocabulary()
    steps = [TRIED + step for step in rulebook.recommendations]
    known = [*vocabulary.facts, *vocabulary.groups, *steps, DAY, *UNANSWERED]
    otherwise = "name its fact in `columns`, or list it in `ignore`"
    return Problem("T901", f"unknown column `{name}`", help=suggestion(name, known) or otherwise)


def text_tests(model: type[Situation]) -> Mapping[str, Callable[[str], bool]]:
    """Return for each text fact whether a text has the form that the model asks for."""
    return {
        name: _test(model, name)
        for name, fact in model.vocabulary().facts.items()
        if fact.kind == "text"
    }


def _test(model: type[Situation], name: str) -> Callable[[str], bool]:
    declared = model.model_fields[name]
    adapter: TypeAdapter[Any] = TypeAdapter(Annotated[declared.annotation, declared])  # type: ignore[arg-type]

    def fits(text: str) -> bool:
        try:
            adapter.validate_python(text, strict=True)
        except ValidationError:
            return False
        return True

    return fits
