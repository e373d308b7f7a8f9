"""
What speaks for and against a recommendation, and the key it is ranked by.

The same as `nextsteps.weighing` and `nextsteps.ranking`. What a rule says is fixed when the
SQL is written, so arguments stand in their order, and only whether they hold is open.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sqlglot import exp

from nextsteps.population.sql.conditions import Codes
from nextsteps.population.sql.terms import (
    Term,
    any_of,
    choose,
    column,
    listed,
    literal,
    same,
    total,
    typed,
)
from nextsteps.ranking import STRENGTHS
from nextsteps.rulebook import Recommendation, Rulebook
from nextsteps.rulebook.entries import STAGES, URGENCIES, Level, Strength, Urgency


@dataclass(frozen=True, slots=True)
class Argument:
    """A rule that speaks for a recommendation, whenever it holds; see `plan.Argument`."""

    rule: str
    ground: str
    strength: Strength
    urgency: Urgency | None

    @property
    def key(self) -> tuple[int, int, str]:
        """The strongest come first."""
        return (STRENGTHS.index(self.strength), self.urgency_place, self.rule)

    @property
    def urgency_place(self) -> int:
        """The place in `URGENCIES` that it raises to; after the last if it raises nothing."""
        return len(URGENCIES) if self.urgency is None else URGENCIES.index(self.urgency)


@dataclass(frozen=True, slots=True)
class Arguments:
    """The arguments of one rulebook as terms over the columns that its truths stand in."""

    rulebook: Rulebook
    codes: Codes

    def of(self, step: str) -> list[Argument]:
        """Return every argument that can be for *step*, strongest first."""
        found = [
            Argument(rule.id, rule.ground or rule.id, rule.strength, rule.urgency)
            for rule in self.rulebook.rules_about(step, "recommend")
        ]
        for danger, level in self.dangers_of(step):
            rules = self.rulebook.rules_about(danger, "finding")
            found += [Argument(rule.id, danger, "strong", level) for rule in rules]
        return sorted(found, key=lambda argument: argument.key)

    def dangers_of(self, step: str) -> list[tuple[str, Level]]:
        """Return the dangers that *step* is a core step of, with their levels."""
        return [
            (name, finding.danger.level)
            for name, finding in self.rulebook.dangers.items()
            if finding.danger is not None and step in finding.danger.core
        ]

    # Whether, which and how many

    def truth(self, rule: str) -> Term:
        """Return the truth of the rule, NULL if unknown: a CASE takes that for "no"."""
        return column(self.codes.rules[rule])

    def any_holds(self, rules: Iterable[str]) -> Term:
        """Return whether one of *rules* holds."""
        return any_of(self.truth(rule) for rule in rules)

    def is_supported(self, step: str) -> Term:
        """Return whether anything known speaks for *step*."""
        return self.any_holds(argument.rule for argument in self.of(step))

    def is_core(self, step: str) -> Term:
        """Return whether *step* is a core step of a danger that holds."""
        return self._any_found(name for name, _ in self.dangers_of(step))

    def rules_for(self, step: str) -> Term:
        """Return the ids of the rules that speak for *step*, strongest first."""
        return listed((one.rule, self.truth(one.rule)) for one in self.of(step))

    def rules_against(self, step: str) -> Term:
        """Return the ids of the cautions that hold."""
        cautions = self.rulebook.rules_about(step, "caution")
        return listed((rule.id, self.truth(rule.id)) for rule in cautions)

    def grounds_for(self, step: str) -> Term:
        """Return how many distinct grounds speak for *step*."""
        return self._count((one.ground, one.rule) for one in self.of(step))

    def grounds_against(self, step: str) -> Term:
        """Return how many distinct grounds speak against *step*."""
        cautions = self.rulebook.rules_about(step, "caution")
        return self._count((rule.ground or rule.id, rule.id) for rule in cautions)

    def _count(self, arguments: Iterable[tuple[str, str]]) -> Term:
        grounds: dict[str, list[str]] = {}
        for ground, rule in arguments:
            grounds.setdefault(ground, []).append(rule)
        return total(
            choose([(self.any_holds(rules), literal(1))], literal(0)) for rules in grounds.values()
        )

    def _any_found(self, findings: Iterable[str]) -> Term:
        return any_of(self._finding(name) for name in findings)

    # Ranks: each the place of a value in its list, so that lower is better

    def urgency(self, entry: Recommendation) -> Term:
        """Return the place in `URGENCIES` of its own urgency, or of what an argument raises."""
        own = URGENCIES.index(entry.urgency)
        return self._first(entry.id, lambda argument: argument.urgency_place, own)

    def strength(self, step: str) -> Term:
        """Return the place in `STRENGTHS` of the strongest argument."""
        weakest = len(STRENGTHS) - 1
        return self._first(step, lambda one: STRENGTHS.index(one.strength), weakest)

    def _first(self, step: str, place: Callable[[Argument], int], otherwise: int) -> Term:
        cases: list[tuple[Term, Term]] = []
        for wanted in range(otherwise):
            rules = [one.rule for one in self.of(step) if place(one) == wanted]
            if rules:
                cases.append((self.any_holds(rules), literal(wanted)))
        return choose(cases, literal(otherwise))

    def core(self, step: str) -> Term:
        """Return the place in `URGENCIES` of the gravest danger that *step* is core to."""
        return self.gravest(self.dangers_of(step), self._finding)

    def gravest(self, dangers: Iterable[tuple[str, Level]], counts: Callable[[str], Term]) -> Term:
        """Return the place in `URGENCIES` of the gravest danger that *counts*."""
        by_level: dict[Level, list[Term]] = {}
        for name, level in dangers:
            by_level.setdefault(level, []).append(counts(name))
        cases = [
            (any_of(by_level[level]), literal(place))
            for place, level in enumerate(URGENCIES)
            if level in by_level
        ]
        return choose(cases, literal(len(URGENCIES)))

    def _finding(self, name: str) -> Term:
        return column(self.codes.findings[name])

    def declined(self, step: str) -> Term:
        """Return whether the person has declined *step*."""
        return same(column(self.codes.tried[step]), "declined")

    def sort_keys(self) -> Iterator[tuple[Recommendation, Term]]:
        """Yield for each recommendation one whole number to sort by; see `ranking.CRITERIA`."""
        entries = list(self.rulebook.recommendations.values())
        order = sorted(entries, key=lambda one: (STAGES.index(one.stage), one.id))
        most = 1 + max((self._most_grounds(entry.id) for entry in entries), default=0)
        for entry in entries:
            against = exp.Sub(
                this=self.grounds_against(entry.id), expression=self.grounds_for(entry.id)
            )
            yield (
                entry,
                _packed(
                    (self.urgency(entry), len(URGENCIES)),
                    (literal(int(not entry.is_safety_step)), 2),
                    (self.core(entry.id), len(URGENCIES) + 1),
                    (self.strength(entry.id), len(STRENGTHS)),
                    (exp.paren(exp.Add(this=against, expression=literal(most))), 2 * most),
                    (choose([(self.declined(entry.id), literal(1))], literal(0)), 2),
                    (literal(order.index(entry)), len(order)),
                ),
            )

    def _most_grounds(self, step: str) -> int:
        return max(len(self.of(step)), len(self.rulebook.rules_about(step, "caution")))


def _packed(*digits: tuple[Term, int]) -> Term:
    """Return one whole number from digits, the first the weightiest, each below its base."""
    parts: list[Term] = []
    weight = 1
    for digit, base in reversed(digits):
        parts.append(exp.Mul(this=typed(digit, "BIGINT"), expression=literal(weight)))
        weight *= base
    return total(parts)
