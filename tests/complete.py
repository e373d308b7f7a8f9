"""Complete situations, in which every fact that can be asked is known, and who answers by one."""

from random import Random
from typing import Any, Literal

from nextsteps import Fact, Interview, Rulebook, Situation
from nextsteps.interview import OpenQuestion
from nextsteps.known import known_of
from nextsteps.situation.implied import with_implied
from tests.strategies import safe

Likeness = Literal["lifelike", "any"]


def complete_situation(
    rulebook: Rulebook, random: Random, likeness: Likeness = "any", **fixed: Any
) -> Situation:
    """
    Return a situation in which nothing is left to ask, and no answer denies another.

    "any" draws every fact evenly, so nearly all are emergencies; "lifelike" begins with a
    vignette and fills in the rest so that dangers are rare.
    """
    model = rulebook.situation
    story = _story(rulebook, random) if likeness == "lifelike" else {}
    facts: dict[str, Any] = {**story, **fixed}
    vocabulary = model.vocabulary().facts
    openers_first = sorted(vocabulary.values(), key=lambda one: one.follows is not None)
    for one in openers_first:
        if one.measured or one.name in facts:
            continue
        denied = with_implied({str(one.follows): False}, vocabulary) if one.follows else {}
        if one.name in denied and facts[str(one.follows)] is False:
            facts[one.name] = denied[one.name]
        else:
            facts[one.name] = _value(one, random, likeness)
    if facts.get("raised_with_therapist") is False:
        facts.pop("raised_result", None)
    return model.model_validate(facts)


def _story(rulebook: Rulebook, random: Random) -> dict[str, Any]:
    vignette = random.choice([rulebook.vignettes[name] for name in sorted(rulebook.vignettes)])
    told = rulebook.situation.model_validate(dict(vignette.facts))
    facts = known_of(told, rulebook).facts
    vocabulary = rulebook.situation.vocabulary().facts
    return {name: value for name, value in facts.items() if not vocabulary[name].measured}


def _value(one: Fact, random: Random, likeness: Likeness) -> Any:
    lifelike = likeness == "lifelike"
    if lifelike and one.danger is not None and random.random() < 0.98:
        return safe(one)
    match one.kind:
        case "yes_no":
            return random.random() < (0.2 if lifelike else 0.5)
        case "choice":
            return random.choice(one.choices)
        case "text":
            return random.choice(("US", "GB", "DE"))
        case "whole":
            return random.randint(int(one.low or 0), min(int(one.high or 0), 40))
        case "decimal":
            return round(random.uniform(one.low or 0, min(one.high or 0, 40)), 1)


def answer_by(situation: Situation, interview: Interview) -> Interview:
    """Answer the open question as *situation* has it; skip it where it says nothing."""
    question = interview.question
    assert question is not None
    facts = situation.facts()
    names = [one.name for one in question.facts]
    if not any(name in facts for name in names):
        return interview.skip()
    if question.kind == "several":
        return interview.answer([_member(one) for one in question.facts if facts.get(one.name)])
    return interview.answer(facts[names[0]])


def random_answer(question: OpenQuestion, random: Random) -> Any:
    """Any answer that the question has."""
    if question.kind == "several":
        return [_member(one) for one in question.facts if random.random() < 0.3]
    return _value(question.facts[0], random, "any")


def _member(one: Fact) -> str:
    return one.member or one.name
