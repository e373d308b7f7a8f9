"""Law 2: learning a fact never turns TRUE into FALSE or FALSE into TRUE."""

from collections.abc import Mapping

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nextsteps import Plan, Rulebook, Situation, Truth
from nextsteps.engine import Evaluation, engine_for
from nextsteps.known import known_of
from nextsteps.language import Known, evaluate
from nextsteps.situation.equals import with_equals
from tests.strategies import STEPS, cases, clinic_situations, conditions, names_of, situations

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
    after = _with_learned(before, learned, _stated(before))

    earlier = evaluate(condition, _stated(before), {})

    assert earlier is Truth.UNKNOWN or earlier is evaluate(condition, _stated(after), {})


@BOTH
@MANY
@given(data=st.data())
def test_learning_a_fact_never_turns_a_rule_over(which, data):
    """
    A rule that holds goes on holding, and one that does not never begins to.
    """
    rulebook, before = data.draw(cases(which))
    learned = data.draw(situations(rulebook=rulebook, dense=True))
    after = _with_learned(before, learned, known_of(before, rulebook))

    earlier, later = _evaluation(rulebook, before).rules, _evaluation(rulebook, after).rules

    assert {} == _turned_over(earlier, later)


@BOTH
@given(data=st.data())
def test_learning_a_fact_never_turns_a_finding_over(which, data):
    """
    A danger that is known stays known, and one that is ruled out stays so.
    """
    rulebook, before = data.draw(cases(which))
    learned = data.draw(situations(rulebook=rulebook, dense=True))
    after = _with_learned(before, learned, known_of(before, rulebook))

    earlier, later = _evaluation(rulebook, before).findings, _evaluation(rulebook, after).findings

    assert {} == _turned_over(earlier, later)


@BOTH
@given(data=st.data())
def test_what_is_needed_and_what_contradicts_itself_never_turn_over(which, data):
    """
    The same holds of `needs` and of contradictions.
    """
    rulebook, before = data.draw(cases(which))
    learned = data.draw(situations(rulebook=rulebook, dense=True))
    after = _with_learned(before, learned, known_of(before, rulebook))

    earlier, later = _evaluation(rulebook, before), _evaluation(rulebook, after)

    assert {} == _turned_over(
        {**earlier.needs, **earlier.contradictions}, {**later.needs, **later.contradictions}
    )


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
    assume(_knows_less(known_of(less_known, rulebook), known_of(situation, rulebook)))

    less, more = rulebook.recommend(less_known), rulebook.recommend(situation)

    assert _supported(less) <= _supported(more)


@BOTH
@given(data=st.data())
def test_every_recommendation_rests_on_a_rule_that_is_true(which, data):
    """
    No step is given because something is not known.
    """
    rulebook, situation = data.draw(cases(which))
    plan = rulebook.recommend(situation)
    truths = _evaluation(rulebook, situation).rules

    rules = [
        argument.rule
        for step in (*plan.recommendations, *plan.later)
        for argument in step.arguments_for
    ]

    assert {Truth.TRUE} >= {truths[rule] for rule in rules}


def _with_learned(before: Situation, learned: Situation, known: Known) -> Situation:
    """Add what was not known before, of itself or from what says the same."""
    facts = {name: value for name, value in learned.facts().items() if name not in known.facts}
    outcomes = {name: value for name, value in learned.tried.items() if name not in known.tried}
    return before.with_facts(**facts, tried=before.tried | outcomes)


def _stated(situation: Situation) -> Known:
    return Known(*with_equals(situation.facts(), situation.tried))


def _evaluation(rulebook: Rulebook, situation: Situation) -> Evaluation:
    return engine_for(rulebook).evaluate(known_of(situation, rulebook))


def _turned_over(
    earlier: Mapping[str, Truth], later: Mapping[str, Truth]
) -> dict[str, tuple[Truth, Truth]]:
    return {
        name: (truth, later[name])
        for name, truth in earlier.items()
        if truth is not Truth.UNKNOWN and truth is not later[name]
    }


def _knows_less(less: Known, more: Known) -> bool:
    """False where a fact that denied another was forgotten, and so the other is inferred."""
    return less.facts.items() <= more.facts.items() and less.tried.items() <= more.tried.items()


def _supported(plan: Plan) -> set[str]:
    """Every step that something known speaks for, whether it is given or not."""
    parts = (*plan.recommendations, *plan.later, *plan.not_yet, *plan.excluded, *plan.set_aside)
    return {step.id for step in parts}
