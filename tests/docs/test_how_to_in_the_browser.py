"""The page about the explorer does what it says."""

import os
import re
from pathlib import Path

from tests.docs.blocks import as_run

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "how-to" / "explore-in-the-browser.md"
MOST_BYTES = 150_000


def test_every_block_runs_and_prints_what_is_shown():
    """
    UPDATE_GOLDEN=1 writes the page anew; its pictures are taken by the tests in a browser.
    """
    fresh = as_run(PAGE, commands=False)
    if os.environ.get("UPDATE_GOLDEN") == "1":
        PAGE.write_text(fresh, encoding="utf-8", newline="\n")

    assert PAGE.read_text(encoding="utf-8") == fresh


def test_every_picture_is_there_and_small():
    """
    So that the page opens at once.
    """
    pictures = re.findall(r"\.\./pictures/([a-z-]+\.png)", PAGE.read_text(encoding="utf-8"))

    assert len(pictures) == 2
    assert max((DOCS / "pictures" / name).stat().st_size for name in pictures) < MOST_BYTES
