"""The page about CDS Hooks does what it says, block by block."""

import contextlib
import io
import os
import re
import warnings
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "serve-cds-hooks.md"
BLOCK = re.compile(r"```(python|text)\n(.*?)```", re.DOTALL)


def test_every_block_runs_and_prints_what_stands_below_it(tmp_path, monkeypatch):
    """A text block is what the Python above it prints; UPDATE_GOLDEN=1 writes the page anew."""
    monkeypatch.chdir(tmp_path)
    page = PAGE.read_text(encoding="utf-8")
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
            exec(compile(text, PAGE.name, "exec"), scope)  # noqa: S102  (our own page)
        printed = stream.getvalue()

    fresh = "".join([*parts, page[end:]])
    if os.environ.get("UPDATE_GOLDEN") == "1":
        PAGE.write_text(fresh, encoding="utf-8", newline="\n")
    assert PAGE.read_text(encoding="utf-8") == fresh
