"""
Writes generated rulebooks: findings and steps first, then rules about them.

A rulebook is written from a seed and a number of rules: it takes hundreds of choices, and
Hypothesis would make most of them the simplest. Fewer rules of one seed are the first
ones of many, so a failing rulebook still shrinks.
"""

import json
from collections.abc import Sequence
from random import Random
from typing import Any, TypeAlias, TypeVar

from nextsteps.language import (
    Always,
    Among,
    And,
    Compare,
    Condition,
    Failed,
    Found,
    IsTrue,
    Not,
    Or,
    Tried,
    unparse,
)
from nextsteps.language.nodes import OPERATORS
from nextsteps.rulebook import Rulebook
from nextsteps.rulebook.entries import SAFETY_STAGES, STAGES, URGENCIES
from nextsteps.situation import Fact
from nextsteps.testing.clinic import DENSE_FACTS, STEPS, Clinic
from nextsteps.testing.conditions import joined

Document: TypeAlias = dict[str, Any]
_ONE = TypeVar("_ONE")

_SOURCE = {
    "id": "a-book",
    "authors": "A. Author",
    "title": "A book",
    "year": 2020,
    "note": "made up for tests",
    "grade": "C",
    "checked": "2026-11-23",
}
_CITED = [{"source": "a-book", "locator": "page 1"}]
_READERS = ("client", "relative", "clinician")


def text_of(step: str) -> dict[str, Any]:
    """Return harmless words for one reader of a generated recommendation."""
    return {"what": f"Do {step}.", "how": [f"Begin with {step}."]}


def load(document: Document, *, name: str = "rulebook") -> Rulebook:
    """Read a rulebook from plain data, through its text."""
    return Rulebook.from_text(json.dumps(document), name=name, situation=Clinic)


def _is_safety(step: str) -> bool:
    return step.startswith(("core", "guard"))


