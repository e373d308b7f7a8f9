"""A page whose blocks of code run one after the other, as its reader would run them."""

import contextlib
import io
import re
import shlex
from pathlib import Path
from typing import Any

from nextsteps.cli import OK, run

BLOCK = re.compile(r"```(python|text|sh)\n(.*?)```", re.DOTALL)


def printed_by(code: str, scope: dict[str, Any], name: str) -> str:
    """What a block of Python prints."""
    stream = io.StringIO()
    with contextlib.redirect_stdout(stream):
        exec(compile(code, name, "exec"), scope)  # noqa: S102  (our own page)
    return stream.getvalue()


def as_run(path: Path, *, commands: bool = True) -> str:
    """
    The page as it would be now: each text block holds what the Python above it prints.

    Without *commands* those of the shell are left out: a server, for one, does not end.
    """
    page = path.read_text(encoding="utf-8")
    printed, scope, parts, end = "", {}, [], 0
    for block in BLOCK.finditer(page):
        kind, text = block.groups()
        if kind == "python":
            printed = printed_by(text, scope, path.name)
        elif kind == "sh":
            for line in text.splitlines() if commands else ():
                if line.startswith("nextsteps "):
                    assert run(shlex.split(line)[1:]) == OK, line
        else:
            parts += [page[end : block.start(2)], printed]
            end = block.end(2)
    return "".join([*parts, page[end:]])
