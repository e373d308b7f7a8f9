"""Law 2: learning a fact never turns TRUE into FALSE or FALSE into TRUE."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nextsteps import Truth
from nextsteps.language import Known, evaluate
from nextsteps.situation.equals import with_equals
from nextsteps.testing import laws
from nextsteps.testing.case import Case
from nextsteps.testing.laws.check import expect
from tests.strategies import STEPS, cases, clinic_situations, conditions, names_of

(NOT_KNOWING,) = (law for law in laws.LAWS if law.sentence.startswith("not knowing a fact"))
BOTH = pytest.mark.parametrize("which", ["generated", "shipped"])
MANY = settings(max_examples=2 * settings.default.max_examples)


@MANY
@given(
    condition=conditions(names_of(recommendations=STEPS)),
    before=clinic_situations(),
    learned=clinic_situations(dense=True),
)
def test_learning_a_fact_never_turns_a_condition_over(condition, before, learned):
    """
    Only UNKNOWN may change when facts are added.
    """
    known = _stated(before)
    after = before.with_facts(
        **{name: one for name, one in learned.facts().items() if name not in known.facts},
        tried=learned.tried | before.tried | known.tried,
    )

    earlier = evaluate(condition, known, {})

    assert earlier is Truth.UNKNOWN or earlier is evaluate(condition, _stated(after), {})


@BOTH
@given(data=st.data())
def test_unknown_alone_never_adds_a_recommendation(which, data):
    """
    Forgetting a fact never makes anything speak for a step that nothing spoke for.
    """
    rulebook, situation = data.draw(cases(which))
    known = sorted(situation.facts())
    forgotten = data.draw(st.lists(st.sampled_from(known), unique=True) if known else st.just([]))

    less_known = situation.with_facts(**dict.fromkeys(forgotten))

    expect(NOT_KNOWING, Case(rulebook, less_known), Case(rulebook, situation))


def _stated(situation):
    return Known(*with_equals(situation.facts(), situation.tried))
