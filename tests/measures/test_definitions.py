"""A measure in a rulebook is checked when it loads: nothing in it can be wrong at run time."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from nextsteps import Rulebook, RulebookError

SMALL: dict[str, Any] = {
    "rulebook": {"id": "small", "version": "1.0.0", "title": "Small"},
    "sources": [
        {
            "id": "s",
            "title": "S",
            "year": 2026,
            "authors": "A",
            "note": "n",
            "grade": "C",
            "checked": "2026-11-23",
        }
    ],
    "findings": [{"id": "f", "title": "f"}],
    "rules": [
        {
            "id": "r",
            "finding": "f",
            "when": "not_heard",
            "because": "b",
            "sources": [{"source": "s", "locator": "l"}],
        }
    ],
}
MEASURE: dict[str, Any] = {
    "id": "mood",
    "title": "Mood",
    "name": "Two questions on mood",
    "kind": "symptoms",
    "items": {"count": 2, "low": 0, "high": 3},
    "higher_is": "worse",
    "severity_fact": "measured_depression_severity",
    "norms": [
        {
            "id": "own",
            "title": "own",
            "bands": [
                {"low": 0, "high": 2, "name": "low", "value": "none"},
                {"low": 3, "high": 6, "name": "high", "value": "severe"},
            ],
            "sources": [{"source": "s", "locator": "l"}],
        }
    ],
    "licence": "none",
    "sources": [{"source": "s", "locator": "l"}],
}


def load(**changes: Any) -> Rulebook:
    document = SMALL | {"measures": [MEASURE | changes]}
    return Rulebook.from_text(json.dumps(document))


def norms(**changes: Any) -> list[dict[str, Any]]:
    return [MEASURE["norms"][0] | changes]


def test_a_rulebook_of_ones_own_can_bring_its_measures():
    """
    They fill in facts like the shipped ones.
    """
    plan = load().recommend({"measures": [{"measure": "mood", "week": 0, "total": 3}]})

    assert plan.findings == ()


WRONG = {
    "a gap between bands": ({"norms": norms(bands=MEASURE["norms"][0]["bands"][:1])}, "R401"),
    "a cut-off out of range": ({"norms": norms(caseness=7)}, "R401"),
    "the same norms twice": ({"norms": norms() * 2}, "R401"),
    "no norms": ({"norms": []}, "R401"),
    "an item that is not there": ({"risk_item": {"item": 3}}, "R401"),
    "points the wrong way round": ({"items": {"count": 2, "low": 3, "high": 0}}, "R401"),
    "a panel's code in no right form": ({"loinc": {"total": "PHQ"}}, "R401"),
    "no licence": ({"licence": ""}, "R401"),
    "an unknown fact": ({"severity_fact": "measured_mood"}, "R403"),
    "an unknown case fact": ({"case_fact": "measured_mood"}, "R403"),
    "a stated fact as the case": ({"case_fact": "no_progress"}, "R414"),
    "a measured fact as the concern": ({"concern": "measured_anger"}, "R414"),
    "a value the fact does not have": (
        {"severity_fact": "measured_alcohol_risk"},
        "R414",
    ),
    "an unknown source": ({"sources": [{"source": "t", "locator": "l"}]}, "R403"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_definition_does_not_load(what):
    """
    With a code, and the place in the file.
    """
    changes, code = WRONG[what]
    with pytest.raises(RulebookError) as error:
        load(**changes)

    assert {code} == {problem.code for problem in error.value.problems}
    assert all(problem.location for problem in error.value.problems)


def test_measures_count_in_the_content_hash():
    """
    Another cut-off is another rulebook.
    """
    assert load().content_hash != load(norms=norms(caseness=3)).content_hash


def test_no_item_wording_is_shipped():
    """
    Definitions hold numbers: no key is there for the words of an item.
    """
    files = Path("rules/measures").glob("*.yaml")
    keys = {
        key for path in files for one in yaml.safe_load(path.read_text())["measures"] for key in one
    }

    assert keys <= {
        "id", "title", "name", "kind", "concern", "items", "factor", "higher_is", "severity_fact",
        "case_fact", "parts", "risk_item", "norms", "prorating", "loinc", "licence", "sources",
    }  # fmt: skip
