"""Documents written as no two people would: every space, break and quote is drawn."""

import json
from collections.abc import Callable
from typing import Any, TypeAlias

from hypothesis import strategies as st

Draw: TypeAlias = Callable[[st.SearchStrategy[Any]], Any]

_SPACES = st.sampled_from(["", " ", "   "])
_SOME = st.sampled_from([" ", "  ", "     "])
_NOTES = st.sampled_from(["# a note", "#note", "# - not: an entry", '# "', "#"])
_ENDS = st.sampled_from(["", "", "", " ", "   ", "  # why", " #"])
_BETWEEN = st.sampled_from(["", "", "", "", "\n", "\n\n\n", "note", "note\n\n"])
_INDENTS = st.integers(1, 5)


@st.composite
def messy(draw: Draw, values: Any) -> str:
    """A text that says *values*, a mapping of lists."""
    line_end = draw(st.sampled_from(["\n", "\n", "\n", "\r\n"]))
    root = draw(st.sampled_from([0, 0, 0, 2, 3]))
    text = "".join(_block(draw, values, root))
    return draw(st.sampled_from(["", "\n", "# top\n\n\n"])) + text.replace("\n", line_end)


def _block(draw: Draw, value: Any, indent: int) -> "list[str]":
    """The lines of a value in block style, the first with its indent as well."""
    lines: list[str] = []
    for key, part in value.items() if isinstance(value, dict) else enumerate(value):
        lines.append(_between(draw, indent))
        is_list = not isinstance(value, dict)
        begin = " " * indent + ("-" if is_list else f"{key}{draw(_SPACES)}:")
        if not part or not isinstance(part, dict | list) or draw(st.integers(0, 3)) == 0:
            lines.append(begin + _leaf(draw, part, indent))
            continue
        can_stay = is_list and isinstance(part, dict)
        if can_stay and draw(st.booleans()):
            gap = draw(_SOME)
            inner = "".join(_block(draw, part, indent + 1 + len(gap))).lstrip("\n \t")
            while inner.startswith("#"):
                inner = inner.split("\n", 1)[1].lstrip("\n \t")
            lines.append(begin + gap + inner)
            continue
        least = 0 if isinstance(part, list) and not is_list else 1
        deeper = indent + draw(st.integers(least, 5))
        lines.append(begin + draw(_ENDS) + "\n")
        lines += _block(draw, part, deeper)
    return lines


def _between(draw: Draw, indent: int) -> str:
    found = draw(_BETWEEN)
    spaces = " " * draw(st.sampled_from([0, indent, indent, indent + 2]))
    return found.replace("note", spaces + draw(_NOTES) + "\n") if found else ""


def _leaf(draw: Draw, value: Any, indent: int) -> str:
    """A value in flow style, on the line of its key or on the next, and perhaps in several."""
    if isinstance(value, str) and value.strip() == value and draw(st.integers(0, 4)) == 0:
        inner = " " * (indent + draw(_INDENTS))
        if value and "\n" not in value and value.isprintable():
            return f"{draw(_SOME)}{draw(st.sampled_from(['|-', '>-']))}\n{inner}{value}\n"
    text = _flow(draw, value, indent)
    broken = draw(st.integers(0, 4)) == 0
    before = "\n" + " " * (indent + draw(_INDENTS)) if broken else draw(_SOME)
    return before + text + draw(_ENDS) + "\n"


def _flow(draw: Draw, value: Any, indent: int) -> str:
    gap = st.sampled_from(["", "", " ", "\n" + " " * (indent + 1), "\n" + " " * (indent + 7)])
    if isinstance(value, list):
        parts = [_flow(draw, part, indent) for part in value]
        return "[" + draw(gap) + f"{draw(_SPACES)},{draw(gap)}".join(parts) + draw(gap) + "]"
    if isinstance(value, dict):
        pairs = [
            f"{json.dumps(key)}{draw(_SPACES)}:{draw(_SOME)}{_flow(draw, part, indent)}"
            for key, part in value.items()
        ]
        return "{" + draw(gap) + f"{draw(_SPACES)},{draw(gap)}".join(pairs) + draw(gap) + "}"
    text = json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and " " in value and '"' not in value and "\\" not in text:
        text = text.replace(" ", draw(st.sampled_from([" ", "\n" + " " * (indent + 2)])), 1)
    return text
