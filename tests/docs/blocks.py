"""
A page whose blocks of code run one after the other, as its reader would run them.

What a block is decides what is done with it; all of a page work in one folder.

    python              runs; what it prints is kept for the next text block
    text                is what the Python above it printed
    console             each `$ command`, and below it what that prints
    sh                  each command succeeds (`> file` too); installing is left out
    yaml, json, toml    can be read
    title="a/file"      is written there instead

`<!-- not run: why -->` in the line above leaves a block as it is.
"""

import contextlib
import io
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nextsteps.cli import OK, run
from nextsteps.document import Source, read_node

BLOCK = re.compile(
    r'(?P<mark>^<!-- not run: [^\n]+ -->\n)?^```(?P<kind>\w*)(?: title="(?P<file>[^"]+)")?\n'
    r"(?P<text>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
INSTALLING = ("pip ", "uv ")
TOOK = re.compile(r"\bin \d+\.\d+s\b")


@dataclass
class Run:
    """A page as it is gone through: its names, and what its Python printed last."""

    page: str
    scope: dict[str, Any] = field(default_factory=dict)
    printed: str | None = None

    def block(self, found: re.Match[str]) -> str:
        """Return a block as it would stand on the page now, after running it."""
        text = found["text"]
        if found["mark"]:
            return found[0]
        if found["file"]:
            path = Path(found["file"])
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            return found[0]
        start = found.start("text") - found.start()
        return found[0][:start] + self._fresh(found["kind"], text) + "```"

    def _fresh(self, kind: str, text: str) -> str:
        match kind:
            case "python":
                self.printed = printed_by(text, self.scope, self.page)
            case "text":
                assert self.printed is not None, f"{self.page}: what printed this? {text}"
                return self.printed
            case "console":
                return _as_typed(text)
            case "sh":
                for line in text.splitlines():
                    _succeeds(line, self.page)
            case "yaml":
                read_node(Source(self.page, text))
            case "json":
                json.loads(text)
            case "toml":
                tomllib.loads(text)
            case _:
                raise AssertionError(f"{self.page}: a block of {kind or 'no kind'}: {text}")
        return text


def as_run(path: Path) -> str:
    """Return the page as it would be now, having run it in the current folder."""
    page = path.read_text(encoding="utf-8")
    going = Run(path.name)
    fresh = BLOCK.sub(going.block, page)
    fences = len(re.findall(r"^[ \t>]*```", page, re.MULTILINE))
    assert fences == 2 * len(BLOCK.findall(page)), f"{path.name}: a block is indented"
    return fresh


def printed_by(code: str, scope: dict[str, Any], name: str) -> str:
    """What a block of Python prints."""
    stream = io.StringIO()
    with contextlib.redirect_stdout(stream):
        exec(compile(code, name, "exec"), scope)  # noqa: S102  (our own page)
    return stream.getvalue()


def _succeeds(line: str, page: str) -> None:
    if not shlex.split(line, comments=True) or line.startswith(INSTALLING):
        return
    command, _, file = line.partition(" > ")
    code, told = _ran(command)
    assert code == OK, f"{page}: {line}\n{told}"
    if file:
        Path(file).write_text(told, encoding="utf-8")


def _as_typed(text: str) -> str:
    """The commands of a console, each followed by what it prints now."""
    lines = []
    for line in text.splitlines():
        if line.startswith("$ "):
            _, told = _ran(line[2:])
            lines += [line, *(one.rstrip() for one in TOOK.sub("in 0.10s", told).splitlines())]
    return "\n".join([*lines, ""])


def _ran(command: str) -> tuple[int, str]:
    """A command's exit code and all that it prints; `nextsteps` runs in this process."""
    words = shlex.split(command, comments=True)
    if words[0] != "nextsteps":
        folder = str(Path(sys.executable).parent)
        paths = {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}
        ran = subprocess.run(command, shell=True, capture_output=True, text=True, env=paths)  # noqa: S602  (our own page)
        return ran.returncode, ran.stdout + ran.stderr
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(words[1:])
    return code, out.getvalue() + err.getvalue()
