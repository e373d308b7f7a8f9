"""
Cases of every shipped rule, with what comes of the rule and what the plan says of its target.

The situations are those of `nextsteps cases`: pairs that show each part of each condition
deciding, at each threshold. What came of them is recorded, not judged: no one but a reader
of the diff can say that a change is right, so this is no evidence that the advice is.

    uv run python -m tests.knowledge.recorded        finds situations anew: a minute or two
    UPDATE_GOLDEN=1 uv run pytest tests/knowledge/test_recorded_cases.py   keeps the situations
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from nextsteps import Plan, Rulebook
from nextsteps.rulebook import Rule
from nextsteps.verify.cases import cases_of
from nextsteps.verify.cases.says import said_about

RECORDED = Path(__file__).parent / "recorded_cases.jsonl"


class Recorded(NamedTuple):
    """One situation of one rule, and what is said of the rule's target in it."""

    rule: str
    facts: dict[str, Any]
    says: str

    def line(self) -> str:
        """Return the line of the file."""
        return json.dumps(self._asdict(), ensure_ascii=False)


def said(rule: Rule, plan: Plan) -> str:
    """
    Return what *plan* says of the target of *rule*, how grave things are, and what comes first.

    What is asked is left out: it takes longer than all the rest.
    """
    first = next((step.id for step in plan.recommendations), "nothing")
    about = "" if rule.kind == "ask" else said_about(rule, plan) + _details(rule.target, plan)
    known = f"{plan.safety.at_least}, could be {plan.safety.could_be}; first: {first}"
    return f"{known}; {about}" if about else known


def _details(step: str, plan: Plan) -> str:
    for given in (*plan.recommendations, *plan.later):
        if given.id == step:
            told = [f"{one.strength} {one.rule}" for one in given.arguments_for]
            told += [f"against: {one.rule}" for one in given.arguments_against]
            told += [f"check: {one.rule}" for one in given.checks]
            return f" ({', '.join(told)})"
    return ""


def read(path: Path = RECORDED) -> Iterator[Recorded]:
    """Yield what was recorded."""
    for line in path.read_text(encoding="utf-8").splitlines():
        yield Recorded(**json.loads(line))


def replayed(rulebook: Rulebook, recorded: Iterable[Recorded]) -> Iterator[Recorded]:
    """Yield the same situations with what is said of them now."""
    for one in recorded:
        rule = rulebook.rules[one.rule]
        plan = rulebook.recommend(one.facts)
        yield one._replace(says=said(rule, plan))


def write(recorded: Iterable[Recorded], path: Path = RECORDED) -> None:
    """Write one line per case."""
    path.write_text("".join(one.line() + "\n" for one in recorded), encoding="utf-8")


def main() -> None:
    """Find situations for every rule anew, and record what is said of them."""
    rulebook = Rulebook.default()
    found = [
        Recorded(cases.rule, case.facts(), "")
        for cases in cases_of(rulebook)
        for case in cases.cases
    ]
    write(replayed(rulebook, found))


if __name__ == "__main__":
    main()
