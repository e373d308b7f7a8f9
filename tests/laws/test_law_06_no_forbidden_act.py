"""Law 6: nothing makes anyone do what is never advised."""

import copy

import pytest

from nextsteps import RulebookError
from nextsteps.rulebook.entries import FORBIDDEN_ACTS, Recommendation
from nextsteps.rulebook.safety import forbidden_phrase
from tests.strategies import document_of, load

FORBIDDEN = [
    "When you feel bad, stop taking your tablets.",
    "Before the weekend, stop taking your tablets.",
    "If it gets worse, double your dose.",
    "Tell your doctor, then stop taking your medicine.",
    "Ask about it and change your dose.",
    "You should come off your antidepressant.",
    "Cut down your tablets bit by bit.",
    "Cut down on your medicine yourself.",
    "Try yoga in place of your therapy.",
    "Don't worry, stop your medication.",
    "Stop taking your tablets today.",
    "Stop your medication.",
    "Quit using the antidepressants.",
    "Skip the pills at weekends.",
    "Drop your medicine.",
    "Start taking an antidepressant.",
    "Begin using their medication.",
    "Double your dose.",
    "Halve the dose.",
    "Lower your dose a little each week.",
    "Raise the dose.",
    "Increase your medication.",
    "Reduce the dose slowly.",
    "Cut your dose.",
    "Change the dose.",
    "Stop drinking at once.",
    "Stop drinking today.",
    "Stop drinking cold turkey.",
    "Go cold turkey.",
    "Stop therapy.",
    "Quit your therapy.",
    "Leave treatment.",
    "Give up all treatment.",
    "Do yoga instead of therapy.",
    "Use this app instead of your medication.",
    "You feel better now. Stop taking the pills.",
    "STOP TAKING YOUR TABLETS.",
]
ALLOWED = [
    "If you stop taking your tablets, tell your doctor the same day.",
    "Ask whether to change the dose.",
    "Yoga is an addition, and never in place of your therapy.",
    "Don't stop, skip or cut down your tablets on your own.",
    "The prescriber can lower the dose.",
    "Don't stop taking your tablets on your own.",
    "Do not stop your medication.",
    "Never stop your medication abruptly.",
    "Nobody should stop taking their tablets alone.",
    "Avoid a sudden change: don't halve the dose.",
    "Ask your prescriber whether to lower the dose.",
    "Talk to your prescriber before you change the dose.",
    "Tell your doctor if you want to stop your medication.",
    "Your doctor can lower the dose safely.",
    "Ask whether a different dose could help.",
    "Stopping suddenly can be dangerous.",
    "Keep taking your tablets as prescribed.",
    "Don't stop drinking at once: withdrawal can be dangerous.",
    "Don't go cold turkey.",
    "Start a sleep diary.",
    "Stop and breathe.",
    "Leave a message for your therapist.",
    "Yoga beside therapy can help, not instead of therapy.",
    "",
]


@pytest.mark.parametrize("text", FORBIDDEN)
def test_a_text_that_tells_somebody_to_do_what_is_never_advised_is_found(text):
    """
    Starting, stopping or changing medicine, quitting alone, and leaving care are never advised.
    """
    assert forbidden_phrase(text) is not None


@pytest.mark.parametrize("text", ALLOWED)
def test_a_text_that_warns_or_asks_somebody_is_fine(text):
    """
    A warning against it, and asking the prescriber about it, are what should be said.
    """
    assert forbidden_phrase(text) is None


@pytest.mark.parametrize("act", sorted(FORBIDDEN_ACTS))
def test_a_recommendation_with_a_forbidden_act_does_not_load(act):
    """
    A rulebook that makes somebody do it is refused as a whole.
    """
    document = _document()
    document["recommendations"][0]["acts"] = ["talk", act]

    with pytest.raises(RulebookError, match=rf"R405.*makes somebody `{act}`"):
        load(document)


@pytest.mark.parametrize(
    "path", ["title", "client.what", "client.title", "relative.how", "clinician.how"]
)
def test_a_recommendation_with_a_forbidden_text_does_not_load(path):
    """
    All texts are read, for every reader.
    """
    document = _document()
    reader, _, part = path.rpartition(".")
    holder = document["recommendations"][0][reader] if reader else document["recommendations"][0]
    holder[part] = ["Stop your medication."] if part == "how" else "Stop your medication."

    with pytest.raises(RulebookError, match=r"R406.*Stop your medication"):
        load(document)


def test_no_recommendation_of_the_shipped_rulebook_carries_a_forbidden_act(shipped):
    """
    Whatever else changes in the rules, this does not.
    """
    carrying = [
        step.id for step in shipped.recommendations.values() if FORBIDDEN_ACTS & set(step.acts)
    ]

    assert [] == carrying


def test_no_text_of_the_shipped_rulebook_tells_anyone_what_is_never_advised(shipped):
    """
    Titles, what to do and how, for every reader.
    """
    said = {
        text: forbidden_phrase(text)
        for step in shipped.recommendations.values()
        for text in _texts(step)
    }

    assert {} == {text: phrase for text, phrase in said.items() if phrase is not None}


def test_every_recommendation_of_the_shipped_rulebook_says_what_it_makes_somebody_do(shipped):
    """
    An act that is not named cannot be checked; a warning makes nobody do anything.
    """
    silent = [
        step.id
        for step in shipped.recommendations.values()
        if step.kind == "action" and not step.acts
    ]

    assert [] == silent


def _document():
    document = copy.deepcopy(document_of(0, 4))
    assert document["recommendations"][0]["id"] == "core-0"
    return document


def _texts(step: Recommendation) -> list[str]:
    texts = [step.text(reader) for reader in ("client", "relative", "clinician")]
    found = [step.title]
    for text in texts:
        if text is not None:
            found += [text.title or "", text.what, *text.how]
    return found
