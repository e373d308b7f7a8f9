"""The lines of a text, and what becomes of each when it is laid out."""

import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from nextsteps.document import Source

_SPACE = " \t"
_OPENS, _CLOSES = ("{", "["), ("}", "]")
_INDICATOR = re.compile(r"[|>][-+]?[1-9]")
_KEPT_ENDS = "\u2028\u2029"  # line ends that YAML keeps as they are
_LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Block:
    """A block that is open: its column as written, and from now on."""

    old: int
    new: int
    is_list: bool
    without_end: bool = False  # a list at the column of its key, which ends where a key begins


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands between two columns of a line and stays as it is; `kind` is YAML's sign."""

    start: int
    end: int
    kind: str


class Lines:
    """Knows of each line its pieces, and the column that it begins at from now on."""

    def __init__(self, source: Source) -> None:
        self._old = source.lines
        written = _LINE_END.findall(source.text)
        self._end = "\r\n" if written[:1] == ["\r\n"] else "\n"
        self._ends = [end if end in _KEPT_ENDS else self._end for end in written]
        self._new: dict[int, int] = {}
        self._pieces: dict[int, list[Piece]] = {}
        self._fixed: dict[int, str] = {}  # inside texts of several lines
        self._open: dict[int, tuple[Block, ...]] = {}  # at the end of a line
        self._left: list[int] = []  # the lines that are keys of `_open`, in order
        self._begun: list[int] = []
        self._tops: list[int] = []
        self._kept: set[int] = set()  # where a blank line more would be one of the text
        self._last = -1

    def indent(self, line: int) -> int:
        """How far the line is indented as written."""
        text = self._old[line]
        return len(text) - len(text.lstrip(_SPACE))

    def is_first(self, line: int, column: int) -> bool:
        """Whether nothing stands before *column*."""
        return line not in self._pieces and column <= self.indent(line)

    def begin(self, line: int, column: int, *, is_top: bool) -> None:
        """Let the line begin at *column*; it is a top where a key of the whole stands in it."""
        self._new[line] = column
        self._begun.append(line)
        if is_top:
            self._tops.append(line)

    def follow(self, line: int, column: int) -> None:
        """Let this line and the comments before it begin at *column*: something goes on there."""
        for each in range(self._last + 1, line + 1):
            self._new.setdefault(each, column)

    def add(self, line: int, piece: Piece) -> None:
        """Add what stands in one line."""
        self._pieces.setdefault(line, []).append(piece)
        self._last = line

    def add_long(self, start: Any, end: Any, column: int, kind: str) -> None:
        """Add a text that goes on over several lines, each of which may be indented at will."""
        self.add(start.line, Piece(start.column, len(self._old[start.line]), kind))
        self.follow(end.line, column)
        for line in range(start.line + 1, end.line):
            text = self._old[line].lstrip(_SPACE)
            self._fixed[line] = " " * column + text if text else ""
        self.add(end.line, Piece(self.indent(end.line), end.column, kind))

    def add_block(self, start: Any, end: Any, moved: int, inner: int) -> None:
        """
        Add a text after `|` or `>`.

        Args:
            start: Where the sign stands.
            end: Where the text ends: mostly the beginning of the line after it.
            moved: How far the block around it moves; so does a text that says its own indent.
            inner: Where any other text begins from now on.
        """
        header = self._old[start.line][start.column :].split("#")[0]
        self.add(start.line, Piece(start.column, len(self._old[start.line].rstrip(_SPACE)), "|"))
        inside = range(start.line + 1, end.line + (end.column > 0))
        written = [line for line in inside if self._old[line].strip(_SPACE)]
        base = self.indent(written[0]) if written else 0
        if not _INDICATOR.match(header):
            moved = inner - base
        last = max(inside if "+" in header else written, default=start.line)
        for line in range(start.line + 1, last + 1):
            self._fixed[line] = _shifted(self._old[line], moved, base)
        if "+" in header:
            self._kept.add(last)
        self._last = last

    def leave(self, line: int, blocks: tuple[Block, ...]) -> None:
        """Keep which blocks are open at the end of *line*, for the comments below it."""
        if line not in self._open:
            self._left.append(line)
        self._open[line] = blocks

    def text(self) -> str:
        """Return all lines as they are from now on."""
        apart = set(self._apart())
        laid: list[tuple[str, str]] = [("", "")]
        for line in range(len(self._old)):
            text = self._fixed[line] if line in self._fixed else self._laid(line)
            end = self._ends[line] if line < len(self._ends) else self._end
            if line in apart and laid[-1][0] and line - 1 not in self._kept:
                laid.append(("", self._end))
            if text or line in self._fixed or laid[-1][0]:
                laid.append((text, end))
        if not laid[-1][0] and self._last not in self._kept:
            laid.pop()
        if self._last == len(self._old) - 1 and self._last in self._fixed:
            laid[-1] = (laid[-1][0], "")  # the text that it ends with has no line end either
        return "".join(text + end for text, end in laid)

    def _laid(self, line: int) -> str:
        old, pieces = self._old[line], self._pieces.get(line)
        if pieces is None:
            comment = old.strip(_SPACE)
            return " " * self._column_of_comment(line) + comment if comment else ""
        text = " " * self._new[line] + old[pieces[0].start : pieces[0].end]
        for before, piece in pairwise(pieces):
            gap = old[before.end : piece.start]
            text += _gap(before.kind, piece.kind, gap) + old[piece.start : piece.end]
        return text + old[pieces[-1].end :].rstrip(_SPACE)

    def _column_of_comment(self, line: int) -> int:
        """A comment keeps to what it stands above, else to the block that it stands in."""
        if line in self._new:
            return self._new[line]
        own = self.indent(line)
        below = bisect(self._begun, line)
        if below < len(self._begun) and self.indent(self._begun[below]) == own:
            return self._new[self._begun[below]]
        above = bisect(self._left, line) - 1
        blocks = self._open[self._left[above]] if above >= 0 else ()
        return max((block.new for block in blocks if block.old <= own), default=0)

    def _apart(self) -> Iterator[int]:
        """Each line, or the first comment above it, that a blank line is to come before."""
        for earlier, top in pairwise(self._tops):
            if any(each in self._pieces for each in range(earlier + 1, top)):
                first = top
                while self._is_comment(first - 1) and self.indent(first - 1) == self.indent(top):
                    first -= 1
                yield first

    def _is_comment(self, line: int) -> bool:
        free = line not in self._pieces and line not in self._fixed
        return free and bool(self._old[line].strip(_SPACE))


def _gap(before: str, after: str, written: str) -> str:
    if before in (":", "-", "?"):
        return " "
    if before in _OPENS or after in (*_CLOSES, ",", ":"):
        return ""
    return " " if before == "," else written


def _shifted(text: str, moved: int, base: int) -> str:
    if not text.strip(_SPACE) and len(text) <= base:
        return ""
    indent = len(text) - len(text.lstrip(" "))
    return " " * (indent + moved) + text[indent:]
