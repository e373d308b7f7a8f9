"""What is printed: coloured for a person at a terminal, plain for everything else."""

import os
import re
import sys
from collections.abc import Iterable, Sequence
from typing import TextIO

from nextsteps.errors import Problem
from nextsteps.render import Document, as_text

_UNPRINTABLE = re.compile(r"[^\n\t\x20-\x7e\u00a0-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]")


def show_document(document: Document) -> None:
    """Print *document* on standard output."""
    if is_coloured(sys.stdout):
        from nextsteps.cli.colour import print_document

        print_document(document)
    else:
        write(as_text(document))


def show_problems(problems: Iterable[Problem], stream: TextIO | None = None) -> None:
    """Print each problem: the place, the excerpt, and help."""
    stream = sys.stdout if stream is None else stream
    if is_coloured(stream):
        from nextsteps.cli.colour import print_problems

        print_problems(problems, stream, printable)
    else:
        for problem in problems:
            write(f"{problem}\n", stream)


def show_errors(problems: Iterable[Problem]) -> None:
    """Print problems that ended a command, on standard error."""
    show_problems(problems, sys.stderr)


def show_unfinished(places: Sequence[Problem], stream: TextIO | None = None) -> None:
    """Print the places that are to be filled in, one a line."""
    if places:
        write("to fill in:\n", stream)
    for place in places:
        assert place.location is not None
        write(f"  {place.location.file}:{place.location.line}: {place.message}\n", stream)


def show_usage(message: str) -> None:
    """Say what is wrong with the command, and where help is."""
    write(f"{message.strip()}\nTry `nextsteps --help`.\n", sys.stderr)


def write(text: str, stream: TextIO | None = None) -> None:
    """Write *text* so that no letter in it can fail to print or steer the terminal."""
    stream = sys.stdout if stream is None else stream
    encoding = stream.encoding or "utf-8"
    stream.write(printable(text).encode(encoding, "replace").decode(encoding))


def printable(text: str) -> str:
    r"""
    Return *text* with control and direction characters replaced.

    >>> printable("a\x1b[31mb")
    'a\ufffd[31mb'
    """
    return _UNPRINTABLE.sub("\ufffd", text)


def escaped(json_text: str) -> str:
    r"""
    Return JSON with what `printable` would replace escaped instead, so that nothing is lost.

    >>> escaped('{"a": "\x9b"}')
    '{"a": "\\u009b"}'
    """
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found.group()):04x}", json_text)


def is_coloured(stream: TextIO) -> bool:
    """Return whether to colour; NO_COLOR wins, and FORCE_COLOR stands for a terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"
