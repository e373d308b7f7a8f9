"""The exported ELM, run by cql-execution, says what the reference evaluator says."""

from collections import Counter

import pytest

from nextsteps import Rulebook
from nextsteps.fhir.logic import elm_of, logics_of
from nextsteps.testing.sample import sample
from tests.fhir.expected import expected_of, given_to, reading_of

pytestmark = pytest.mark.fhir

RULEBOOK = Rulebook.default()
LOGICS = logics_of(RULEBOOK)


def that_differ(node, seeds):
    """What cql-execution says otherwise, and how often each kind of definition held."""
    names = [one.name for one in LOGICS.definitions]
    readings = [reading_of(one, RULEBOOK) for one in sample(RULEBOOK, seeds)]
    asked = {"elm": elm_of(LOGICS), "names": names}
    rows = node("elm.js", asked | {"parameters": [given_to(LOGICS, one) for one in readings]})
    wrong, held = [], Counter()
    for seed, reading, row in zip(seeds, readings, rows, strict=True):
        answers = dict(zip(names, row, strict=True))
        for name, value in expected_of(reading, RULEBOOK).items():
            held[name.partition(" ")[0], value] += 1
            if answers[name] != value:
                wrong.append((seed, name, answers[name], value))
    return wrong, held


@pytest.mark.parametrize(
    "count", [120, pytest.param(500, marks=pytest.mark.slow)], ids=["120", "500"]
)
def test_people_get_the_same_answers(node, count):
    """Every rule, finding, need and contradiction, which steps are given, how, and how urgent."""
    wrong, held = that_differ(node, range(count))

    assert [] == wrong[:5]
    for kind in ("rule", "finding", "needs"):
        assert all(held[kind, value] > 30 for value in (True, False, None))
    assert all(held[kind, value] > 30 for kind in ("now", "check") for value in (True, False))
    assert {"emergency", "same_day", "days", "routine"} == {
        value for kind, value in held if kind == "urgency"
    }
