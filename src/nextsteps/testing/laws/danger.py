"""Laws 3 and 4: more danger never lowers what is said of danger, and danger comes first."""

from nextsteps.plan import Question
from nextsteps.ranking import is_safety_step
from nextsteps.rulebook.entries import URGENCIES
from nextsteps.testing.case import Case
from nextsteps.testing.laws.law import Law, alone
from nextsteps.truth import Truth

LEVELS = (*URGENCIES, "clear")


def _is_lower(level: str, than: str) -> bool:
    """A level of safety counts as an urgency: whoever is clear has none above routine."""
    return LEVELS.index(level) > LEVELS.index(than)


def _level_lowered(case: Case, after: Case) -> list[str]:
    before, later = case.plan.safety.at_least, after.plan.safety.at_least
    return [f"the level falls from {before} to {later}"] if _is_lower(later, before) else []


def _urgency_lowered(case: Case, after: Case) -> list[str]:
    later = {step.id: step.urgency for step in after.given if is_safety_step(step)}
    forbidden = {step.id for step in after.plan.excluded}
    forbidden |= {step.id for step in after.plan.not_yet if step.rules}
    return [
        f"`{step.id}` was for {step.urgency} and is for {later.get(step.id, 'nobody')}"
        for step in case.given
        if is_safety_step(step)
        and step.id not in forbidden
        and (step.id not in later or _is_lower(later[step.id], step.urgency))
    ]


def _out_of_order(case: Case) -> list[str]:
    found = []
    for steps in (case.plan.recommendations, case.plan.later):
        places = [(URGENCIES.index(step.urgency), not is_safety_step(step)) for step in steps]
        found += [
            f"`{lower.id}` stands below `{higher.id}`"
            for higher, lower, one, other in zip(steps, steps[1:], places, places[1:], strict=False)
            if other < one
        ]
    return found


def _too_urgent(case: Case) -> list[str]:
    return [
        f"`{step.id}` is no safety step and is for {step.urgency}"
        for step in case.given
        if step.urgency in URGENCIES[:2] and not is_safety_step(step)
    ]


def _more_urgent_than_danger(case: Case) -> list[str]:
    level = case.plan.safety.at_least
    return [
        f"`{step.id}` is for {step.urgency}, and the danger is {level}"
        for step in case.given
        if step.urgency in URGENCIES[:2] and _is_lower(level, step.urgency)
    ]


def _given_beside_an_emergency(case: Case) -> list[str]:
    if case.plan.safety.at_least != "emergency":
        return []
    return [
        f"`{step.id}` is no safety step and no warning, and does not wait"
        for step in case.plan.recommendations
        if not is_safety_step(step) and step.kind != "warning"
    ]


def _core_of(case: Case, danger: str) -> tuple[str, ...]:
    about = case.rulebook.findings[danger].danger
    assert about is not None
    return about.core


def _first_is_no_core_step(case: Case) -> list[str]:
    level = case.plan.safety.at_least
    gravest = [
        danger.id
        for danger in case.plan.safety.dangers
        if (about := case.rulebook.findings[danger.id].danger) and about.level == level
    ]
    core = {step for danger in gravest for step in _core_of(case, danger)}
    first = [step.id for step in case.plan.recommendations[:1]]
    if not gravest or core & set(first):
        return []
    come = f"`{first[0]}` comes first" if first else "nothing is given"
    return [f"{come}, and no core step of {', '.join(gravest)}"]


def _dangers_without_core_step(case: Case) -> list[str]:
    now = {step.id for step in case.plan.recommendations}
    return [
        f"no core step of `{danger.id}` is given"
        for danger in case.plan.safety.dangers
        if not now & set(_core_of(case, danger.id))
    ]


def _is_about_safety(question: Question, case: Case) -> bool:
    fact = case.rulebook.situation.vocabulary().facts[question.fact]
    return question.level is not None or fact.danger is not None


def _safety_not_asked_first(case: Case) -> list[str]:
    """Looked at as if nothing had been declined: it may have been all that is about safety."""
    willing = case
    if case.situation.declined:
        willing = Case(case.rulebook, case.situation.with_facts(declined=frozenset()))
    if willing.plan.safety.level != "unknown":
        return []
    first = willing.plan.questions[:1]
    if first and _is_about_safety(first[0], case):
        return []
    asked = f"`{first[0].fact}` is asked first" if first else "nothing is asked"
    return [f"safety is unknown, and {asked}"]


def _other_questions_before_safety(case: Case) -> list[str]:
    about = [_is_about_safety(question, case) for question in case.plan.questions]
    return [
        f"`{question.fact}` is asked after something that is not about safety"
        for place, question in enumerate(case.plan.questions)
        if about[place] and not all(about[:place])
    ]


def _asked_in_spite(case: Case) -> list[str]:
    facts = case.situation.facts()
    declined = case.situation.declined
    return [
        f"`{question.fact}` is asked though it {'is known' if question.fact in facts else 'was declined'}"  # noqa: E501
        for question in case.plan.questions
        if question.fact in facts or question.fact in declined
    ]


def _not_to_find_out(case: Case) -> list[str]:
    return [
        f"`{question.fact}` is {'' if question.find_out else 'not '}marked as something to find out"
        for question in case.plan.questions
        if question.find_out is not (question.fact in case.situation.cannot_say)
    ]


def _could_be_less(case: Case) -> list[str]:
    safety = case.plan.safety
    if _is_lower(safety.could_be, safety.at_least):
        return [f"it is {safety.at_least} at least and could be {safety.could_be} at most"]
    return []


def _graver_than_could_be(case: Case, after: Case) -> list[str]:
    could_be, found = case.plan.safety.could_be, after.plan.safety.at_least
    return [f"it could be {could_be}, and is {found}"] if _is_lower(could_be, found) else []


def _possible_dangers(case: Case) -> list[str]:
    findings = case.evaluation.findings
    unknown = {name for name in case.rulebook.dangers if findings[name] is Truth.UNKNOWN}
    return [
        f"`{name}` is {findings[name].value}"
        for name in sorted(unknown ^ set(case.plan.safety.possible))
    ]


LAWS = (
    Law(3, "more danger never lowers the level of safety", _level_lowered, "danger is worse"),
    Law(3, "more danger never lowers the urgency of a safety step", _urgency_lowered,
        "danger is worse"),
    Law(3, "at equal urgency safety steps come first", alone(_out_of_order)),
    Law(3, "only safety steps are more urgent than days", alone(_too_urgent)),
    Law(3, "no step is more urgent than the gravest danger", alone(_more_urgent_than_danger)),
    Law(3, "at emergency only safety steps and warnings are given now",
        alone(_given_beside_an_emergency)),
    Law(4, "in danger the first recommendation is a core step of the gravest danger",
        alone(_first_is_no_core_step)),
    Law(4, "every danger that holds has a core step among the recommendations",
        alone(_dangers_without_core_step)),
    Law(4, "with safety unknown the first question is about safety",
        alone(_safety_not_asked_first)),
    Law(4, "questions about safety come before all others", alone(_other_questions_before_safety)),
    Law(4, "what is known or was declined is not asked", alone(_asked_in_spite)),
    Law(4, "what could not be said comes back as something to find out", alone(_not_to_find_out)),
    Law(4, "what could be is never below what is", alone(_could_be_less)),
    Law(4, "nothing learnt leads to a graver level than could be", _graver_than_could_be,
        "more is known"),
    Law(4, "a possible danger is one that is not known to hold or not to hold",
        alone(_possible_dangers)),
)  # fmt: skip
