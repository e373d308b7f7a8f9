"""Blocks as Markdown, with everything in them taken literally."""

import re
from collections.abc import Iterable
from typing import assert_never

from nextsteps.render.blocks import (
    Block,
    Box,
    Document,
    Fold,
    Heading,
    Line,
    Listing,
    Paragraph,
    Picture,
    Span,
)

_SPECIAL = re.compile(r"([\\`*\[\]<>|]|(?<!\w)_|_(?!\w))")
_START = re.compile(r"^(\s*)([#+-]|[0-9]+[.)])(?=\s|$)")


def as_markdown(document: Document) -> str:
    """
    Return *document* as Markdown, ending in a line end.

    >>> from nextsteps.render.blocks import paragraph
    >>> print(as_markdown(Document((Heading("Steps"), paragraph("talk ", Span("now", "strong"))))))
    ## Steps
    <BLANKLINE>
    talk **now**
    <BLANKLINE>
    """
    return "\n".join([*_blocks(document.blocks), ""])


def _blocks(blocks: Iterable[Block]) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        printed = _block(block)
        if lines and printed:
            lines.append("")
        lines += printed
    return lines


def _block(block: Block) -> list[str]:
    match block:
        case Heading(text, level):
            return ["#" * level + " " + escaped(text)]
        case Paragraph(spans):
            return [_line(spans)]
        case Listing():
            return _listing(block)
        case Box(_, title, blocks):
            inside = [f"**{escaped(title)}**", "", *_blocks(blocks)]
            return [f"> {line}".rstrip() for line in inside]
        case Fold():
            return []
        case Picture(_, words):
            return _blocks(words)
        case _:
            assert_never(block)


def _listing(listing: Listing) -> list[str]:
    lines: list[str] = []
    for number, member in enumerate(listing.members, start=1):
        mark = f"{number}. " if listing.numbered else "- "
        if listing.numbered and lines:
            lines.append("")
        for place, line in enumerate(_blocks(member)):
            indent = mark if place == 0 else " " * len(mark)
            lines.append((indent + line).rstrip())
    return lines


def _line(spans: Line) -> str:
    text = "".join(_span(span) for span in spans)
    return _START.sub(lambda found: f"{found[1]}{_start_escaped(found[2])}", text)


def _start_escaped(mark: str) -> str:
    return f"{mark[:-1]}\\{mark[-1]}" if len(mark) > 1 else f"\\{mark}"


def _span(span: Span) -> str:
    """Marks stand against a letter, so spaces at the ends go outside them."""
    text = escaped(span.text)
    if span.tone == "plain" or not text.strip():
        return text
    mark = "**" if span.tone == "strong" else "*"
    inner = text.strip()
    before, after = text[: text.index(inner)], text[text.index(inner) + len(inner) :]
    return f"{before}{mark}{inner}{mark}{after}"


def escaped(text: str) -> str:
    """Return *text* on one line, with every sign that Markdown would read made literal."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split("\n")))
