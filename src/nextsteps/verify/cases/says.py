"""What a plan says of what a rule is about, in a few words."""

from nextsteps.plan import Plan
from nextsteps.rulebook import Rule


def said_about(rule: Rule, plan: Plan) -> str:
    """Return what *plan* says of the target of *rule*: a recommendation, a finding, a question."""
    match rule.kind:
        case "finding":
            holds = any(found.id == rule.target for found in plan.findings)
            return f"`{rule.target}` holds" if holds else f"`{rule.target}` does not show"
        case "ask":
            asked = any(question.fact == rule.target for question in plan.questions)
            return f"asks for `{rule.target}`" if asked else f"does not ask for `{rule.target}`"
        case _:
            return _said_about_step(rule.target, plan)


def _said_about_step(step: str, plan: Plan) -> str:
    for place, given in enumerate(plan.recommendations, start=1):
        if given.id == step:
            checks = "; to be checked first" if given.checks else ""
            return f"given, {place} of {len(plan.recommendations)}, {given.urgency}{checks}"
    if any(given.id == step for given in plan.later):
        return "later, once the danger has passed"
    for held in plan.not_yet:
        if held.id == step:
            return f"not yet: until {held.until}"
    for excluded in plan.excluded:
        if excluded.id == step:
            return "must not be advised here"
    for aside in plan.set_aside:
        if aside.id == step:
            return f"left out: {aside.because}"
    return "nothing speaks for it"
