"""
The smallest sets of what was entered that make a rule hold.

A set is *sufficient* (with nothing else known the rule holds) and *minimal* (without any one
of it, it doesn't). What was entered are stated facts and outcomes; a fact that questionnaire
scores show stands for itself, and one that follows from another (a plan to die: thoughts of
it) is led back to that other.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

from nextsteps.explain.entered import outcome_key, parted
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
    Known,
    Not,
    Or,
    Tried,
    evaluate,
    finding_names,
)
from nextsteps.rulebook import Conditions, Rulebook
from nextsteps.situation import Situation
from nextsteps.situation.equals import with_equals
from nextsteps.situation.implied import with_implied
from nextsteps.truth import Truth, disjunction, negation
from nextsteps.unsettled import Reading

MAX_SETS = 8
"""At most so many sets are told of one rule."""

_MOST_KEPT = 64  # while they are worked out; the larger ones fall away

Keys: TypeAlias = frozenset[str]


class Findings(dict[str, Truth]):
    """The truth of findings under what is known, each worked out when it is first read."""

    def __init__(self, conditions: Conditions, known: Known) -> None:
        super().__init__()
        self._conditions, self._known = conditions, known

    def __missing__(self, finding: str) -> Truth:
        conditions = self._conditions
        rules = [conditions.rules[rule] for rule in conditions.findings[finding]]
        self[finding] = disjunction(evaluate(rule, self._known, self) for rule in rules)
        return self[finding]


@dataclass(frozen=True)
class SmallestSets:
    """Works out the sets for the rules that hold in one situation."""

    reading: Reading
    situation: Situation
    rulebook: Rulebook
    _memo: dict[tuple[str, Truth], list[Keys]] = field(default_factory=dict, repr=False)

    def of_rule(self, rule: str) -> tuple[Mapping[str, object], ...]:
        """
        Return the smallest sets that make *rule*, which holds, hold: at most `MAX_SETS`.

        The one with the fewest facts comes first; an outcome has the key "tried: its-id".
        """
        condition = self.reading.conditions.rules[rule]
        found: dict[Keys, None] = {}
        for keys in self._sets(condition, Truth.TRUE):
            if len(found) < MAX_SETS and self._holds(condition, keys):
                found[self._minimal(condition, keys)] = None
        if not found:  # only where statements that contradict each other hide one another
            found[self._minimal(condition, frozenset(self.entered))] = None
        entered = self.entered.items()
        return tuple(
            {key: value for key, value in entered if key in keys}
            for keys in sorted(found, key=self._order)
        )

    def findings_passed(self, rule: str, entered: Collection[str]) -> dict[str, bool]:
        """Return the findings that *entered* alone settles on the way to *rule*, deepest first."""
        conditions = self.reading.conditions
        findings = Findings(conditions, self.known_with(frozenset(entered)))
        settled: dict[str, bool] = {}

        def follow(condition: Condition) -> None:
            for finding in sorted(finding_names(condition)):
                truth = findings[finding]
                if finding in settled or truth is Truth.UNKNOWN:
                    continue
                for below in conditions.findings[finding]:
                    follow(conditions.rules[below])
                settled[finding] = truth is Truth.TRUE

        follow(conditions.rules[rule])
        return settled

    # What was entered, and what follows from each entry

    @cached_property
    def entered(self) -> Mapping[str, Any]:
        """All that was entered or that scores show, by key, in the order of the vocabulary."""
        stated, known = self.situation.facts(), self.reading.known.facts
        said = self._follow(stated, self.situation.tried).facts
        by_scores = {name for name, value in known.items() if said.get(name) != value}
        facts = {name: known[name] for name in known if name in stated or name in by_scores}
        order = self.rulebook.situation.vocabulary().facts
        entered: dict[str, Any] = {name: facts[name] for name in order if name in facts}
        return entered | {outcome_key(name): what for name, what in self.situation.tried.items()}

    @cached_property
    def resting(self) -> Mapping[str, Any]:
        """What is known of somebody of whom nothing was entered."""
        return known_of(self.rulebook.situation(), self.rulebook).facts

    def _follow(self, facts: Mapping[str, Any], tried: Mapping[str, Any]) -> Known:
        """What is known when no more is entered than this."""
        full, outcomes = with_equals(facts, tried)
        said = with_implied(full, self.rulebook.situation.vocabulary().facts)
        return Known({**self.resting, **said}, outcomes)

    def known_with(self, keys: Keys) -> Known:
        """Return what is known when no more than *keys* of all that was entered is."""
        return self._follow(*parted({key: self.entered[key] for key in keys}))

    @cached_property
    def origins(self) -> Mapping[tuple[str, object], list[Keys]]:
        """For each known fact or outcome and its value: the entries of which each shows it."""
        origins: dict[tuple[str, object], list[Keys]] = {}
        for key in self.entered:
            alone = self.known_with(frozenset({key}))
            tried = {outcome_key(name): what for name, what in alone.tried.items()}
            for known in ({**alone.facts, **tried}).items():
                if self.resting.get(known[0]) != known[1]:
                    origins.setdefault(known, []).append(frozenset({key}))
        return origins

    # Sets

    def _sets(self, condition: Condition, wanted: Truth) -> list[Keys]:
        """The smallest sets that give *condition*, which has the truth *wanted*, that truth."""
        match condition:
            case Always():
                return [frozenset()]
            case IsTrue(name) | Compare(name) | Among(name):
                return self._sets_of(name, self.reading.known.facts[name])
            case Found(finding):
                return self._sets_of_finding(finding, wanted)
            case Tried(step) | Failed(step):
                return self._sets_of(outcome_key(step), self.reading.known.tried[step])
            case Not(part):
                return self._sets(part, negation(wanted))
            case And(parts) | Or(parts):
                return self._sets_of_parts(parts, isinstance(condition, And), wanted)

    def _sets_of(self, key: str, value: object) -> list[Keys]:
        if self.resting.get(key) == value:
            return [frozenset()]
        return self.origins.get((key, value), [])

    def _sets_of_finding(self, finding: str, wanted: Truth) -> list[Keys]:
        if (finding, wanted) not in self._memo:
            conditions = self.reading.conditions
            rules = tuple(conditions.rules[rule] for rule in conditions.findings[finding])
            self._memo[finding, wanted] = self._sets_of_parts(rules, False, wanted)
        return self._memo[finding, wanted]

    def _sets_of_parts(
        self, parts: tuple[Condition, ...], is_and: bool, wanted: Truth
    ) -> list[Keys]:
        if is_and is (wanted is Truth.TRUE):
            sets: list[Keys] = [frozenset()]
            for part in parts:
                more = self._sets(part, wanted)
                sets = self._smallest(one | other for one in sets for other in more)
            return sets
        fitting = [part for part in parts if self.reading.truth(part) is wanted]
        return self._smallest(keys for part in fitting for keys in self._sets(part, wanted))

    def _smallest(self, sets: Iterable[Keys]) -> list[Keys]:
        """Leave out each set that holds another, and the largest where there are too many."""
        kept: list[Keys] = []
        for keys in sorted(set(sets), key=self._order):
            if not any(other <= keys for other in kept):
                kept.append(keys)
            if len(kept) == _MOST_KEPT:
                break
        return kept

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {key: place for place, key in enumerate(self.entered)}

    def _order(self, keys: Keys) -> tuple[int, list[int]]:
        return len(keys), sorted(self._places[key] for key in keys)

    # Proof: what follows from a set is worked out anew, so that no shortcut can be wrong

    def _holds(self, condition: Condition, keys: Keys) -> bool:
        known = self.known_with(keys)
        findings = Findings(self.reading.conditions, known)
        return evaluate(condition, known, findings) is Truth.TRUE

    def _minimal(self, condition: Condition, keys: Keys) -> Keys:
        for key in sorted(keys, key=self._places.__getitem__, reverse=True):
            if self._holds(condition, keys - {key}):
                return self._minimal(condition, keys - {key})
        return keys
