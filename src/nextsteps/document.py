"""
YAML and JSON text read into plain values that remember where they stood.

A small, strict YAML: `no` and `yes` stay text, and what misleads or can blow up
(duplicate keys, anchors, aliases, tags, several documents, deep nesting) is refused.
Nothing is ever constructed from the text but text, numbers, true, false, null,
lists and mappings.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from nextsteps.errors import DocumentError, Location, Problem

MAX_CHARACTERS = 2_000_000
MAX_DEPTH = 40
MAX_PROBLEMS = 100

Scalar: TypeAlias = str | int | float | bool | None
Plain: TypeAlias = "Scalar | list[Plain] | dict[str, Plain]"

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")  # what YAML counts as one
_RARE_LINE_ENDS = "\r\x85\u2028\u2029"
_WHOLE = re.compile(r"[-+]?[0-9]{1,18}$")
_DECIMAL = re.compile(r"[-+]?[0-9]+(\.[0-9]+([eE][-+]?[0-9]+)?|[eE][-+][0-9]+)$")
_NUMBER_STARTS = frozenset("+-0123456789")
_HEX = "[0-9a-fA-F]"
_PAIR = re.compile(rf"(?<!\\)((?:\\\\)*)\\u([dD][89abAB]{_HEX}{{2}})\\u([dD][c-fC-F]{_HEX}{{2}})")
_WORDS: dict[str, Scalar] = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(frozen=True)
class Source:
    """A named text; `name` is what messages call it."""

    name: str
    text: str

    @cached_property
    def lines(self) -> list[str]:
        """The text line by line, without line ends."""
        if any(end in self.text for end in _RARE_LINE_ENDS):
            return _LINE_END.split(self.text)
        return self.text.split("\n")  # the same, and much faster

    def location(self, line: int, column: int, width: int = 1) -> Location:
        """Return the place at *line* and *column*, both counted from 0."""
        excerpt = self.lines[line] if line < len(self.lines) else ""
        return Location(self.name, line + 1, column + 1, excerpt, width)


@dataclass(slots=True)  # as good as frozen, which would make reading a rulebook slow
class Node:
    """
    One value of a document and its place, between two marks of the YAML reader.

    `value` is a scalar, a tuple of nodes, or a dict from key to node; `keys` holds the
    event of each key of a mapping, and `style` how a scalar was quoted (None: plain).
    """

    source: Source
    value: "Scalar | tuple[Node, ...] | dict[str, Node]"
    start: Any
    end: Any
    style: str | None = None
    keys: dict[str, Any] | None = None

    @property
    def line(self) -> int:
        """The line it begins in, counted from 0."""
        return int(self.start.line)

    @property
    def column(self) -> int:
        """The character of the line that it begins with, counted from 0."""
        return int(self.start.column)

    @property
    def location(self) -> Location:
        """Where the value begins."""
        one_line = self.start.line == self.end.line
        width = max(1, self.end.column - self.start.column) if one_line else 1
        return self.source.location(self.line, self.column, width)

    def plain(self) -> Plain:
        """Return the value without its places."""
        if isinstance(self.value, tuple):
            return [child.plain() for child in self.value]
        if isinstance(self.value, dict):
            return {
                key: value if type(value := child.value) is str else child.plain()
                for key, child in self.value.items()
            }
        return self.value

    def find(self, path: tuple[str | int, ...]) -> "Node":
        """Return the node at *path*, or the last one on the way that exists."""
        node = self
        for step in path:
            children = node.value
            if isinstance(children, dict):
                node = children.get(str(step), node)
            elif isinstance(children, tuple) and isinstance(step, int) and step < len(children):
                node = children[step]
        return node

    def key(self, path: tuple[str | int, ...]) -> "Node":
        """Return the key that *path* ends in; where it is no key, the node there."""
        parent = self.find(path[:-1])
        if path and parent.keys is not None and path[-1] in parent.keys:
            event = parent.keys[str(path[-1])]
            return Node(self.source, event.value, event.start_mark, event.end_mark)
        return self.find(path)


def read_source(path: Path | str) -> Source:
    """Read the file at *path*; raise DocumentError (D101, D102, D110)."""
    name = str(path)
    try:
        with Path(path).open("rb") as file:
            raw = file.read(MAX_CHARACTERS * 4 + 1)
    except (OSError, ValueError) as error:  # a path with a NUL in it is a ValueError
        reason = str(getattr(error, "strerror", None) or error).lower()
        raise DocumentError(Problem("D110", f"cannot read `{name}`: {reason}")) from None
    return decode(raw, name)


def decode(raw: bytes, name: str) -> Source:
    """Return *raw* as text; raise DocumentError if it is too large or not UTF-8 text."""
    if len(raw) > MAX_CHARACTERS:
        limit = f"at most {MAX_CHARACTERS // 1_000_000} MB is read"
        raise DocumentError(Problem("D102", f"`{name}` is too large", help=limit))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise DocumentError(_not_text(name))
    return Source(name, text)


def _not_text(name: str) -> Problem:
    hint = "save it as plain text, encoded as UTF-8"
    return Problem("D101", f"`{name}` is not a text file", help=hint)


def read_node(source: Source) -> Node:
    r"""
    Read one document; raise DocumentError listing what is wrong.

    >>> read_node(Source("me.yaml", "country: no\nweeks: 14")).plain()
    {'country': 'no', 'weeks': 14}
    """
    problems: list[Problem] = []
    try:
        root = _Builder(source, problems).document()
    except yaml.MarkedYAMLError as error:
        raise DocumentError([*problems, _syntax_problem(source, error)]) from None
    except yaml.YAMLError as error:  # a character that YAML does not allow
        reason = str(error).split("\n")[0]
        raise DocumentError(
            Problem("D103", f"`{source.name}` is not valid YAML: {reason}")
        ) from None
    except UnicodeEncodeError:  # half of a character, as from a broken command line
        raise DocumentError(_not_text(source.name)) from None
    if problems:
        raise DocumentError(problems)
    if root is None:
        raise DocumentError(Problem("D108", f"`{source.name}` is empty"))
    return root


def tokens_of(source: Source) -> Iterator[Any]:
    """Yield the tokens of a text that `read_node` reads, each between its marks."""
    text = _PAIR.sub(lambda found: "_" * len(found.group()), source.text)
    yield from yaml.scan(text, Loader=_Loader)


def _joined_pair(found: re.Match[str]) -> str:
    """JSON writes a letter beyond U+FFFF as two escapes, YAML as one."""
    slashes, high, low = found.groups()
    pair = bytes.fromhex(high + low).decode("utf-16-be")
    return f"{slashes}\\U{ord(pair):08X}"


def _syntax_problem(source: Source, error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    place = source.location(mark.line, mark.column) if mark is not None else None
    help_text = "indent with spaces, and put text that has `: ` or ` #` in quotes"
    return Problem("D103", f"not valid YAML: {error.problem or error.context}", place, help_text)


class _TooDeepError(Exception):
    """The nesting passed the limit; nothing below it is read."""


class _TooManyError(Exception):
    """So many faults are listed that nobody would read on."""


class _Builder:
    """Builds nodes from libyaml's events without recursion beyond MAX_DEPTH."""

    def __init__(self, source: Source, problems: list[Problem]) -> None:
        self._source = source
        self._problems = problems
        text = source.text
        if "\\ud" in text or "\\uD" in text:
            text = _PAIR.sub(_joined_pair, text)
        self._next: Callable[[], Any] = _Loader(text).get_event

    def document(self) -> Node | None:
        root: Node | None = None
        documents = 0
        while not isinstance(event := self._next(), yaml.StreamEndEvent):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._report(event, "D109", "more than one document in the file")
                    break
            elif isinstance(event, yaml.NodeEvent):
                try:
                    root = self._node(event, depth=0)
                except _TooDeepError:
                    self._report(event, "D107", f"nested more than {MAX_DEPTH} levels deep")
                    break
                except _TooManyError:
                    break
        if root is not None and root.value is None:
            return None
        return root

    def _node(self, event: Any, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise _TooDeepError
        kind = type(event)
        if kind is yaml.ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                self._refuse_anchors_and_tags(event)
            style = event.style or None
            return Node(self._source, _resolve(event), event.start_mark, event.end_mark, style)
        self._refuse_anchors_and_tags(event)
        if kind is yaml.MappingStartEvent:
            return self._mapping(event, depth)
        if kind is yaml.AliasEvent:
            return Node(self._source, None, event.start_mark, event.end_mark)
        children: list[Node] = []
        while type(child := self._next()) is not yaml.SequenceEndEvent:
            children.append(self._node(child, depth + 1))
        return Node(self._source, tuple(children), event.start_mark, event.end_mark)

    def _mapping(self, event: Any, depth: int) -> Node:
        values: dict[str, Node] = {}
        keys: dict[str, Any] = {}
        while type(key := self._next()) is not yaml.MappingEndEvent:
            if type(key) is not yaml.ScalarEvent or key.anchor or key.tag:
                self._node(key, depth + 1)
            value = self._node(self._next(), depth + 1)
            if type(key) in (yaml.MappingStartEvent, yaml.SequenceStartEvent):
                self._report(key, "D103", "a key must be a single word or number")
                continue
            name = str(key.value) if type(key) is yaml.ScalarEvent else ""
            if name in values:
                self._report(key, "D104", f"`{name}` stands twice in one mapping", len(name))
            values[name], keys[name] = value, key
        return Node(self._source, values, event.start_mark, event.end_mark, keys=keys)

    def _refuse_anchors_and_tags(self, event: Any) -> None:
        if event.anchor is not None:
            kind = "alias" if isinstance(event, yaml.AliasEvent) else "anchor"
            self._report(event, "D105", f"{kind} `{event.anchor}` is not allowed here")
        if getattr(event, "tag", None) is not None:
            self._report(event, "D106", f"tag `{event.tag}` is not allowed here")

    def _report(self, event: Any, code: str, message: str, width: int = 1) -> None:
        mark = event.start_mark
        self._problems.append(
            Problem(code, message, self._source.location(mark.line, mark.column, width))
        )
        if len(self._problems) >= MAX_PROBLEMS:
            raise _TooManyError


def _resolve(event: Any) -> Scalar:
    """Only unquoted words can be something else than text, and only a few are."""
    text: str = event.value
    if event.style:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMBER_STARTS:
        return text
    if _WHOLE.match(text):
        return int(text)
    if _DECIMAL.match(text):
        return float(text)
    return text
