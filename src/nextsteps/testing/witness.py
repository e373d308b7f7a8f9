"""Situations made to order: facts under which a rule of a rulebook holds."""

from collections.abc import Iterator
from random import Random
from typing import Any

from pydantic import ValidationError

from nextsteps.engine import engine_for
from nextsteps.known import known_of
from nextsteps.language import (
    Always,
    Among,
    And,
    Compare,
    Condition,
    Failed,
    Found,
    IsTrue,
    Not,
    Operator,
    Or,
    Tried,
)
from nextsteps.language.evaluate import COMPARISONS
from nextsteps.rulebook import Rulebook
from nextsteps.situation import Fact, Situation
from nextsteps.truth import Truth

TRIES = 60


def witnesses(rulebook: Rulebook, recommendation: str) -> Iterator[Situation]:
    """Yield situations in which something argues for *recommendation*, as varied as it can be."""
    for rule in _rules_for(rulebook, recommendation):
        for seed in range(TRIES):
            for asker in ("client", "parent", "clinician"):
                situation = satisfying(rulebook, rule, seed, asker)
                if situation is not None:
                    yield situation


def satisfying(rulebook: Rulebook, rule: str, seed: int, asker: str = "client") -> Situation | None:
    """Return a situation in which *rule* holds; None where this seed finds none."""
    wish = _Wish(rulebook, Random(seed))  # noqa: S311
    wish.want(rulebook.conditions.rules[rule], True)
    needs = rulebook.conditions.needs.get(rulebook.rules[rule].target)
    if needs is not None:
        wish.want(needs, True)
    stated = {"asker": asker, **wish.facts, "tried": wish.tried}
    try:
        situation = rulebook.situation.model_validate(stated)
    except ValidationError:  # beside a threshold at the end of a fact's range
        return None
    known = known_of(situation, rulebook)
    holds = engine_for(rulebook).evaluate(known).rules[rule] is Truth.TRUE
    return situation if holds else None


def _rules_for(rulebook: Rulebook, recommendation: str) -> list[str]:
    rules = [rule.id for rule in rulebook.rules_about(recommendation, "recommend")]
    for danger in rulebook.dangers.values():
        if danger.danger is not None and recommendation in danger.danger.core:
            rules += [rule.id for rule in rulebook.rules_about(danger.id, "finding")]
    return rules


class _Wish:
    """Collects facts that make conditions true or false; later wishes win."""

    def __init__(self, rulebook: Rulebook, random: Random) -> None:
        self.rulebook = rulebook
        self.random = random
        self.facts: dict[str, Any] = {}
        self.tried: dict[str, Any] = {}

    def want(self, condition: Condition, wanted: bool) -> None:
        match condition:
            case Always():
                pass
            case IsTrue(fact):
                self.facts[fact] = wanted
            case Compare(fact) | Among(fact):
                self._want_value(fact, condition, wanted)
            case Found(finding):
                self._want_finding(finding, wanted)
            case Tried(step):
                self.tried[step] = "helped" if wanted else "never"
            case Failed(step):
                self.tried[step] = "no_change" if wanted else "helped"
            case Not(part):
                self.want(part, not wanted)
            case And(parts) | Or(parts):
                every = isinstance(condition, And) is wanted
                for part in parts if every else [self.random.choice(parts)]:
                    self.want(part, wanted)

    def _want_finding(self, finding: str, wanted: bool) -> None:
        rules = self.rulebook.conditions.findings[finding]
        for rule in [self.random.choice(rules)] if wanted else rules:
            self.want(self.rulebook.conditions.rules[rule], wanted)

    def _want_value(self, name: str, condition: Compare | Among, wanted: bool) -> None:
        one = self.rulebook.situation.vocabulary().facts[name]
        if one.kind == "choice":
            among = condition.choices if isinstance(condition, Among) else (condition.value,)
            inside = isinstance(condition, Among) or condition.operator == "=="
            fitting = [value for value in one.choices if (value in among) is (inside is wanted)]
            self.facts[name] = self.random.choice(fitting) if fitting else one.choices[0]
            return
        if isinstance(condition, Compare) and not isinstance(condition.value, str):
            self._want_number(one, condition.operator, condition.value, wanted)

    def _want_number(self, one: Fact, operator: Operator, number: float, wanted: bool) -> None:
        sign = operator if wanted else _OPPOSITE[operator]
        current = self.facts.get(one.name)
        if current is None or not COMPARISONS[sign](current, number):
            value = number + {">": 1, "<": -1, "!=": 1}.get(sign, 0)
            self.facts[one.name] = value if one.kind == "whole" else float(value)


_OPPOSITE: dict[Operator, Operator] = {
    "==": "!=",
    "!=": "==",
    "<": ">=",
    ">=": "<",
    ">": "<=",
    "<=": ">",
}


def wished(rulebook: Rulebook, condition: Condition, seed: int) -> Situation | None:
    """Return a situation with few facts in which *condition* should hold; None where none fits."""
    wish = _Wish(rulebook, Random(seed))  # noqa: S311
    wish.want(condition, True)
    try:
        return rulebook.situation.model_validate({**wish.facts, "tried": wish.tried})
    except ValidationError:
        return None
