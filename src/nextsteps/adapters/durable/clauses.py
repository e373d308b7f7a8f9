"""
A rulebook's conditions as clauses, each small enough for durable_rules, in strata.

A clause is settled by what its own condition reads: facts, or clauses of earlier strata,
which are asserted as facts before its own stratum is run.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from nextsteps.adapters.durable.expression import (
    Either,
    Expression,
    groups,
    paths,
    tests,
    when,
    width,
)
from nextsteps.errors import EngineError, Problem
from nextsteps.language import Among, And, Condition, Failed, Found, Not, Or, finding_names
from nextsteps.rulebook import Conditions

# Of one durable rule. The width leaves room for others on the engine's stack of 64 nodes,
# 16 groups overflow its list of 32 marks, and 255 properties its message.
MAX_WIDTH = 16
MAX_PATHS = 24
MAX_GROUPS = 12
MAX_NAMES = 200

LARGEST = 2**53  # beyond it a whole number is no longer exact as a double
_RESERVED = frozenset({"id", "sid", "$s"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition under the name by which later clauses read its truth."""

    name: str
    condition: Condition
    stratum: int


def rule_name(rule: str) -> str:
    """Return the name of a rule's clause; a finding's is its own name."""
    return f"rule:{rule}"


def needs_name(recommendation: str) -> str:
    """Return the name of the clause that says whether a recommendation applies."""
    return f"needs:{recommendation}"


def contradiction_name(contradiction: str) -> str:
    """Return the name of a contradiction's clause."""
    return f"contradiction:{contradiction}"


def clauses_of(conditions: Conditions) -> tuple[Clause, ...]:
    """
    Return every clause of a rulebook, each after those that it reads.

    Raises:
        EngineError: A condition that durable_rules cannot take (E603), by name.
    """
    writer = _Writer()
    for finding, own in conditions.findings.items():
        parts = [conditions.rules[rule] for rule in own]
        for rule in own:
            writer.add(rule_name(rule), conditions.rules[rule])
        whole = parts[0] if len(parts) == 1 else Or(tuple(parts))
        if not fits(whole):
            whole = Or(tuple(Found(rule_name(rule)) for rule in own))
        writer.add(finding, whole)
    named: dict[str, Mapping[str, Condition]] = {
        rule_name(""): conditions.rules,
        needs_name(""): conditions.needs,
        contradiction_name(""): conditions.contradictions,
    }
    for prefix, group in named.items():
        for name, condition in group.items():
            writer.add(prefix + name, condition)
    return tuple(writer.clauses.values())


class _Writer:
    """Adds clauses, and splits off the parts of a condition that does not fit."""

    def __init__(self) -> None:
        self.clauses: dict[str, Clause] = {}
        self._parts: dict[Condition, str] = {}

    def add(self, name: str, condition: Condition) -> None:
        if name in self.clauses:
            return
        _refuse_unfit(name, condition)
        small = self._small(condition)
        read = [self.clauses[finding].stratum + 1 for finding in finding_names(small)]
        self.clauses[name] = Clause(name, small, max(read, default=0))

    def _small(self, condition: Condition) -> Condition:
        if fits(condition):
            return condition
        match condition:
            case Not(part):
                return Not(self._small(part))
            case And(parts):
                return And(tuple(self._literal(part) for part in parts))
            case Or(parts):
                return Or(tuple(self._literal(part) for part in parts))
            case _:
                return condition

    def _literal(self, condition: Condition) -> Condition:
        """Return *condition* if it is a single test either way, else a clause's truth."""
        if isinstance(condition, Not):
            return Not(self._literal(condition.part))
        if not isinstance(condition, (And, Or, Among, Failed)):
            return condition
        if condition not in self._parts:
            name = f"part:{len(self._parts)}"
            self._parts[condition] = name
            self.add(name, condition)
        return Found(self._parts[condition])


def pieces(condition: Condition, wanted: bool) -> tuple[Expression, ...]:
    """Return the expressions of which one matches exactly when *condition* is *wanted*."""
    expression = when(condition, wanted)
    if not isinstance(expression, Either) or width(expression) <= MAX_WIDTH:
        return () if expression == Either(()) else (expression,)
    found: list[Expression] = []
    chunk: list[Expression] = []
    for part in expression.parts:
        if chunk and width(Either((*chunk, part))) > MAX_WIDTH:
            found.append(Either(tuple(chunk)))
            chunk = []
        chunk.append(part)
    return (*found, Either(tuple(chunk)))


def fits(condition: Condition) -> bool:
    """Return whether durable_rules can take *condition* as it is."""
    return all(
        width(piece) <= MAX_WIDTH and paths(piece) <= MAX_PATHS and groups(piece) <= MAX_GROUPS
        for wanted in (True, False)
        for piece in pieces(condition, wanted)
    )


def _refuse_unfit(name: str, condition: Condition) -> None:
    found = list(tests(when(condition, True))) + list(tests(when(condition, False)))
    for test in found:
        number = isinstance(test.value, (int, float)) and not isinstance(test.value, bool)
        if test.name in _RESERVED:
            raise cannot_take(name, f"durable_rules keeps the name `{test.name}` for itself")
        if number and not -LARGEST < test.value < LARGEST:  # type: ignore[operator]
            raise cannot_take(name, f"its number {test.value!r} is too large")
    if len({test.name for test in found}) > MAX_NAMES:
        raise cannot_take(
            name, f"durable_rules takes no more than {MAX_NAMES} facts in one condition"
        )


def cannot_take(name: str, why: str) -> EngineError:
    """Return the error that says why the clause *name* does not run."""
    message = f"the condition of `{name}` does not run on durable_rules: {why}"
    return EngineError(Problem("E603", message, help="use the engine `compiled`, or rewrite it"))
