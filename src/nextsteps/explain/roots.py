"""What a rule that holds rests on, as a tree: through findings down to what was entered."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from nextsteps.explain.entered import outcome_key
from nextsteps.explain.sets import Findings, Keys, SmallestSets
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
from nextsteps.truth import Truth, negation


@dataclass(frozen=True, slots=True)
class Root:
    """
    One thing that a rule rests on: a fact, an outcome (`tried: its-id`) or a finding.

    `value` is that of the fact or outcome, or whether the finding holds; `below` is what a
    finding rests on in turn.
    """

    name: str
    value: object
    is_finding: bool = False
    below: "tuple[Root, ...]" = ()

    def entries(self) -> Iterator[str]:
        """Yield the keys of what was entered, left to right; one can come twice."""
        if not self.is_finding:
            yield self.name
        for root in self.below:
            yield from root.entries()


def roots_of(sets: SmallestSets, rule: str, entered: Collection[str]) -> tuple[Root, ...]:
    """
    Return what *rule* rests on when no more than *entered*, which make it hold, are known.

    Args:
        sets: The smallest sets of one situation.
        rule: The id of a rule that holds.
        entered: The keys of one of `sets.of_rule(rule)`.
    """
    keys = frozenset(entered)
    known = sets.known_with(keys)
    conditions = sets.reading.conditions
    walk = _Walk(sets, keys, known, Findings(conditions, known))
    return walk.below(conditions.rules[rule], Truth.TRUE)


@dataclass(frozen=True, slots=True)
class _Walk:
    """Follows the parts that make a condition what it is; of parts that each do, the first."""

    sets: SmallestSets
    keys: Keys
    known: Known
    findings: Findings

    def below(self, condition: Condition, wanted: Truth) -> tuple[Root, ...]:
        return tuple(dict.fromkeys(self._roots(condition, wanted)))

    def _roots(self, condition: Condition, wanted: Truth) -> Iterator[Root]:
        match condition:
            case Always():
                return
            case IsTrue(name) | Compare(name) | Among(name):
                yield from self._entries(name, self.known.facts.get(name))
            case Found(finding):
                yield self._finding(finding, wanted)
            case Tried(step) | Failed(step):
                yield from self._entries(outcome_key(step), self.known.tried.get(step))
            case Not(part):
                yield from self._roots(part, negation(wanted))
            case And(parts) | Or(parts):
                yield from self._parts(parts, isinstance(condition, And), wanted)

    def _parts(self, parts: tuple[Condition, ...], is_and: bool, wanted: Truth) -> Iterator[Root]:
        """All parts where all are needed; where one is enough, the first that is so."""
        if is_and is (wanted is Truth.TRUE):
            needed = parts
        else:
            needed = tuple(part for part in parts if self._truth(part) is wanted)[:1]
        for part in needed:
            yield from self._roots(part, wanted)

    def _finding(self, finding: str, wanted: Truth) -> Root:
        conditions = self.sets.reading.conditions
        rules = tuple(conditions.rules[rule] for rule in conditions.findings[finding])
        below = tuple(dict.fromkeys(self._parts(rules, False, wanted)))
        return Root(finding, wanted is Truth.TRUE, is_finding=True, below=below)

    def _entries(self, key: str, value: object) -> Iterator[Root]:
        """The entry itself; for what was inferred, the entry that it follows from."""
        entered = self.sets.entered
        if key in self.keys:
            yield Root(key, entered[key])
        elif self.sets.resting.get(key) != value:
            origins = self.sets.origins.get((key, value), [])
            shown = next((origin for origin in origins if origin <= self.keys), frozenset())
            yield from (Root(one, entered[one]) for one in sorted(shown))

    def _truth(self, condition: Condition) -> Truth:
        return evaluate(condition, self.known, self.findings)
