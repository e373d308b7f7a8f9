"""What becomes of one recommendation."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nextsteps import Rulebook, Situation
from nextsteps.engine import engine_for
from nextsteps.known import known_of
from nextsteps.outcome import scales_of
from nextsteps.plan import Excluded, Held, Recommended, SetAside
from nextsteps.unsettled import Reading
from nextsteps.weighing import NOT_TRIED, Scales, maker_of
from tests.strategies import cases

BOTH = pytest.mark.parametrize("which", ["generated", "shipped"])
FEW = settings(max_examples=40)


def _scales(rulebook: Rulebook, situation: Situation, *, tells_facts: bool = True) -> Scales:
    known = known_of(situation, rulebook)
    reading = Reading(rulebook.conditions, known, engine_for(rulebook).evaluate(known))
    return scales_of(rulebook, reading, tells_facts=tells_facts)


@BOTH
@FEW
@given(data=st.data())
def test_what_keeps_a_step_from_being_given_is_told_of_any_step(which, data):
    """
    The same as in the plan where something speaks for it; nothing where the plan gives it.
    """
    scales = _scales(*data.draw(cases(which)))

    for one in scales.weigh_all():
        if isinstance(one, (Held, Excluded)):
            assert one == scales.withheld(one.id)
        elif isinstance(one, Recommended) and one.core is None:
            assert scales.withheld(one.id) is None


@BOTH
@FEW
@given(data=st.data())
def test_a_step_that_was_kept_is_the_one_that_would_be_made(which, data):
    """
    Whatever situations came before, the plan is that of a rulebook that has met none.
    """
    rulebook, situation = data.draw(cases(which))
    kept = rulebook.recommend(situation)
    maker_of(rulebook).cache_clear()

    assert kept == rulebook.recommend(situation)


@BOTH
@FEW
@given(data=st.data())
def test_a_step_carries_what_its_entry_says(which, data):
    """
    To this reader, and whether it was declined before.
    """
    rulebook, situation = data.draw(cases(which))
    scales = _scales(rulebook, situation)

    for one in scales.weigh_all():
        entry = rulebook.recommendations[one.id]
        text = entry.text(scales.reader)
        assert entry.title_for(scales.reader) == one.title
        if isinstance(one, Recommended):
            assert text is not None
            assert (text.what, text.how) == (one.what, one.how)
            for name in ("look_again", "advice", "kind", "stage", "effort"):
                assert getattr(entry, name) == getattr(one, name), name
            declined = scales.reading.known.tried.get(one.id) == "declined"
            assert declined is one.declined


@BOTH
@FEW
@given(data=st.data())
def test_what_is_set_aside_has_its_cause(which, data):
    """
    No text for this reader, before what it needs, before what was tried.
    """
    rulebook, situation = data.draw(cases(which))
    scales = _scales(rulebook, situation)

    for one in scales.weigh_all():
        if not isinstance(one, SetAside):
            continue
        outcome = scales.reading.known.tried.get(one.id)
        if rulebook.recommendations[one.id].text(scales.reader) is None:
            assert ("not_for_this_reader", None) == (one.cause, one.outcome)
        elif one.cause == "already_tried":
            assert outcome not in NOT_TRIED
            assert outcome == one.outcome
        else:
            assert ("not_applicable", None) == (one.cause, one.outcome)


@BOTH
@FEW
@given(data=st.data())
def test_without_telling_facts_all_else_is_the_same(which, data):
    """
    The facts that would settle something are those of the vocabulary, in its order.
    """
    rulebook, situation = data.draw(cases(which))
    names = list(rulebook.situation.vocabulary().facts)
    told, silent = (
        _scales(rulebook, situation, tells_facts=tells).weigh_all() for tells in (True, False)
    )

    assert [_without_facts(one, rulebook) for one in told] == silent
    for one in told:
        for facts in _facts_of(one, rulebook):
            assert [name for name in names if name in facts] == list(facts)


def _facts_of(one, rulebook):
    """The facts that would settle it; a contradiction names its facts in an order of its own."""
    if isinstance(one, Held):
        return [one.facts] if one.rules[0] in rulebook.rules else []
    return [check.facts for check in one.checks] if isinstance(one, Recommended) else []


def _without_facts(one, rulebook):
    if isinstance(one, Held) and one.rules[0] in rulebook.rules:
        return replace(one, facts=())
    if isinstance(one, Recommended):
        return replace(one, checks=tuple(replace(check, facts=()) for check in one.checks))
    return one
