"""
Whether an answer could change the plan: two situations that show it, or none.

A fact is worth asking when, for some answers to other questions (any of which may also stay
unknown), two of its own answers give plans that differ in safety, recommendations, not_yet,
excluded or warnings. Such a pair is looked for where it most likely is: in the terms of the
conditions that read the fact, with all else so that this fact alone decides. Where nothing is
found, and too much is possible to try it all, the fact counts as worth asking.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, product
from math import prod
from random import Random
from typing import TypeAlias

from nextsteps.language import Always, Condition
from nextsteps.outcome import READER_OF, dangers_holding, waits
from nextsteps.questions.places import Place, Places, places_of
from nextsteps.questions.side import Side
from nextsteps.questions.terms import TRIED, Term, terms_of
from nextsteps.rulebook import Finding, Rulebook
from nextsteps.situation import FactValue, Situation
from nextsteps.truth import Truth
from nextsteps.unsettled import Reading
from nextsteps.values import ASKER, kind_of, values_that_matter

Answers: TypeAlias = Mapping[str, FactValue]

MOST_BACKGROUNDS = 40
"""At most so many ways to answer the other questions are looked through for one fact."""
MOST_TRIED = 400
"""Where no more combinations of answers than this are possible, all of them are tried."""
_TERMS, _CONTEXTS, _MOST_KEPT = 3, 2, 12
_RANDOM, _SEED, _SHARE_DRAWN = 12, 1, 0.5


@dataclass(frozen=True, slots=True)
class Witness:
    """Two answers about one fact that, with the same `others` learnt, give different plans."""

    fact: str
    others: Answers
    answers: tuple[FactValue, FactValue]


@dataclass
class Search:
    """
    Looks for witnesses in one situation.

    `open` are the facts that may still be learnt, `candidates` those of them that could turn
    anything, for certain.
    """

    rulebook: Rulebook
    situation: Situation
    reading: Reading
    open: frozenset[str]
    candidates: frozenset[str]
    _sides: dict[frozenset[tuple[str, FactValue]], Side] = field(default_factory=dict, repr=False)

    @classmethod
    def of(
        cls, rulebook: Rulebook, situation: Situation, reading: Reading, candidates: Iterable[str]
    ) -> "Search":
        """Return a search; *candidates* hold every fact that could turn anything."""
        unknown = values_that_matter(rulebook).keys() - reading.known.facts.keys()
        vocabulary = situation.vocabulary().facts
        may_be_learnt = (name for name in unknown if not vocabulary[name].measured)
        return cls(
            rulebook,
            situation,
            reading,
            frozenset(may_be_learnt) - situation.declined,
            frozenset(candidates),
        )

    def is_worth_asking(self, fact: str) -> bool:
        """Whether an answer could change the plan; yes also where that could not be settled."""
        if self.witness(fact) is not None:
            return True
        return self._combinations > MOST_TRIED

    def witness(self, fact: str) -> Witness | None:
        """Return a pair of answers that matters, with few others learnt; None if none is found."""
        values = self._values[fact]
        for learnt, wanted in islice(self._backgrounds(fact), MOST_BACKGROUNDS):
            others = {name: value for name, value in learnt.items() if name != fact}
            fitting = [one for one in values if one in wanted] if wanted else []
            rest = [one for one in values if one not in fitting]
            pairs = product(fitting[:1], rest[:3]) if fitting else product(rest[:1], rest[1:])
            for one, other in pairs:
                if self._differ(fact, others, one, other):
                    return Witness(fact, others, (one, other))
        if self._combinations <= MOST_TRIED:
            return self._by_trying(fact)
        return None

    # Outcomes

    def _differ(self, fact: str, others: Answers, one: FactValue, other: FactValue) -> bool:
        return self._side({**others, fact: one}).differs(self._side({**others, fact: other}))

    def _side(self, answers: Answers) -> Side:
        if len(answers) > _MOST_KEPT:  # such a one hardly comes twice
            return Side.of(self.rulebook, self.situation, answers)
        key = frozenset(answers.items())
        if key not in self._sides:
            self._sides[key] = Side.of(self.rulebook, self.situation, answers)
        return self._sides[key]

    # Backgrounds: what others are learnt, and which values of the fact would complete a term

    def _backgrounds(self, fact: str) -> Iterator[tuple[Answers, frozenset[FactValue]]]:
        linked = self._places.linked(fact)
        calm = {name: value for name, value in self._calm.items() if name not in linked}
        for place in filter(self._may_turn, self._places.reading(fact)):
            for term in islice(self._terms(place, fact), _TERMS):
                wanted = term.get(fact, frozenset())
                apart = self._apart(term, fact)
                for answers in islice(self._with_context(place, apart, linked), _CONTEXTS):
                    yield answers, wanted
                    yield {**calm, **answers}, wanted
        yield {}, frozenset()
        random = Random(f"{_SEED} {fact}")  # noqa: S311  (the same for the same fact)
        for _ in range(_RANDOM):
            yield self._drawn(random, linked), frozenset()

    def _may_turn(self, place: Place) -> bool:
        """Whether what is known leaves the place open, or a step may come back by it."""
        evaluation = self.reading.evaluation
        if evaluation.needs.get(place.target) is Truth.FALSE:  # dangers have no needs
            return False
        unknown = place.truth(evaluation) is Truth.UNKNOWN
        return unknown or place.target in self.reading.known.tried

    def _terms(self, place: Place, fact: str) -> Iterator[Term]:
        """Yield terms that turn on *fact*; where it is not named, on what follows from it."""
        terms = terms_of(self.rulebook).of(place.condition, Truth.TRUE)
        named = [term for term in terms if fact in term]
        linked = self._places.linked(fact)
        for term in named or [term for term in terms if term.keys() & linked]:
            if self._fits(term):
                yield term

    def _apart(self, term: Term, fact: str) -> Term:
        """Return *term* without the fact, and without what an answer about it settles."""
        settled = self._places.linked(fact)
        if fact in term:  # then only what follows upon it; what opened it stays as it must be
            vocabulary = self.rulebook.situation.vocabulary().facts
            settled = frozenset(one for one in settled if vocabulary[one].follows == fact) | {fact}
        return {name: values for name, values in term.items() if name not in settled}

    def _fits(self, term: Term) -> bool:
        """Whether nothing that is known, or will never be, stands against *term*."""
        known = self.reading.known
        for name, values in term.items():
            if name.startswith(TRIED):
                if known.tried.get(name.removeprefix(TRIED)) not in values:
                    return False
            elif name in known.facts:
                if kind_of(self.rulebook, name, known.facts[name]) not in values:
                    return False
            elif name not in self.open:
                return False
        return True

    def _with_context(self, place: Place, term: Term, linked: frozenset[str]) -> Iterator[Answers]:
        """Yield answers that fulfil *term* and let the place's recommendation be given."""
        answers = self._answers(term)
        if place.kind == "danger":
            yield answers
            return
        targets = [place.target]
        if place.kind == "contradiction":
            entries = self.rulebook.recommendations.values()
            targets = [entry.id for entry in entries if entry.drastic]
        for target in targets:
            for support in self._support(target, place, linked):
                yield {**support, **answers}

    def _support(self, target: str, place: Place, linked: frozenset[str]) -> Iterator[Answers]:
        """What makes somebody be recommended *target*, and in words that are for them."""
        base = {**self._asker(target), **self._first_term(self._needs(target), linked)}
        if place.kind == "recommend":
            entry = self.rulebook.recommendations[target]
            if waits(entry, self._dangers):
                yield from self._withheld(target, base, linked)
            yield base
            return
        rules = self.rulebook.rules_about(target, "recommend")
        conditions = self.rulebook.conditions
        truths = self.reading.evaluation.rules
        if any(truths[rule.id] is Truth.TRUE for rule in rules):
            yield base
        for rule in rules:
            if truths[rule.id] is Truth.UNKNOWN:
                found = self._first_term(conditions.rules[rule.id], linked)
                if found:
                    yield {**base, **found}

    def _withheld(self, target: str, base: Answers, linked: frozenset[str]) -> Iterator[Answers]:
        """What would have *target* withheld, where it could not be given now anyway."""
        for kind in ("exclude", "not_yet"):
            for rule in self.rulebook.rules_about(target, kind):
                found = self._first_term(self.rulebook.conditions.rules[rule.id], linked)
                if found:
                    yield {**base, **found}

    @cached_property
    def _dangers(self) -> tuple[Finding, ...]:
        return dangers_holding(self.rulebook, self.reading)

    def _needs(self, target: str) -> Condition:
        return self.rulebook.conditions.needs.get(target, Always())

    def _asker(self, target: str) -> Answers:
        """Who would be told of *target*, where it is not known who asks."""
        entry = self.rulebook.recommendations[target]
        if ASKER in self.reading.known.facts or entry.client is not None:
            return {}
        reader = "relative" if entry.relative is not None else "clinician"
        asker = next(one for one, reads in READER_OF.items() if reads == reader)
        return {ASKER: str(asker)} if ASKER in self.open else {}

    def _first_term(self, condition: Condition, linked: frozenset[str]) -> Answers:
        for term in terms_of(self.rulebook).of(condition, Truth.TRUE):
            if self._fits(term) and not term.keys() & linked:
                return self._answers(term)
        return {}

    def _answers(self, term: Term) -> dict[str, FactValue]:
        """One value for each fact of *term* that is not known yet, the calm one if it will do."""
        return {
            name: self._calm[name] if self._calm.get(name) in values else min(values, key=str)
            for name, values in term.items()
            if name in self.open
        }

    @cached_property
    def _calm(self) -> Answers:
        calm = self._places.calm
        return {name: calm[name] for name in sorted(self.open) if name in calm}

    def _drawn(self, random: Random, linked: frozenset[str]) -> Answers:
        """Any answers to about half of the other questions."""
        return {
            name: random.choice(self._values[name])
            for name in sorted(self.open & self._values.keys())
            if name not in linked and random.random() < _SHARE_DRAWN
        }

    @property
    def _places(self) -> Places:
        return places_of(self.rulebook)

    @property
    def _values(self) -> Mapping[str, tuple[FactValue, ...]]:
        return values_that_matter(self.rulebook)

    # All there is

    @cached_property
    def _combinations(self) -> int:
        """How many situations there are in which some of the open facts are learnt."""
        return prod(len(self._values[name]) + 1 for name in self.candidates)

    def _by_trying(self, fact: str) -> Witness | None:
        others = [name for name in sorted(self.candidates) if name != fact]
        choices = [(None, *self._values[name]) for name in others]
        for chosen in product(*choices):
            answers = {
                name: value for name, value in zip(others, chosen, strict=True) if value is not None
            }
            values = self._values[fact]
            for other in values[1:]:
                if self._differ(fact, answers, values[0], other):
                    return Witness(fact, answers, (values[0], other))
        return None
