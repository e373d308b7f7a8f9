"""The folder of a language into its catalogue, or into one error that lists every problem."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from nextsteps.document import Node, Source, decode, read_node
from nextsteps.errors import CatalogueError, DocumentError, Problem, suggestion
from nextsteps.rulebook.load import LANGUAGES, SUFFIXES, shipped_rules
from nextsteps.translation.catalogue import ENGLISH, Catalogue, Key, Translation

FIELDS: Mapping[str, tuple[str, ...]] = {
    "recommendations": ("title", "what", "how", "look_again"),
    "rules": ("because", "until"),
    "findings": ("title",),
    "contradictions": ("question",),
    "facts": ("question", "says", "choices"),
    "contacts": (),
}
"""What can be translated of an entry of each kind; of a contact its lines, by their names."""

_IDENTITY = ("code", "name", "reviewed", "note", "partly", "other_reader")
_Folder: TypeAlias = Path | Traversable
_K = TypeVar("_K", Key, str)


def languages(rules: str | Path | None = None) -> tuple[str, ...]:
    """Return the codes of the languages that a folder of rules has, else the shipped one."""
    folder = _languages_of(rules)
    if not folder.is_dir():
        return ()
    return tuple(sorted(child.name for child in folder.iterdir() if child.is_dir()))


def catalogue_for(code: str, rules: str | Path | None = None) -> Catalogue:
    """
    Return the catalogue of a language; "en" is what everything is written in.

    Args:
        code: The name of its folder, such as "es".
        rules: The folder of the rulebook; else the shipped one.

    Raises:
        CatalogueError: There is no such language (C101), or what it says is at fault.
    """
    if code == ENGLISH.code:
        return ENGLISH
    return _shipped(code) if rules is None else _found(code, rules)


@cache
def _shipped(code: str) -> Catalogue:
    return _found(code, None)


def _found(code: str, rules: str | Path | None) -> Catalogue:
    known = languages(rules)
    if code not in known:
        names = ", ".join((ENGLISH.code, *known))
        help_text = suggestion(code, known) or f"there is {names}"
        raise CatalogueError(Problem("C101", f"there is no language `{code[:80]}`", help=help_text))
    return load_catalogue(_languages_of(rules) / code)


def _languages_of(rules: str | Path | None) -> _Folder:
    return (shipped_rules() if rules is None else Path(rules)) / LANGUAGES


def load_catalogue(folder: _Folder) -> Catalogue:
    """
    Read every YAML file of one language.

    Raises:
        CatalogueError: Listing every problem of every file (C102).
    """
    files = _Files()
    for source in _sources(folder, files):
        try:
            files.read(read_node(source))
        except DocumentError as error:
            files.problems += error.problems
    if files.identity is None and not files.problems:
        help_text = f"write `language: {{{', '.join(_IDENTITY)}}}` in one of its files"
        files.problems.append(Problem("C102", f"`{folder}` names no language", help=help_text))
    if files.problems or files.identity is None:
        raise CatalogueError(files.problems)
    return Catalogue(**files.identity, texts=files.texts, words=files.words)


def _sources(folder: _Folder, files: "_Files") -> Iterator[Source]:
    for child in sorted(folder.iterdir(), key=lambda one: one.name):
        if child.name.endswith(SUFFIXES):
            try:
                yield decode(child.read_bytes(), f"{folder.name}/{child.name}")
            except DocumentError as error:
                files.problems += error.problems


@dataclass
class _Files:
    """What all files of a language hold."""

    identity: dict[str, Any] | None = None
    texts: dict[Key, Translation] = field(default_factory=dict)
    words: dict[str, Translation] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def read(self, root: Node) -> None:
        for kind, node in self._members(root, (*FIELDS, "words", "language")):
            if kind == "language":
                self._read_identity(node)
            elif kind == "words":
                for english, one in self._members(node):
                    if one.value is not None:
                        self._keep(self.words, english, one, "")
            else:
                for name, entry in self._members(node):
                    self._read_entry(kind, name, entry)

    def _read_identity(self, node: Node) -> None:
        found: dict[str, Any] = {key: one.plain() for key, one in self._members(node, _IDENTITY)}
        wrong = [
            key
            for key in _IDENTITY
            if not isinstance(found.get(key), bool if key == "reviewed" else str)
        ]
        if wrong:
            message = f"the language does not say its {', '.join(wrong)}"
            help_text = "`reviewed` is true or false, all others are text"
            self.problems.append(Problem("C102", message, node.location, help_text))
        self.identity = found

    def _read_entry(self, kind: str, name: str, entry: Node) -> None:
        known = (*FIELDS[kind], "of") if FIELDS[kind] else ()
        fields = dict(self._members(entry, known))
        digests = fields.pop("of", None)
        of = dict(self._members(digests)) if digests is not None else {}
        for part, node in fields.items():
            if node.value is None:
                continue  # not translated yet
            english = of.get(part)
            if english is None or not isinstance(english.value, str):
                message = f"`{part}` of `{name}` does not say which English it translates"
                help_text = "`of` holds its digest; `nextsteps languages --to-do` writes it"
                self.problems.append(Problem("C102", message, node.location, help_text))
            else:
                self._keep(self.texts, (kind, name, part), node, english.value)

    def _keep(self, kept: dict[_K, Translation], key: _K, node: Node, of: str) -> None:
        value = node.plain()
        lines = value if isinstance(value, list) else [value]
        if not all(isinstance(line, str) and line.strip() and "\n" not in line for line in lines):
            message = "a translation is a text on one line, or a list of them"
            self.problems.append(Problem("C102", message, node.location, "quote what has a colon"))
        elif key in kept:
            message = f"this is translated twice; first at {kept[key].place}"
            self.problems.append(Problem("C102", message, node.location))
        else:
            kept[key] = Translation("\n".join(map(str, lines)), of, node.location)

    def _members(self, node: Node, known: Iterable[str] = ()) -> Iterator[tuple[str, Node]]:
        """The members of a mapping; any other key than those *known* is a problem."""
        names = tuple(known)
        if not isinstance(node.value, dict):
            if node.value is not None:
                self.problems.append(Problem("C102", "this must be a mapping", node.location))
            return
        for key, child in node.value.items():
            if names and key not in names:
                help_text = suggestion(key, names) or "one of " + ", ".join(names)
                place = node.key((key,)).location
                self.problems.append(Problem("C102", f"unknown key `{key}`", place, help_text))
            else:
                yield key, child
