"""What becomes of one recommendation."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nextsteps.engine import engine_for
from nextsteps.known import known_of
from nextsteps.outcome import scales_of
from nextsteps.plan import Excluded, Held, Recommended
from nextsteps.unsettled import Reading
from tests.strategies import cases


@pytest.mark.parametrize("which", ["generated", "shipped"])
@settings(max_examples=40)
@given(data=st.data())
def test_what_keeps_a_step_from_being_given_is_told_of_any_step(which, data):
    """
    The same as in the plan where something speaks for it; nothing where the plan gives it.
    """
    rulebook, situation = data.draw(cases(which))
    known = known_of(situation, rulebook)
    reading = Reading(rulebook.conditions, known, engine_for(rulebook).evaluate(known))
    scales = scales_of(rulebook, reading)

    for one in scales.weigh_all():
        if isinstance(one, (Held, Excluded)):
            assert one == scales.withheld(one.id)
        elif isinstance(one, Recommended) and one.core is None:
            assert scales.withheld(one.id) is None
