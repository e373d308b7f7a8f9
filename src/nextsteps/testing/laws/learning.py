"""Laws 1 and 2: every engine agrees, and learning never turns truth over."""

from collections.abc import Iterator, Mapping

from nextsteps.engine import engine_for
from nextsteps.testing.case import Case
from nextsteps.testing.laws.law import Law, alone
from nextsteps.truth import Truth


def _engines_that_disagree(case: Case) -> list[str]:
    reference = engine_for(case.rulebook, "reference").evaluate(case.known)
    return [
        f"{kind} `{name}` is {truth.value} and should be {getattr(reference, kind)[name].value}"
        for kind in ("rules", "findings", "needs", "contradictions")
        for name, truth in getattr(case.evaluation, kind).items()
        if truth is not getattr(reference, kind)[name]
    ]


def _turned_over(earlier: Mapping[str, Truth], later: Mapping[str, Truth]) -> Iterator[str]:
    for name, truth in earlier.items():
        if truth is not Truth.UNKNOWN and truth is not later[name]:
            yield f"`{name}` was {truth.value} and is {later[name].value} after more is known"


def _rules_turned_over(case: Case, after: Case) -> list[str]:
    return list(_turned_over(case.evaluation.rules, after.evaluation.rules))


def _findings_turned_over(case: Case, after: Case) -> list[str]:
    return list(_turned_over(case.evaluation.findings, after.evaluation.findings))


def _others_turned_over(case: Case, after: Case) -> list[str]:
    earlier, later = case.evaluation, after.evaluation
    return [
        *_turned_over(earlier.needs, later.needs),
        *_turned_over(earlier.contradictions, later.contradictions),
    ]


def _steps_from_ignorance(case: Case, after: Case) -> list[str]:
    if not _knows_less(case, after):  # what was inferred may be denied by what is learned
        return []
    return [f"something speaks for `{name}` only as long as less is known"
            for name in sorted(_supported(case) - _supported(after))]  # fmt: skip


def _knows_less(case: Case, after: Case) -> bool:
    less, more = case.known, after.known
    return less.facts.items() <= more.facts.items() and less.tried.items() <= more.tried.items()


def _supported(case: Case) -> set[str]:
    """Every step that something known speaks for, whether it is given or not."""
    plan = case.plan
    parts = (case.given, plan.not_yet, plan.excluded, plan.set_aside)
    return {step.id for part in parts for step in part}


def _steps_without_a_true_rule(case: Case) -> list[str]:
    truths = case.evaluation.rules
    return [
        f"`{step.id}` rests on `{argument.rule}`, which is {truths[argument.rule].value}"
        for step in case.given
        for argument in step.arguments_for
        if truths[argument.rule] is not Truth.TRUE
    ]


LAWS = (
    Law(1, "every engine finds what the reference finds", alone(_engines_that_disagree)),
    Law(2, "learning a fact never turns a rule over", _rules_turned_over, "more is known"),
    Law(2, "learning a fact never turns a finding over", _findings_turned_over, "more is known"),
    Law(
        2,
        "learning a fact never turns over what is needed or contradicts itself",
        _others_turned_over,
        "more is known",
    ),
    Law(
        2,
        "not knowing a fact never makes anything speak for a step",
        _steps_from_ignorance,
        "more is known",
    ),
    Law(2, "every step that is given rests on a rule that is true",
        alone(_steps_without_a_true_rule)),
)  # fmt: skip
