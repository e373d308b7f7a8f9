"""python-sat and Z3, which share nothing but the questions, give the same answers."""

import pytest
from hypothesis import given, settings

from nextsteps import Rulebook
from nextsteps.verify import disagreements, prove
from tests.strategies import document_of, load, rulebooks

GENERATED = 200


@settings(max_examples=20)
@given(rulebook=rulebooks())
def test_both_provers_agree_about_a_generated_rulebook(rulebook):
    """
    Every question about it: rules, recommendations, dangers, and more danger.
    """
    assert [] == disagreements(rulebook, prove(rulebook))


@pytest.mark.slow
def test_both_provers_agree_about_200_generated_rulebooks():
    """
    The same for 200 rulebooks of 4 to 43 rules, by their seeds.
    """
    wrong = {}
    for seed in range(GENERATED):
        rulebook = load(document_of(seed, 4 + seed % 40))
        if found := disagreements(rulebook, prove(rulebook)):
            wrong[seed] = found

    assert {} == wrong


@pytest.mark.slow
def test_both_provers_agree_about_the_shipped_rulebook():
    """
    All of its questions, its laws included.
    """
    shipped = Rulebook.default()

    assert [] == disagreements(shipped, prove(shipped))
