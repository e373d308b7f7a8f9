"""Law 4: danger comes first, in the steps and in the questions."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nextsteps.testing import laws
from nextsteps.testing.case import Case
from nextsteps.testing.laws.check import after, expect
from tests.strategies import cases, safe, situations

BOTH = pytest.mark.parametrize("which", ["generated", "shipped"])
MANY = settings(max_examples=2 * settings.default.max_examples)
FOUR = [law for law in laws.LAWS if law.number == 4]
ASKING = [
    law for law in FOUR if any(word in law.sentence for word in ("question", "asked", "find out"))
]
# What is asked takes as long to work out as hundreds of plans.
FEW = settings(max_examples=max(8, settings.default.max_examples // 8))


@pytest.mark.parametrize("law", [law for law in FOUR if law not in ASKING], ids=str)
@BOTH
@MANY
@given(data=st.data())
def test_no_plan_puts_anything_before_danger(law, which, data):
    """
    Whichever danger holds, first comes a core step of it or of a graver one.
    """
    case = Case(*data.draw(cases(which)))

    expect(law, case, data.draw(after(law.after, case)))


@pytest.mark.parametrize("law", ASKING, ids=str)
@BOTH
@FEW
@given(data=st.data())
def test_no_plan_asks_anything_before_what_is_about_danger(law, which, data):
    """
    Nor does it say that less is possible than is, or ask what was answered.
    """
    case = Case(*data.draw(cases(which)))

    expect(law, case, data.draw(after(law.after, case)))


@given(data=st.data())
def test_with_every_danger_fact_at_its_safe_value_no_danger_is_possible(shipped, data):
    """
    Whoever answers all safety questions with "no" is told that safety is clear.
    """
    dangers = shipped.situation.vocabulary().danger_facts
    others = data.draw(situations(rulebook=shipped))
    calm = others.with_facts(**{one.name: safe(one) for one in dangers})

    safety = shipped.recommend(calm).safety

    assert ("clear", "clear") == (safety.at_least, safety.could_be)


def test_of_the_empty_situation_safety_is_unknown(shipped):
    """
    Whoever says nothing is not told that all is clear.
    """
    assert shipped.recommend({}).safety.level == "unknown"
