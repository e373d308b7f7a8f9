"""Which unknown facts could still settle a condition."""

from collections.abc import Iterable
from dataclasses import dataclass, field

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
from nextsteps.truth import Truth, negation


@dataclass(frozen=True)
class Reading:
    """The conditions of a rulebook read against what is known of one person."""

    conditions: Conditions
    known: Known
    evaluation: Evaluation
    _open: dict[str, frozenset[str]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def truth(self, condition: Condition) -> Truth:
        """Return the truth of any condition over the rulebook's names."""
        return evaluate(condition, self.known, self.evaluation.findings)

    def open_facts(self, condition: Condition) -> frozenset[str]:
        """
        Return the unknown facts on which an UNKNOWN *condition* still depends.

        Parts that are settled drop out, and findings are followed to the facts below them.
        """
        truth, facts = self._settled(condition)
        return facts if truth is Truth.UNKNOWN else frozenset()

    def _settled(self, condition: Condition) -> tuple[Truth, frozenset[str]]:
        """The truth of *condition*, and while that is UNKNOWN the facts it depends on."""
        match condition:
            case Not(part):
                truth, facts = self._settled(part)
                return negation(truth), facts
            case And(parts) | Or(parts):
                return self._joined(parts, isinstance(condition, And))
        truth = self.truth(condition)
        return truth, self._open_by_itself(condition) if truth is Truth.UNKNOWN else frozenset()

    def _joined(self, parts: Iterable[Condition], is_and: bool) -> tuple[Truth, frozenset[str]]:
        """One part that is FALSE settles an `and`, one that is TRUE an `or`."""
        settling, rest = (Truth.FALSE, Truth.TRUE) if is_and else (Truth.TRUE, Truth.FALSE)
        found: frozenset[str] = frozenset()
        for part in parts:
            truth, facts = self._settled(part)
            if truth is settling:
                return settling, frozenset()
            if truth is Truth.UNKNOWN:
                rest, found = truth, found | facts
        return rest, found

    def _open_by_itself(self, atom: Condition) -> frozenset[str]:
        match atom:
            case IsTrue(fact) | Compare(fact) | Among(fact):
                return frozenset({fact})
            case Found(finding):
                return self.open_facts_of_finding(finding)
            case Tried(step) | Failed(step) if step == RAISED_STEP:
                return RAISED_FACTS - self.known.facts.keys()
            case _:  # what else was tried is told, not asked
                return frozenset()

    def open_facts_of_finding(self, finding: str) -> frozenset[str]:
        """Return the unknown facts on which an UNKNOWN finding still depends."""
        if finding not in self._open:
            is_open = self.evaluation.findings[finding] is Truth.UNKNOWN
            rules = self.conditions.findings[finding] if is_open else ()
            each = (self.open_facts_of_rule(rule) for rule in rules)
            self._open[finding] = frozenset().union(*each)
        return self._open[finding]

    def open_facts_of_rule(self, rule: str) -> frozenset[str]:
        """Return the unknown facts on which an UNKNOWN rule still depends."""
        if self.evaluation.rules[rule] is not Truth.UNKNOWN:
            return frozenset()
        return self.open_facts(self.conditions.rules[rule])
