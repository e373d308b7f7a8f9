"""Blocks and problems in the colours of a terminal, printed with rich."""

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO, assert_never

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from nextsteps.errors import Problem
from nextsteps.render import Block, Box, Document, Fold, Heading, Listing, Paragraph, Picture
from nextsteps.render.blocks import Line

MAX_WIDTH = 88
_TONES = {"plain": "", "strong": "bold", "faint": "dim"}
_BOXES = {"danger": "bold red", "warning": "yellow", "note": "blue"}


def print_document(document: Document) -> None:
    """Print *document* on standard output."""
    console = _console(sys.stdout)
    console.print(Group(*_blocks(document.blocks)))


def print_problems(
    problems: Iterable[Problem], stream: TextIO, printable: Callable[[str], str]
) -> None:
    """Print *problems* with the code, the caret and the help set off."""
    console = _console(stream)
    for problem in problems:
        text = Text(printable(str(problem)), overflow="ignore", no_wrap=True)
        text.highlight_regex(r"error\[[A-Z0-9]+\]", "bold red")
        text.highlight_regex(r"(?m)^ +\| +\^+$", "red")
        text.highlight_regex(r"= help: .*", "cyan")
        console.print(text, soft_wrap=True)


def _console(stream: TextIO) -> Console:
    console = Console(file=stream, highlight=False, force_terminal=True)
    console.width = min(console.width, MAX_WIDTH)
    return console


def _blocks(blocks: Iterable[Block], *, tight: bool = False) -> Iterator[RenderableType]:
    """The blocks with a line between them; a fold can't be opened here, so it is left out."""
    printed = (block for block in blocks if not isinstance(block, Fold))
    for place, block in enumerate(printed):
        if place and not tight:
            yield Text("")
        yield _block(block)


def _block(block: Block) -> RenderableType:
    match block:
        case Heading(text, 1):
            return Text(text, style="bold underline")
        case Heading(text):
            return Text(text, style="bold cyan")
        case Paragraph(spans):
            return _text(spans)
        case Listing():
            return _listing(block)
        case Box(kind, title, blocks):
            inside = Group(*_blocks(blocks, tight=True))
            return Panel(inside, title=Text(title), title_align="left", border_style=_BOXES[kind])
        case Fold():
            return Group()
        case Picture(_, words):
            return Group(*_blocks(words))
        case _:
            assert_never(block)


def _listing(listing: Listing) -> RenderableType:
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(ratio=1)
    shown = [[one for one in each if not isinstance(one, Fold)] for each in listing.members]
    for number, member in enumerate(shown, start=1):
        mark = f"{number}." if listing.numbered else "•"
        inside = Group(*_blocks(member, tight=True))
        apart = listing.numbered and any(len(one) > 1 for one in shown[number - 1 : number + 1])
        below = 1 if apart and number < len(shown) else 0
        grid.add_row(Text(mark, style="bold"), Padding(inside, (0, 0, below, 0)))
    return grid


def _text(spans: Line) -> Text:
    return Text.assemble(*((span.text, _TONES[span.tone]) for span in spans))
