"""The one table of codes fits the vocabulary, the measures, and LOINC's own check digits."""

import re
from collections import Counter
from itertools import pairwise

import pytest

from nextsteps import Rulebook, Situation
from nextsteps.fhir import codes

RULEBOOK = Rulebook.default()
PANELS = {one.loinc.panel for one in RULEBOOK.measures.values() if one.loinc} - {None}
TOTALS = {one.loinc.total for one in RULEBOOK.measures.values() if one.loinc}
ITEMS = [code for listed in codes.ITEMS.values() for code in listed]


def check_digit(code):
    """The last digit of a LOINC code, by its rule (mod 10); in a part's code A counts as 10."""
    digits = [int(one) for letter in code.partition("-")[0] for one in str(int(letter, 36))]
    doubled = [2 * one if at % 2 == 0 else one for at, one in enumerate(reversed(digits))]
    return -sum(one // 10 + one % 10 for one in doubled) % 10


@pytest.mark.parametrize("code", sorted({*ITEMS, *codes.ANSWERS, *TOTALS, *PANELS}))
def test_no_code_is_mistyped(code):
    """A wrong digit, or two that changed places, does not fit the check digit."""
    assert int(code.rpartition("-")[2]) == check_digit(code)


def test_no_code_means_two_things():
    """Least of all a panel and its score, which are often mixed up."""
    counted = Counter([*ITEMS, *TOTALS, *PANELS])

    assert [] == [code for code, count in counted.items() if count > 1]


def test_items_are_all_the_items_of_a_measure():
    """In order, and each leads back to its place."""
    for name, listed in codes.ITEMS.items():
        assert RULEBOOK.measures[name].items.count == len(listed)
        places = [codes.item_of(f"/{code}") for code in listed]
        assert [(name, number) for number in range(1, len(listed) + 1)] == places


def test_answers_are_the_points_of_those_items():
    """In the order of LOINC's list, which is that of the points."""
    ordered = sorted(codes.ANSWERS, key=codes.ANSWERS.get)
    numbers = [int(re.search(r"\d+", code).group()) for code in ordered]

    assert all(one + 1 == other for one, other in pairwise(numbers))
    for name in codes.ITEMS:
        items = RULEBOOK.measures[name].items
        for number in range(1, items.count + 1):
            assert set(codes.ANSWERS.values()) == set(items.allowed(number))


def test_the_gravest_item_is_the_one_on_self_harm():
    """The item that raises an alarm has the code of that item."""
    phq = RULEBOOK.measures["phq-9"]

    assert ("phq-9", phq.risk_item.item) == codes.item_of("44260-8")


def test_diagnoses_and_medicines_are_facts():
    """Each code that is read becomes a fact of the vocabulary."""
    facts = Situation.vocabulary().facts

    assert {f"concern_{one}" for one in codes.CONCERNS.values()} <= facts.keys()
    assert set(codes.MEDICINES.values()) <= set(facts["medication_class"].choices)


def test_every_measure_has_a_code_for_its_total():
    """One of LOINC's where it is certain, one of our own elsewhere, and no two the same."""
    found = [codes.total_code(one) for one in RULEBOOK.measures.values()]

    assert len(found) == len(set(found))
    assert {codes.LOINC, codes.MEASURE} == {system for system, _ in found}
