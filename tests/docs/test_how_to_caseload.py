"""The page about whole caseloads does what it says, block by block."""

import contextlib
import io
import os
import re
import shlex
from pathlib import Path

import pytest

from nextsteps.cli import OK, run

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "run-a-caseload.md"
BLOCK = re.compile(r"```(python|text|sh)\n(.*?)```", re.DOTALL)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder to run the page in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def printed_by(code, scope):
    """What a block of Python prints."""
    stream = io.StringIO()
    with contextlib.redirect_stdout(stream):
        exec(compile(code, PAGE.name, "exec"), scope)  # noqa: S102  (our own page)
    return stream.getvalue()


def test_every_block_runs_and_prints_what_stands_below_it(folder, capsys):
    """
    A text block is what the Python above it prints; UPDATE_GOLDEN=1 writes the page anew.
    """
    page = PAGE.read_text(encoding="utf-8")
    printed, scope, parts, end = "", {}, [], 0
    for block in BLOCK.finditer(page):
        kind, text = block.groups()
        if kind == "python":
            printed = printed_by(text, scope)
        elif kind == "sh":
            for line in text.splitlines():
                if line.startswith("nextsteps "):
                    assert OK == run(shlex.split(line)[1:]), capsys.readouterr().err
        else:
            parts += [page[end : block.start(2)], printed]
            end = block.end(2)

    fresh = "".join([*parts, page[end:]])
    if os.environ.get("UPDATE_GOLDEN") == "1":
        PAGE.write_text(fresh, encoding="utf-8", newline="\n")
    assert PAGE.read_text(encoding="utf-8") == fresh
    assert {"people.parquet", "steps.parquet", "steps.csv", "bad.csv", "seen.svg"} == {
        path.name for path in folder.iterdir()
    }
