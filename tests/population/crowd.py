"""Thousands of situations, quickly: stories and random facts mixed by a seed."""

from functools import cache
from random import Random
from typing import Any

from nextsteps import Fact, Rulebook, Situation
from tests.strategies import DENSE_FACTS, OUTCOMES, STEPS, Clinic, document_of, load
from tests.strategies import dangerous as gravest

People = dict[str, Situation]


def _any_value(fact: Fact, random: Random) -> Any:
    if fact.danger is not None and random.random() < 0.2:
        return gravest(fact)
    low, high = fact.low or 0.0, 60.0 if fact.high is None else fact.high
    match fact.kind:
        case "yes_no":
            return random.random() < 0.5
        case "choice":
            return random.choice(fact.choices)
        case "text":
            return random.choice(("US", "DE", "ZZ"))
        case "whole":
            return random.randint(int(low), int(min(high, low + 60)))
        case "decimal":
            return random.choice((low, low + 0.5, min(high, 12.0), random.uniform(low, high)))


@cache
def crowd(count: int) -> People:
    """
    People for the shipped rulebook.

    Each is one of its stories, most with parts of another one and a few random facts.
    """
    rulebook = Rulebook.default()
    vocabulary = rulebook.situation.vocabulary().facts
    stories = [
        rulebook.situation.model_validate(dict(vignette.facts))
        for vignette in rulebook.vignettes.values()
    ]
    found: People = {}
    for number in range(count):
        random = Random(number)  # noqa: S311  (nothing secret)
        first, other = random.choice(stories), random.choice(stories)
        facts = dict(first.facts())
        if random.random() < 0.6:
            facts |= {name: value for name, value in other.facts().items() if random.random() < 0.5}
        for name in random.sample(sorted(vocabulary), random.choice((0, 2, 6, 40))):
            facts[name] = _any_value(vocabulary[name], random)
        tried = {**other.tried, **first.tried} | _tried(random, tuple(rulebook.recommendations))
        found[f"person {number}"] = rulebook.situation(**facts, tried=tried)
    return found


def _tried(random: Random, steps: tuple[str, ...]) -> dict[str, str]:
    chosen = random.sample(steps, min(len(steps), random.choice((0, 0, 1, 4))))
    return {step: random.choice(OUTCOMES) for step in chosen}


@cache
def generated(seed: int) -> tuple[Rulebook, People]:
    """A generated rulebook, and people who know much or little of what it reads."""
    random = Random(seed)  # noqa: S311
    rulebook = load(document_of(seed, random.randint(10, 40)))
    vocabulary = Clinic.vocabulary().facts
    steps = tuple(step for step in STEPS if step in rulebook.recommendations)
    people: People = {}
    for number in range(80):
        known = random.choice((0.1, 0.5, 0.9))
        facts = {
            name: _any_value(vocabulary[name], random)
            for name in DENSE_FACTS
            if random.random() < known
        }
        people[f"person {number}"] = Clinic(**facts, tried=_tried(random, steps))
    return rulebook, people
