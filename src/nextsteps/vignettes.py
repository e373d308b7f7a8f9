"""A rulebook's vignettes run against it: what does not come out as they say."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from pydantic import ValidationError

from nextsteps.engine import engine_for
from nextsteps.errors import MeasureError, Problem, suggestion
from nextsteps.explain.why import reading_of
from nextsteps.plan import Plan
from nextsteps.rulebook import Rulebook, Vignette
from nextsteps.shape import problems_of
from nextsteps.truth import Truth


@dataclass(frozen=True, slots=True)
class Shortfall:
    """
    One thing that a vignette says and that does not come out.

    `about` is the rule, recommendation or fact that it is said of; "" for the whole.
    """

    kind: Literal[
        "unreadable", "unknown name", "rule", "first", "given", "left out", "asked", "level", "step"
    ]
    about: str
    expected: str
    found: str
    help: str | None = None

    def __str__(self) -> str:
        match self.kind:
            case "unreadable":
                return self.found
            case "unknown name":
                return f"names an unknown {self.found} `{self.about}`"
            case "rule":
                return f"rule `{self.about}` is {self.found}, not {self.expected}"
            case "first" if not self.found:
                return f"nothing is given, {self.expected} should be first"
            case "first":
                return f"first is `{self.found}`, not {self.expected}"
            case "level":
                return f"the safety level is {self.found}, not {self.expected}"
            case "step":
                return f"`{self.about}` is {self.found}, not {self.expected}"
            case _:
                return f"`{self.about}` is {self.found}"


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of a vignette: its plan, if its facts can be read, and all that fell short."""

    plan: Plan | None
    shortfalls: tuple[Shortfall, ...]


def check_vignettes(rulebook: Rulebook) -> list[Problem]:
    """
    Return every vignette that does not come out (R410) and every rule without one (R409).

    A rule needs a vignette in which it holds and one in which it just fails.
    """
    problems = [
        _problem(vignette, shortfall, rulebook)
        for vignette in rulebook.vignettes.values()
        for shortfall in run_vignette(vignette, rulebook).shortfalls
    ]
    return problems + list(rules_without_vignettes(rulebook))


def _problem(vignette: Vignette, shortfall: Shortfall, rulebook: Rulebook) -> Problem:
    place = rulebook.places.get(("vignettes", vignette.id))
    colon = "" if shortfall.kind == "unknown name" else ":"
    message = f"vignette `{vignette.id}`{colon} {shortfall}"
    return Problem("R410", message, place, shortfall.help)


def run_vignette(vignette: Vignette, rulebook: Rulebook) -> Trial:
    """
    Return what comes of *vignette*, and all in which it falls short of what it says.

    >>> import nextsteps as ns
    >>> rulebook = ns.Rulebook.default()
    >>> run_vignette(rulebook.vignettes["same-at-forty"], rulebook).shortfalls
    ()
    """
    try:
        situation = rulebook.situation.model_validate(dict(vignette.facts))
        plan = rulebook.recommend(situation)
    except ValidationError as error:
        return _unreadable(problems_of(error, None, rulebook.situation, {"": "R410"}))
    except MeasureError as error:
        return _unreadable(error.problems)
    shortfalls = (*_rules(vignette, plan, rulebook), *plan_shortfalls(vignette, plan, rulebook))
    return Trial(plan, shortfalls)


def _unreadable(problems: Iterable[Problem]) -> Trial:
    return Trial(
        None, tuple(Shortfall("unreadable", "", "", one.message, one.help) for one in problems)
    )


def _rules(vignette: Vignette, plan: Plan, rulebook: Rulebook) -> Iterator[Shortfall]:
    truths = engine_for(rulebook).evaluate(reading_of(plan, rulebook).known).rules
    wanted: Mapping[Truth, tuple[str, ...]] = {
        Truth.TRUE: vignette.holds,
        Truth.FALSE: vignette.fails,
        Truth.UNKNOWN: vignette.unknown,
    }
    for truth, rules in wanted.items():
        for rule in rules:
            if rule not in truths:
                yield Shortfall("unknown name", rule, "", "rule", suggestion(rule, truths))
            elif truths[rule] is not truth:
                yield Shortfall("rule", rule, truth.value, truths[rule].value)


