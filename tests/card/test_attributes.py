"""Every fact is classified: which attribute of a person it tells, or none."""

from nextsteps import Situation
from nextsteps.card.attributes import TELLING, TELLING_NONE
from nextsteps.rulebook.stated import ATTRIBUTES

FACTS = frozenset(Situation.vocabulary().facts)


def test_every_fact_is_classified():
    """
    Whoever adds a fact says in nextsteps/card/attributes.py what it tells of a person.
    """
    assert set() == FACTS - TELLING_NONE.union(*TELLING.values())


def test_no_fact_tells_something_and_nothing():
    """
    The two parts of the table don't meet, and every attribute has its row.
    """
    assert set() == TELLING_NONE & frozenset().union(*TELLING.values())
    assert ATTRIBUTES == tuple(TELLING)


def test_no_fact_is_classified_that_is_gone():
    """
    A renamed fact is classified under its new name.
    """
    assert set() == TELLING_NONE.union(*TELLING.values()) - FACTS


def test_every_score_and_concern_is_a_health_status():
    """
    Those are assessments by their very kind.
    """
    kinds = {
        name
        for name, one in Situation.vocabulary().facts.items()
        if one.section in ("scores", "substances") or name.startswith(("measured_", "suicid"))
    }

    assert {"stopping_alone", "refuses_treatment"} == kinds - TELLING["health_status"]
