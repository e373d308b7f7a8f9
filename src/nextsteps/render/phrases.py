"""The fixed words of plans in other languages, and the list of all that there are."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from nextsteps.interview.question import LEVELS, MATTERS
from nextsteps.render import scores
from nextsteps.render.blocks import CONTENTS, SKIP
from nextsteps.render.explanation import compare, voice
from nextsteps.render.words import (
    CRITERION_NAMES,
    FALLEN_BACK,
    NOT_A_DEVICE,
    NOT_A_DEVICE_IN_SHORT,
    PLACES,
    SAFETY_TITLE,
    VERDICTS,
    WORDS,
    Words,
)
from nextsteps.situation import Situation
from nextsteps.translation import Interpreter
from nextsteps.translation.plan import OUTCOMES, SET_REASONS
from nextsteps.translation.question import WORDS_OF_ANSWERS

SAID_IN_PLACE = (
    "Emergency",
    "your local emergency number",
    "Not every number is verified; if one fails, call the emergency number.",
    "Numbers last checked on {}.",
    "and {} more",
    "not until {}",
    "Find out",
    "Made by rulebook {}.",
    "{} against {}",
    "{} comes before {}: {}.",
    "to be done {}, the other {}",
    "when there is time",
    "What this rests on",
    "Step",
    "step",
    "rule",
    "finding",
    "fact",
    "Yes",
    "No",
    "yes",
    "no",
    "{} over time",
    "week {}",
    "cut-off {}",
    "remission below {}",
    "The cut-off is {}.",
    "{} more",
    "How large a change must be to count is not agreed for it.",
)
"""What is said where it is needed; a test finds them all in the source."""


SAID_IN_AN_INTERVIEW = (
    "Besides an answer you can type {} (why is this asked), {} (cannot say), "
    "{} (rather not say), {} (back) or {} (stop and see the plan).",
    "Question",
    "Answer",
    "the last one",
    "{} left",
    "{} to {} left",
    "What it could change:",
    "Type yes to go on with the questions; anything else stops here",
    "This should not wait",
    "Type {} for the whole plan.",
    "no step",
    "What comes first is settled",
    "More answers can still change the rest; type {} to see the plan.",
    "No further answer could change the plan.",
    "Your answers are in {}; the same command goes on from there.",
    "Which of these are so ({})?",
    "the numbers of those that are so, or none",
    "a number from {} to {}",
    "a whole number from {} to {}",
    "yes or no",
    "text",
    "The answer can settle {}.",
)
"""What an interview says around its questions."""


def words_in(words: Words, into: Interpreter) -> Words:
    """Return the set phrases of one reader in another language."""
    if into.is_english:
        return words
    said: dict[str, Any] = {}
    for one in fields(words):
        value = getattr(words, one.name)
        if isinstance(value, str):
            said[one.name] = into.say(value)
        else:
            said[one.name] = {key: into.say(text) for key, text in value.items()}
    return Words(**said)


def fixed_words(situation: type[Situation] = Situation) -> tuple[str, ...]:
    """Return every set phrase that a client can be shown, in its order, each once."""
    return tuple(dict.fromkeys(text for text in _phrases(situation) if text))


def _phrases(situation: type[Situation]) -> Iterator[str]:
    words = WORDS["client"]
    for one in fields(words):
        value = getattr(words, one.name)
        yield from (value,) if isinstance(value, str) else value.values()
    yield from (NOT_A_DEVICE, NOT_A_DEVICE_IN_SHORT, FALLEN_BACK, SKIP, CONTENTS)
    yield from (*SAFETY_TITLE.values(), *VERDICTS.values(), *CRITERION_NAMES.values(), *PLACES)
    yield from (*SET_REASONS, *OUTCOMES, *voice.OUTCOMES.values(), voice.ALWAYS, voice.NOT_SO)
    yield from (*compare.BECAUSE, *scores.SET_PHRASES, *SAID_IN_PLACE)
    yield from (*SAID_IN_AN_INTERVIEW, *LEVELS.values(), MATTERS, *WORDS_OF_ANSWERS)
    for group in situation.vocabulary().groups:
        yield group.replace("_", " ")
    for fact in situation.vocabulary().facts.values():
        if fact.unit is not None:
            yield from (fact.unit, fact.unit.removesuffix("s"))
