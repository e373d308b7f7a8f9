"""
Situations by seed, without Hypothesis: for runs of thousands, which nothing shrinks.

The same kinds as the strategy `situations`, in the same leaning, and many times faster.
"""

from collections.abc import Iterator
from functools import lru_cache
from random import Random
from typing import Any

from pydantic import ValidationError

from nextsteps.rulebook import Rulebook
from nextsteps.situation import Fact, Situation
from nextsteps.testing.read import conditions_of, facts_read
from nextsteps.testing.situations import ASKERS, OUTCOMES, TRIES, told_in_vignettes
from nextsteps.testing.values import dangerous, decisive_numbers, safe, thresholds
from nextsteps.testing.witness import satisfying


def sample(rulebook: Rulebook, seeds: range) -> Iterator[Situation]:
    """
    Yield one situation of *rulebook* per seed; the same seed always gives the same.

    >>> import nextsteps as ns
    >>> one, other = (list(sample(ns.Rulebook.default(), range(3, 5))) for _ in "ab")
    >>> one == other
    True
    """
    for seed in seeds:
        yield _situation(rulebook, Random(seed))  # noqa: S311


def _situation(rulebook: Rulebook, random: Random) -> Situation:
    for _ in range(10):
        stated = _stated(rulebook, random)
        if rulebook.measures and random.random() < 0.15:
            stated["measures"] = _filled(rulebook, random)
        try:
            return rulebook.situation.model_validate(stated)
        except ValidationError:  # a vignette with a fault, or two facts of one list
            continue
    return rulebook.situation()


def _stated(rulebook: Rulebook, random: Random) -> dict[str, Any]:
    drawn = _Drawn(rulebook, random)
    told = told_in_vignettes(rulebook)
    match random.randrange(6):
        case 0:
            return drawn.facts(random.randint(0, 8)) | drawn.beside()
        case 1:
            return drawn.facts(random.randint(20, 120)) | drawn.danger() | drawn.beside()
        case 2 | 3 if told:
            told_one = random.choice(told)
            changed = drawn.facts(random.randint(0, 6)) | drawn.danger()
            return dict(told_one) | changed | {"tried": told_one.tried | drawn.tried()}
        case _:
            apt = satisfying(
                rulebook,
                random.choice(sorted(rulebook.rules)),
                random.randrange(TRIES),
                random.choice(ASKERS),
            )
            return dict(apt or rulebook.situation()) | drawn.facts(random.randint(0, 2))


class _Drawn:
    """Draws parts of a situation."""

    def __init__(self, rulebook: Rulebook, random: Random) -> None:
        self.random = random
        self.steps = tuple(rulebook.recommendations)
        self.numbers, self.read = _leaning(rulebook)

    def facts(self, count: int) -> dict[str, Any]:
        chosen = self.random.sample(self.read, min(count, len(self.read)))
        return {one.name: self._value(one) for one in chosen}

    def _value(self, one: Fact) -> Any:
        match one.kind:
            case "yes_no":
                return self.random.random() < 0.5
            case "choice":
                return self.random.choice(one.choices)
            case "text":
                return None
            case "whole":
                if self.random.random() < 0.3:
                    return self.random.randint(int(one.low or 0), int(one.high or 10_000))
                near = [int(value) for value in self.numbers[one.name] if value == int(value)]
                return self.random.choice(near)
            case "decimal":
                return float(self.random.choice(self.numbers[one.name]))

    def danger(self) -> dict[str, Any]:
        """Mostly nothing; else all safe, so that something else can be seen; else some danger."""
        dangers = [one for one in self.read if one.danger is not None]
        match self.random.randrange(3):
            case 0:
                return {one.name: safe(one) for one in dangers}
            case 1 if dangers:
                some = self.random.sample(dangers, min(len(dangers), self.random.randint(1, 3)))
                return {one.name: dangerous(one) for one in some}
            case _:
                return {}

    def tried(self) -> dict[str, str]:
        some = self.random.sample(self.steps, min(len(self.steps), self.random.randint(0, 3)))
        return {step: self.random.choice(OUTCOMES) for step in some}

    def beside(self) -> dict[str, Any]:
        return {"tried": self.tried()}


@lru_cache(maxsize=8)
def _leaning(rulebook: Rulebook) -> tuple[dict[str, list[float]], tuple[Fact, ...]]:
    """The numbers that decide something, and the facts that are read."""
    near = thresholds(conditions_of(rulebook))
    vocabulary = rulebook.situation.vocabulary().facts
    read = tuple(vocabulary[name] for name in facts_read(rulebook))
    numbers = {
        one.name: decisive_numbers(one, near.get(one.name, ()))
        for one in read
        if one.kind in ("whole", "decimal")
    }
    return numbers, read


def _filled(rulebook: Rulebook, random: Random) -> list[dict[str, Any]]:
    measure = rulebook.measures[random.choice(sorted(rulebook.measures))]
    weeks = sorted(random.sample(range(31), random.randint(1, 4)))
    totals = (random.randint(measure.low, measure.high) for _ in weeks)
    return [
        {"measure": measure.id, "week": week, "total": total - total % measure.factor}
        for week, total in zip(weeks, totals, strict=True)
    ]
