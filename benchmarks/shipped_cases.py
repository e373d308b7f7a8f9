"""The shipped rulebook: plans, rankings and explanations for situations as people bring them."""

import json
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from benchmarks.results import Curves, Effort, Limit, Section, Table, micro, timed_cell, times
from benchmarks.shipped import KINDS, rules_that_hold, situations, straight_shipped
from benchmarks.timing import Timed, by_turns, met_once
from nextsteps import Interview, Plan, Rulebook, Situation
from nextsteps.engine import engine_for
from nextsteps.known import known_of
from nextsteps.truth import Truth
from tests.complete import answer_by

_TEXT = """
Median microseconds, and the ratio to straight-line Python generated for this rulebook, which
works out which of its {rules} rules hold and ranks what they argue for.
Sparse situations have about 10 known facts, dense ones 40, complete ones all that can be asked.
That the yardstick finds the same rules as the reference engine is checked first.
"""
_EXPLAINED = """
Each explanation as a multiple of one `recommend` of the same situation in the same run.
"""


def measure(effort: Effort) -> Section:
    """Time plans on sparse, dense and complete situations, and explanations on dense ones."""
    rulebook = Rulebook.default()
    count = 5 if effort.is_quick else 60
    kinds = {"dense": KINDS["dense"]} if effort.is_quick else KINDS
    by_kind = {kind: situations(rulebook, known, count) for kind, known in kinds.items()}
    for some in by_kind.values():
        _check_yardstick(rulebook, some)
    section = Section("The shipped rulebook", _TEXT.format(rules=len(rulebook.rules)).strip())
    _plans(section, rulebook, by_kind, effort)
    _explanations(section, rulebook, by_kind["dense"], effort)
    _by_known_facts(section, rulebook, effort)
    return section


def _check_yardstick(rulebook: Rulebook, some: Sequence[Situation]) -> None:
    holding, names = rules_that_hold(rulebook), list(rulebook.rules)
    reference = engine_for(rulebook, "reference")
    for situation in some:
        known = known_of(situation, rulebook)
        truths = reference.evaluate(known).rules
        wanted = {name for name, truth in truths.items() if truth is Truth.TRUE}
        assert {names[one] for one in holding(known.facts, known.tried)} == wanted


def _plans(
    section: Section, rulebook: Rulebook, by_kind: dict[str, list[Situation]], effort: Effort
) -> None:
    yardstick = straight_shipped(rulebook)
    evaluate = engine_for(rulebook).evaluate
    model = rulebook.situation

    def from_json(text: str) -> str:
        return rulebook.recommend(model.model_validate_json(text)).to_json(questions=False)

    def with_questions(text: str) -> str:
        return rulebook.recommend(model.model_validate_json(text)).to_json()

    rows: dict[str, list[str]] = {}
    for kind, some in by_kind.items():
        known = [known_of(one, rulebook) for one in some]
        texts = [_text_of(one) for one in some]

        def timed(run: Callable[[Any], Any], read: Sequence[Any], known: Any = known) -> Timed:
            return by_turns(
                run, yardstick, read, rounds=effort.rounds, seconds=effort.seconds,
                yardstick_cases=known,
            )  # fmt: skip

        found: dict[str, Timed] = {
            "all conditions": timed(evaluate, known),
            "`rank`": timed(rulebook.rank, some),
            "`recommend`": timed(rulebook.recommend, some),
            "the same, situations never met": _never_met(rulebook, yardstick, kind, len(some)),
            "JSON text to JSON text": timed(from_json, texts),
            "the same, questions included": timed(with_questions, texts),
        }
        plan = found["`recommend`"]
        rows.setdefault("yardstick", []).append(micro(plan.seconds / plan.ratio))
        for name, one in found.items():
            rows.setdefault(name, []).append(timed_cell(one))
        if kind == "dense":
            section.limits += _plan_limits(found)
    head = ("", *by_kind)
    table = tuple((name, *cells) for name, cells in rows.items())
    section.tables.append(Table("Microseconds a situation (ratio)", head, table))


def _plan_limits(found: dict[str, Timed]) -> list[Limit]:
    return [
        Limit("`recommend`, dense, against the yardstick", found["`recommend`"].ratio, 5),
        Limit("JSON text to JSON text, dense", found["JSON text to JSON text"].ratio, 10),
    ]


