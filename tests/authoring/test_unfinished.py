"""Places that are to be filled in."""

import pytest

from nextsteps.authoring.unfinished import unfinished
from nextsteps.document import Source, read_source
from tests.authoring.test_layout import SHIPPED

PLACES = {
    "because: FILL IN the reason, in one sentence": ["FILL IN the reason, in one sentence"],
    'title: "FILL IN a title"': ["FILL IN a title"],
    "title: 'FILL IN a title'": ["FILL IN a title"],
    "year: 1900   # FILL IN the year": ["FILL IN the year"],
    "{source: a, locator: FILL IN the page, says: FILL IN what}": [
        "FILL IN the page",
        "FILL IN what",
    ],
    "because: FILL IN why  # FILL IN more": ["FILL IN why", "FILL IN more"],
    "because: Fill in the form together.": [],
    "because: FILL INSIDE": [],
}


@pytest.mark.parametrize("line", PLACES)
def test_a_place_is_found_in_texts_and_comments(line: str) -> None:
    """Its words are told, and where it begins."""
    found = unfinished([Source("mine.yaml", f"\n{line}\n")])

    assert PLACES[line] == [one.message for one in found]
    places = [one.location for one in found if one.location is not None]
    assert [(2, line[one.column - 1 :][:7]) for one in places] == [(2, "FILL IN")] * len(found)


def test_nothing_shipped_is_unfinished() -> None:
    """Every place of the shipped rules is filled in."""
    assert [] == unfinished(read_source(path) for path in SHIPPED)
