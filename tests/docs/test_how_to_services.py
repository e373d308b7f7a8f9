"""The pages about services do what they say, block by block."""

import contextlib
import io
import os
import re
import warnings
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "docs" / "how-to"
BLOCK = re.compile(r"```(python|text)\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize("name", ["serve-cds-hooks", "run-the-service", "guard-an-assistant"])
def test_every_block_runs_and_prints_what_stands_below_it(name, tmp_path, monkeypatch):
    """A text block is what the Python above it prints; UPDATE_GOLDEN=1 writes the page anew."""
    monkeypatch.chdir(tmp_path)
    path = FOLDER / f"{name}.md"
    page = path.read_text(encoding="utf-8")
    printed, scope, parts, end = "", {}, [], 0
    for block in BLOCK.finditer(page):
        kind, text = block.groups()
        if kind == "text":
            parts += [page[end : block.start(2)], printed]
            end = block.end(2)
            continue
        stream = io.StringIO()
        with contextlib.redirect_stdout(stream), warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Using `httpx`")
            exec(compile(text, path.name, "exec"), scope)  # noqa: S102  (our own page)
        printed = stream.getvalue()

    fresh = "".join([*parts, page[end:]])
    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.write_text(fresh, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == fresh
