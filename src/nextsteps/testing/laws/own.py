"""The laws that a rulebook states of itself, tried on one situation. `check` proves them."""

from nextsteps.language import evaluate
from nextsteps.rulebook.entries import URGENCIES
from nextsteps.rulebook.promises import Law as OwnLaw
from nextsteps.rulebook.promises import Only, Then
from nextsteps.testing.case import Case
from nextsteps.testing.laws.law import Law, alone
from nextsteps.truth import Truth


def _own_laws_broken(case: Case) -> list[str]:
    return [
        f"the rulebook's law `{law.id}`: {breach}"
        for law in case.rulebook.laws.values()
        for breach in _broken(law, case)
    ]


def _broken(law: OwnLaw, case: Case) -> list[str]:
    if law.never is not None:
        return [f"`{law.never}` holds"] if _holds(law, "never", case) else []
    if law.always is not None and _holds(law, "when", case):
        return _unkept(law, law.always.then, case)
    if law.only is not None and not _holds(law, "when", case):
        return _without_a_sign(law.only, case)
    return []  # `monotone` is about two situations, and law 3 tries all danger facts


def _holds(law: OwnLaw, part: str, case: Case) -> bool:
    condition = case.rulebook.conditions.laws[law.id, part]
    return evaluate(condition, case.known, case.evaluation.findings) is Truth.TRUE


def _without_a_sign(only: Only, case: Case) -> list[str]:
    limit = URGENCIES.index(only.urgency or "routine")
    found = [
        f"`{step.id}` is given as {step.urgency}"
        for step in case.given
        if step.id in only.given and URGENCIES.index(step.urgency) <= limit
    ]
    found += [
        f"something speaks against `{step.id}`"
        for step in case.given
        if step.id in only.cautioned and step.arguments_against
    ]
    levels = (*URGENCIES, "clear")
    level = case.plan.safety.at_least
    if only.level is not None and levels.index(level) <= levels.index(only.level):
        found.append(f"the level of safety is {level}")
    return found


def _unkept(law: OwnLaw, then: Then, case: Case) -> list[str]:
    now = {step.id for step in case.plan.recommendations}
    given = {step.id for step in case.given}
    first = {step.id for step in case.plan.recommendations[:1]}
    found = [
        f"{' or '.join(wanted)} is not {where}"
        for wanted, there, where in (
            (then.given, given, "given"),
            (then.now, now, "given now"),
            (then.first, first, "first"),
        )
        if wanted and not there & set(wanted)
    ]
    found += [f"`{step}` is given" for step in then.not_given if step in given]
    against = {step.id for step in case.given if step.arguments_against}
    free = given - against
    found += [f"nothing speaks against `{step}`" for step in then.cautioned if step in free]
    if then.holds is not None and not _holds(law, "holds", case):
        found.append(f"`{then.holds}` does not hold")
    levels = (*URGENCIES, "clear")
    level = case.plan.safety.at_least
    if then.level is not None and levels.index(level) > levels.index(then.level):
        found.append(f"the level of safety is {level}")
    return found


LAWS = (Law(0, "what the rulebook promises of itself is kept", alone(_own_laws_broken)),)
