"""
The compiled engine: one generated Python function per rulebook.

Each fact is read once and each atom computed once, as True, False or None (unknown).
A condition then becomes two plain expressions: when it is true, and when it is false;
if neither holds it is unknown. `not` swaps the two, so no three-valued table is needed.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias, assert_never

from nextsteps.engine.evaluation import Evaluation, Truths
from nextsteps.language import (
    FAILURES,
    UNSTATED,
    Always,
    Among,
    And,
    Atom,
    Compare,
    Condition,
    Failed,
    Found,
    IsTrue,
    Known,
    Not,
    Or,
    Tried,
)
from nextsteps.rulebook import Conditions
from nextsteps.situation import FactValue, Outcome

_Truths: TypeAlias = tuple[bool | None, ...]
_Function: TypeAlias = Callable[
    [Mapping[str, FactValue], Mapping[str, Outcome]], tuple[_Truths, _Truths, _Truths, _Truths]
]


class CompiledEngine:
    """Evaluates with a generated function; holds no state, so threads may share it."""

    def __init__(self, conditions: Conditions) -> None:
        self._rules = _places(conditions.rules)
        self._findings = _places(conditions.findings)
        self._needs = _places(conditions.needs)
        self._contradictions = _places(conditions.contradictions)
        self._run = _compile(python_source(conditions))

    def evaluate(self, known: Known) -> Evaluation:
        """Return the truth of every condition."""
        rules, findings, needs, contradictions = self._run(known.facts, known.tried)
        return Evaluation(
            rules=Truths(self._rules, rules),
            findings=Truths(self._findings, findings),
            needs=Truths(self._needs, needs),
            contradictions=Truths(self._contradictions, contradictions),
        )


def _places(names: Iterable[str]) -> dict[str, int]:
    return {name: place for place, name in enumerate(names)}


def _compile(source: str) -> _Function:
    # INVARIANT: the source holds nothing of a rulebook but names and literals, all written
    # by repr(), so nothing that an author wrote can become code.
    scope: dict[str, Any] = {"FAILURES": FAILURES}
    exec(compile(source, "<rulebook>", "exec"), scope)  # noqa: S102  (our own code, see above)
    function: _Function = scope["run"]
    return function


def python_source(conditions: Conditions) -> str:
    """
    Return the source of `run(facts, tried)`, which gives the truths of all conditions.

    The four tuples are the rules, findings, needs and contradictions in their order.
    """
    writer = _Writer()
    rules: dict[str, str] = {}
    findings: list[str] = []
    for finding, own in conditions.findings.items():
        for rule in own:
            rules[rule] = writer.condition(conditions.rules[rule])
        findings.append(writer.finding(finding, [rules[rule] for rule in own]))
    for rule, condition in conditions.rules.items():
        if rule not in rules:
            rules[rule] = writer.condition(condition)
    needs = [writer.condition(condition) for condition in conditions.needs.values()]
    contradictions = [
        writer.condition(condition) for condition in conditions.contradictions.values()
    ]
    results = ([rules[rule] for rule in conditions.rules], findings, needs, contradictions)
    tuples = ", ".join(f"({''.join(f'{name}, ' for name in names)})" for names in results)
    return "\n".join(["def run(facts, tried):", *writer.lines, f"    return {tuples}", ""])


class _Writer:
    """Writes one assignment per atom, condition and finding, each only once."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._names: dict[object, str] = {}

    def condition(self, condition: Condition) -> str:
        """Assign the truth of *condition*, and return the variable's name."""
        if isinstance(condition, (Not, And, Or)):
            true, false = self._true(condition), self._false(condition)
            return self._assign(condition, f"True if {true} else False if {false} else None")
        return self._atom(condition)

    def finding(self, finding: str, rules: list[str]) -> str:
        """Assign a finding: the Kleene OR of its rules."""
        true = " or ".join(rules)
        false = " and ".join(f"{rule} is False" for rule in rules)
        return self._assign(Found(finding), f"True if {true} else False if {false} else None")

    def _assign(self, key: object, expression: str) -> str:
        if key not in self._names:
            self._names[key] = f"v{len(self._names)}"
            self.lines.append(f"    {self._names[key]} = {expression}")
        return self._names[key]

    def _true(self, condition: Condition) -> str:
        match condition:
            case Not(part):
                return self._false(part)
            case And(parts):
                return f"({' and '.join(self._true(part) for part in parts)})"
            case Or(parts):
                return f"({' or '.join(self._true(part) for part in parts)})"
            case _:
                return self._atom(condition)

    def _false(self, condition: Condition) -> str:
        match condition:
            case Not(part):
                return self._true(part)
            case And(parts):
                return f"({' or '.join(self._false(part) for part in parts)})"
            case Or(parts):
                return f"({' and '.join(self._false(part) for part in parts)})"
            case _:
                return f"{self._atom(condition)} is False"

    def _atom(self, atom: Atom) -> str:
        match atom:
            case Always():
                return self._assign(atom, "True")
            case IsTrue(fact):
                return self._fact(fact)
            case Compare(fact, sign, value):
                read = self._fact(fact)
                return self._assign(atom, f"None if {read} is None else {read} {sign} {value!r}")
            case Among(fact, choices):
                read = self._fact(fact)
                return self._assign(atom, f"None if {read} is None else {read} in {choices!r}")
            case Found():
                return self._names[atom]
            case Tried(recommendation):
                read = self._outcome(recommendation)
                return self._assign(atom, f"None if {read} is None else {read} != 'never'")
            case Failed(recommendation):
                read = self._outcome(recommendation)
                unknown = f"{read} is None or {read} == {UNSTATED!r}"
                return self._assign(atom, f"None if {unknown} else {read} in FAILURES")
            case _:
                assert_never(atom)

    def _fact(self, name: str) -> str:
        return self._assign(("fact", name), f"facts.get({name!r})")

    def _outcome(self, recommendation: str) -> str:
        return self._assign(("tried", recommendation), f"tried.get({recommendation!r})")
