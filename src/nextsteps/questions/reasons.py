"""
Which unknown facts could turn something in a plan, and what: all of them, and maybe more.

A condition can only turn out otherwise where it is UNKNOWN now, and only by the facts that
keep it so or by facts linked to these. So no fact that matters is left out here; those that
cannot matter after all are sorted out by a search for a witness.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from nextsteps.language import Condition, Or
from nextsteps.measures.derive import WEEKS_FACT
from nextsteps.outcome import dangers_holding, waits
from nextsteps.questions.places import places_of
from nextsteps.rulebook import Finding, Reader, Recommendation, Rulebook
from nextsteps.rulebook.entries import URGENCIES, Level, RuleKind
from nextsteps.situation import Situation
from nextsteps.situation.equals import RAISED_FACTS, RAISED_STEP
from nextsteps.truth import Truth, disjunction
from nextsteps.unsettled import Reading
from nextsteps.values import ASKER, COUNTRY, values_that_matter


@dataclass
class Reasons:
    """Why one fact is worth asking."""

    because: str | None = None
    dangers: dict[str, Level] = field(default_factory=dict)
    recommendations: set[str] = field(default_factory=set)

    @property
    def level(self) -> Level | None:
        """The gravest danger that the fact could settle."""
        return min(self.dangers.values(), key=URGENCIES.index, default=None)


def reasons_to_ask(
    rulebook: Rulebook, situation: Situation, reading: Reading, reader: Reader
) -> Mapping[str, Reasons]:
    """Return every fact that is unknown and could turn something, with what it could turn."""
    found = _Found(rulebook, situation, reading, reader)
    found.about_dangers()
    found.about_recommendations()
    found.about_reader_and_contacts()
    found.as_rules_say()
    return found.reasons


@dataclass
class _Found:
    rulebook: Rulebook
    situation: Situation
    reading: Reading
    reader: Reader
    reasons: dict[str, Reasons] = field(default_factory=dict)

    def about_dangers(self) -> None:
        for danger in self.rulebook.dangers.values():
            if danger.danger is None:
                continue
            for fact in self._askable(self.reading.open_facts_of_finding(danger.id)):
                reason = self.reasons.setdefault(fact, Reasons())
                reason.dangers[danger.id] = danger.danger.level
                reason.recommendations |= set(danger.danger.core)

    def about_recommendations(self) -> None:
        for entry in self.rulebook.recommendations.values():
            if self._is_for_a_reader(entry):
                for fact in self._askable(self._open_facts_about(entry)):
                    self.reasons.setdefault(fact, Reasons()).recommendations.add(entry.id)

    def about_reader_and_contacts(self) -> None:
        """Who asks decides what is for them, and where they are whom they can call."""
        for fact in self._askable({ASKER, COUNTRY}):
            self.reasons.setdefault(fact, Reasons())

    def as_rules_say(self) -> None:
        for rule in self.rulebook.rules.values():
            holds = self.reading.evaluation.rules[rule.id] is Truth.TRUE
            if rule.kind == "ask" and holds and rule.target in self.reasons:
                self.reasons[rule.target].because = rule.because

    def _is_for_a_reader(self, entry: Recommendation) -> bool:
        """Whether it is, or may turn out to be, for the one who reads the plan."""
        return entry.text(self.reader) is not None or ASKER not in self.reading.known.facts

    def _open_facts_about(self, entry: Recommendation) -> set[str]:
        """What is open of anything that decides whether, how and when it is given."""
        truths, conditions = self.reading.evaluation, self.reading.conditions
        needs = truths.needs.get(entry.id, Truth.TRUE)
        support = self._support(entry.id)
        if needs is Truth.FALSE or support is Truth.FALSE:
            return set()
        only_waits = self._only_waits(entry)
        if only_waits and not self._may_be_withheld(entry):
            return set()
        arguing: list[RuleKind] = ["recommend"]
        excluding = self.rulebook.rules_about(entry.id, "exclude")
        is_excluded = any(truths.rules[rule.id] is Truth.TRUE for rule in excluding)
        if not is_excluded or self._may_be_core(entry.id):
            arguing += ["caution", "not_yet", "exclude"]
        elif support is Truth.TRUE:
            arguing = []
        if only_waits:  # then it counts whether it is withheld, not how much speaks for it
            idle = ("caution", "recommend") if support is Truth.TRUE else ("caution",)
            arguing = [kind for kind in arguing if kind not in idle]
        rules = [rule.id for kind in arguing for rule in self.rulebook.rules_about(entry.id, kind)]
        found = {fact for rule in rules for fact in self.reading.open_facts_of_rule(rule)}
        if entry.id in conditions.needs:
            found |= self.reading.open_facts(conditions.needs[entry.id])
        if entry.drastic and not is_excluded:
            found |= self._open_of_contradictions
        if entry.id == RAISED_STEP or entry.id in self.reading.known.tried:
            parts = (part for rule in rules for part in _ways(conditions.rules[rule]))
            found = found.union(*(self.reading.open_facts(part) for part in parts))
        return found | RAISED_FACTS if entry.id == RAISED_STEP else found

    @cached_property
    def _open_of_contradictions(self) -> frozenset[str]:
        conditions = self.reading.conditions.contradictions.values()
        return frozenset().union(*(self.reading.open_facts(one) for one in conditions))

    def _only_waits(self, entry: Recommendation) -> bool:
        """Whether it is left for later, given or not; nothing learnt ends a danger that holds."""
        return not self.rulebook.opposites[entry.id] and waits(entry, self._dangers)

    @cached_property
    def _dangers(self) -> tuple[Finding, ...]:
        return dangers_holding(self.rulebook, self.reading)

    def _may_be_withheld(self, entry: Recommendation) -> bool:
        """Whether it may have to be told that it is excluded, or must not be given yet."""
        truths = self.reading.evaluation.rules
        kinds: tuple[RuleKind, ...] = ("not_yet", "exclude")
        rules = (rule for kind in kinds for rule in self.rulebook.rules_about(entry.id, kind))
        return entry.drastic or any(truths[rule.id] is not Truth.FALSE for rule in rules)

    def _support(self, recommendation: str) -> Truth:
        """Whether a rule, or a danger that it is a core step of, speaks for it."""
        truths = [
            self.reading.evaluation.rules[rule.id]
            for rule in self.rulebook.rules_about(recommendation, "recommend")
        ]
        truths += self._dangers_with_core(recommendation)
        return disjunction(truths)

    def _may_be_core(self, recommendation: str) -> bool:
        return any(one is not Truth.FALSE for one in self._dangers_with_core(recommendation))

    def _dangers_with_core(self, recommendation: str) -> list[Truth]:
        return [
            self.reading.evaluation.findings[danger.id]
            for danger in self.rulebook.dangers.values()
            if danger.danger is not None and recommendation in danger.danger.core
        ]

    def _askable(self, facts: Iterable[str]) -> set[str]:
        """The facts linked to *facts* that are unknown and can be asked; one must be read."""
        vocabulary = self.rulebook.situation.vocabulary().facts
        read = values_that_matter(self.rulebook)
        places = places_of(self.rulebook)
        linked = {other for fact in facts for other in places.linked(fact)}
        if any(fact in vocabulary and vocabulary[fact].measured for fact in linked):
            linked.add(WEEKS_FACT)  # what scores show waits for how old they are
        return {
            fact
            for fact in linked
            if fact in read
            and fact not in self.reading.known.facts
            and fact not in self.situation.declined
            and not vocabulary[fact].measured
        }


def _ways(condition: Condition) -> tuple[Condition, ...]:
    """The parts of which any one makes *condition* hold: one of them may be why a step returns."""
    return condition.parts if isinstance(condition, Or) else (condition,)
