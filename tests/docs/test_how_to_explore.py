"""The page about exploring does what it says, and its pictures are of its own code."""

import os
import re
from pathlib import Path

from tests.docs.blocks import as_run

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "how-to" / "explore-rule-outcomes.md"
PICTURES = DOCS / "pictures"
MOST_BYTES = 150_000


def told(path):
    """
    What a picture shows, in words; where letters stand depends on a machine's fonts.
    """
    return re.search(r'aria-label="([^"]*)"', path.read_text(encoding="utf-8"))[1]


def test_every_block_runs_and_prints_and_draws_what_is_shown(tmp_path, monkeypatch):
    """
    UPDATE_GOLDEN=1 writes the page and its pictures anew.
    """
    monkeypatch.chdir(tmp_path)
    fresh = as_run(PAGE)
    drawn = {path.name: path for path in tmp_path.glob("*.svg")}
    if os.environ.get("UPDATE_GOLDEN") == "1":
        PAGE.write_text(fresh, encoding="utf-8", newline="\n")
        for name, path in drawn.items():
            (PICTURES / name).write_bytes(path.read_bytes())

    assert PAGE.read_text(encoding="utf-8") == fresh
    assert set(re.findall(r"\(\.\./pictures/([^)]*)\)", fresh)) == set(drawn)
    for name, path in drawn.items():
        assert told(PICTURES / name) == told(path)
        assert (PICTURES / name).stat().st_size < MOST_BYTES
