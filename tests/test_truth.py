"""Three-valued truth: the strong Kleene tables, whole."""

import itertools

import pytest

from nextsteps.truth import Truth, conjunction, disjunction, negation

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
PAIRS = list(itertools.product((T, F, U), repeat=2))

AND = {
    (T, T): T, (T, F): F, (T, U): U,
    (F, T): F, (F, F): F, (F, U): F,
    (U, T): U, (U, F): F, (U, U): U,
}  # fmt: skip
OR = {
    (T, T): T, (T, F): T, (T, U): T,
    (F, T): T, (F, F): F, (F, U): U,
    (U, T): T, (U, F): U, (U, U): U,
}  # fmt: skip


@pytest.mark.parametrize("pair", PAIRS)
def test_and_is_the_strong_kleene_table(pair):
    """
    A conjunction is settled by its false part, whatever is not yet known.
    """
    assert AND[pair] is conjunction(pair)


@pytest.mark.parametrize("pair", PAIRS)
def test_or_is_the_strong_kleene_table(pair):
    """
    A disjunction is settled by its true part, whatever is not yet known.
    """
    assert OR[pair] is disjunction(pair)


@pytest.mark.parametrize(("truth", "opposite"), [(T, F), (F, T), (U, U)])
def test_not_swaps_true_and_false_and_leaves_unknown(truth, opposite):
    """
    The opposite of what is not known is not known.
    """
    assert opposite is negation(truth)


@pytest.mark.parametrize("pair", PAIRS)
def test_de_morgan_holds_with_unknown(pair):
    """
    Not (a and b) is not-a or not-b, in all nine cases.
    """
    assert negation(conjunction(pair)) is disjunction(negation(truth) for truth in pair)


@pytest.mark.parametrize("triple", list(itertools.product((T, F, U), repeat=3)))
def test_of_three_the_grouping_does_not_matter(triple):
    """
    And and or may be read from either side.
    """
    first, second, third = triple

    expected = (
        conjunction((first, conjunction((second, third)))),
        disjunction((first, disjunction((second, third)))),
    )

    assert expected == (conjunction(triple), disjunction(triple))


def test_of_no_parts_and_is_true_and_or_is_false():
    """
    A finding without a rule that could hold is FALSE.
    """
    assert (T, F) == (conjunction(()), disjunction(()))


@pytest.mark.parametrize(("value", "truth"), [(True, T), (False, F), (None, U)])
def test_none_is_unknown_and_never_no(value, truth):
    """
    What is not known is UNKNOWN.
    """
    assert truth is Truth.of(value)


@pytest.mark.parametrize("truth", [T, F, U])
def test_a_truth_has_no_bool(truth):
    """
    Whoever needs a yes or no must say which of the three counts as yes.
    """
    with pytest.raises(
        TypeError, match=r"^a Truth is not a bool: compare it with `is Truth.TRUE`$"
    ):
        bool(truth)


def test_a_truth_cannot_be_negated_by_python():
    """
    `not UNKNOWN` would read as TRUE.
    """
    with pytest.raises(TypeError, match="a Truth is not a bool"):
        _ = not U
