"""
The shipped rulebook: situations as people bring them, and the yardstick for it.

The yardstick is straight-line Python, generated for this rulebook, that works out which
rules hold and ranks what they argue for; no texts, no checks, no questions.
"""

from collections.abc import Callable, Mapping
from random import Random
from typing import Any, assert_never

from benchmarks.workload import SEED
from nextsteps import Rulebook, Situation
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
    Known,
    Not,
    Or,
    Tried,
)
from nextsteps.rulebook.entries import STAGES, URGENCIES
from tests.complete import complete_situation

KINDS: Mapping[str, int] = {"sparse": 10, "dense": 40, "complete": 10_000}
"""How many facts are known in each kind of situation, at most."""

_STRENGTHS = ("strong", "moderate", "weak")


def situations(rulebook: Rulebook, known: int, count: int) -> list[Situation]:
    """Return lifelike situations, in which about *known* facts are known."""
    random = Random(f"{SEED} {known}")  # noqa: S311
    found = []
    for _ in range(count):
        facts = complete_situation(rulebook, random, "lifelike").facts()
        names = set(random.sample(sorted(facts), min(known, len(facts))))
        kept = {name: value for name, value in facts.items() if name in names}
        found.append(rulebook.situation.model_validate(kept))
    return found


def straight_shipped(rulebook: Rulebook) -> Callable[[Known], list[str]]:
    """Return the yardstick: from what is known to the recommendations in order."""
    holding = rules_that_hold(rulebook)
    table = []
    for number, rule in enumerate(rulebook.rules.values()):
        if rule.kind in ("recommend", "caution", "exclude"):
            target = rulebook.recommendations[rule.target]
            urgency = URGENCIES.index(rule.urgency or target.urgency)
            key = (rule.kind, rule.target, urgency, _STRENGTHS.index(rule.strength))
            table.append((number, (*key, rule.ground or rule.id)))
    about = dict(table)
    stages = {name: STAGES.index(one.stage) for name, one in rulebook.recommendations.items()}

    def run(known: Known) -> list[str]:
        places: dict[str, list[Any]] = {}
        barred = set()
        for number in holding(known.facts, known.tried):
            if number not in about:
                continue
            kind, target, urgency, strength, ground = about[number]
            if kind == "exclude":
                barred.add(target)
                continue
            place = places.setdefault(target, [3, 2, set(), set()])
            if kind == "caution":
                place[3].add(ground)
                continue
            place[2].add(ground)
            place[0] = min(place[0], urgency)
            place[1] = min(place[1], strength)
        order = [
            (
                place[0],
                stages[name] > 2,
                place[1],
                len(place[3]) - len(place[2]),
                stages[name],
                name,
            )
            for name, place in places.items()
            if place[2] and name not in barred
        ]
        order.sort()
        return [place[-1] for place in order]

    return run


def rules_that_hold(rulebook: Rulebook) -> Callable[[Any, Any], list[int]]:
    """Return the generated function from facts and outcomes to the numbers of rules that hold."""
    conditions = rulebook.conditions
    writer = _Writer()
    numbers = {rule: number for number, rule in enumerate(rulebook.rules)}
    for finding, rules in conditions.findings.items():
        for rule in rules:
            writer.lines.append(f"    h{numbers[rule]} = {writer.true(conditions.rules[rule])}")
            writer.lines.append(f"    if h{numbers[rule]}: hit({numbers[rule]})")
        holds = " or ".join(f"h{numbers[rule]}" for rule in rules)
        fails = " and ".join(f"({writer.false(conditions.rules[rule])})" for rule in rules)
        writer.lines.append(f"    t_{finding} = {holds}")
        writer.lines.append(f"    f_{finding} = not t_{finding} and {fails}")
    in_findings = {rule for rules in conditions.findings.values() for rule in rules}
    for rule, condition in conditions.rules.items():
        if rule not in in_findings:
            writer.lines.append(f"    if {writer.true(condition)}: hit({numbers[rule]})")
    head = ["def run(facts, tried):", "    get, outcome = facts.get, tried.get"]
    reads = [f"    {name} = {read}" for name, read in sorted(writer.reads.items())]
    body = ["    found = []", "    hit = found.append", *writer.lines, "    return found", ""]
    scope: dict[str, Any] = {"NAN": float("nan"), "FAILURES": FAILURES}
    exec(compile("\n".join([*head, *reads, *body]), "<shipped>", "exec"), scope)  # noqa: S102
    run: Callable[[Any, Any], list[int]] = scope["run"]
    return run


_OPPOSITE = {">": "<=", "<=": ">", "<": ">=", ">=": "<"}


class _Writer:
    """Writes when a condition is true, and when it is false, over local variables."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.reads: dict[str, str] = {}

    def true(self, condition: Condition) -> str:
        return self._written(condition, holds=True)

    def false(self, condition: Condition) -> str:
        return self._written(condition, holds=False)

    def _written(self, condition: Condition, *, holds: bool) -> str:
        match condition:
            case Always():
                return str(holds)
            case IsTrue(fact):
                return f"{self._fact(fact)} is {holds}"
            case Compare(fact, sign, value):
                return self._compared(fact, sign, value, holds=holds)
            case Among(fact, choices):
                name = self._fact(fact)
                return (
                    f"{name} in {choices!r}" if holds else self._known(name, f"not in {choices!r}")
                )
            case Found(finding):
                return f"{'t' if holds else 'f'}_{finding}"
            case Tried(step):
                name = self._outcome(step)
                return self._known(name, "!= 'never'") if holds else f"{name} == 'never'"
            case Failed(step):
                name = self._outcome(step)
                fails = f"!= {UNSTATED!r} and {name} not in FAILURES"
                return f"{name} in FAILURES" if holds else self._known(name, fails)
            case Not(part):
                return self._written(part, holds=not holds)
            case And(parts) | Or(parts):
                word = " and " if isinstance(condition, And) is holds else " or "
                return f"({word.join(self._written(part, holds=holds) for part in parts)})"
            case _:
                assert_never(condition)

    def _compared(self, fact: str, sign: str, value: object, *, holds: bool) -> str:
        if isinstance(value, str):
            name = self._fact(fact)
            equal = (sign == "==") is holds
            return f"{name} == {value!r}" if equal else self._known(name, f"!= {value!r}")
        name = self._number(fact)
        if sign in ("==", "!="):
            equal = (sign == "==") is holds
            return (
                f"{name} == {value!r}" if equal else f"({name} == {name} and {name} != {value!r})"
            )
        return f"{name} {sign if holds else _OPPOSITE[sign]} {value!r}"

    def _known(self, name: str, rest: str) -> str:
        return f"({name} is not None and {name} {rest})"

    def _fact(self, fact: str) -> str:
        self.reads[f"w_{fact}"] = f"get({fact!r})"
        return f"w_{fact}"

    def _number(self, fact: str) -> str:
        self.reads[f"n_{fact}"] = f"get({fact!r}, NAN)"
        return f"n_{fact}"

    def _outcome(self, step: str) -> str:
        name = "o_" + step.replace("-", "_")
        self.reads[name] = f"outcome({step!r})"
        return name
