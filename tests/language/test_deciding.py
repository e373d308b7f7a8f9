"""Which part of a condition decides."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from nextsteps.language import (
    And,
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

A, B = IsTrue("not_heard"), IsTrue("no_progress")
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


def test_all_readings_show_every_part_of_a_condition_without_doubles():
    """
    Where each atom stands once, each decides on its own.
    """
    condition = Or((And((A, Not(B))), IsTrue("child")))
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
