"""Numbers cut at constants: one value stands for all between two cuts."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from nextsteps import Fact
from nextsteps.language import Compare
from nextsteps.language.evaluate import COMPARISONS
from nextsteps.language.nodes import OPERATORS
from nextsteps.verify.cuts import (
    Cell,
    always_above,
    cuts_of,
    is_above,
    never_above,
    value_between,
)

KINDS = st.sampled_from(("whole", "decimal"))
ENDS = st.sampled_from(((0, 10), (-5, 5), (0, None), (None, 7), (None, None)))
CONSTANTS = st.integers(-6, 12) | st.sampled_from((0.5, 2.25, 4.0, 9.75))
COMPARES = st.lists(st.tuples(st.sampled_from(OPERATORS), CONSTANTS), min_size=1, max_size=6)


def _fact(kind, ends):
    return Fact("number", kind, "s", "t", "How many?", low=ends[0], high=ends[1])


def _cells(fact, compares):
    """Every cell that a value of the fact can lie in."""
    cuts = sorted({cut for one in compares for cut in cuts_of(fact, one)})
    real = [cut for cut in cuts if not always_above(fact, cut) and not never_above(fact, cut)]
    return [Cell(low, high) for low, high in pairwise([None, *real, None])]


@given(kind=KINDS, ends=ENDS, pairs=COMPARES)
def test_every_cell_holds_a_value_of_the_fact(kind, ends, pairs):
    """
    It lies in the range, above the low cut, and not above the high one.
    """
    fact = _fact(kind, ends)
    compares = [Compare("number", sign, value) for sign, value in pairs]

    for cell in _cells(fact, compares):
        value = value_between(fact, cell)
        assert fact.allows(value)
        assert cell.low is None or is_above(value, cell.low)
        assert cell.high is None or not is_above(value, cell.high)


@given(kind=KINDS, ends=ENDS, pairs=COMPARES, number=st.floats(-6, 12))
def test_values_of_one_cell_make_the_same_comparisons_true(kind, ends, pairs, number):
    """
    Any value compares as the one that stands for its cell.
    """
    fact = _fact(kind, ends)
    value = round(number) if kind == "whole" else number
    if not fact.allows(value):
        return
    compares = [Compare("number", sign, constant) for sign, constant in pairs]
    (own,) = [
        cell
        for cell in _cells(fact, compares)
        if (cell.low is None or is_above(value, cell.low))
        and (cell.high is None or not is_above(value, cell.high))
    ]

    other = value_between(fact, own)

    for one in compares:
        sign = COMPARISONS[one.operator]
        assert sign(value, one.value) == sign(other, one.value)
