"""
Ways to make a condition true or false: terms, each of which is enough by itself.

A term names facts, and for each the values of which any one will do. Findings are followed
down to facts. Not every term of a large condition is kept, but every fact that a condition
reads is in a term that is, so that each has its chance to be the one that decides.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias, get_args

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
from nextsteps.truth import Truth, negation
from nextsteps.values import values_that_matter

Term: TypeAlias = Mapping[str, frozenset[FactValue]]
"""Facts, and for each the values of which any one will do; outcomes are `tried: its-id`."""

TRIED = "tried: "
_MOST = 48


@dataclass
class Terms:
    """The terms of one rulebook's conditions, worked out when they are first asked for."""

    rulebook: Rulebook
    _memo: dict[tuple[Condition, Truth], tuple[Term, ...]] = field(default_factory=dict)

    def of(self, condition: Condition, wanted: Truth) -> tuple[Term, ...]:
        """Return terms that give *condition* the truth *wanted*, those of few facts first."""
        key = (condition, wanted)
        if key not in self._memo:
            self._memo[key] = tuple(self._of(condition, wanted))
        return self._memo[key]

    def _of(self, condition: Condition, wanted: Truth) -> Iterable[Term]:
        match condition:
            case Always():
                return [{}] if wanted is Truth.TRUE else []
            case Not(part):
                return self.of(part, negation(wanted))
            case And(parts) | Or(parts):
                return self._of_parts(parts, isinstance(condition, And), wanted)
            case Found(finding):
                conditions = self.rulebook.conditions
                rules = tuple(conditions.rules[one] for one in conditions.findings[finding])
                return self._of_parts(rules, False, wanted)
            case Tried(step) | Failed(step):
                return self._of_outcome(condition, step, wanted)
            case IsTrue(fact) | Compare(fact) | Among(fact):
                return self._of_fact(fact, condition, wanted)

    def _of_parts(
        self, parts: tuple[Condition, ...], is_and: bool, wanted: Truth
    ) -> Iterable[Term]:
        each = [self.of(part, wanted) for part in parts]
        if is_and is not (wanted is Truth.TRUE):
            return _kept(term for terms in each for term in terms)
        joined: tuple[Term, ...] = ({},)
        for terms in each:
            joined = _kept(_joined(joined, terms))
        return joined

    def _of_fact(self, fact: str, condition: Condition, wanted: Truth) -> Iterable[Term]:
        values = values_that_matter(self.rulebook)[fact]
        fitting = frozenset(
            value for value in values if evaluate(condition, Known({fact: value}), {}) is wanted
        )
        return [{fact: fitting}] if fitting else []

    def _of_outcome(self, condition: Condition, step: str, wanted: Truth) -> Iterable[Term]:
        """What came of a step is told, not asked, but whether the concern was raised is asked."""
        outcomes = (Known({}, {step: outcome}) for outcome in get_args(Outcome))
        fitting = frozenset(
            known.tried[step] for known in outcomes if evaluate(condition, known, {}) is wanted
        )
        yield {f"{TRIED}{step}": fitting}
        if step != RAISED_STEP:
            return
        values = values_that_matter(self.rulebook)
        for fact in sorted(RAISED_FACTS):
            raised = frozenset(
                value
                for value in values.get(fact, ())
                if evaluate(condition, Known(*with_equals({fact: value}, {})), {}) is wanted
            )
            if raised:
                yield {fact: raised}


def _joined(terms: Iterable[Term], others: tuple[Term, ...]) -> Iterable[Term]:
    for one in terms:
        for other in others:
            both = dict(one)
            for name, values in other.items():
                both[name] = both.get(name, values) & values
            if all(both.values()):
                yield both


def _kept(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Keep the terms with few facts, and of the others those that bring a fact."""
    kept: list[Term] = []
    seen: set[str] = set()
    for term in sorted(terms, key=len):
        if len(kept) < _MOST or not term.keys() <= seen:
            kept.append(term)
            seen |= term.keys()
    return tuple(kept)


@lru_cache(maxsize=8)
def terms_of(rulebook: Rulebook) -> Terms:
    """Return the terms of *rulebook*; they are the same for every situation."""
    return Terms(rulebook)
