"""Which unknown facts could still settle a condition, and which facts make it hold."""

from collections.abc import Mapping
from dataclasses import dataclass

from nextsteps.engine import Evaluation
from nextsteps.language import (
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
from nextsteps.rulebook import Conditions
from nextsteps.situation.equals import RAISED_FACTS, RAISED_STEP
from nextsteps.truth import Truth


@dataclass(frozen=True, slots=True)
class Reading:
    """The conditions of a rulebook read against what is known of one person."""

    conditions: Conditions
    known: Known
    evaluation: Evaluation

    def truth(self, condition: Condition) -> Truth:
        """Return the truth of any condition over the rulebook's names."""
        return evaluate(condition, self.known, self.evaluation.findings)

    def open_facts(self, condition: Condition) -> frozenset[str]:
        """
        Return the unknown facts on which an UNKNOWN *condition* still depends.

        Parts that are settled drop out, and findings are followed to the facts below them.
        """
        if self.truth(condition) is not Truth.UNKNOWN:
            return frozenset()
        match condition:
            case IsTrue(fact) | Compare(fact) | Among(fact):
                return frozenset({fact})
            case Found(finding):
                return self.open_facts_of_finding(finding)
            case Not(part):
                return self.open_facts(part)
            case And(parts) | Or(parts):
                return frozenset().union(*(self.open_facts(part) for part in parts))
            case Tried(step) | Failed(step) if step == RAISED_STEP:
                return RAISED_FACTS - self.known.facts.keys()
            case _:  # what else was tried is told, not asked
                return frozenset()

    def open_facts_of_finding(self, finding: str) -> frozenset[str]:
        """Return the unknown facts on which an UNKNOWN finding still depends."""
        if self.evaluation.findings[finding] is not Truth.UNKNOWN:
            return frozenset()
        rules = self.conditions.findings[finding]
        return frozenset().union(*(self.open_facts(self.conditions.rules[rule]) for rule in rules))

    def support(self, condition: Condition, wanted: Truth = Truth.TRUE) -> dict[str, object]:
        """
        Return known facts and outcomes that alone give *condition* the truth *wanted*.

        Of an OR only the part with the fewest facts is kept, so the set is small.
        """
        match condition:
            case IsTrue(fact) | Compare(fact) | Among(fact):
                return {fact: self.known.facts[fact]}
            case Found(finding):
                return self._support_of_finding(finding, wanted)
            case Tried(step) | Failed(step):
                return {f"tried: {step}": self.known.tried[step]}
            case Not(part):
                return self.support(part, _swapped(wanted))
            case And(parts) | Or(parts):
                return self._support_of_parts(parts, isinstance(condition, And), wanted)
            case _:
                return {}

    def _support_of_parts(
        self, parts: tuple[Condition, ...], is_and: bool, wanted: Truth
    ) -> dict[str, object]:
        if is_and is (wanted is Truth.TRUE):
            return _merged(self.support(part, wanted) for part in parts)
        fitting = [part for part in parts if self.truth(part) is wanted]
        return min((self.support(part, wanted) for part in fitting), key=len)

    def _support_of_finding(self, finding: str, wanted: Truth) -> dict[str, object]:
        rules = [self.conditions.rules[rule] for rule in self.conditions.findings[finding]]
        if wanted is Truth.FALSE:
            return _merged(self.support(rule, wanted) for rule in rules)
        fitting = [rule for rule in rules if self.truth(rule) is wanted]
        return min((self.support(rule, wanted) for rule in fitting), key=len)


def _swapped(wanted: Truth) -> Truth:
    return Truth.FALSE if wanted is Truth.TRUE else Truth.TRUE


def _merged(found: object) -> dict[str, object]:
    merged: dict[str, object] = {}
    for facts in found:  # type: ignore[attr-defined]
        assert isinstance(facts, Mapping)
        merged |= facts
    return merged
