"""Markdown as all generated pages write it."""

from collections.abc import Iterable, Sequence
from typing import Any

GENERATED = "<!-- Written by docs/generate.py; do not edit. -->"


def page(title: str, intro: str, *parts: str) -> str:
    """Return a page: its title, the note that it is generated, and its parts."""
    return "\n\n".join(part for part in (f"# {title}", GENERATED, intro, *parts) if part) + "\n"


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    r"""
    Return a table; what would break a cell is made harmless.

    >>> print(table(["Sign", "Means"], [["a|b", "either"]]))
    | Sign | Means |
    | --- | --- |
    | a\|b | either |
    """
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(_line(line) for line in lines)


def counted(title: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Return a section with a table, and how many rows it has in its heading."""
    return f"## {title} ({len(rows)})\n\n" + (table(columns, rows) if rows else "None.")


def codes(names: Iterable[str]) -> str:
    """Return names as code, with commas between."""
    return ", ".join(f"`{name}`" for name in names)


def bullets(lines: Iterable[str]) -> str:
    """Return a list, each of its lines on one line."""
    return "\n".join(f"- {one_line(line)}" for line in lines)


def one_line(text: str) -> str:
    """Return *text* without line breaks or doubled spaces."""
    return " ".join(text.split())


def _line(cells: Sequence[Any]) -> str:
    return "|" + "|".join(f" {text} " if (text := _cell(cell)) else " " for cell in cells) + "|"


def _cell(content: Any) -> str:
    return one_line(str(content)).replace("|", "\\|")
