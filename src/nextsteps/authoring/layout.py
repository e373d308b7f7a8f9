"""
A rulebook's YAML laid out in one way, by moving white space and nothing else.

Two spaces a level, lists at the column of their key, one space after `-`, `:` and `,`, none
inside brackets, no trailing spaces, at most one blank line, and one before a top-level key
whose predecessor takes several lines.
Words, quotes, comments, line breaks and the order of everything stay as they were written.
"""

from typing import Any

import yaml

from nextsteps.authoring.lines import Block, Lines, Piece
from nextsteps.document import Source, read_node, tokens_of
from nextsteps.errors import DocumentError, Problem
from nextsteps.rulebook.read import not_a_mapping

STEP = 2
"""How many columns a level of a mapping is indented."""

_OPENS = (yaml.FlowMappingStartToken, yaml.FlowSequenceStartToken)
_CLOSES = (yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)
_UNSEEN = (
    yaml.StreamStartToken,
    yaml.StreamEndToken,
    yaml.BlockMappingStartToken,
    yaml.BlockSequenceStartToken,
    yaml.BlockEndToken,
)
_OF_DOCUMENTS = (yaml.DirectiveToken, yaml.DocumentStartToken, yaml.DocumentEndToken)


def laid_out(source: Source) -> str:
    r"""
    Return the text of *source* laid out; what it says, and every comment, stays the same.

    Raises:
        DocumentError: It is no YAML, or no mapping, so that no rulebook is read from it.

    >>> print(laid_out(Source("mine.yaml", "rules:\n    -   id:  a # mine\n        when: [ b,c ]")))
    rules:
    - id: a # mine
      when: [b, c]
    <BLANKLINE>
    """
    before = read_node(source)
    if not isinstance(before.value, dict):
        raise DocumentError(not_a_mapping(before))
    lines = _Reader(source).lines()
    after = Source(source.name, lines.text())
    if repr(read_node(after).plain()) != repr(before.plain()):
        message = f"`{source.name}` cannot be laid out without changing what it says"
        raise DocumentError(Problem("D114", message, help="begin each entry on a line of its own"))
    return after.text


class _Reader:
    """Goes through the tokens of a text and says of each line where it begins from now on."""

    def __init__(self, source: Source) -> None:
        self._lines = Lines(source)
        self._tokens = tokens_of(source)
        self._open: list[Block] = []
        self._brackets = 0
        self._is_key = False

    def lines(self) -> Lines:
        for token in self._tokens:
            if not self._brackets:
                self._open_and_close(token)
            if not isinstance(token, _UNSEEN) and token.start_mark.index < token.end_mark.index:
                self._place(token)
                self._is_key = False
        return self._lines

    def _open_and_close(self, token: Any) -> None:
        column = token.start_mark.column
        match token:
            case yaml.BlockMappingStartToken():
                self._open.append(Block(column, self._inner(), is_list=False))
            case yaml.BlockSequenceStartToken():
                self._open.append(Block(column, self._inner(of_list=True), is_list=True))
            case yaml.BlockEntryToken() if not self._open or not self._open[-1].is_list:
                inner = self._inner(of_list=True)
                self._open.append(Block(column, inner, is_list=True, without_end=True))
            case yaml.BlockEndToken():
                self._leave_list()
                self._open.pop()
            case yaml.KeyToken():
                self._leave_list()
                self._is_key = True

    def _leave_list(self) -> None:
        if self._open and self._open[-1].without_end:
            self._open.pop()

    def _inner(self, *, of_list: bool = False) -> int:
        """The column of a block, or of a value on a line of its own, in what is open now."""
        if not self._open:
            return 0
        around = self._open[-1]
        return around.new if of_list and not around.is_list else around.new + STEP

    def _inside(self, *, closes: bool = False) -> int:
        """The column of a line that begins in brackets, or within a text."""
        return self._inner() + STEP * max(0, self._brackets - 1 - closes)

    def _place(self, token: Any) -> None:
        start, end = token.start_mark, token.end_mark
        if self._lines.is_first(start.line, start.column):
            self._begin(token)
        if isinstance(token, _CLOSES):
            self._brackets -= 1
        kind = type(token).id
        if getattr(token, "style", None) in ("|", ">"):
            around = self._open[-1] if self._open else Block(0, 0, is_list=False)
            self._lines.add_block(start, end, around.new - around.old, self._inner())
        elif start.line == end.line:
            self._lines.add(start.line, Piece(start.column, end.column, kind))
        else:
            self._lines.add_long(start, end, self._inside(), kind)
        if isinstance(token, _OPENS):
            self._brackets += 1
        self._lines.leave(end.line, tuple(self._open))

    def _begin(self, token: Any) -> None:
        line = token.start_mark.line
        if self._brackets:
            self._lines.follow(line, self._inside(closes=isinstance(token, _CLOSES)))
            return
        is_top = self._is_key and len(self._open) == 1
        own = isinstance(token, yaml.BlockEntryToken | yaml.KeyToken | yaml.ValueToken)
        if isinstance(token, _OF_DOCUMENTS):
            column = 0
        else:
            column = self._open[-1].new if own or self._is_key else self._inner()
        self._lines.begin(line, column, is_top=is_top)
