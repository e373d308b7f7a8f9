"""
Where one recommendation stands in a plan, before its opposites and dangers are seen.

The same as `nextsteps.weighing`, case by case in its order.
INVARIANT: nothing takes a core step of a danger that holds away.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlglot import exp

from nextsteps.language import FAILURES, Condition, Or, failed_names, tried_names
from nextsteps.outcome import READER_OF
from nextsteps.population.sql.arguments import Arguments
from nextsteps.population.sql.terms import (
    Term,
    all_of,
    among,
    any_of,
    choose,
    column,
    fails,
    listed,
    literal,
    opposite,
    same,
    unknown,
)
from nextsteps.rulebook import Reader, Recommendation
from nextsteps.rulebook.entries import IfUnknown
from nextsteps.situation import Outcome

READERS: tuple[Reader, ...] = ("client", "relative", "clinician")
AS_NEW: tuple[Outcome, ...] = ("never", "declined")
"""Outcomes after which a step is given as if it were new."""


@dataclass(frozen=True, slots=True)
class Places:
    """The places of the recommendations of one rulebook, as terms over its truths."""

    arguments: Arguments

    def place(self, entry: Recommendation) -> Term:
        """Return a `nextsteps.population.Place`; NULL when nothing known speaks for *entry*."""
        return choose(
            [
                (fails(self.arguments.is_supported(entry.id)), literal(None)),
                (self._is_for_others(entry), literal("not_for_this_reader")),
                (self._is_not_given(entry.id), literal("not_applicable")),
                (self.arguments.is_core(entry.id), literal("now")),
                (self._is_retired(entry.id), literal("already_tried")),
                (any_of(term for _, term in self._excluding(entry.id)), literal("excluded")),
                (any_of(term for _, term in self._holding(entry)), literal("not_yet")),
            ],
            literal("now"),
        )

    # Readers and needs

    def _is_for_others(self, entry: Recommendation) -> Term:
        """Whoever is not known to be another reader reads the client's words."""
        strangers = [reader for reader in READERS if entry.text(reader) is None]
        known = {str(who): reader for who, reader in READER_OF.items()}
        asker = self.arguments.codes.facts["asker"]
        askers = [who for who, reader in known.items() if reader in strangers]
        found = [among(column(asker), askers)] if askers else []
        if "client" in strangers:
            found.append(fails(among(column(asker), known)))
        return any_of(found)

    def _is_not_given(self, step: str) -> Term:
        needs = self.arguments.codes.needs.get(step)
        return literal(False) if needs is None else opposite(column(needs))

    def needs_check(self, step: str) -> Term:
        """Return whether it is to be made sure first that *step* applies at all."""
        needs = self.arguments.codes.needs.get(step)
        return literal(False) if needs is None else unknown(column(needs))

    # What was tried

    def _is_retired(self, step: str) -> Term:
        tried = opposite(among(self._outcome(step), AS_NEW))
        again = any_of(term for _, term in self._reasons(step))
        return all_of((tried, fails(again)))

    def again(self, step: str) -> Term:
        """Return the rule that gives *step* again though it was tried; a core step needs none."""
        again = choose((term, literal(rule)) for rule, term in self._reasons(step))
        if isinstance(again, exp.Null):
            return again
        return choose([(self.arguments.is_core(step), literal(None))], again)

    def _reasons(self, step: str) -> Iterator[tuple[str, Term]]:
        """The rules that hold because of a part that reads what came of this very step."""
        others = (*AS_NEW, *sorted(FAILURES))
        for rule in self.arguments.rulebook.rules_about(step, "recommend"):
            condition = self.arguments.rulebook.conditions.rules[rule.id]
            parts = condition.parts if isinstance(condition, Or) else (condition,)
            failed = self._any_part(part for part in parts if step in failed_names(part))
            tried = self._any_part(part for part in parts if step in tried_names(part))
            yield (
                rule.id,
                any_of(
                    (
                        all_of((among(self._outcome(step), sorted(FAILURES)), failed)),
                        all_of((opposite(among(self._outcome(step), others)), tried)),
                    )
                ),
            )

    def _any_part(self, parts: Iterable[Condition]) -> Term:
        return any_of(self.arguments.codes.term(part) for part in parts)

    def _outcome(self, step: str) -> Term:
        return column(self.arguments.codes.tried[step])

    # What excludes it, holds it back, or is to be checked first

    def withheld_by(self, entry: Recommendation, place: str) -> Term:
        """Return the ids of what excludes *entry* or holds it back; *place* is a column."""
        by_rules = any_of(term for _, term in self._holding_rules(entry.id))
        by_conflicts = listed(self._conflicts(entry))
        held = choose([(by_rules, listed(self._holding_rules(entry.id)))], by_conflicts)
        return choose(
            [
                (same(column(place), "excluded"), listed(self._excluding(entry.id))),
                (same(column(place), "not_yet"), held),
            ]
        )

    def checks(self, step: str) -> Term:
        """Return the rules of which it is to be made sure first that they don't hold."""
        found = listed(self._unknown(step, "check"))
        return choose([(self.arguments.is_core(step), literal(""))], found)

    def _excluding(self, step: str) -> list[tuple[str, Term]]:
        rules = self.arguments.rulebook.rules_about(step, "exclude")
        return [(rule.id, self.arguments.truth(rule.id)) for rule in rules]

    def _holding(self, entry: Recommendation) -> list[tuple[str, Term]]:
        return [*self._holding_rules(entry.id), *self._conflicts(entry)]

    def _holding_rules(self, step: str) -> list[tuple[str, Term]]:
        rules = self.arguments.rulebook.rules_about(step, "not_yet")
        holding = [(rule.id, self.arguments.truth(rule.id)) for rule in rules]
        return holding + self._unknown(step, "hold")

    def _conflicts(self, entry: Recommendation) -> list[tuple[str, Term]]:
        codes = self.arguments.codes.contradictions if entry.drastic else {}
        return [(name, column(code)) for name, code in codes.items()]

    def _unknown(self, step: str, then: IfUnknown) -> list[tuple[str, Term]]:
        return [
            (rule.id, unknown(column(self.arguments.codes.rules[rule.id])))
            for kind in ("exclude", "not_yet")
            for rule in self.arguments.rulebook.rules_about(step, kind)
            if rule.if_unknown == then
        ]
