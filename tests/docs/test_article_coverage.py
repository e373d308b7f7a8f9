"""Every statement of the founding article is carried by rules."""

import pytest

import nextsteps as ns
from docs.pages.article import article_rows, rows_in, rules_by_row

ROWS = [entry["row"] for entry in article_rows()]


def test_the_article_has_42_rows():
    """
    None is missing, none stands twice.
    """
    assert [f"S{number:02d}" for number in range(1, 43)] == ROWS


@pytest.mark.parametrize("row", ROWS)
def test_every_row_is_carried_by_a_rule(row):
    """
    At least one rule cites the article with this row.
    """
    assert rules_by_row(ns.Rulebook.default())[row]


@pytest.mark.parametrize(
    ("locator", "rows"),
    [
        ("row S07", {"S07"}),
        ("rows S07, S34", {"S07", "S34"}),
        ("rows S07-S10", {"S07", "S08", "S09", "S10"}),
        ("rows S07\u2013S08", {"S07", "S08"}),
        ("rows S07 to S09 and S12", {"S07", "S08", "S09", "S12"}),
        ("section 1.2", set()),
    ],
)
def test_a_locator_names_its_rows(locator, rows):
    """
    Single rows, lists and ranges.
    """
    assert rows == rows_in(locator)


def test_no_citation_of_the_article_names_a_row_that_is_not_there():
    """
    A mistyped row would carry nothing, unseen.
    """
    locators = {
        citation.locator
        for entries in (ns.Rulebook.default().rules, ns.Rulebook.default().recommendations)
        for entry in entries.values()
        for citation in entry.sources
        if citation.source == "turner-2023"
    }

    assert [one for one in sorted(locators) if not rows_in(one) or rows_in(one) - set(ROWS)] == []