class _Writer:
    """Writes one rulebook: findings and steps first, then rules about them."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311
        self.facts = [Clinic.vocabulary().facts[name] for name in DENSE_FACTS]
        self.steps: dict[str, dict[str, Any]] = {}
        self.findings: dict[str, dict[str, Any]] = {}
        self.rising: tuple[str, ...] = ()
        self.rules: list[dict[str, Any]] = []

    def number(self, low: int, high: int) -> int:
        return self.random.randint(low, high)

    def one_of(self, options: Sequence[_ONE]) -> _ONE:
        return self.random.choice(options)

    # -- conditions

    def when(self, *, rising: bool = False) -> str:
        return unparse(self._condition(rising, depth=2))

    def _condition(self, rising: bool, depth: int) -> Condition:
        shape = self.random.random()
        if depth == 0 or shape < 0.4:
            return self._rising_atom() if rising else self._atom()
        if shape < 0.5 and not rising:
            return Not(self._condition(rising, depth - 1))
        parts = [self._condition(rising, depth - 1) for _ in range(self.number(2, 3))]
        return joined(And if shape < 0.75 else Or, parts)

    def _atom(self) -> Condition:
        kind = self.number(0, 9)
        if kind < 2 and self.findings:
            return Found(self.one_of(sorted(self.findings)))
        if kind == 2 and self.steps:
            step = self.one_of(sorted(self.steps))
            return Tried(step) if self.number(0, 1) else Failed(step)
        if kind == 3 and self.number(0, 3) == 0:
            return Always()
        one = self.one_of(self.facts)
        if one.kind == "yes_no":
            return IsTrue(one.name)
        if one.kind == "choice":
            return self._chosen(one)
        value = self.number(0, 3 if one.high == 3 else 20) + self.one_of((0, 0, 0.5))
        value = int(value) if one.kind == "whole" else value
        return Compare(one.name, self.one_of(OPERATORS), value)

    def _chosen(self, one: Fact) -> Condition:
        if self.number(0, 1):
            return Compare(one.name, self.one_of(("==", "!=")), self.one_of(one.choices))
        chosen = self.random.sample(one.choices, self.number(1, len(one.choices)))
        return Among(one.name, tuple(sorted(chosen)))

    def _rising_atom(self) -> Condition:
        if self.rising and self.number(0, 4) == 0:
            return Found(self.one_of(self.rising))
        one = self.one_of([found for found in self.facts if found.danger or self.number(0, 3) == 0])
        match one.danger, one.kind:
            case None, _:
                return self._plain_atom(one)
            case _, "yes_no":
                return IsTrue(one.name)
            case _, "choice":
                return Among(
                    one.name, tuple(sorted(one.choices[self.number(1, len(one.choices) - 1) :]))
                )
            case "up", _:
                return Compare(one.name, self.one_of((">", ">=")), self.number(1, 3))
            case _:
                return Compare(one.name, self.one_of(("<", "<=")), self.number(1, 10))

    def _plain_atom(self, one: Fact) -> Condition:
        if one.kind == "yes_no":
            return IsTrue(one.name) if self.number(0, 1) else Not(IsTrue(one.name))
        if one.kind == "choice":
            return self._chosen(one)
        return Compare(one.name, self.one_of(OPERATORS), self.number(0, 20))

    # -- recommendations

    def add_steps(self) -> None:
        for index in range(self.number(1, 2)):
            self._add_step(f"core-{index}", self.one_of(SAFETY_STAGES), readers=_READERS)
        for index in range(self.number(0, 2)):
            self._add_step(f"guard-{index}", self.one_of(SAFETY_STAGES))
        for name in STEPS[4 : 4 + self.number(2, 4)]:
            self._add_step(name, self.one_of(STAGES[3:]))

    def _add_step(self, name: str, stage: str, readers: Sequence[str] | None = None) -> None:
        if readers is None:
            readers = self.one_of(
                (_READERS, _READERS, _READERS, ("client",), ("relative", "clinician"))
            )
        step: dict[str, Any] = {
            "id": name,
            "title": f"Do {name}",
            "stage": stage,
            "urgency": self.one_of(("routine", "routine", "days")),
            "kind": self.one_of(("action", "action", "action", "warning")),
            "sources": _CITED,
        }
        step |= {reader: text_of(name) for reader in readers}
        self.steps[name] = step

    def add_needs_and_opposites(self) -> None:
        """Safety steps need nothing that falls with danger, and have no opposites."""
        plain = [name for name in self.steps if not _is_safety(name)]
        for name, step in self.steps.items():
            if name.startswith("core"):
                continue
            if self.number(0, 2) == 2:
                step["needs"] = self.when(rising=name.startswith("guard"))
            if name in plain and self.number(0, 2) == 2:
                others = [other for other in plain if other != name]
                step["opposites"] = [self.one_of(others)]
            if name in plain and self.number(0, 3) == 3:
                step["drastic"] = True

    # -- findings

    def add_findings(self) -> None:
        safety = [name for name in self.steps if _is_safety(name)]
        core = [name for name in safety if name.startswith("core")]
        for index in range(self.number(0, 1)):
            self._add_finding(f"sign_{index}", None, rising=True)
        for index in range(self.number(0, 3)):
            danger = {
                "level": self.one_of(URGENCIES[:3]),
                "core": sorted({self.one_of(core), self.one_of(safety)}),
                "kind": self.one_of(("harm", "harm", "misconduct")),
            }
            self._add_finding(f"danger_{index}", danger, rising=True)
        for index in range(self.number(0, 2)):
            self._add_finding(f"plain_{index}", None, rising=False)

    def _add_finding(self, name: str, danger: Any, *, rising: bool) -> None:
        for part in range(self.number(1, 2)):
            self._add_rule(
                f"{name}-{part}".replace("_", "-"), "finding", name, self.when(rising=rising)
            )
        self.findings[name] = {"id": name, "title": f"Finding {name}"}
        if danger is not None:
            self.findings[name]["danger"] = danger
        if rising:
            self.rising = (*self.rising, name)

    # -- rules

    def _add_rule(self, name: str, kind: str, target: str, when: str, **more: Any) -> None:
        rule = {"id": name, kind: target, "when": when, "because": f"Because of {name}."}
        self.rules.append(rule | {"sources": _CITED} | more)

    def add_rules(self, count: int) -> None:
        for index in range(count):
            kind = self.one_of(("recommend",) * 5 + ("caution", "not_yet", "exclude", "ask"))
            # The leading number is random, so that the order of ids is not that of the file.
            name = f"{self.number(0, 9)}-rule-{index}"
            if kind == "ask":
                self._add_rule(name, kind, self.one_of(DENSE_FACTS), self.when())
                continue
            target = self.one_of(tuple(self.steps))
            self._add_argument(name, kind, target)

    def _add_argument(self, name: str, kind: str, target: str) -> None:
        if kind == "recommend":
            self._add_recommend(name, target)
        elif kind == "caution":
            self._add_rule(name, kind, target, self.when(), **self._ground())
        else:
            waits = not _is_safety(target)
            unknown = self.one_of(("hold", "check", "ignore") if waits else ("ignore",))
            more = {"until": "later"} if kind == "not_yet" else {}
            self._add_rule(name, kind, target, self.when(), if_unknown=unknown, **more)

    def _ground(self) -> dict[str, str]:
        ground = self.one_of((None, None, "shared", "other"))
        return {} if ground is None else {"ground": ground}

    def _add_recommend(self, name: str, target: str) -> None:
        is_safety = _is_safety(target)
        when = self.when(rising=is_safety)
        if self.number(0, 5) == 0:
            when = f'{self.one_of(("tried", "failed"))}("{target}")'
        more: dict[str, Any] = {"strength": self.one_of(("strong", "moderate", "weak"))}
        more |= self._ground()
        urgency = self.one_of((None, None, "days", "emergency", "same_day"))
        dangers = [
            found["id"]
            for found in self.findings.values()
            if "danger" in found
            and urgency is not None
            and URGENCIES.index(found["danger"]["level"]) <= URGENCIES.index(urgency)
        ]
        if urgency in ("emergency", "same_day"):
            if not is_safety or not dangers:
                urgency = "days"
            else:
                when = f"{self.one_of(dangers)} and ({when})"
        if urgency is not None:
            more["urgency"] = urgency
        self._add_rule(name, "recommend", target, when, **more)

    def contradictions(self) -> list[dict[str, Any]]:
        return [
            {
                "id": f"conflict-{index}",
                "when": self.when(),
                "facts": ["weeks_in_therapy", "sessions_attended"],
                "question": "Which of the two is right?",
            }
            for index in range(self.number(0, 1))
        ]


def document_of(seed: int, rules: int) -> Document:
    """
    Return the rulebook of one seed as plain data: it loads, and has *rules* rules and findings.

    It keeps what the loader demands of a safe rulebook, and what law 3 rests on: safety
    steps are recommended by rules that rise with danger, and have no opposites.
    """
    writer = _Writer(seed)
    writer.add_steps()
    writer.add_findings()
    writer.add_needs_and_opposites()
    conflicts = writer.contradictions()
    writer.add_rules(rules)
    return {
        "rulebook": {"id": "generated", "version": "1.0.0", "title": "A generated rulebook"},
        "sources": [_SOURCE],
        "findings": list(writer.findings.values()),
        "recommendations": list(writer.steps.values()),
        "rules": writer.rules,
        "contradictions": conflicts,
        "contacts": [
            {
                "country": "*",
                "emergency": "112",
                "checked": "2026-11-23",
                "confidence": "unverified",
            }
        ],
    }
