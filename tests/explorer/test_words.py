"""The texts of the explorer are plain: people in distress read them."""

import re
from typing import get_args

from readability import getmeasures

from nextsteps.explorer.front import source_of
from nextsteps.explorer.words import OUTCOMES, SECTIONS, WORDS
from nextsteps.situation import Outcome, Situation

HARDEST_GRADE = 8


def grade(text: str) -> float:
    """The grade of school in which a text can be read."""
    measured: float = getmeasures(text, lang="en")["readability grades"]["Kincaid"]
    return measured


def sentences(text: str) -> list[str]:
    """Sentences a line each, as the measure wants them."""
    return re.findall(r"[^.?!…]+[.?!…]", text)


def test_the_words_around_the_plan_can_be_read_in_grade_eight() -> None:
    """All sentences on the page and in the widget together."""
    body = source_of("index.html").split("<body")[1].replace("$help", "")
    texts = (re.sub(r"<[^>]+>", " ", body), " ".join(WORDS.values()))
    said = [" ".join(one.split()) for text in texts for one in sentences(text)]

    assert grade("\n".join(said)) <= HARDEST_GRADE
    assert len(said) > 15


def test_every_section_of_the_vocabulary_has_a_title() -> None:
    """And no title is for a section that is not there."""
    facts = Situation.vocabulary().facts.values()

    assert {fact.section for fact in facts if not fact.measured} == set(SECTIONS)


def test_every_outcome_has_words() -> None:
    """In the order of the vocabulary."""
    assert tuple(OUTCOMES) == get_args(Outcome)


def test_every_word_is_used_and_every_used_word_is_there() -> None:
    """The JavaScript names the words of its form."""
    used = set()
    for name in ("controls", "form", "question", "plan", "explorer"):
        used |= set(re.findall(r"words\.([a-z_]+)", source_of(f"{name}.js")))
    indexed = {"python", "yaml"}  # the labels of what was copied, by its name

    assert used | indexed == set(WORDS)
