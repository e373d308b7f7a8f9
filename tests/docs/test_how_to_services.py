"""The pages about services do what they say, block by block."""

import os
import warnings
from pathlib import Path

import pytest

from tests.docs.blocks import as_run

PAGES = ("serve-cds-hooks", "run-the-service", "guard-an-assistant", "exchange-fhir")
FOLDER = Path(__file__).parents[2] / "docs" / "how-to"


@pytest.mark.parametrize("name", PAGES)
def test_every_block_runs_and_prints_what_stands_below_it(name, tmp_path, monkeypatch):
    """A text block is what the Python above it prints; UPDATE_GOLDEN=1 writes the page anew."""
    monkeypatch.chdir(tmp_path)
    path = FOLDER / f"{name}.md"
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Using `httpx`")
        fresh = as_run(path, commands=False)

    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.write_text(fresh, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == fresh
