"""The fewest facts, and their values, that would give a condition another truth."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

from nextsteps.explain.entered import outcome_key, parted
from nextsteps.language import (
    Always,
    Among,
    And,
    Compare,
    Condition,
    Failed,
    Found,
    IsTrue,
    Known,
    Not,
    Or,
    Tried,
    evaluate,
)
from nextsteps.rulebook import Rulebook
from nextsteps.situation import FactValue, Outcome
from nextsteps.situation.equals import RAISED_FACTS, RAISED_STEP, with_equals
from nextsteps.situation.implied import with_implied
from nextsteps.truth import Truth, negation
from nextsteps.unsettled import Reading

Way: TypeAlias = Mapping[str, frozenset[FactValue]]
"""Facts and outcomes to change, each with the values of which any one would do."""

Wish: TypeAlias = tuple[Condition, Truth, bool]
"""A condition, the truth wished for it, and whether UNKNOWN is not good enough."""

OUTCOMES: tuple[Outcome, ...] = ("no_change", "helped", "never")
"""One outcome of every kind that conditions tell apart: failed, tried, not tried."""

_MOST_WAYS = 200


@dataclass(frozen=True)
class Ways:
    """
    Works out ways in one situation; no way has more than `most` facts, all of them `open`.

    `stated` are the facts that the person has stated, and so nothing can derive; `open` are
    the facts and outcomes that may be changed, each with the values it may take. What
    follows from each of these alone is kept in `followed`, which all plans of one search share.
    """

    rulebook: Rulebook
    reading: Reading
    stated: frozenset[str]
    open: Mapping[str, tuple[FactValue, ...]]
    most: int
    followed: dict[tuple[str, FactValue], Known] = field(default_factory=dict, repr=False)
    _memo: dict[tuple[str, Truth, bool], list[Way]] = field(default_factory=dict, repr=False)

    def of_all(self, wishes: Iterable[Wish]) -> list[Way]:
        """Return the smallest ways that fulfil all *wishes* at once."""
        ways: list[Way] = [{}]
        for condition, wanted, settled in wishes:
            ways = self._both(ways, self.of(condition, wanted, settled))
        return ways

    def of(self, condition: Condition, wanted: Truth, settled: bool) -> list[Way]:
        """
        Return the smallest ways to give *condition* the truth *wanted*.

        Args:
            condition: Any condition over the rulebook's names.
            wanted: TRUE or FALSE.
            settled: False where it is enough that it is not the opposite.
        """
        truth = self.reading.truth(condition)
        if truth is wanted or (not settled and truth is Truth.UNKNOWN):
            return [{}]
        match condition:
            case Not(part):
                return self.of(part, negation(wanted), settled)
            case And(parts) | Or(parts):
                return self._of_parts(parts, isinstance(condition, And), wanted, settled)
            case Found(finding):
                key = (finding, wanted, settled)
                if key not in self._memo:
                    conditions = self.reading.conditions
                    rules = tuple(conditions.rules[one] for one in conditions.findings[finding])
                    self._memo[key] = self._of_parts(rules, False, wanted, settled)
                return self._memo[key]
            case Always():
                return []
            case Tried(step) | Failed(step):
                return self._of_outcome(step, condition, wanted)
            case IsTrue(fact) | Compare(fact) | Among(fact):
                return self._of_fact(fact, condition, wanted)

    def _of_parts(
        self, parts: tuple[Condition, ...], is_and: bool, wanted: Truth, settled: bool
    ) -> list[Way]:
        if is_and is (wanted is Truth.TRUE):
            return self.of_all((part, wanted, settled) for part in parts)
        return _smallest(way for part in parts for way in self.of(part, wanted, settled))

    def _both(self, ways: list[Way], more: list[Way]) -> list[Way]:
        joined = (_joined(one, other) for one in ways for other in more)
        return _smallest(way for way in joined if way is not None and len(way) <= self.most)

    def _of_fact(self, fact: str, condition: Condition, wanted: Truth) -> list[Way]:
        """By the fact itself; one that nobody stated also follows from those linked to it."""
        vocabulary = self.rulebook.situation.vocabulary().facts
        linked = {fact}
        if fact not in self.stated:
            linked |= {one.name for one in vocabulary.values() if one.follows == fact}
            linked |= {vocabulary[fact].follows or fact}
        if fact in RAISED_FACTS:
            linked.add(outcome_key(RAISED_STEP))
        return self._by_values(linked, condition, wanted)

    def _of_outcome(self, step: str, condition: Condition, wanted: Truth) -> list[Way]:
        same = RAISED_FACTS if step == RAISED_STEP else frozenset[str]()
        return self._by_values({outcome_key(step), *same}, condition, wanted)

    def _by_values(self, names: Iterable[str], condition: Condition, wanted: Truth) -> list[Way]:
        ways: list[Way] = []
        for name in sorted(set(names) & self.open.keys()):
            values = self.open[name]
            fitting = [one for one in values if self._alone(name, one, condition) is wanted]
            if fitting and self.most:
                ways.append({name: frozenset(fitting)})
        return ways

    def _alone(self, name: str, value: FactValue, condition: Condition) -> Truth:
        if (name, value) not in self.followed:
            self.followed[name, value] = follow({name: value}, self.rulebook)
        return evaluate(condition, self.followed[name, value], {})


def follow(entered: Mapping[str, FactValue], rulebook: Rulebook) -> Known:
    """Return facts and outcomes with what follows from them alone."""
    full, tried = with_equals(*parted(entered))
    if not any(name in _linked(rulebook) for name in full):
        return Known(full, tried)
    return Known(with_implied(full, rulebook.situation.vocabulary().facts), tried)


@lru_cache(maxsize=8)
def _linked(rulebook: Rulebook) -> frozenset[str]:
    """The facts that follow another or are followed."""
    facts = rulebook.situation.vocabulary().facts.values()
    pairs = [(fact.name, fact.follows) for fact in facts if fact.follows is not None]
    return frozenset(name for pair in pairs for name in pair)


def _joined(one: Way, other: Way) -> Way | None:
    joined = dict(one)
    for name, values in other.items():
        both = joined.get(name, values) & values
        if not both:
            return None
        joined[name] = both
    return joined


def _smallest(ways: Iterable[Way]) -> list[Way]:
    """Leave out each way that asks for more than another; keep the smaller where there are many."""
    kept: list[Way] = []
    for way in sorted(ways, key=len):
        if not any(_covers(other, way) for other in kept):
            kept.append(way)
        if len(kept) == _MOST_WAYS:
            break
    return kept


def _covers(easy: Way, hard: Way) -> bool:
    return all(name in hard and values >= hard[name] for name, values in easy.items())
