"""Rulebooks with one mistake in them: made without reading YAML, and meaning what they would."""

from collections import Counter

import pytest

from nextsteps import Rulebook, RulebookError, Truth
from nextsteps.engine import ReferenceEngine
from nextsteps.known import known_of
from nextsteps.testing.mutants import KINDS, mutants_of
from nextsteps.testing.mutated import mutated
from nextsteps.testing.sample import sample
from tests.sketches import load_sketch


def loading(rulebook: Rulebook):
    """Every mutant of *rulebook* that loads, with the rulebook it makes."""
    for mutant in mutants_of(rulebook):
        try:
            yield mutant, mutated(rulebook, mutant)
        except RulebookError:
            continue


def test_a_mutant_means_what_the_reference_finds_in_it():
    """
    What depends on the mistake is worked out anew, and nothing else differs.
    """
    rulebook = load_sketch()
    known = [known_of(situation, rulebook) for situation in sample(rulebook, range(40))]
    wrong = []

    for mutant, book in loading(rulebook):
        reference = ReferenceEngine(book.conditions)
        for one in known:
            found, meant = book.engines["compiled"].evaluate(one), reference.evaluate(one)
            rules = {name: found.rules[name] for name in meant.rules}
            if (rules, dict(found.findings), dict(found.needs)) != (
                dict(meant.rules),
                dict(meant.findings),
                dict(meant.needs),
            ):
                wrong.append(str(mutant))

    assert [] == wrong


def test_every_kind_of_mistake_is_made(shipped):
    """
    A kind that makes nothing would count as noticed.
    """
    kinds = Counter(mutant.kind for mutant in mutants_of(shipped))

    assert set(KINDS) == set(kinds)
    assert len({str(mutant) for mutant in mutants_of(shipped)}) > 0.99 * kinds.total()


def test_the_same_seed_makes_the_same_mutants(shipped):
    """
    A report can be made again.
    """
    assert [str(one) for one in mutants_of(shipped, 3)] == [
        str(one) for one in mutants_of(shipped, 3)
    ]


@pytest.mark.parametrize(
    ("kind", "about"),
    [("drop a rule", "danger-now"), ("negate a condition", "danger-now")],
)
def test_a_mistake_that_the_loader_refuses_makes_no_rulebook(kind, about):
    """
    A danger that no rule concludes, or that falls when danger rises, does not load.
    """
    rulebook = load_sketch()
    (mutant,) = (one for one in mutants_of(rulebook) if (one.kind, one.about) == (kind, about))

    assert mutant.is_safety
    with pytest.raises(RulebookError):
        mutated(rulebook, mutant)


def test_the_rulebook_itself_stays_as_it_was():
    """
    Mutants share all but the mistake with it.
    """
    rulebook = load_sketch()
    before = rulebook.content_hash
    known = known_of(rulebook.situation(in_danger_now=True), rulebook)

    for _, book in loading(rulebook):
        book.engines["compiled"].evaluate(known)

    assert before == load_sketch().content_hash
    assert Truth.TRUE is ReferenceEngine(rulebook.conditions).evaluate(known).findings["in_danger"]
