"""Rules that say nothing: they never hold, always hold, or another says the same."""

from collections.abc import Iterator
from itertools import permutations

from nextsteps.language import Always
from nextsteps.ranking import STRENGTHS
from nextsteps.rulebook import Rule, Rulebook
from nextsteps.rulebook.entries import URGENCIES
from nextsteps.verify.question import Question


def rules_that_never_hold(rulebook: Rulebook) -> Iterator[Question]:
    """
    V101. Asks, for each rule, for a situation in which it is TRUE.

    Unsatisfiable means: it can never hold, whatever is known. That is the fault.
    """
    for rule in rulebook.rules.values():
        yield Question(
            "V101",
            "rules",
            rule.id,
            f"the rule `{rule.id}` can never hold",
            of_one=lambda plan, name=rule.id: [plan.meaning.rule(name).true],  # type: ignore[misc]
            fault="impossible",
            help="its condition contradicts itself, or what its facts say of each other",
        )


def rules_that_always_hold(rulebook: Rulebook) -> Iterator[Question]:
    """
    V102. Asks, for each rule but the marked fallback (`when: True`), where it is not TRUE.

    Unsatisfiable means: it holds in every situation, even when nothing is known. That is the
    fault.
    """
    for rule in rulebook.rules.values():
        if rulebook.conditions.rules[rule.id] == Always():
            continue
        yield Question(
            "V102",
            "rules",
            rule.id,
            f"the rule `{rule.id}` holds in every situation",
            of_one=lambda plan, name=rule.id: [  # type: ignore[misc]
                plan.logic.negation(plan.meaning.rule(name).true)
            ],
            fault="impossible",
            help="write `when: True` if it is a fallback",
        )


def rules_implied_by_another(rulebook: Rulebook) -> Iterator[Question]:
    """
    V103. Asks, for two rules with the same effect, where the one is TRUE and the other not.

    Unsatisfiable means: wherever the one holds the other does, and the plan is the same
    without it. That is the fault. A rule of a ground of its own adds to the rank, so its
    effect is its own.
    """
    groups: dict[tuple[str, str], list[Rule]] = {}
    for rule in rulebook.rules.values():
        groups.setdefault((rule.kind, rule.target), []).append(rule)
    for group in groups.values():
        for rule, other in permutations(group, 2):
            if _does_no_more_than(rule, other):
                yield _implied(rule.id, other.id)


def _implied(rule: str, other: str) -> Question:
    return Question(
        "V103",
        "rules",
        rule,
        f"the rule `{rule}` holds only where `{other}` does, and has the same effect",
        of_one=lambda plan: [
            plan.meaning.rule(rule).true,
            plan.logic.negation(plan.meaning.rule(other).true),
        ],
        fault="impossible",
        unless=("V101",),
        case=f"by {other}",
        help="leave it out, or say what it adds: a ground, a strength, an urgency",
    )


def _does_no_more_than(rule: Rule, other: Rule) -> bool:
    """Whether *rule* adds nothing to a plan in which *other* holds, too."""
    match rule.kind:
        case "recommend":
            weaker = STRENGTHS.index(other.strength) <= STRENGTHS.index(rule.strength)
            return rule.ground == other.ground and weaker and _urgency(other) <= _urgency(rule)
        case "caution":
            return rule.ground == other.ground
        case "not_yet" | "exclude":
            return rule.if_unknown == other.if_unknown
        case "finding" | "ask":
            return True


def _urgency(rule: Rule) -> int:
    return len(URGENCIES) if rule.urgency is None else URGENCIES.index(rule.urgency)


def rules_against_what_is_never_up(rulebook: Rulebook) -> Iterator[Question]:
    """
    V114. Asks, for each rule that cautions, holds or excludes, where its step fits as well.

    A step fits where something argues for it, its needs may be met, and there are words for
    the reader. Unsatisfiable means: whenever the rule holds there is nothing to argue
    against. That is the fault.
    """
    for rule in rulebook.rules.values():
        if rule.kind in ("caution", "not_yet", "exclude"):
            yield Question(
                "V114",
                "rules",
                rule.id,
                f"the rule `{rule.id}` never meets what it argues against: `{rule.target}`",
                of_one=lambda plan, one=rule: [  # type: ignore[misc]
                    plan.meaning.rule(one.id).true,
                    plan.fits(one.target),
                ],
                fault="impossible",
                unless=("V101",),
                help="where it holds nothing speaks for that step, or its needs are not met",
            )
