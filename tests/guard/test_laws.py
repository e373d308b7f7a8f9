"""Laws of the guard, over situations for the shipped rulebook."""

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import nextsteps as ns
from nextsteps.guard import check_reply
from nextsteps.render import plan_to_markdown, plan_to_text
from tests.strategies import shipped_situations

_QUICK = settings(max_examples=30, phases=[Phase.explicit, Phase.generate])
_ADVICE = {"forbidden", "excluded", "not_yet", "later"}
_HARMLESS = ["", "I'm so sorry.", "What would help you?", "Be kind to yourself.", "You matter."]

pytestmark = pytest.mark.usefixtures("candidate_questions")


@_QUICK
@given(shipped_situations(), st.randoms(use_true_random=False))
def test_the_plans_own_words_are_never_bad_advice(situation, random):
    """Any sentences of its steps for the reader, in any order."""
    plan = ns.recommend(situation)
    quoted = [
        text
        for step in plan.recommendations
        for text in (step.title + ".", step.what, *step.how, step.because)
    ]
    random.shuffle(quoted)

    faults = check_reply(situation, " ".join(quoted)).faults

    assert [] == [fault for fault in faults if fault.kind in _ADVICE]


@pytest.mark.parametrize("render", [plan_to_text, plan_to_markdown])
@_QUICK
@given(situation=shipped_situations())
def test_the_plan_as_it_is_shown_has_no_faults(render, situation):
    """What is not advised stands there too, under its heading; and the help is told."""
    assert () == check_reply(situation, render(ns.recommend(situation))).faults


@_QUICK
@given(shipped_situations(), st.sampled_from(_HARMLESS))
def test_a_reply_without_help_in_danger_is_always_found(situation, reply):
    """Where danger holds, whatever else is known."""
    check = check_reply(situation, reply)
    kinds = {fault.kind for fault in check.faults}

    assert (check.safety.at_least != "clear") == ("no_safety_step" in kinds)
    assert (check.safety.at_least == "emergency") == ("no_contact" in kinds)


@_QUICK
@given(shipped_situations())
def test_the_title_of_whatever_the_plan_excludes_is_found(situation):
    """Each with the rules that the plan names."""
    plan = ns.recommend(situation)
    for step in (*plan.excluded, *plan.not_yet):
        faults = check_reply(situation, f"{step.title}.").faults
        assert step.rules in [fault.rules for fault in faults if fault.step == step.id]


def test_no_finding_is_told_in_words_that_sound_like_advice(shipped):
    """A plan names the dangers that hold, and what a therapist said is among them."""
    faults = [
        fault.quote
        for finding in shipped.findings.values()
        for fault in check_reply({}, f"Danger that holds: {finding.title}.").faults
        if fault.kind in _ADVICE
    ]

    assert [] == faults
