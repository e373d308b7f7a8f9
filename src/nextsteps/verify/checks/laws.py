"""A rulebook's own laws: each is true in every possible situation, or a witness breaks it."""

from collections.abc import Iterator
from typing import Any

from nextsteps.rulebook import Law, Rulebook
from nextsteps.rulebook.entries import URGENCIES, Urgency
from nextsteps.rulebook.promises import LEVEL, Monotone, Only, Then
from nextsteps.verify.checks.danger import level_falls, urgency_falls
from nextsteps.verify.plan import PlanOf
from nextsteps.verify.question import OfOne, Question
from nextsteps.verify.rank import LEVELS

BROKEN, SAYS_NOTHING = "V119", "V120"


def laws_that_are_broken(rulebook: Rulebook) -> Iterator[Question]:
    """
    V119. Asks, for each law, for a situation that breaks it.

    Unsatisfiable means: the law is true in every possible situation. A model is a fault.
    """
    for law in rulebook.laws.values():
        if law.never is not None:
            yield _never(law)
        if law.always is not None:
            yield from _always(law, law.always.then)
        if law.only is not None:
            yield from _only(law, law.only)
        if law.monotone is not None:
            yield from _monotone(law, law.monotone)


def laws_that_say_nothing(rulebook: Rulebook) -> Iterator[Question]:
    """
    V120. Asks, for each `always` law, for a situation to which it applies.

    Unsatisfiable means: its `when` never holds, so the law is true but says nothing. That is
    the fault.
    """
    for law in rulebook.laws.values():
        if law.always is not None:
            yield Question(
                SAYS_NOTHING,
                "laws",
                law.id,
                f"the law `{law.id}` applies to no situation",
                of_one=lambda plan, law=law.id: [_holds(plan, law, "when")],  # type: ignore[misc]
                fault="impossible",
            )


def _holds(plan: PlanOf[Any], law: str, part: str) -> Any:
    return plan.meaning.truth(plan.rulebook.conditions.laws[law, part]).true


def _never(law: Law) -> Question:
    return Question(
        BROKEN,
        "laws",
        law.id,
        f"the law `{law.id}` is broken: what it rules out can hold",
        of_one=lambda plan: [_holds(plan, law.id, "never")],
        case="never",
    )


def _always(law: Law, then: Then) -> Iterator[Question]:
    for case, broken, said in _promises(law, then):

        def parts(plan: PlanOf[Any], broken: OfOne = broken) -> list[Any]:
            return [_holds(plan, law.id, "when"), *broken(plan)]

        yield Question(
            BROKEN,
            "laws",
            law.id,
            f"the law `{law.id}` is broken: {said}",
            of_one=parts,
            case=case,
        )


def _promises(law: Law, then: Then) -> Iterator[tuple[str, OfOne, str]]:
    """Yield each promise: its name, what breaks it, and that in words."""
    if then.holds is not None:
        yield (
            "holds",
            lambda plan: [plan.logic.negation(_holds(plan, law.id, "holds"))],
            f"`{then.holds}` need not hold",
        )
    if then.level is not None:
        level = then.level
        yield (
            "level",
            lambda plan: [plan.logic.negation(plan.level(level))],
            f"the level of safety can be below {level}",
        )
    urgency = then.urgency or "routine"
    if then.given:
        steps = then.given
        yield "given", lambda plan: _none(plan, plan.given, steps, urgency), _none_of(then, "given")
    if then.now:
        now = then.now
        yield "now", lambda plan: _none(plan, plan.now, now, urgency), _none_of(then, "now")
    if then.first:
        yield (
            "first",
            lambda plan: _none(plan, plan.first, then.first, "routine"),
            f"something else than {_list(then.first)} can come first",
        )
    for step in then.not_given:
        yield (
            f"not_given {step}",
            lambda plan, step=step: [plan.given(step)],  # type: ignore[misc]
            f"`{step}` can be given",
        )
    for step in then.cautioned:
        yield (
            f"cautioned {step}",
            lambda plan, step=step: [  # type: ignore[misc]
                plan.given(step),
                plan.logic.negation(plan.cautioned(step)),
            ],
            f"`{step}` can be given, and nothing speaks against it",
        )


def _only(law: Law, said: Only) -> Iterator[Question]:
    urgency = said.urgency or "routine"
    cases: list[tuple[str, OfOne, str]] = [
        (
            f"only {step}",
            lambda plan, step=step: [plan.given(step), plan.urgency(step, urgency)],  # type: ignore[misc]
            f"`{step}` can be given{'' if said.urgency is None else f' as {urgency}'} without it",
        )
        for step in said.given
    ]
    cases += [
        (
            f"only cautioned {step}",
            lambda plan, step=step: [plan.cautioned(step)],  # type: ignore[misc]
            f"something can speak against `{step}` without it",
        )
        for step in said.cautioned
    ]
    if said.level is not None:
        level = said.level
        cases.append(("only level", lambda plan: [plan.level(level)], f"it can be {level} without"))
    for case, broken, text in cases:

        def parts(plan: PlanOf[Any], broken: OfOne = broken) -> list[Any]:
            return [plan.logic.negation(_holds(plan, law.id, "when")), *broken(plan)]

        message = f"the law `{law.id}` is broken: {text}"
        yield Question(BROKEN, "laws", law.id, message, of_one=parts, case=case)


def _none(plan: PlanOf[Any], of: Any, steps: tuple[str, ...], urgency: Urgency) -> list[Any]:
    logic = plan.logic
    return [logic.negation(logic.every([of(one), plan.urgency(one, urgency)])) for one in steps]


def _none_of(then: Then, key: str) -> str:
    urgent = "" if then.urgency is None else f", {then.urgency} or sooner"
    return f"{_list(getattr(then, key))} need not be given{' now' * (key == 'now')}{urgent}"


def _list(steps: tuple[str, ...]) -> str:
    return " or ".join(f"`{step}`" for step in steps)


def _monotone(law: Law, said: Monotone) -> Iterator[Question]:
    if said.of == LEVEL:
        for level in LEVELS:
            yield level_falls(BROKEN, "laws", law.id, level, said.facts)
        return
    for urgency in URGENCIES:
        yield urgency_falls(BROKEN, "laws", law.id, said.of, urgency, said.facts)
