"""A vignette that falls short, in words: what was expected, what came out, and why."""

from collections.abc import Iterator

from nextsteps.explain.part import missing
from nextsteps.explain.why import reading_of, sets_of
from nextsteps.explain.words import shown
from nextsteps.plan import Plan
from nextsteps.rulebook import Rulebook, Vignette
from nextsteps.truth import Truth
from nextsteps.vignettes import Shortfall, Trial


def told(vignette: Vignette, trial: Trial, rulebook: Rulebook) -> str:
    """Return the message of a test that fails."""
    place = rulebook.places.get(("vignettes", vignette.id))
    lines = [f"vignette `{vignette.id}`" + (f" ({place.file}:{place.line})" if place else "")]
    lines += [f"  {line}" for line in vignette.story.splitlines()]
    known = ", ".join(f"{name} = {shown(value)}" for name, value in vignette.facts.items())
    lines.append(f"known:    {known or 'nothing'}")
    for shortfall in trial.shortfalls:
        lines += ["", *_told(shortfall, trial.plan, rulebook)]
    return "\n".join(lines)


def _told(shortfall: Shortfall, plan: Plan | None, rulebook: Rulebook) -> Iterator[str]:
    if shortfall.kind in ("unreadable", "unknown name") or plan is None:
        yield f"cannot run: {shortfall}"
        if shortfall.help:
            yield f"help:     {shortfall.help}"
        return
    yield f"expected: {_expected(shortfall)}"
    yield f"came out: {_found(shortfall, plan)}"
    because = list(_because(shortfall, plan, rulebook))
    for number, line in enumerate(because):
        yield f"{'because:' if number == 0 else '        '}  {line}"


def _expected(shortfall: Shortfall) -> str:
    match shortfall.kind:
        case "rule":
            return f"rule `{shortfall.about}` is {shortfall.expected}"
        case "first":
            return f"first comes {shortfall.expected}"
        case "level":
            return f"the safety level is {shortfall.expected}"
        case _:
            return f"`{shortfall.about}` is {shortfall.expected}"


def _found(shortfall: Shortfall, plan: Plan) -> str:
    given = ", ".join(step.id for step in plan.recommendations) or "nothing"
    match shortfall.kind:
        case "first" | "given" | "left out":
            return f"the plan gives {given}"
        case "asked":
            questions = ", ".join(question.fact for question in plan.questions[:10]) or "nothing"
            return f"first is asked {questions}"
        case _:
            return f"it is {shortfall.found}"


def _because(shortfall: Shortfall, plan: Plan, rulebook: Rulebook) -> Iterator[str]:
    match shortfall.kind:
        case "rule":
            yield from _why_rule(shortfall, plan, rulebook)
        case "left out":
            yield from str(plan.why(shortfall.about)).splitlines()
        case "first" | "given":
            yield from str(plan.why_not(shortfall.about)).splitlines()
        case "level":
            for danger in plan.safety.dangers:
                yield f"danger `{danger.id}` holds by {', '.join(danger.rules)}"
            if not plan.safety.dangers:
                yield "no danger holds"
        case _:
            return


def _why_rule(shortfall: Shortfall, plan: Plan, rulebook: Rulebook) -> Iterator[str]:
    """The facts that settle it the other way, or the parts that are missing for it."""
    reading = reading_of(plan, rulebook)
    condition = rulebook.conditions.rules[shortfall.about]
    if shortfall.found == Truth.TRUE.value:
        for number, facts in enumerate(sets_of(plan).of_rule(shortfall.about)):
            known = ", ".join(f"{name} = {shown(value)}" for name, value in facts.items())
            yield f"{'or ' if number else ''}{known or 'it holds in every situation'}"
        return
    wanted = Truth.FALSE if shortfall.expected == Truth.FALSE.value else Truth.TRUE
    for part in missing(condition, reading, wanted):
        yield from part.lines()
