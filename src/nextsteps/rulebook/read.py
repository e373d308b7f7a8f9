"""YAML files into entries: shapes are checked here, names and meaning elsewhere."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import ValidationError

from nextsteps.document import Node, Source, read_node
from nextsteps.entry import Entry
from nextsteps.errors import DocumentError, Location, Problem, suggestion
from nextsteps.rulebook import entries
from nextsteps.rulebook.kinds import KINDS
from nextsteps.rulebook.stated import Stated
from nextsteps.shape import problems_of

_ONE = TypeVar("_ONE", bound=Entry)


@dataclass(frozen=True, slots=True)
class Written:
    """An entry and the node it was written in."""

    entry: Any
    node: Node

    def place(self, *path: str | int) -> Location:
        """Where the value at *path* stands, or the last part of it that exists."""
        return self.node.find(path).location


@dataclass
class Files:
    """What all files of a rulebook hold: per kind the entries by id, and every problem."""

    identity: Written | None = None
    stated: Written | None = None
    written: dict[str, dict[str, Written]] = field(
        default_factory=lambda: {kind: {} for kind in KINDS}
    )
    problems: list[Problem] = field(default_factory=list)
    faulty: dict[str, set[str]] = field(default_factory=lambda: {kind: set() for kind in KINDS})

    def names(self, kind: str) -> frozenset[str]:
        """Return all ids of *kind*, those of faulty entries too, so that no fault is told twice."""
        return frozenset(self.written[kind]) | self.faulty[kind]

    def entries(self, kind: str, _type: type[_ONE]) -> dict[str, _ONE]:
        """Return the entries of *kind* sorted by id, so that files' order is forgotten."""
        return {key: written.entry for key, written in sorted(self.written[kind].items())}


def read_files(sources: Iterable[Source]) -> Files:
    """Read every file; what cannot be read is among the problems."""
    files = Files()
    for source in sources:
        try:
            root = read_node(source)
        except DocumentError as error:
            files.problems += error.problems
            continue
        _read_root(root, files)
    return files


def not_a_mapping(root: Node) -> Problem:
    """Return what is wrong with a file that holds no keys."""
    help_text = "a rulebook file begins with `rules:`, `recommendations:` and so on"
    return Problem("R401", "the file is not a mapping", root.location, help_text)


ONCE = ("rulebook", "card")
"""The keys that stand once in a rulebook, and hold no list."""


def foreign_keys(root: Node) -> Iterator[Problem]:
    """Yield a problem for each key at the top that no rulebook's file has."""
    for key in root.keys or ():
        if key not in ONCE and key not in KINDS:
            help_text = suggestion(key, [*KINDS, *ONCE]) or "one of " + ", ".join(KINDS)
            yield Problem("R401", f"unknown key `{key}`", root.key((key,)).location, help_text)


def _read_root(root: Node, files: Files) -> None:
    if not isinstance(root.value, dict):
        files.problems.append(not_a_mapping(root))
        return
    files.problems += foreign_keys(root)
    for key, node in root.value.items():
        if key == "rulebook":
            files.identity = _read_once(entries.Identity, node, files, files.identity)
        elif key == "card":
            files.stated = _read_once(Stated, node, files, files.stated)
        elif key not in KINDS:
            continue
        elif isinstance(node.value, tuple):
            for item in node.value:
                _read_entry(key, item, files)
        else:
            message = f"`{key}` must be a list: each entry begins with `- `"
            files.problems.append(Problem("R401", message, node.location))


def _read_once(
    model: type[Entry], node: Node, files: Files, earlier: Written | None
) -> Written | None:
    """Read what a rulebook says once: what it is called, or what its card states."""
    if earlier is not None:
        message = f"{_SAID_ONCE[model]} twice; first at {earlier.place()}"
        help_text = "a folder is read with all folders in it: keep copies and other rulebooks apart"
        files.problems.append(Problem("R402", message, node.location, help_text))
        return earlier
    entry = _checked(model, node, files)
    return None if entry is None else Written(entry, node)


_SAID_ONCE: Mapping[type[Entry], str] = {
    entries.Identity: "the rulebook is named",
    Stated: "the card is stated",
}


def _read_entry(kind: str, node: Node, files: Files) -> None:
    entry = _checked(KINDS[kind], node, files)
    if entry is None:
        written_id = node.find(("id",)).value
        if isinstance(written_id, str):
            files.faulty[kind].add(written_id)
        return
    name = entry.country if isinstance(entry, entries.Contact) else entry.id  # type: ignore[attr-defined]
    earlier = files.written[kind].get(name)
    if earlier is not None:
        message = f"`{name}` stands twice among {kind}; first at {earlier.place()}"
        files.problems.append(Problem("R402", message, node.find(("id",)).location))
        return
    files.written[kind][name] = Written(entry, node)


def _checked(model: type[_ONE], node: Node, files: Files) -> _ONE | None:
    if not isinstance(node.value, dict):
        message = f"a {model.__name__.lower()} must be a mapping with `id:` and more"
        files.problems.append(Problem("R401", message, node.location))
        return None
    written = node.plain()
    assert isinstance(written, dict)  # as its node
    try:
        return model.model_validate(model.as_written(written))
    except ValidationError as error:
        files.problems += problems_of(error, node, model, {"": "R401"})
    except ValueError as error:  # of `as_written`
        files.problems.append(Problem("R401", str(error), node.location))
    return None
