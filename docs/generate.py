"""
Write the pages that follow from the code and the shipped rulebook.

    uv run python docs/generate.py

A test fails when a page is not what this would write. What is on them: docs/pages/.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # a script finds its own folder only

import nextsteps as ns
from docs.pages import write_pages

if __name__ == "__main__":
    write_pages(ns.Rulebook.default())
