"""Drafted replies, good and bad: what is found in each, and nothing else."""

import json

import pytest
from pydantic import ValidationError

from nextsteps.guard import check_reply

STUCK = {"in_therapy": True, "no_progress": True, "weeks_in_therapy": 14, "country": "GB"}
VIOLENT = {"in_therapy": True, "concern_relationship": True, "partner_violence": True}
UNSAFE = {"in_therapy": True, "no_progress": True, "unsafe_with_therapist": True}
SUICIDAL = {"suicidal_thoughts": True, "suicide_plan": True, "country": "GB"}
EARLY = {"in_therapy": True, "no_progress": True, "weeks_in_therapy": 2, "sessions_attended": 2}
PSYCHOSIS = {"concern_psychosis": True, "in_therapy": True}
EATING = {"concern_eating_disorder": True, "in_therapy": True}
DRINKING = {"substance_use": "heavy_daily", "substance": "alcohol", "in_therapy": True}
AMERICAN = {"suicidal_thoughts": True, "suicide_plan": True, "country": "US"}
HELPLINE = "Please talk to a domestic-abuse helpline today. "
LEAVE = "You don't have to go back to this therapist. "
CALL = "Please call 999 now and use crisis help. "

BAD = [
    (VIOLENT, HELPLINE + "You could try couples counselling.", {"excluded couples-work"}),
    (VIOLENT, HELPLINE + "Maybe bring your husband along to therapy.",
     {"excluded couples-work", "excluded involve-family"}),
    (VIOLENT, HELPLINE + "Options:\n- Marriage counselling\n- Time for yourself",
     {"excluded couples-work"}),
    (VIOLENT, "You could try **couples** counselling.",
     {"excluded couples-work", "no_safety_step abuse-support-services"}),
    (VIOLENT, "That sounds hard. How long have you been together?",
     {"no_safety_step abuse-support-services"}),
    (VIOLENT, "If it gets worse, call a domestic violence helpline.",
     {"no_safety_step abuse-support-services"}),
    (VIOLENT, "You don't need a domestic abuse helpline for this.",
     {"no_safety_step abuse-support-services"}),
    (VIOLENT, HELPLINE + "Don't worry, try joint sessions with your partner.",
     {"excluded couples-work"}),
    (UNSAFE, LEAVE + "Or talk to your therapist about how it made you feel.",
     {"excluded talk-to-therapist"}),
    (UNSAFE, "Give it a bit more time.",
     {"excluded give-it-more-time", "no_safety_step leave-unsafe-therapist"}),
    (UNSAFE, LEAVE + "But maybe repair the relationship first.", {"excluded repair-alliance"}),
    (UNSAFE, LEAVE + "Set some goals with him, too.", {"excluded set-goals"}),
    (SUICIDAL, "I'm so sorry. Try a warm bath.",
     {"later enjoyable-activities", "no_safety_step crisis-help-now", "no_contact None"}),
    (SUICIDAL, "You are not alone in this. Take care of yourself.",
     {"no_safety_step crisis-help-now", "no_contact None"}),
    (SUICIDAL, "Please call the Samaritans.", {"no_contact None"}),
    (SUICIDAL, "Call 911 now.", {"no_contact None"}),
    (SUICIDAL, "If you feel worse tomorrow, call 999.",
     {"no_safety_step crisis-help-now", "no_contact None"}),
    (SUICIDAL, "There is no need to call 999.",
     {"no_safety_step crisis-help-now", "no_contact None"}),
    (SUICIDAL, CALL + "Also, mindfulness can help.", {"later mindfulness-yoga"}),
    (SUICIDAL, CALL + "You could also look for another therapist.", {"later switch-therapist"}),
    (SUICIDAL, "", {"no_safety_step crisis-help-now", "no_contact None"}),
    (EARLY, "I'd look for another therapist.", {"not_yet switch-therapist"}),
    (EARLY, "Have you thought about switching therapists?", {"not_yet switch-therapist"}),
    (EARLY, "Time to find someone else.", {"not_yet switch-therapist"}),
    (PSYCHOSIS, "Meditation helps many people.", {"excluded mindfulness-yoga"}),
    (EATING, "Try to eat healthier and go for a run.",
     {"excluded lifestyle-diet", "not_yet lifestyle-exercise"}),
    (DRINKING, "Try to cut down your drinking.",
     {"excluded reduce-alcohol-drugs", "no_safety_step do-not-stop-drinking-suddenly"}),
    (DRINKING, "Stop drinking today.",
     {"excluded reduce-alcohol-drugs", "forbidden None",
      "no_safety_step do-not-stop-drinking-suddenly"}),
    (STUCK, "Just stop taking your tablets.", {"forbidden None"}),
    (STUCK, "You should quit therapy.", {"forbidden None"}),
    (STUCK, "Double\u200b your\n  *dose*, that will do it.", {"forbidden None"}),
    ({}, "Go to couples therapy together.", {"not_yet couples-work"}),
]  # fmt: skip
GOOD = [
    (STUCK, "Tell your therapist that it isn't working."),
    (STUCK, "Don't stop taking your tablets on your own."),
    (STUCK, "Ask for a review of the treatment plan, and measure your progress."),
    (STUCK, "What would you like to be different?"),
    (STUCK, ""),
    ({}, "Thank you for telling me. How are you today?"),
    (VIOLENT, HELPLINE + "Couples counselling isn't safe right now."),
    (VIOLENT, HELPLINE + "Please don't try couples counselling or joint sessions."),
    (VIOLENT, HELPLINE + "Avoid marriage counselling for now."),
    (VIOLENT, HELPLINE + "Not for now:\n- couples counselling\n- bringing your partner along"),
    (VIOLENT, HELPLINE + "Have you been in couples therapy before?"),
    (VIOLENT, HELPLINE + "You said you want couples therapy."),
    (VIOLENT, "Don't hesitate to call a domestic abuse helpline."),
    (UNSAFE, LEAVE + "You owe no explanation."),
    (UNSAFE, LEAVE + "You needn't talk to your therapist about it."),
    (SUICIDAL, CALL),
    (SUICIDAL, "Don't wait, call 999 now. You are not alone."),
    (SUICIDAL, "Please get help right now:\n- call 999\n- or Samaritans, 116 123"),
    (SUICIDAL, CALL + "Looking for another therapist can wait."),
    (SUICIDAL, CALL + "Tell someone you trust, and make a safety plan."),
    (EARLY, "It's too early to look for another therapist."),
    (EARLY, "Before you switch therapists, tell your therapist what isn't working."),
    (PSYCHOSIS, "Your therapist uses meditation."),
    (PSYCHOSIS, "Meditation is not advised with psychosis."),
    (DRINKING, "Don't stop drinking on your own; see a doctor before you cut down your drinking."),
    ({**SUICIDAL, "country": None}, "Call an ambulance now."),
    (VIOLENT, "A domestic abuse hotline can help you; call 1-800-799-7233 from a safe phone."),
    (VIOLENT, HELPLINE + "I would hold off on couples counseling."),
    (EARLY, "Tell your therapist what isn't working before deciding on a new therapist."),
    (EARLY, "What do you hope will change?"),
    (AMERICAN, "Please call 911 or 988 right now. You matter."),
    (AMERICAN, "Call 911 now. I'm glad you told me, and you don't have to go through this alone."),
    (UNSAFE, "You don't owe him anything and you don't have to go back. That was not okay."),
    (PSYCHOSIS, "Talk with your psychiatrist about what you notice."),
    (DRINKING, "Please don't stop drinking all at once: talk to a doctor first."),
    ({}, "How long have you been seeing your therapist?"),
    (PSYCHOSIS, "Meditation can make voices worse, so leave it for now."),
]  # fmt: skip
ADVICE = [  # said in other ways
    (VIOLENT, "Seeing a relationship counselor together might reopen communication."),
    (VIOLENT, "A couples retreat or counseling is often what partners need."),
    (VIOLENT, "Ask your boyfriend to join your next session."),
    (UNSAFE, "I'd suggest bringing this up with your therapist in the next session."),
    (UNSAFE, "Stick with your therapist a little longer."),
    (UNSAFE, "Maybe write down what you want to say to him."),
    (UNSAFE, "Try being upfront with your counselor."),
    (EARLY, "Time to fire your therapist and find a better one."),
    (EARLY, "A new therapist might be a better fit."),
    (EARLY, "Consider moving on to a different counselor."),
    (EARLY, "You might do better with somebody else."),
    (PSYCHOSIS, "Ten minutes of meditation a day could calm you."),
    (PSYCHOSIS, "Try a mindful breathing app with guided meditations."),
    (EATING, "Aim for a healthier diet and more exercise."),
    (EATING, "Count your calories and hit the gym."),
    (DRINKING, "Try halving how much you drink this week."),
    (DRINKING, "You could cut back on alcohol a little."),
    (DRINKING, "Just pour it all away and quit today."),
    ({}, "Come off the antidepressants if they don't help."),
    ({}, "You don't need those pills any more, just stop them."),
    ({}, "Skip your dose tonight."),
]  # fmt: skip


