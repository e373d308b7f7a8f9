"""Every kind of fault, planted alone into a rulebook without faults, is found."""

from pathlib import Path

import pytest
import yaml

from nextsteps import Rulebook, Situation, fact
from nextsteps.errors import RulebookError
from nextsteps.verify import disagreements, prove
from tests.golden import assert_golden

FOLDER = Path(__file__).parent / "planted"
CLEAN = (FOLDER / "clean.yaml").read_text(encoding="utf-8")
PLANTED = yaml.safe_load((FOLDER / "faults.yaml").read_text(encoding="utf-8"))


def planted(name: str) -> str:
    """The clean rulebook with one fault."""
    text = CLEAN
    for change in PLANTED[name]["plant"]:
        assert change["instead of"] in text
        text = text.replace(change["instead of"], change["put"], 1)
    return text


def found_in(text: str) -> set[str]:
    """The codes and names of all faults, or the codes of what keeps the rulebook from loading."""
    try:
        rulebook = Rulebook.from_text(text)
    except RulebookError as error:
        return {problem.code for problem in error.problems}
    return {fault.name for fault in prove(rulebook).faults}


def test_the_clean_rulebook_has_no_fault():
    """
    Nothing is found where nothing is planted.
    """
    assert set() == found_in(CLEAN)


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found(name):
    """
    The fault's own check names the entry it was planted in.
    """
    assert PLANTED[name]["finds"] in found_in(planted(name))


def test_at_least_25_kinds_of_fault_are_planted():
    """
    The table covers every check but the two that a rulebook that loads can't fail.
    """
    kinds = {fault["finds"].split()[0] for fault in PLANTED.values()}
    unreachable = {"V107", "V109", "V110", "V112"}  # the loader refuses what would break these

    assert len(PLANTED) >= 25
    assert {f"V{number}" for number in range(101, 122)} - unreachable <= kinds


@pytest.mark.parametrize("name", PLANTED)
def test_z3_finds_what_python_sat_finds(name):
    """
    On every planted fault, too, both provers answer every question alike.
    """
    try:
        rulebook = Rulebook.from_text(planted(name))
    except RulebookError:
        return

    assert [] == disagreements(rulebook, prove(rulebook))


def test_faults_are_told_with_place_help_and_example():
    """
    What a rule author reads.
    """
    told = []
    for name in sorted(PLANTED):
        try:
            faults = prove(Rulebook.from_text(planted(name), name="clinic.yaml")).faults
        except RulebookError:
            continue
        told.append(f"# {name}\n\n" + "\n".join(str(fault) for fault in faults))

    assert_golden("verify/planted-faults.txt", "\n\n".join(told))


class Ward(Situation):
    """A vocabulary with a fact of its own."""

    SECTION = "ward"

    bed_by_the_window: bool | None = fact("A bed by the window?", topic="ward")


def test_a_fact_of_ones_own_that_nothing_reads_is_found():
    """
    Whoever adds a fact wants a rule to read it.
    """
    rulebook = Rulebook.from_text(CLEAN, situation=Ward)

    assert ["V118 bed_by_the_window"] == [fault.name for fault in prove(rulebook).faults]
