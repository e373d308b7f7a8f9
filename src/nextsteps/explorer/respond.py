"""What the explorer asks, answered: plain values in, plain values out, the same each time."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from nextsteps.errors import NextStepsError
from nextsteps.explorer.view import question_of, view_of
from nextsteps.interview import Interview
from nextsteps.plan import Plan
from nextsteps.render.explanation import Explanation, explanation_blocks
from nextsteps.render.explanation.page import inside
from nextsteps.render.html import blocks_as_html
from nextsteps.rulebook import Rulebook
from nextsteps.situation import Fact, Situation
from nextsteps.situation.stated import python_of, yaml_of
from nextsteps.values import COUNTRY


def respond(
    rulebook: Rulebook, asked: Mapping[str, Any], *, folder: str | None = None
) -> dict[str, Any]:
    r"""
    Return the answer to one request of the explorer, as plain values.

    `asked["ask"]` is "view" (the plan for drawing), "question" (what to ask next), "why",
    "why_not" or "what_would_change" (of the step `recommendation`), or "python" or "yaml" (the
    situation as text); `asked["values"]` is the situation. Values that no situation can hold
    are answered with `problems`, by fact.

    Args:
        rulebook: The rulebook that is explored.
        asked: The request.
        folder: Where the rulebook can be loaded from, for the copied code; None is the shipped.

    >>> import nextsteps as ns
    >>> respond(ns.Rulebook.default(), {"ask": "yaml", "values": {"age": 31}})
    {'text': 'age: 31\n'}
    >>> respond(ns.Rulebook.default(), {"ask": "view", "values": {"age": 131}})
    {'problems': {'age': 'a whole number from 0 to 120 (years)'}}
    """
    try:
        situation = rulebook.situation.model_validate(asked.get("values") or {})
    except ValidationError as error:
        return {"problems": _by_fact(error, rulebook)}
    try:
        return _answer(rulebook, situation, asked, folder)
    except NextStepsError as error:  # scores that a questionnaire can't have, an unknown step
        return {"problems": {"": " ".join(problem.message for problem in error.problems)}}


def _answer(
    rulebook: Rulebook, situation: Situation, asked: Mapping[str, Any], folder: str | None
) -> dict[str, Any]:
    match asked.get("ask"):
        case "view":
            return view_of(rulebook.recommend(situation))
        case "question":
            return question_of(Interview.of(situation, rulebook=rulebook))
        case "python":
            return {"text": python_text(situation, folder)}
        case "yaml":
            return {"text": yaml_of(situation)}
        case "why" | "why_not" | "what_would_change" as what:
            plan = rulebook.recommend(situation)
            return _explained(plan, what, str(asked.get("recommendation")))
        case _:
            return {"problems": {"": "there is no such request"}}


def _explained(plan: Plan, what: str, recommendation: str) -> dict[str, Any]:
    told: Explanation
    match what:
        case "why":
            told = plan.why(recommendation)
        case "why_not":
            told = plan.why_not(recommendation)
        case _:
            given = recommendation in {step.id for step in plan.recommendations}
            told = plan.what_would_change(recommendation, "out" if given else "in")
    return {"html": blocks_as_html(inside(explanation_blocks(plan, told)))}


def python_text(situation: Situation, folder: str | None = None) -> str:
    """
    Return a program that makes the plan of *situation*.

    Args:
        situation: The situation; a vocabulary of one's own is imported from its module.
        folder: Where its rulebook can be loaded from; None is the shipped one.

    >>> print(python_text(Situation(age=31)), end="")
    import nextsteps as ns
    <BLANKLINE>
    situation = ns.Situation(
        age=31,
    )
    plan = ns.recommend(situation)
    for step in plan.actions:
        print(f"{step.title}: {step.because}")
    """
    model = type(situation)
    own = model is not Situation and model.__module__ != "__main__"
    lines = ["import nextsteps as ns"]
    lines += [f"from {model.__module__} import {model.__qualname__}"] if own else []
    lines += ["", f"situation = {python_of(situation)}"]
    if folder is None:
        lines += ["plan = ns.recommend(situation)"]
    else:
        options = "" if model is Situation else f", situation={model.__qualname__}"
        lines += [
            f"rulebook = ns.Rulebook.load({folder!r}{options})",
            "plan = rulebook.recommend(situation)",
        ]
    lines += ["for step in plan.actions:", '    print(f"{step.title}: {step.because}")']
    return "\n".join([*lines, ""])


def _by_fact(error: ValidationError, rulebook: Rulebook) -> dict[str, str]:
    """What each fact needs; under "" what belongs to no fact of the form."""
    facts = rulebook.situation.vocabulary().facts
    found: dict[str, str] = {}
    others: list[str] = []
    for told in error.errors(include_url=False, include_input=False):
        name = str(told["loc"][0]) if told["loc"] else ""
        if name in facts:
            found[name] = _wanted(facts[name])
        else:
            others.append(told["msg"])
    return {**found, "": "; ".join(others)} if others else found


def _wanted(fact: Fact) -> str:
    if fact.name == COUNTRY:
        return "two letters, such as US or GB"
    return "text of another form" if fact.kind == "text" else fact.describe_range()