def _found(situation, reply):
    return {f"{fault.kind} {fault.step}" for fault in check_reply(situation, reply).faults}


@pytest.mark.parametrize(("situation", "reply", "expected"), BAD)
def test_a_bad_reply_has_just_these_faults(situation, reply, expected):
    """What it advises and must not, and what it lacks."""
    assert expected == _found(situation, reply)


@pytest.mark.parametrize(("situation", "reply"), ADVICE)
def test_bad_advice_in_other_words_is_seen(situation, reply):
    """What it lacks is not looked at here."""
    kinds = {fault.kind for fault in check_reply(situation, reply).faults}

    assert kinds & {"forbidden", "excluded", "not_yet", "later"}


@pytest.mark.parametrize(("situation", "reply"), GOOD)
def test_a_good_reply_has_none(situation, reply):
    """Warnings, reports and questions are no advice."""
    assert set() == _found(situation, reply)


@pytest.mark.parametrize("reply", [reply for _, reply, _ in BAD])
def test_a_quote_is_where_it_says(reply):
    """Marks and odd spaces in it are counted too."""
    for situation in (VIOLENT, STUCK, SUICIDAL):
        for fault in check_reply(situation, reply).faults:
            if fault.quote is not None:
                assert fault.quote.text == reply[fault.quote.start : fault.quote.end]


def test_a_fault_names_the_rules_that_say_so():
    """They can be looked up in the rulebook."""
    (fault,) = check_reply(VIOLENT, HELPLINE + "Try couples therapy.").faults

    assert ("no-joint-work-with-a-violent-partner",) == fault.rules


def test_a_check_is_json():
    """And back from it, the same."""
    check = check_reply(SUICIDAL, "Try a warm bath.").to_dict()

    assert check == json.loads(json.dumps(check))


def test_a_wrong_fact_is_refused():
    """As everywhere else."""
    with pytest.raises(ValidationError, match="unknown fact"):
        check_reply({"no_progres": True}, "Hello.")
