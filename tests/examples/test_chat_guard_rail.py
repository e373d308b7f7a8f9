"""The guard rail of the chat assistant: danger is not talked past, and refused advice not given."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

import nextsteps as ns
from examples.chat_guard_rail import guarded, main, remember
from nextsteps.render import plan_to_text
from nextsteps.testing import dangerous, safe

DANGERS = {fact.name: fact for fact in ns.Situation.vocabulary().danger_facts}


@given(st.sampled_from(sorted(DANGERS)))
@settings(max_examples=50)
def test_a_danger_that_was_told_stays_known(name):
    """The most dangerous answer is kept when the safest is heard after it, and taken up."""
    fact = DANGERS[name]
    calm, grave = ({name: value(fact)} for value in (safe, dangerous))
    told = remember(ns.Situation(), grave)

    assert told == remember(told, calm)
    assert told == remember(remember(ns.Situation(), calm), grave)


@pytest.mark.parametrize("fact", ["suicidal_thoughts", "suicide_plan", "partner_violence"])
def test_in_danger_nothing_of_the_draft_goes_out(fact):
    """The plan goes out instead, whose first step is for the danger."""
    situation = ns.Situation(**{fact: True})
    reply = guarded(situation, "Try a warm bath.", [])

    assert plan_to_text(ns.recommend(situation)) == reply.text
    assert not reply.is_draft


def test_a_step_that_the_plan_does_not_give_is_refused():
    """Couples work with a violent partner, say; the plan goes out instead."""
    situation = ns.Situation(in_therapy=True, no_progress=True)
    reply = guarded(situation, "Find another therapist.", ["talk-to-therapist", "switch-therapist"])

    assert ("switch-therapist",) == reply.refused
    assert "Find another therapist." not in reply.text


def test_a_draft_that_fits_goes_out_after_the_question_about_safety():
    """What nobody has asked is asked."""
    reply = guarded(ns.Situation(no_progress=True), "Tell them.", ["talk-to-therapist"])

    assert reply.is_draft
    assert reply.text.startswith("Before anything else: Does the person have thoughts of ending")
    assert reply.text.endswith("Tell them.")


def test_a_made_up_fact_is_refused():
    """With a suggestion, for whoever wrote the assistant."""
    with pytest.raises(ValidationError, match="did you mean `suicide_plan`"):
        remember(ns.Situation(), {"suicid_plan": True})


def test_the_example_runs(capsys):
    """From a draft that fits to an emergency."""
    main()

    assert "!! GET HELP NOW" in capsys.readouterr().out
