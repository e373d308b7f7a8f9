"""The form, from the vocabulary: what may be asked, in which sections, with which answers."""

from collections.abc import Iterator, Mapping
from typing import Any

from nextsteps.explorer.words import OUTCOMES, SECTIONS, WORDS
from nextsteps.rulebook import Rulebook
from nextsteps.situation import Fact
from nextsteps.values import COUNTRY

MAX_SLIDER = 120
"""A number whose range is at most so wide gets a slider beside its field."""


def form_of(rulebook: Rulebook) -> dict[str, Any]:
    """
    Return the questions of *rulebook*'s vocabulary by section, as plain values.

    Facts that questionnaire scores show are left out, for nobody can choose them.

    >>> import nextsteps as ns
    >>> form_of(ns.Rulebook.default())["sections"][0]["facts"][1]["unit"]
    'years'
    """
    facts = rulebook.situation.vocabulary().facts.values()
    sections: dict[str, list[dict[str, Any]]] = {}
    for fact in facts:
        if not fact.measured:
            sections.setdefault(fact.section, []).append(dict(_fact(fact, rulebook)))
    return {
        "sections": [
            {"id": name, "title": SECTIONS.get(name, _readable(name)), "facts": asked}
            for name, asked in sections.items()
        ],
        "outcomes": [list(pair) for pair in OUTCOMES.items()],
        "words": dict(WORDS),
    }


def _fact(fact: Fact, rulebook: Rulebook) -> Iterator[tuple[str, Any]]:
    yield "name", fact.name
    yield "kind", fact.kind
    yield "question", fact.question
    yield "topic", _readable(fact.topic)
    if fact.choices:
        yield "choices", [[one, choice_in_words(fact, one)] for one in fact.choices]
    if fact.low is not None and fact.high is not None:
        yield "low", fact.low
        yield "high", fact.high
        yield "slider", fact.high - fact.low <= MAX_SLIDER
    if fact.unit is not None:
        yield "unit", fact.unit
    if fact.follows is not None:
        yield "follows", fact.follows
    if fact.name == COUNTRY:
        yield "suggested", sorted(rulebook.contacts.keys() - {"*"})


def choice_in_words(fact: Fact, choice: str) -> str:
    """
    Return a choice as it is shown to those who choose.

    >>> choice_in_words(Fact("a", "choice", "b", "c", "D?", words={"x_y": "both"}), "x_y")
    'Both'
    """
    words: Mapping[str, str] = fact.words
    return _readable(words.get(choice, choice))


def _readable(name: str) -> str:
    text = name.replace("_", " ")
    return text[:1].upper() + text[1:]
