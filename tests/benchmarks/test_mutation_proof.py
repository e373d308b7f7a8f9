"""What is proved of a mutant is what the whole proof of that mutant says."""

from pathlib import Path

import pytest

from benchmarks.mutation_proof import Proofs, Tried
from nextsteps import Rulebook, RulebookError
from nextsteps.testing.mutants import mutants_of
from nextsteps.testing.mutated import mutated
from nextsteps.verify import prove
from nextsteps.verify.versions import diff

CLEAN = Path(__file__).parents[1] / "verify" / "planted" / "clean.yaml"
EACH_NTH = 12


@pytest.fixture(scope="module")
def tried():
    """Some mutants of the clean rulebook, each with the rulebook that it makes."""
    rulebook = Rulebook.from_text(CLEAN.read_text(encoding="utf-8"))
    mutants = mutants_of(rulebook, 1)[::EACH_NTH]
    proofs = Proofs(rulebook, [one for each in mutants for one in each.conditions.values()])
    found = []
    for mutant in mutants:
        try:
            found.append(Tried(proofs.renewed(), mutant, mutated(rulebook, mutant)))
        except RulebookError:
            continue
    assert len(found) > 10
    return found


def test_a_mutant_that_gives_equal_plans_differs_nowhere(tried):
    """
    The semantic diff, which is made anew and without checks and cautions, finds nothing either.
    """
    equal = [one for one in tried if one.is_equal()]

    assert equal
    assert all(diff(one.proofs.rulebook, one.book).is_equal for one in equal)


def test_a_mutant_whose_plans_differ_is_not_called_equal(tried):
    """
    Wherever the semantic diff has a witness.
    """
    for one in tried:
        if not diff(one.proofs.rulebook, one.book).is_equal:
            assert not one.is_equal()


def test_what_a_mutant_breaks_is_what_the_whole_proof_finds(tried):
    """
    Only what the mistake can reach is asked again, and nothing is missed by that.
    """
    for one in tried:
        whole = {fault.name for fault in prove(one.book).faults}
        broken = {" ".join(name.split()[:2]) for name in one.breaks()}
        stale = {name for name in whole if name.split()[0] == "V121"}

        assert broken == whole - stale, str(one.mutant)
