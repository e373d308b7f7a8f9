"""A finding is read wherever it stands in a condition."""

import pytest

from nextsteps.language import And, Condition, Found, Known, Not, Or, evaluate
from nextsteps.truth import Truth

STALLED = Found("stalled")


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (Not(STALLED), Truth.FALSE),
        (And((STALLED, STALLED)), Truth.TRUE),
        (Or((STALLED, STALLED)), Truth.TRUE),
        (Not(And((STALLED, Not(STALLED)))), Truth.TRUE),
    ],
)
def test_a_finding_is_read_below_not_and_and_or(condition: Condition, expected: Truth) -> None:
    """
    Its truth is the one that was handed in.
    """
    assert expected is evaluate(condition, Known({}), {"stalled": Truth.TRUE})
