"""Every point rests on a source that can be found again."""

import pytest

from docs.pages.cited import citers, grade_of
from docs.pages.review import review_list
from nextsteps.language import finding_names

ENTRIES = ("rules", "recommendations")


@pytest.fixture(scope="module")
def review_rows(shipped):
    """The rows of the review list by what each is about."""
    lines = review_list(shipped).splitlines()
    return {line.split("`")[1]: line for line in lines if line.startswith("| `")}


def below(rulebook, names):
    """The findings *names*, and all that they rest on."""
    found = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            for rule in rulebook.conditions.findings[name]:
                waiting += finding_names(rulebook.conditions.rules[rule])
    return found


def test_every_address_is_secure(shipped):
    """
    Addresses of sources begin with https.
    """
    assert [] == [
        source.id
        for source in shipped.sources.values()
        if source.address is not None and not source.address.startswith("https://")
    ]


def test_every_doi_is_bare(shipped):
    """
    A DOI begins with 10 and is no address.
    """
    assert [] == [
        source.id
        for source in shipped.sources.values()
        if source.doi is not None and not source.doi.startswith("10.")
    ]


def test_no_source_was_checked_before_it_was_published(shipped):
    """
    Nothing is dated from the future.
    """
    assert [] == [one.id for one in shipped.sources.values() if one.checked.year < one.year]


def test_every_source_is_cited(shipped):
    """
    A source that nothing cites is a leftover.
    """
    assert [] == [name for name, kinds in citers(shipped).items() if not any(kinds.values())]


def test_no_danger_rests_on_unverified_points_alone(shipped):
    """
    Each rule of a danger, and of the findings below it, has one citation that was checked.
    """
    rules = [
        shipped.rules[name]
        for finding in below(shipped, shipped.dangers)
        for name in shipped.conditions.findings[finding]
    ]

    assert [] == [
        rule.id
        for rule in rules
        if all(grade_of(citation, shipped) == "unverified" for citation in rule.sources)
    ]


@pytest.mark.parametrize("kind", ENTRIES)
def test_every_unverified_citation_is_on_the_review_list(shipped, review_rows, kind):
    """
    A clinician finds all that was written from memory in one place.
    """
    assert [] == [
        (entry.id, citation.source)
        for entry in getattr(shipped, kind).values()
        for citation in entry.sources
        if grade_of(citation, shipped) == "unverified"
        and f"`{citation.source}`, {citation.locator}" not in review_rows.get(entry.id, "")
    ]
