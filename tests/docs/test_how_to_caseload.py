"""The page about whole caseloads does what it says, block by block."""

import os
from pathlib import Path

from tests.docs.blocks import as_run

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "run-a-caseload.md"


def test_every_block_runs_and_prints_what_stands_below_it(tmp_path, monkeypatch):
    """
    A text block is what the Python above it prints; UPDATE_GOLDEN=1 writes the page anew.
    """
    monkeypatch.chdir(tmp_path)
    fresh = as_run(PAGE)
    if os.environ.get("UPDATE_GOLDEN") == "1":
        PAGE.write_text(fresh, encoding="utf-8", newline="\n")

    assert PAGE.read_text(encoding="utf-8") == fresh
    assert {"people.parquet", "steps.parquet", "steps.csv", "bad.csv", "seen.svg"} == {
        path.name for path in tmp_path.iterdir()
    }
