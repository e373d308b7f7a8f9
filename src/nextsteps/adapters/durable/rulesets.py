"""Clauses packed into rulesets of durable_rules, small enough for its fixed limits."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from nextsteps.adapters.durable.clauses import MAX_NAMES, Clause, clauses_of, pieces
from nextsteps.adapters.durable.expression import (
    Expression,
    Value,
    tests,
    width,
    written,
)
from nextsteps.rulebook import Conditions

# A fact for which more than 64 nodes wait is refused (error 303); `width` bounds them.
MAX_TOTAL_WIDTH = 60
# Of durable rules: a ruleset of 30 rules, each when it is true and when it is false.
MAX_RULES = 60


@dataclass(frozen=True, slots=True)
class Consequent:
    """What a durable rule concludes: the truth of the clause *name*."""

    name: str
    truth: bool

    def __str__(self) -> str:
        return f"{self.name} is {str(self.truth).lower()}"


@dataclass(frozen=True, slots=True)
class Ruleset:
    """One ruleset: its rules in durable_rules' format, what each concludes, what they read."""

    stratum: int
    rules: Mapping[str, dict[str, Any]]
    consequents: Mapping[str, Consequent]
    names: frozenset[str]
    reads_decimals: bool


def rulesets_of(conditions: Conditions) -> tuple[Ruleset, ...]:
    """
    Return all rulesets, in the order in which they are run.

    Raises:
        EngineError: A condition that durable_rules cannot take (E603).
    """
    found: list[Ruleset] = []
    for stratum, clauses in sorted(_by_stratum(clauses_of(conditions)).items()):
        found += (_ruleset(stratum, packed) for packed in _packed(clauses))
    return tuple(found)


def _by_stratum(clauses: tuple[Clause, ...]) -> dict[int, list[Clause]]:
    found: dict[int, list[Clause]] = {}
    for clause in clauses:
        found.setdefault(clause.stratum, []).append(clause)
    return found


_Piece = tuple[Consequent, Expression]


def _packed(clauses: list[Clause]) -> Iterator[list[_Piece]]:
    """Fill one ruleset after the other, up to the limits."""
    chosen: list[_Piece] = []
    total = 0
    names: set[str] = set()
    for consequent, piece in _pieces(clauses):
        own = {test.name for test in tests(piece)}
        full = total + width(piece) > MAX_TOTAL_WIDTH or len(names | own) > MAX_NAMES
        if chosen and (full or len(chosen) == MAX_RULES):
            yield chosen
            chosen, total, names = [], 0, set()
        chosen.append((consequent, piece))
        total += width(piece)
        names |= own
    if chosen:
        yield chosen


def _pieces(clauses: list[Clause]) -> Iterator[_Piece]:
    for clause in clauses:
        for wanted in (True, False):
            for piece in pieces(clause.condition, wanted):
                yield Consequent(clause.name, wanted), piece


def _ruleset(stratum: int, chosen: list[_Piece]) -> Ruleset:
    rules: dict[str, dict[str, Any]] = {}
    consequents: dict[str, Consequent] = {}
    found = [test for _, piece in chosen for test in tests(piece)]
    for consequent, piece in chosen:
        name = str(consequent) if str(consequent) not in rules else f"{consequent} ({len(rules)})"
        rules[name] = {"all": [{"m": written(piece)}]}
        consequents[name] = consequent
    return Ruleset(
        stratum=stratum,
        rules=rules,
        consequents=consequents,
        names=frozenset(test.name for test in found),
        reads_decimals=any(_is_fraction(test.value) for test in found),
    )


def _is_fraction(value: Value) -> bool:
    return isinstance(value, float) and not value.is_integer()
