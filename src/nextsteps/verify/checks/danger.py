"""Danger: it comes first, keeps its steps, and never counts for less as it grows."""

from collections.abc import Iterator
from typing import Any

from nextsteps.rulebook import Rulebook
from nextsteps.rulebook.entries import URGENCIES, Level, RuleKind, Urgency
from nextsteps.verify.plan import PlanOf
from nextsteps.verify.question import Question
from nextsteps.verify.rank import LEVELS


def danger_that_does_not_come_first(rulebook: Rulebook) -> Iterator[Question]:
    """
    V109. Asks, for each recommendation and level, where it stands above its core steps.

    The level is the gravest that holds, and the recommendation no core step of it.
    Unsatisfiable means: in danger the first recommendation is always a core step of the
    gravest danger (law 4). A model is a fault.
    """
    for step in rulebook.recommendations:
        for level in LEVELS:
            yield Question(
                "V109",
                "recommendations",
                step,
                f"`{step}` can come before what a danger of level {level} calls for",
                of_one=lambda plan, step=step, level=level: _comes_before(  # type: ignore[misc]
                    plan, step, level
                ),
                case=level,
            )


def _comes_before(plan: PlanOf[Any], step: str, level: Level) -> list[Any]:
    logic = plan.logic
    graver = LEVELS[: LEVELS.index(level)]
    parts = [plan.now(step), plan.level(level), logic.negation(plan.core_at(step, level))]
    parts += [logic.negation(plan.level(one)) for one in graver]
    core = {
        name
        for danger in plan.rulebook.dangers.values()
        if danger.danger is not None and danger.danger.level == level
        for name in danger.danger.core
    }
    for name in sorted(core - {step}):
        stands = logic.every([plan.core_at(name, level), plan.now(name)])
        higher = logic.some(
            logic.every([plan.urgency(step, one), logic.negation(plan.urgency(name, one))])
            for one in URGENCIES[:3]
        )
        parts.append(logic.some([logic.negation(stands), higher]))
    return parts


def dangers_without_a_core_step(rulebook: Rulebook) -> Iterator[Question]:
    """
    V110. Asks, for each danger, where it holds and none of its core steps is recommended.

    Unsatisfiable means: nothing excludes, holds or retires all its core steps, whoever asks
    (law 4). A model is a fault.
    """
    for name, danger in rulebook.dangers.items():
        core = () if danger.danger is None else danger.danger.core
        yield Question(
            "V110",
            "findings",
            name,
            f"the danger `{name}` can hold without any of its core steps",
            of_one=lambda plan, name=name, core=core: [  # type: ignore[misc]
                plan.danger(name),
                *(plan.logic.negation(plan.now(step)) for step in core),
            ],
        )


def rules_that_hide_a_safety_step(rulebook: Rulebook) -> Iterator[Question]:
    """
    V111. Asks, for each rule against a safety step, where it takes that step away.

    That is: something speaks for the step, it is no core step, and the rule excludes it or
    holds it back. Unsatisfiable means: the rule hides nothing. A model is a fault unless
    the rule's author says why it is meant.
    """
    kinds: tuple[RuleKind, ...] = ("exclude", "not_yet")
    for step, entry in rulebook.recommendations.items():
        for rule in (one for kind in kinds for one in rulebook.rules_about(step, kind)):
            if entry.is_safety_step:
                yield Question(
                    "V111",
                    "rules",
                    rule.id,
                    f"the rule `{rule.id}` can take the safety step `{step}` away",
                    of_one=lambda plan, rule=rule.id, step=step: [  # type: ignore[misc]
                        plan.meaning.rule(rule).true,
                        plan.logic.some([plan.excluded(step), plan.held(step)]),
                    ],
                    help="if that is right, say so under `meant:` with the reason",
                )


def levels_that_fall(_rulebook: Rulebook) -> Iterator[Question]:
    """
    V112. Asks, for each level, for a situation of that level that falls below it in more danger.

    Unsatisfiable means: no danger fact moved in its direction lowers `safety.at_least`
    (law 3). A model is a fault.
    """
    for level in LEVELS:
        yield level_falls("V112", "rulebook", "safety", level)


def level_falls(
    code: str, kind: str, about: str, level: Level, only: tuple[str, ...] = ()
) -> Question:
    """Return the question whether more danger (of the facts *only*) can lower the level."""
    return Question(
        code,
        kind,
        about,
        f"more danger can lower the level of safety below {level}",
        of_two=lambda before, after: [
            before.level(level),
            before.logic.negation(after.level(level)),
        ],
        only=only,
        case=level,
    )


def urgencies_that_fall(rulebook: Rulebook) -> Iterator[Question]:
    """
    V113. Asks, for each safety step and urgency, where more danger makes it less urgent.

    Being gone is the least urgent, unless a rule excludes it or holds it back (V111 asks
    about those). Unsatisfiable means: it stays at least as urgent, now or later (law 3). A
    model is a fault.
    """
    for step, entry in rulebook.recommendations.items():
        if entry.is_safety_step:
            yield from (
                urgency_falls("V113", "recommendations", step, step, urgency)
                for urgency in URGENCIES
            )


def urgency_falls(
    code: str, kind: str, about: str, step: str, urgency: Urgency, only: tuple[str, ...] = ()
) -> Question:
    """Return the question whether more danger (of the facts *only*) makes a step less urgent."""

    def falls(before: PlanOf[Any], after: PlanOf[Any]) -> list[Any]:
        logic = before.logic
        stays = logic.every([after.given(step), after.urgency(step, urgency)])
        return [
            before.given(step),
            before.urgency(step, urgency),
            logic.negation(stays),
            logic.negation(after.withheld(step)),
        ]

    return Question(
        code,
        kind,
        about,
        f"more danger can make `{step}` less urgent than {urgency}, or take it away",
        of_two=falls,
        only=only,
        case=f"{step} {urgency}" if about != step else urgency,
    )
