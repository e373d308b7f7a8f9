"""Laws 1, 2, 3 and 5, as `nextsteps.testing.laws` states them, on shipped and generated rules."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nextsteps.testing import laws
from nextsteps.testing.case import Case
from nextsteps.testing.laws.check import after, expect
from tests.strategies import cases

BOTH = pytest.mark.parametrize("which", ["generated", "shipped"])
MANY = settings(max_examples=2 * settings.default.max_examples)


@pytest.mark.parametrize("law", [one for one in laws.LAWS if one.number != 4], ids=str)
@BOTH
@MANY
@given(data=st.data())
def test_no_plan_breaks_the_law(law, which, data):
    """
    Each law is a sentence that is true of every plan of every rulebook that loads.
    """
    case = Case(*data.draw(cases(which)))

    expect(law, case, data.draw(after(law.after, case)))
