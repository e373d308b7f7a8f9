"""What could still come first: each recommendation at its best, against the first at its worst."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from nextsteps.engine import engine_for
from nextsteps.known import known_of
from nextsteps.plan import Conflict, Plan, Recommended, SetAside
from nextsteps.ranking import rank_key
from nextsteps.rulebook import Recommendation, Rulebook
from nextsteps.situation.equals import RAISED_FACTS, RAISED_STEP
from nextsteps.truth import Truth
from nextsteps.unsettled import Reading
from nextsteps.values import ASKER
from nextsteps.weighing import Scales

_ALWAYS_BEST: tuple[object, ...] = ()
"""Lower than every key."""


@dataclass(frozen=True)
class Outlook:
    """
    The ranks that are possible once the facts that are `open` are learnt.

    Each open rule goes the way that favours, or the way that does not, by itself; so more
    seems possible than is, never less.
    """

    plan: Plan
    open: frozenset[str]

    @cached_property
    def is_first_step_settled(self) -> bool:
        """Whether no answer could change safety or which recommendation comes first."""
        if ASKER in self.open:
            return False  # who asks decides which steps there are at all
        reading, live = self.reading, self._live
        if any(reading.open_facts_of_finding(one) & live for one in self.plan.safety.possible):
            return False
        return not self.rivals and (self._first is None or self._worst_of_first is not None)

    @cached_property
    def rivals(self) -> tuple[str, ...]:
        """The recommendations that could come before the first of now, the likeliest first."""
        limit = self._worst_of_first
        bests = {
            name: best
            for name, entry in self._rulebook.recommendations.items()
            if name != self._first and (best := self._best(entry)) is not None
        }
        able = [name for name, best in bests.items() if limit is None or not limit < best]
        return tuple(sorted(able, key=lambda name: bests[name]))

    @property
    def front(self) -> tuple[str, ...]:
        """What could come first, the first of now before its rivals if one of them could."""
        first = () if self._first is None else (self._first,)
        return (*first, *self.rivals) if self.rivals else ()

    @cached_property
    def reading(self) -> Reading:
        """The conditions as they stand now."""
        known = known_of(self.plan.situation, self._rulebook)
        evaluation = engine_for(self._rulebook).evaluate(known)
        return Reading(self._rulebook.conditions, known, evaluation)

    @property
    def _rulebook(self) -> Rulebook:
        return self.plan.require_rulebook()

    @property
    def _first(self) -> str | None:
        return self.plan.recommendations[0].id if self.plan.recommendations else None

    @cached_property
    def _live(self) -> frozenset[str]:
        return linked_facts(self.open, self.plan)

    @cached_property
    def _open_rules(self) -> dict[str, list[str]]:
        """The rules that an answer could turn, by what they argue about."""
        found: dict[str, list[str]] = {}
        for name, rule in self._rulebook.rules.items():
            if self.reading.open_facts_of_rule(name) & self._live:
                found.setdefault(rule.target, []).append(name)
        return found

    def _best(self, entry: Recommendation) -> tuple[object, ...] | None:
        """The highest rank that is possible; None when it cannot be given."""
        found = self._scales(entry, favoured=True).weigh(entry)
        if isinstance(found, SetAside) and found.cause == "already_tried":
            return _ALWAYS_BEST if entry.id in self._open_rules else None  # it may come back
        return rank_key(found) if isinstance(found, Recommended) else None

    @cached_property
    def _worst_of_first(self) -> tuple[object, ...] | None:
        """The lowest rank of what is first now; None when it may not be given at all."""
        if self._first is None:
            return None
        entry = self._rulebook.recommendations[self._first]
        if entry.id == RAISED_STEP and RAISED_FACTS & self._live:
            return None  # an answer may say that it was done
        found = self._scales(entry, favoured=False).weigh(entry)
        return rank_key(found) if isinstance(found, Recommended) else None

    def _scales(self, entry: Recommendation, *, favoured: bool) -> Scales:
        evaluation = self.reading.evaluation
        rules, needs = evaluation.rules, evaluation.needs
        if entry.id in self._open_rules:
            rules = dict(rules)
            for name in self._open_rules[entry.id]:
                speaks_for = self._rulebook.rules[name].kind == "recommend"
                rules[name] = Truth.TRUE if speaks_for is favoured else Truth.FALSE
        if entry.id in needs and self._turns(self.reading.conditions.needs[entry.id]):
            needs = {**needs, entry.id: Truth.TRUE if favoured else Truth.FALSE}
        if rules is not evaluation.rules or needs is not evaluation.needs:
            evaluation = replace(evaluation, rules=rules, needs=needs)
        return Scales(
            rulebook=self._rulebook,
            reading=replace(self.reading, evaluation=evaluation),
            reader=self.plan.reader,
            dangers=tuple(self._rulebook.findings[one.id] for one in self.plan.safety.dangers),
            conflicts=self.plan.contradictions + (() if favoured else self._possible_conflicts),
            tells_facts=False,
        )

    def _turns(self, condition: object) -> bool:
        return bool(self.reading.open_facts(condition) & self._live)  # type: ignore[arg-type]

    @cached_property
    def _possible_conflicts(self) -> tuple[Conflict, ...]:
        conditions = self.reading.conditions.contradictions
        return tuple(
            Conflict(entry.id, entry.facts, entry.question)
            for entry in self._rulebook.contradictions.values()
            if self._turns(conditions[entry.id])
        )


def linked_facts(facts: Iterable[str], plan: Plan) -> frozenset[str]:
    """Return *facts*, and those that an answer about one of them may say something of."""
    vocabulary = plan.require_rulebook().situation.vocabulary().facts
    linked = set(facts)
    if linked & RAISED_FACTS:
        linked |= RAISED_FACTS
    linked |= {str(vocabulary[one].follows) for one in linked if vocabulary[one].follows}
    linked |= {one.name for one in vocabulary.values() if one.follows in linked}
    if plan.situation.measures:
        linked |= {one.name for one in vocabulary.values() if one.measured}
    return frozenset(linked)
