"""The generated pages are what the generator would write now."""

import pytest
from docs.generate import PAGES, stale_pages

import nextsteps as ns
from nextsteps.errors import CODES


@pytest.mark.parametrize("page", PAGES)
def test_a_generated_page_is_fresh(page):
    """
    Whoever changes rules, facts or codes runs `uv run python docs/generate.py`.
    """
    assert page not in set(stale_pages(ns.Rulebook.default()))


def test_every_fact_stands_on_the_page_of_facts():
    """
    No section is forgotten.
    """
    page = PAGES["facts.md"](ns.Rulebook.default())

    assert [name for name in ns.Situation.vocabulary().facts if f"| `{name}` |" not in page] == []


def test_every_error_code_stands_on_the_page_of_errors():
    """
    No family is forgotten.
    """
    page = PAGES["errors.md"](ns.Rulebook.default())

    assert [code for code in CODES if f"| {code} |" not in page] == []
