"""Which part of a condition decides."""

from collections.abc import Iterator, Mapping
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextsteps.language import (
    And,
    Atom,
    Condition,
    IsTrue,
    Known,
    Not,
    Or,
    decides,
    evaluate,
    parts_of,
    shown_among,
    shows,
    truth_by_parts,
)
from nextsteps.truth import Truth
from tests.strategies import clinic_situations, conditions, names_of

A, B, C = IsTrue("not_heard"), IsTrue("no_progress"), IsTrue("child")
T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


@given(conditions(names_of()), clinic_situations())
def test_the_truths_of_the_parts_give_the_truth_of_the_whole(condition: Condition, situation):
    """
    Evaluating by parts is the reference meaning.
    """
    known = Known(situation.facts(), situation.tried)
    truths = {part: evaluate(part, known, {}) for part in parts_of(condition)}

    assert evaluate(condition, known, {}) is truth_by_parts(condition, truths)


@given(conditions(names_of()), st.data())
def test_two_readings_show_what_they_say(condition: Condition, data: st.DataObject):
    """
    A pair turns the condition over; alone it differs in one part, masked the part decides in both.
    """
    parts = parts_of(condition)
    readings = st.fixed_dictionaries({part: st.sampled_from(Truth) for part in parts})
    one, other = data.draw(readings), data.draw(readings)
    for part in parts:
        shown = shows(condition, part, one, other)
        if shown is None:
            continue
        assert {T, F} == {truth_by_parts(condition, one), truth_by_parts(condition, other)}
        differing = {atom for atom in parts if one[atom] is not other[atom]}
        if shown == "alone":
            assert {part} == differing
        else:
            assert part in differing
            assert decides(condition, part, one)
            assert decides(condition, part, other)


THREE_PARTS = pytest.mark.parametrize(
    "condition",
    [
        And((A, B, C)),
        Or((A, And((B, C)))),
        And((Or((A, B)), Or((Not(A), C)))),
        Or((And((A, B)), And((A, C)))),
        Not(Or((And((A, Not(B))), C))),
    ],
    ids=str,
)


@THREE_PARTS
def test_a_pair_shows_a_part_just_where_the_definition_says_so(condition: Condition):
    """
    Every pair of readings: what turned over, what differs, and what turning the part alone does.
    """
    shown = {
        (part, shows(condition, part, one, other)): _shows(condition, part, one, other)
        for one, other in product(_readings(A, B, C), repeat=2)
        for part in (A, B, C)
        if shows(condition, part, one, other) != _shows(condition, part, one, other)
    }

    assert {} == shown


@THREE_PARTS
def test_of_several_readings_the_best_pair_counts(condition: Condition):
    """
    Alone before masked before nothing.
    """
    every = list(_readings(A, B, C))
    for part in (A, B, C):
        for readings in (every[start : start + 9] for start in range(0, 27, 3)):
            pairs = {
                _shows(condition, part, one, other) for one, other in combinations(readings, 2)
            }
            best = next((one for one in ("alone", "masked") if one in pairs), None)

            assert best == shown_among(condition, part, readings)


def _readings(*parts: Atom) -> Iterator[Mapping[Atom, Truth]]:
    return (dict(zip(parts, truths, strict=True)) for truths in product(Truth, repeat=len(parts)))


def _shows(condition: Condition, part: Atom, one: Mapping, other: Mapping) -> str | None:
    """The definition, in terms of the reference."""

    def truth(reading: Mapping) -> Truth:
        facts = {atom.fact: at is T for atom, at in reading.items() if at is not U}
        return evaluate(condition, Known(facts), {})

    def turns(reading: Mapping) -> bool:
        return {truth({**reading, part: T}), truth({**reading, part: F})} == {T, F}

    if {truth(one), truth(other)} != {T, F} or one[part] is other[part]:
        return None
    if [part] == [atom for atom in one if one[atom] is not other[atom]]:
        return "alone"
    return "masked" if turns(one) and turns(other) else None


def test_all_readings_show_every_part_of_a_condition_without_doubles():
    """
    Where each atom stands once, each decides on its own.
    """
    condition = Or((And((A, Not(B))), C))
    parts = parts_of(condition)
    every = [dict(zip(parts, truths, strict=True)) for truths in product(Truth, repeat=3)]

    assert ["alone"] * 3 == [shown_among(condition, part, every) for part in parts]


def test_a_part_that_makes_no_difference_is_never_shown():
    """
    In "a, or a and b" nothing turns on b.
    """
    condition = Or((A, And((A, B))))
    every = [{A: a, B: b} for a, b in product(Truth, repeat=2)]

    assert "alone" == shown_among(condition, A, every)
    assert None is shown_among(condition, B, every)


def test_what_is_unknown_shows_nothing():
    """
    From true to unknown, nothing was turned over.
    """
    assert None is shows(And((A, B)), A, {A: T, B: T}, {A: U, B: T})
    assert None is shows(Or((A, B)), A, {A: T, B: U}, {A: F, B: U})
