"""
What is fuzzed: each target takes bytes, and may only fail in the ways that it says.

Anything else (a traceback, an endless loop) is a fault: put the bytes that atheris wrote
into `tests/fuzz/crashes/`, where a test tries them for ever.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from nextsteps import NextStepsError, Plan, Rulebook, Situation, recommend
from nextsteps.document import decode, read_node
from nextsteps.errors import ConditionError, DocumentError, RulebookError
from nextsteps.language import Names, parse, unparse

ROOT = Path(__file__).parents[1]
NAMES = Names(
    Situation.vocabulary().facts,
    frozenset(Rulebook.default().findings),
    frozenset(Rulebook.default().recommendations),
)


def yaml(given: bytes) -> None:
    """A file: it is read, or the error says where it cannot be."""
    try:
        read_node(decode(given, "fuzz.yaml")).plain()
    except DocumentError as error:
        _is_told(error)


def rulebook(given: bytes) -> None:
    """A rulebook: it loads, or every problem is listed."""
    try:
        Rulebook.from_text(given.decode("utf-8", "replace"))
    except RulebookError as error:
        _is_told(error)


def condition(given: bytes) -> None:
    """A condition: it parses and says the same when it is written out, or the fault is told."""
    try:
        found = parse(given.decode("utf-8", "replace"), NAMES)
    except ConditionError as error:
        _is_told(error)
        return
    if parse(unparse(found), NAMES) != found:
        raise AssertionError(f"{unparse(found)} is not what was parsed")


def plan_json(given: bytes) -> None:
    """Plan JSON: it is a plan and comes back the same, or it is refused in words."""
    try:
        plan = Plan.from_json(given.decode("utf-8", "replace"))
    except NextStepsError as error:
        _is_told(error)
        return
    if Plan.from_json(plan.to_json()) != plan:
        raise AssertionError("the plan does not survive JSON")


def _is_told(error: NextStepsError) -> None:
    """An error without a problem, or one that cannot be printed, is a fault, too."""
    if not error.problems or not all(str(problem) for problem in error.problems):
        raise AssertionError("an error that says nothing") from error


TARGETS: dict[str, Callable[[bytes], None]] = {
    "yaml": yaml,
    "rulebook": rulebook,
    "condition": condition,
    "plan-json": plan_json,
}


def seeds(target: str) -> Iterator[bytes]:
    """Yield real input for *target*, small enough to be changed byte by byte."""
    rulebook = Rulebook.default()
    match target:
        case "condition":
            for one in rulebook.rules.values():
                yield one.when.encode()
        case "yaml":
            for path in sorted((ROOT / "examples").glob("*.yaml")):
                yield path.read_bytes()
        case "rulebook":
            yield (ROOT / "tests" / "sketch" / "sketch.yaml").read_bytes()
        case "plan-json":
            plan = json.loads(recommend({"suicidal_thoughts": True, "age": 15}).to_json())
            for key in plan:
                yield json.dumps({key: plan[key]}).encode()
            yield json.dumps(plan).encode()
