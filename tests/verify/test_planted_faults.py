"""Every kind of fault, planted alone into a rulebook without faults, is found."""

import dataclasses
from pathlib import Path

import pytest
import yaml

from nextsteps import Rulebook, Situation, fact
from nextsteps.errors import RulebookError
from nextsteps.language import And, IsTrue, Not
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
    The table covers every check but those that no rulebook that loads can fail.
    """
    kinds = {fault["finds"].split()[0] for fault in PLANTED.values()}
    unreachable = {"V107", "V109", "V110", "V112"}  # what the loader refuses has a test of its own

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


def test_what_the_loader_refuses_is_found_by_the_proofs_as_well():
    """
    A core step without words, an urgency without danger, a danger that falls, core opposites.
    """
    clean = Rulebook.from_text(CLEAN)
    danger, walk = clean.findings["in_danger"], clean.rules["walk-when-down"]
    core = danger.danger.model_copy(update={"core": ("tell-someone",)})
    doctor = clean.recommendations["see-doctor"]
    falling = And((IsTrue("hopelessness"), Not(IsTrue("suicide_plan"))))
    broken = {
        "V107 get-help": {
            "recommendations": {"see-doctor": _with(doctor, opposites=("get-help",))}
        },
        "V109 walk": {"rules": {"walk-when-down": _with(walk, urgency="emergency")}},
        "V110 in_danger": {"findings": {"in_danger": _with(danger, danger=core)}},
        "V112 safety": {"conditions": {"low-mood": falling}},
    }

    unseen = [
        name
        for name, changes in broken.items()
        if name not in {fault.name for fault in prove(_changed(clean, changes)).faults}
    ]

    assert [] == unseen


def _with(entry, **changes):
    return entry.model_copy(update=changes)


def _changed(rulebook, changes):
    """The rulebook with some of its entries, or its rules' conditions, changed unchecked."""
    fields = {
        kind: {**getattr(rulebook, kind), **entries}
        for kind, entries in changes.items()
        if kind != "conditions"
    }
    rules = {**rulebook.conditions.rules, **changes.get("conditions", {})}
    fields["conditions"] = dataclasses.replace(rulebook.conditions, rules=rules)
    return dataclasses.replace(rulebook, **fields)
