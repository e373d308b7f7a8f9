"""The places where a plan turns on facts: conditions, what they argue about, what they read."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Literal, TypeAlias

from nextsteps.engine import Evaluation
from nextsteps.language import Condition, fact_names, finding_names, tried_names
from nextsteps.questions.terms import terms_of
from nextsteps.rulebook import Rulebook
from nextsteps.rulebook.entries import RuleKind
from nextsteps.situation import FactValue
from nextsteps.situation.equals import RAISED_FACTS, RAISED_STEP
from nextsteps.truth import Truth
from nextsteps.values import values_that_matter

PlaceKind: TypeAlias = RuleKind | Literal["danger", "needs", "contradiction"]
ARGUING: tuple[RuleKind, ...] = ("recommend", "not_yet", "exclude", "caution")


@dataclass(frozen=True, slots=True)
class Place:
    """One condition; `target` is the recommendation, danger or contradiction that it decides."""

    kind: PlaceKind
    target: str
    rule: str
    condition: Condition

    def truth(self, evaluation: Evaluation) -> Truth:
        """Return what is known of the condition."""
        match self.kind:
            case "needs":
                return evaluation.needs[self.target]
            case "contradiction":
                return evaluation.contradictions[self.target]
            case _:
                return evaluation.rules[self.rule]


@dataclass(frozen=True)
class Places:
    """All places of one rulebook, by the facts that they read."""

    rulebook: Rulebook

    def reading(self, fact: str) -> tuple[Place, ...]:
        """Return the places that read *fact*, or a fact that follows from it."""
        return self._by_fact.get(fact, ())

    def linked(self, fact: str) -> frozenset[str]:
        """Return *fact* and all that an answer about it may say something of."""
        return self._linked.get(fact, frozenset({fact}))

    def facts(self, place: Place) -> frozenset[str]:
        """Return the facts below the condition of *place*."""
        return self._facts_of(place.condition, self._findings)

    @cached_property
    def calm(self) -> Mapping[str, FactValue]:
        """For each fact the value by which the fewest conditions come to hold."""
        votes: dict[str, Counter[FactValue]] = {}
        terms = terms_of(self.rulebook)
        for place in self._all:
            for term in terms.of(place.condition, Truth.TRUE):
                for name, values in term.items():
                    votes.setdefault(name, Counter()).update(values)
        order = values_that_matter(self.rulebook)
        return {
            name: min(reversed(values), key=lambda value: votes[name][value])
            for name, values in order.items()
            if name in votes
        }

    @cached_property
    def _all(self) -> tuple[Place, ...]:
        return tuple(_places(self.rulebook))

    @cached_property
    def _by_fact(self) -> Mapping[str, tuple[Place, ...]]:
        found: dict[str, list[Place]] = {}
        for place in self._all:
            below = self.facts(place)
            if place.target == RAISED_STEP:  # what was raised already is not advised as new
                below |= RAISED_FACTS
            for fact in frozenset().union(*(self.linked(one) for one in below)):
                found.setdefault(fact, []).append(place)
        return {
            fact: tuple(sorted(places, key=lambda one: self._distance(fact, one)))
            for fact, places in found.items()
        }

    def _distance(self, fact: str, place: Place) -> tuple[bool, bool]:
        """Conditions that read the fact themselves come first, and of these the dangers."""
        return fact not in fact_names(place.condition), place.kind != "danger"

    @cached_property
    def _findings(self) -> Mapping[str, frozenset[str]]:
        """The facts below each finding."""
        found: dict[str, frozenset[str]] = {}
        conditions = self.rulebook.conditions
        for finding, rules in conditions.findings.items():
            below = [self._facts_of(conditions.rules[rule], found) for rule in rules]
            found[finding] = frozenset().union(*below)
        return found

    def _facts_of(
        self, condition: Condition, findings: Mapping[str, frozenset[str]]
    ) -> frozenset[str]:
        own = fact_names(condition)
        below = (findings[finding] for finding in finding_names(condition))
        raised = RAISED_FACTS if RAISED_STEP in tried_names(condition) else frozenset()
        return frozenset().union(own, raised, *below)

    @cached_property
    def _linked(self) -> Mapping[str, frozenset[str]]:
        return _links(self.rulebook)


def _places(rulebook: Rulebook) -> Iterator[Place]:
    conditions = rulebook.conditions
    for danger in rulebook.dangers:
        for rule in conditions.findings[danger]:
            yield Place("danger", danger, rule, conditions.rules[rule])
    for name in rulebook.recommendations:
        if name in conditions.needs:
            yield Place("needs", name, "", conditions.needs[name])
        for kind in ARGUING:
            for one in rulebook.rules_about(name, kind):
                yield Place(kind, name, one.id, conditions.rules[one.id])
    for name, condition in conditions.contradictions.items():
        yield Place("contradiction", name, "", condition)


def _links(rulebook: Rulebook) -> dict[str, frozenset[str]]:
    """Facts that follow each other, and those that say the same, stand together."""
    together: dict[str, set[str]] = {}
    vocabulary = rulebook.situation.vocabulary().facts
    pairs = [(one.name, one.follows) for one in vocabulary.values() if one.follows is not None]
    raised = sorted(RAISED_FACTS & vocabulary.keys())
    for one, other in [*pairs, *pairwise(raised)]:
        joined = together.get(one, {one}) | together.get(other, {other})
        together |= dict.fromkeys(joined, joined)
    return {name: frozenset(names) for name, names in together.items()}


@lru_cache(maxsize=8)
def places_of(rulebook: Rulebook) -> Places:
    """Return the places of *rulebook*; they are the same for every situation."""
    return Places(rulebook)
