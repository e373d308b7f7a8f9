"""`assess`: plain values in, plain values out."""

import json

import pytest

import nextsteps as ns
from nextsteps.document import read_node, read_source
from tests.cli.conftest import ROOT
from tests.golden import assert_golden

EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_it_gives_the_plan_as_plain_values(path):
    """
    The same as `recommend`, and as its JSON read back.
    """
    facts = read_node(read_source(path)).plain()
    plan = ns.recommend(ns.read_situation(path)).to_dict(questions=False)
    found = ns.assess(facts, questions=False)

    assert plan == found
    assert found == json.loads(json.dumps(found, allow_nan=False))


def test_the_facts_given_are_left_as_they_are():
    """
    Nothing is changed in place.
    """
    facts = {"concerns": ["depression", "none_else"], "as_of": "2026-11-23", "age": None}
    before = json.dumps(facts)
    plan = ns.assess(facts, questions=False)

    assert before == json.dumps(facts)
    assert "2026-11-23" == plan["situation"]["as_of"]


def test_every_fault_is_told_at_once():
    """
    With codes and help, without a word of pydantic.
    """
    facts = {
        "no_progres": True, "age": 300, "severity": "awful", "in_therapy": "yes",
        "concerns": ["sadness"], "as_of": "today", "weeks_in_therapy": float("nan"),
        "measures": [{"measure": "phq-9", "total": 4}], 7: True,
    }  # fmt: skip
    with pytest.raises(ns.SituationError) as raised:
        ns.assess(facts)

    assert_golden("situation/assess.txt", str(raised.value))


@pytest.mark.parametrize("value", [None, [], "no_progress", 3])
def test_what_is_no_mapping_is_told(value):
    """
    A list of facts is the usual slip.
    """
    with pytest.raises(ns.SituationError, match="S206"):
        ns.assess(value)


def test_a_score_that_cannot_be_is_told():
    """
    Questionnaires are checked against the rulebook's.
    """
    with pytest.raises(ns.MeasureError, match="M703"):
        ns.assess({"measures": [{"measure": "phq-9", "week": 1, "total": 99}]})
