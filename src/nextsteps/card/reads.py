"""What a rule reads, down to the facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from nextsteps.language import Condition, finding_names, tried_names
from nextsteps.questions.places import Place, places_of
from nextsteps.rulebook import Recommendation, Rule, Rulebook
from nextsteps.verify.checks.unused import READ_BY_THE_PLAN


@dataclass(frozen=True)
class Reading:
    """The facts and outcomes below every condition of a rulebook, through its findings."""

    rulebook: Rulebook

    def of_rule(self, rule: Rule) -> tuple[str, ...]:
        """Return the facts below the condition of *rule*, by name."""
        condition = self.rulebook.conditions.rules[rule.id]
        return self._facts(Place(rule.kind, rule.target, rule.id, condition))

    def of_step(self, step: Recommendation) -> tuple[str, ...]:
        """Return the facts that decide whether *step* applies to somebody, by name."""
        condition = self.rulebook.conditions.needs.get(step.id)
        return () if condition is None else self._facts(Place("needs", step.id, "", condition))

    def tried(self, rule: Rule) -> tuple[str, ...]:
        """Return the recommendations whose outcome *rule* reads, by id."""
        return tuple(sorted(self._tried_below(self.rulebook.conditions.rules[rule.id])))

    @cached_property
    def all_facts(self) -> frozenset[str]:
        """Every fact that a plan can depend on: those of conditions, who asks, and where."""
        conditions = self.rulebook.conditions
        contradictions = conditions.contradictions.items()
        read = [self.of_rule(rule) for rule in self.rulebook.rules.values()]
        read += [self.of_step(step) for step in self.rulebook.recommendations.values()]
        read += [self._facts(Place("contradiction", name, "", one)) for name, one in contradictions]
        by_the_plan = READ_BY_THE_PLAN & self.rulebook.situation.vocabulary().facts.keys()
        return by_the_plan.union(*read)

    def _facts(self, place: Place) -> tuple[str, ...]:
        return tuple(sorted(places_of(self.rulebook).facts(place)))

    def _tried_below(self, condition: Condition) -> frozenset[str]:
        below = (self._tried[finding] for finding in finding_names(condition))
        return tried_names(condition).union(*below)

    @cached_property
    def _tried(self) -> Mapping[str, frozenset[str]]:
        """The outcomes below each finding; findings stand in an order that allows it."""
        conditions = self.rulebook.conditions
        found: dict[str, frozenset[str]] = {}
        for finding, rules in conditions.findings.items():
            own = [conditions.rules[rule] for rule in rules]
            below = [found[one] for rule in own for one in finding_names(rule)]
            found[finding] = frozenset[str]().union(*(tried_names(one) for one in own), *below)
        return found