def _never_met(rulebook: Rulebook, yardstick: Any, kind: str, count: int) -> Timed:
    """Plans are made of steps that are kept; here none of the situations has come before."""
    more = situations(rulebook, KINDS[kind], 10 * count)[count:]
    return met_once(
        rulebook.recommend, yardstick, more, [known_of(one, rulebook) for one in more], count
    )


def _text_of(situation: Situation) -> str:
    return json.dumps(situation.facts())


# Explanations


def _explanations(
    section: Section, rulebook: Rulebook, some: Sequence[Situation], effort: Effort
) -> None:
    plans = [plan for one in some if len((plan := rulebook.recommend(one)).recommendations) > 1]
    plans = plans[: 2 if effort.is_quick else 20]
    given = [(plan, step.id) for plan in plans for step in plan.recommendations[:3]]
    absent = [(plan, name) for plan in plans for name in _absent(plan)[:3]]
    asked: list[tuple[str, Callable[[Plan, str], Any], float | None]] = [
        ("`why`", lambda plan, name: plan.why(name), 50),
        ("`why_not`", lambda plan, name: plan.why_not(name), 100),
        ("`questions`", lambda plan, _: plan._ask(), 500),
        ("`what_if` of one fact", lambda plan, _: plan.what_if(no_progress=True), None),
        ("`what_would_change`", lambda plan, name: plan.what_would_change(name), 5000),
        ("a step of an interview", _interview_step(rulebook, some), None),
    ]
    rows = []
    for name, explain, limit in asked:
        cases = given if name == "`why`" else absent
        timed = by_turns(
            lambda case, explain=explain: explain(*case),  # type: ignore[misc]
            lambda case: rulebook.recommend(case[0].situation),
            cases,
            rounds=min(effort.rounds, 5),
            seconds=effort.seconds * 4,
        )
        rows.append((name, micro(timed.seconds), times(timed.ratio, timed.low, timed.high)))
        if limit is not None:
            section.limits.append(Limit(f"{name} against `recommend`", timed.ratio, limit))
    head = ("", "µs", "in `recommend`s")
    section.tables.append(Table(_EXPLAINED.strip(), head, tuple(rows)))


def _absent(plan: Plan) -> list[str]:
    """The recommendations that the plan says nothing of, in an order that mixes their kinds."""
    told = {one.id for one in (*plan.recommendations, *plan.later, *plan.not_yet, *plan.excluded)}
    told |= {one.id for one in plan.set_aside}
    names = sorted(set(plan.require_rulebook().recommendations) - told)
    Random(len(names)).shuffle(names)  # noqa: S311
    return names


def _interview_step(rulebook: Rulebook, some: Sequence[Situation]) -> Callable[[Plan, str], Any]:
    """Answering the first question and finding the next."""
    begun = Interview.of(rulebook=rulebook)
    assert begun.question is not None
    full = some[0]

    def step(_plan: Plan, _name: str) -> object:
        return answer_by(full, begun).question

    return step


def _by_known_facts(section: Section, rulebook: Rulebook, effort: Effort) -> None:
    """How a plan's time grows with the number of known facts."""
    numbers = (5,) if effort.is_quick else (2, 5, 10, 20, 40, 80, 160)
    yardstick = straight_shipped(rulebook)
    rows = []
    lines: dict[str, list[tuple[float, float]]] = {"recommend": [], "yardstick": []}
    for known in numbers:
        some = situations(rulebook, known, 6 if effort.is_quick else 40)
        timed = by_turns(
            rulebook.recommend, yardstick, some, rounds=min(effort.rounds, 5),
            seconds=effort.seconds, yardstick_cases=[known_of(one, rulebook) for one in some],
        )  # fmt: skip
        rows.append((str(known), micro(timed.seconds), times(timed.ratio, timed.low, timed.high)))
        lines["recommend"].append((float(known), timed.seconds * 1e6))
        lines["yardstick"].append((float(known), timed.seconds / timed.ratio * 1e6))
    head = ("known facts", "`recommend`, µs", "ratio")
    section.tables.append(Table("By number of known facts", head, tuple(rows)))
    section.curves.append(Curves("facts", "Known facts", "known facts", "µs a plan", lines))
