"""The pictures of the page about the explorer."""

import re
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "how-to" / "explore-in-the-browser.md"
MOST_BYTES = 150_000


def test_every_picture_is_there_and_small():
    """
    So that the page opens at once.
    """
    pictures = re.findall(r"\.\./pictures/([a-z-]+\.png)", PAGE.read_text(encoding="utf-8"))

    assert len(pictures) == 3
    assert max((DOCS / "pictures" / name).stat().st_size for name in pictures) < MOST_BYTES
