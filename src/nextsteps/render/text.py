"""Blocks as plain text, wrapped at 80 columns."""

import textwrap
from collections.abc import Iterable
from typing import assert_never

from nextsteps.render.blocks import (
    Block,
    Box,
    Document,
    Fold,
    Heading,
    Listing,
    Paragraph,
    Picture,
    plain,
)

WIDTH = 80
_BARS = {"danger": "!! ", "warning": "!  ", "note": "|  "}


def as_text(document: Document, *, width: int = WIDTH) -> str:
    """
    Return *document* as plain text, ending in a line end.

    >>> from nextsteps.render.blocks import bullets, paragraph
    >>> print(as_text(Document((Heading("What to do"), paragraph("In order:"), bullets("talk")))))
    WHAT TO DO
    <BLANKLINE>
    In order:
    <BLANKLINE>
    - talk
    <BLANKLINE>
    """
    lines = _blocks(document.blocks, width)
    return "\n".join([line.rstrip() for line in lines] + [""])


def _blocks(blocks: Iterable[Block], width: int, *, tight: bool = False) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        printed = _block(block, width)
        if lines and printed and not tight:
            lines.append("")
        lines += printed
    return lines


def _block(block: Block, width: int) -> list[str]:
    match block:
        case Heading(text, 1):
            return [*_wrapped(text, width), "=" * min(len(text), width)]
        case Heading(text):
            return _wrapped(text.upper(), width)
        case Paragraph(spans):
            return _wrapped(plain(spans), width)
        case Listing():
            return _listing(block, width)
        case Box(kind, title, blocks):
            bar = _BARS[kind]
            inside = _blocks(blocks, width - len(bar), tight=True)
            return [bar + line for line in (*_wrapped(title.upper(), width - len(bar)), *inside)]
        case Fold():
            return []
        case Picture(_, words):
            return _blocks(words, width)
        case _:
            assert_never(block)


def _listing(listing: Listing, width: int) -> list[str]:
    """A list; numbered members of more than a line stand apart from each other."""
    lines: list[str] = []
    before = 0
    for number, member in enumerate(listing.members, start=1):
        mark = f"{number}. " if listing.numbered else "- "
        inside = _blocks(member, width - len(mark), tight=True)
        if listing.numbered and lines and max(before, len(inside)) > 1:
            lines.append("")
        before = len(inside)
        lines += [
            (mark if place == 0 else " " * len(mark)) + line for place, line in enumerate(inside)
        ]
    return lines


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False) or [""]
