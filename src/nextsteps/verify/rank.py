"""The ranking as propositions: criterion by criterion, as in `nextsteps.ranking`."""

from collections.abc import Iterable
from typing import Any, Generic

from nextsteps.ranking import STRENGTHS
from nextsteps.rulebook import Rulebook
from nextsteps.rulebook.entries import STAGES, URGENCIES, Level, Strength, Urgency
from nextsteps.verify.logic import Logic, Meaning, P, once

LEVELS: tuple[Level, ...] = ("emergency", "same_day", "days")


class Rank(Generic[P]):
    """Where a step stands, should it be given; a criterion is a ladder of propositions."""

    def __init__(self, meaning: Meaning[P], rulebook: Rulebook) -> None:
        self.meaning = meaning
        self.logic: Logic[P] = meaning.logic
        self.rulebook = rulebook
        self.made: dict[Any, P] = {}

    @once
    def urgency(self, step: str, least: Urgency) -> P:
        """Hold where its urgency is *least* or more."""
        limit = URGENCIES.index(least)
        if URGENCIES.index(self.rulebook.recommendations[step].urgency) <= limit:
            return self.logic.yes
        raising = [
            self.meaning.rule(rule.id).true
            for rule in self.rulebook.rules_about(step, "recommend")
            if rule.urgency is not None and URGENCIES.index(rule.urgency) <= limit
        ]
        levels = [level for level in LEVELS if URGENCIES.index(level) <= limit]
        return self.logic.some([*raising, *(self.core_at(step, level) for level in levels[-1:])])

    @once
    def core_at(self, step: str, level: Level) -> P:
        """Hold where it is a core step of a danger of *level* or graver that holds."""
        limit = URGENCIES.index(level)
        return self.logic.some(
            truth
            for name, truth in self._dangers_of(step)
            if URGENCIES.index(self._level(name)) <= limit
        )

    def _level(self, danger: str) -> Level:
        found = self.rulebook.findings[danger].danger
        assert found is not None
        return found.level

    def _dangers_of(self, step: str) -> Iterable[tuple[str, P]]:
        for name, danger in self.rulebook.dangers.items():
            if danger.danger is not None and step in danger.danger.core:
                yield name, self.meaning.finding(name).true

    @once
    def _strength(self, step: str, least: Strength) -> P:
        limit = STRENGTHS.index(least)
        rules = [
            self.meaning.rule(rule.id).true
            for rule in self.rulebook.rules_about(step, "recommend")
            if STRENGTHS.index(rule.strength) <= limit
        ]
        return self.logic.some([*rules, self.core_at(step, "days")])

    def above(self, one: str, other: str) -> P:
        """Hold where *one* ranks above *other*, should both be given."""
        first, second = self.rulebook.recommendations[one], self.rulebook.recommendations[other]
        urgency = [(self.urgency(one, at), self.urgency(other, at)) for at in URGENCIES[:3]]
        safety = [(self._flag(first.is_safety_step), self._flag(second.is_safety_step))]
        core = [(self.core_at(one, at), self.core_at(other, at)) for at in LEVELS]
        strength = [(self._strength(one, at), self._strength(other, at)) for at in STRENGTHS[:2]]
        declined = [(self._not_declined(one), self._not_declined(other))]
        last = (STAGES.index(first.stage), one) < (STAGES.index(second.stage), other)
        rungs = [urgency, safety, core, strength, self._grounds(one, other), declined]
        return self._first_that_differs(rungs, self._flag(last))

    def _first_that_differs(self, criteria: list[list[tuple[P, P]]], last: P) -> P:
        """Each criterion is a ladder; who stands on a rung that the other doesn't is higher."""
        logic, result = self.logic, last
        for ladder in reversed(criteria):
            higher = logic.some(logic.every([a, logic.negation(b)]) for a, b in ladder)
            lower = logic.some(logic.every([b, logic.negation(a)]) for a, b in ladder)
            tied = logic.every([logic.negation(lower), result])
            result = logic.some([higher, tied])
        return result

    def _flag(self, value: bool) -> P:
        return self.logic.yes if value else self.logic.no

    def _not_declined(self, step: str) -> P:
        return self.logic.negation(self.meaning.outcome_is(step, "declined"))

    def _grounds(self, one: str, other: str) -> list[tuple[P, P]]:
        """For minus against is higher where "my for, your against" are more than the reverse."""
        mine = self._counted((*self._grounds_of(one, for_=True), *self._grounds_of(other)))
        theirs = self._counted((*self._grounds_of(other, for_=True), *self._grounds_of(one)))
        size = max(len(mine), len(theirs))
        pad = self.logic.no
        return [
            (mine[i] if i < len(mine) else pad, theirs[i] if i < len(theirs) else pad)
            for i in range(size)
        ]

    def _grounds_of(self, step: str, *, for_: bool = False) -> tuple[P, ...]:
        grounds: dict[str, list[P]] = {}
        for rule in self.rulebook.rules_about(step, "recommend" if for_ else "caution"):
            grounds.setdefault(rule.ground or rule.id, []).append(self.meaning.rule(rule.id).true)
        if for_:
            for name, truth in self._dangers_of(step):
                grounds.setdefault(name, []).append(truth)
        return tuple(self.logic.some(parts) for _, parts in sorted(grounds.items()))

    def _counted(self, parts: tuple[P, ...]) -> list[P]:
        """Return a ladder: rung i holds where more than i of *parts* do."""
        ladder: list[P] = []
        for part in parts:
            padded = [self.logic.yes, *ladder, self.logic.no]
            ladder = [
                self.logic.some([padded[i + 1], self.logic.every([padded[i], part])])
                for i in range(len(ladder) + 1)
            ]
        return ladder
