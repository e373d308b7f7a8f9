"""A condition as SQL: the logic of NULL is the strong Kleene logic, so it is written as it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from sqlglot import exp

from nextsteps.language import (
    FAILURES,
    UNSTATED,
    Always,
    Among,
    And,
    Compare,
    Condition,
    Failed,
    Found,
    IsTrue,
    Not,
    Operator,
    Or,
    Tried,
)
from nextsteps.population.sql.terms import (
    Term,
    all_of,
    among,
    any_of,
    choose,
    column,
    differs,
    literal,
    opposite,
)
from nextsteps.rulebook import Rulebook
from nextsteps.situation import FactKind

_COMPARISONS: Mapping[Operator, type[exp.Binary]] = {
    "==": exp.EQ,
    "!=": exp.NEQ,
    "<": exp.LT,
    "<=": exp.LTE,
    ">": exp.GT,
    ">=": exp.GTE,
}
_LETTERS: Mapping[FactKind, str] = {
    "yes_no": "b",
    "whole": "w",
    "decimal": "d",
    "choice": "x",
    "text": "y",
}


@dataclass(frozen=True, slots=True)
class Codes:
    """
    Short names for the columns inside: what an author calls a thing can be as long as he likes.

    Facts are `b0`, `w0`, `d0`, `x0` or `y0` by their kind, outcomes `t0`, findings `n0`, rules
    `r0`, needs `e0` and contradictions `c0`.
    """

    facts: Mapping[str, str]
    tried: Mapping[str, str]
    findings: Mapping[str, str]
    rules: Mapping[str, str]
    needs: Mapping[str, str]
    contradictions: Mapping[str, str]

    @classmethod
    def of(cls, rulebook: Rulebook, facts: tuple[str, ...], tried: tuple[str, ...]) -> "Codes":
        """Return the codes for one rulebook and the facts and outcomes that matter to it."""
        conditions = rulebook.conditions
        vocabulary = rulebook.situation.vocabulary().facts

        def numbered(
            letter: str, names: "Mapping[str, object] | tuple[str, ...]"
        ) -> dict[str, str]:
            return {name: f"{letter}{number}" for number, name in enumerate(names)}

        return cls(
            facts={
                fact: f"{_LETTERS[vocabulary[fact].kind]}{number}"
                for number, fact in enumerate(facts)
            },
            tried=numbered("t", tried),
            findings=numbered("n", conditions.findings),
            rules=numbered("r", conditions.rules),
            needs=numbered("e", conditions.needs),
            contradictions=numbered("c", conditions.contradictions),
        )

    def term(self, condition: Condition) -> Term:
        """Return *condition* as SQL: TRUE, FALSE, or NULL for unknown."""
        match condition:
            case Always():
                return literal(True)
            case IsTrue(fact):
                return column(self.facts[fact])
            case Compare(fact, sign, value):
                own = column(self.facts[fact])
                return _COMPARISONS[sign](this=own, expression=literal(value))
            case Among(fact, choices):
                return among(column(self.facts[fact]), choices)
            case Found(finding):
                return column(self.findings[finding])
            case Tried(recommendation):
                return differs(column(self.tried[recommendation]), "never")
            case Failed(recommendation):
                outcome = self.tried[recommendation]
                failed = among(column(outcome), sorted(FAILURES))
                return choose([(differs(column(outcome), UNSTATED), failed)])
            case Not(part):
                return opposite(self.term(part))
            case And(parts):
                return all_of(self.term(part) for part in parts)
            case Or(parts):
                return any_of(self.term(part) for part in parts)
            case _:
                assert_never(condition)
