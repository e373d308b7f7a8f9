"""A question of an interview in another language, and answers to it in that language."""

from nextsteps.interview import OpenQuestion
from nextsteps.interview.question import LEVELS, MATTERS
from nextsteps.translation.check import choices_in_words
from nextsteps.translation.interpreter import Interpreter

WORDS_OF_ANSWERS = ("yes", "no", "none", "y", "n")


def question_text(question: OpenQuestion, into: Interpreter) -> str:
    """Return the question in words; of several facts, what they have in common."""
    if question.kind == "several":
        group = str(question.facts[0].group).replace("_", " ")
        return into.say("Which of these are so ({})?").format(into.say(group))
    fact = question.facts[0]
    return into.text(("facts", fact.name, "question"), fact.question)


def question_lines(question: OpenQuestion, into: Interpreter) -> tuple[str, ...]:
    """Return the numbered lines to choose from: of several facts, each in its own words."""
    if question.kind == "several":
        return tuple(
            into.text(("facts", fact.name, "question"), fact.question) for fact in question.facts
        )
    if into.is_english or not question.choices:
        return tuple(choice.replace("_", " ") for choice in question.choices)
    fact = question.facts[0]
    return into.lines(("facts", fact.name, "choices"), choices_in_words(fact))


def question_hint(question: OpenQuestion, into: Interpreter) -> str:
    """Return what may be answered, in a few words."""
    fact = question.facts[0]
    match question.kind:
        case "several":
            return into.say("the numbers of those that are so, or none")
        case "choice":
            return into.say("a number from {} to {}").format(1, len(question.choices))
        case "yes_no":
            return into.say("yes or no")
        case "whole" | "decimal" if fact.low is not None and fact.high is not None:
            number = "a whole number" if question.kind == "whole" else "a number"
            said = into.say(f"{number} from {{}} to {{}}").format(f"{fact.low:g}", f"{fact.high:g}")
            return f"{said} ({into.say(fact.unit)})" if fact.unit else said
        case _:
            return into.say(question.range)


def question_why(question: OpenQuestion, into: Interpreter) -> str:
    """Return why it is asked: the reason of a rule, or else what turns on the answer."""
    for one in question.questions:
        if one.because is not None:
            return into.reason(one.because)
    levels = [one.level for one in question.questions if one.level is not None]
    if levels:
        return into.say("The answer can settle {}.").format(into.say(LEVELS[levels[0]]))
    return into.say(MATTERS)


def could_change(question: OpenQuestion, into: Interpreter) -> tuple[str, ...]:
    """Return the titles of what the answer could bring or take."""
    return tuple(into.title(title) for title in question.could_change)


def in_english(said: str, into: Interpreter) -> str:
    """
    Return an answer as the question reads it: "sí" is yes; English is understood, too.

    >>> from nextsteps.translation import AS_WRITTEN
    >>> in_english("yes", AS_WRITTEN)
    'yes'
    """
    for english in WORDS_OF_ANSWERS:
        if said.casefold() in (one.strip() for one in into.say(english).split(",")):
            return english
    return said