def plan_shortfalls(vignette: Vignette, plan: Plan, rulebook: Rulebook) -> Iterator[Shortfall]:
    """Yield all in which *plan* falls short of what *vignette* says of plans, not of rules."""
    given = [step.id for step in plan.recommendations]
    for name in vignette.steps:
        if name not in rulebook.recommendations:
            close = suggestion(name, rulebook.recommendations)
            yield Shortfall("unknown name", name, "", "recommendation", close)
    gives = f"the plan gives {', '.join(given) or 'nothing'}"
    if vignette.first and not set(given[:1]) & set(vignette.first):
        expected = " or ".join(vignette.first)
        about = vignette.first[0]
        found = "".join(given[:1])
        yield Shortfall("first", about, expected, found, gives if given else None)
    for name in vignette.includes:
        if name not in given:
            yield Shortfall("given", name, "given", "not given", gives)
    for name in vignette.leaves_out:
        if name in given:
            yield Shortfall("left out", name, "left out", "given", gives)
    asked = {question.fact for question in plan.questions} if vignette.asks else set()
    for fact in vignette.asks:
        if fact not in asked:
            yield Shortfall("asked", fact, "asked", "not asked")
    if vignette.level is not None and vignette.level != plan.safety.at_least:
        yield Shortfall("level", "", vignette.level, plan.safety.at_least)
    for about, wanted, found in _of_steps(vignette, plan):
        if wanted != found:
            yield Shortfall("step", about, wanted, found)


def _of_steps(vignette: Vignette, plan: Plan) -> Iterator[tuple[str, str, str]]:
    """Yield of each step what is expected and what was found, in the same words."""
    given = {step.id: step for step in (*plan.recommendations, *plan.later)}
    for name, urgency in vignette.urgency.items():
        yield name, urgency, given[name].urgency if name in given else _place(plan, name)
    for wanted, names in (
        ("for later", vignette.later),
        ("held back", vignette.not_yet),
        ("excluded", vignette.excluded),
    ):
        yield from ((name, wanted, _place(plan, name)) for name in names)
    order = [step.id for step in plan.recommendations]
    for above, below in pairwise(vignette.order):
        if above not in order or below not in order:
            missing = below if above in order else above
            yield missing, "recommended", _place(plan, missing)
        elif order.index(above) > order.index(below):
            yield above, f"above `{below}`", f"below `{below}`"
    for name in vignette.cautions:
        against = name in given and given[name].arguments_against
        yield name, "cautioned against", "cautioned against" if against else "not cautioned against"
    for name, facts in vignette.checks.items():
        checks = given[name].checks if name in given else ()
        found = {fact for check in checks for fact in check.facts}
        yield name, _checked(facts), _checked(found) if name in given else _place(plan, name)


def _checked(facts: Iterable[str]) -> str:
    listed = ", ".join(f"`{fact}`" for fact in sorted(facts))
    return f"given once {listed} is sure" if listed else "given without a check"


def _place(plan: Plan, step: str) -> str:
    """Where in the plan a step stands, in words."""
    groups = (
        ("recommended", plan.recommendations),
        ("for later", plan.later),
        ("held back", plan.not_yet),
        ("excluded", plan.excluded),
    )
    return next((name for name, some in groups if any(one.id == step for one in some)), "not given")


def rules_without_vignettes(rulebook: Rulebook) -> Iterator[Problem]:
    """Yield every rule that lacks a vignette in which it holds, or one in which it just fails."""
    vignettes = rulebook.vignettes.values()
    holds = {rule for vignette in vignettes for rule in vignette.holds}
    fails = {rule for vignette in vignettes for rule in vignette.fails}
    for name, rule in rulebook.rules.items():
        always = rule.when.strip() == "True"
        if name not in holds or (name not in fails and not always):
            lacking = "holds" if name not in holds else "just fails"
            message = f"rule `{name}` has no vignette in which it {lacking}"
            help_text = (
                f"name it under `{'holds' if lacking == 'holds' else 'fails'}:` of a vignette"
            )
            yield Problem("R409", message, rulebook.places.get(("rules", name)), help_text)
