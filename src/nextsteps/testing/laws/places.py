"""Law 5: no plan gives a step beside what speaks against giving it; law 7: nobody gets nothing."""

from collections import Counter
from collections.abc import Iterator

from nextsteps.language import FAILURES, failed_names, tried_names
from nextsteps.plan import Recommended
from nextsteps.rulebook.entries import RuleKind
from nextsteps.testing.case import Case
from nextsteps.testing.laws.law import Law, alone
from nextsteps.truth import Truth


def _no_core(case: Case) -> Iterator[Recommended]:
    """Yield what is given, but for core steps of a danger: nothing takes those away."""
    return (step for step in case.given if step.core is None)


def _opposites_together(case: Case) -> list[str]:
    given = {step.id for step in case.given}
    return [
        f"`{step}` and its opposite `{other}` are given"
        for step in sorted(given)
        for other in sorted(case.rulebook.opposites[step] & given)
        if step < other
    ]


def _in_two_places(case: Case) -> list[str]:
    plan = case.plan
    parts = (plan.recommendations, plan.later, plan.not_yet, plan.excluded, plan.set_aside)
    counts = Counter(step.id for part in parts for step in part)
    return [f"`{name}` stands in {count} places" for name, count in counts.items() if count > 1]


def _given_against(case: Case, kind: RuleKind) -> list[str]:
    truths = case.evaluation.rules
    return [
        f"`{step.id}` is given, and `{rule.id}` is {truths[rule.id].value}"
        for step in _no_core(case)
        for rule in case.rulebook.rules_about(step.id, kind)
        if truths[rule.id] is Truth.TRUE
        or (truths[rule.id] is Truth.UNKNOWN and rule.if_unknown == "hold")
    ]


def _excluded_and_given(case: Case) -> list[str]:
    return _given_against(case, "exclude")


def _held_and_given(case: Case) -> list[str]:
    return _given_against(case, "not_yet")


def _given_without_needs(case: Case) -> list[str]:
    needs = case.evaluation.needs
    return [
        f"`{step.id}` is given, and what it needs is not"
        for step in case.given
        if needs.get(step.id) is Truth.FALSE
    ]


def _given_without_words(case: Case) -> list[str]:
    reader = case.plan.reader
    return [
        f"`{step.id}` is given and has no words for the {reader}"
        for step in case.given
        if case.rulebook.recommendations[step.id].text(reader) is None
    ]


def _reasons_to_repeat(case: Case, step: str, *, after_failure: bool) -> set[str]:
    reads = failed_names if after_failure else tried_names
    conditions, truths = case.rulebook.conditions.rules, case.evaluation.rules
    return {
        rule.because
        for rule in case.rulebook.rules_about(step, "recommend")
        if truths[rule.id] is Truth.TRUE and step in reads(conditions[rule.id])
    }


def _repeated_without_reason(case: Case) -> list[str]:
    tried = case.known.tried
    return [
        f"`{step.id}` was tried ({tried[step.id]}) and is given again without a reason"
        for step in _no_core(case)
        if tried.get(step.id, "never") not in ("never", "declined")
        and step.again
        not in _reasons_to_repeat(case, step.id, after_failure=tried[step.id] in FAILURES)
    ]


def _drastic_while_unclear(case: Case) -> list[str]:
    if not case.plan.contradictions:
        return []
    return [
        f"`{step.id}` is a big step, and what is known contradicts itself"
        for step in _no_core(case)
        if case.rulebook.recommendations[step.id].drastic
    ]


LAWS = (
    Law(5, "no step is given together with its opposite", alone(_opposites_together)),
    Law(5, "each step stands in one place of the plan only", alone(_in_two_places)),
    Law(5, "a step that a rule excludes is given only as a core step", alone(_excluded_and_given)),
    Law(5, "a step that must wait is given only as a core step", alone(_held_and_given)),
    Law(5, "no step is given whose needs are not met", alone(_given_without_needs)),
    Law(5, "no step is given that has no words for the reader", alone(_given_without_words)),
    Law(5, "a step already tried is given only again, and with a reason",
        alone(_repeated_without_reason)),
    Law(5, "drastic steps wait while facts contradict each other", alone(_drastic_while_unclear)),
)  # fmt: skip
