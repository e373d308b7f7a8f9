"""What would be otherwise: two plans side by side."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from nextsteps.explain.entered import outcome_key
from nextsteps.explain.plain import Plain
from nextsteps.explain.why_not import why_not
from nextsteps.explain.words import shown
from nextsteps.plan import Plan, Recommended, SafetyLevel
from nextsteps.rulebook.entries import Urgency

Place: TypeAlias = Literal["given", "later", "not_yet", "excluded", "set_aside", "unsupported"]

_PLACES: Mapping[Place, str] = {
    "given": "given",
    "later": "waits until the danger has passed",
    "not_yet": "not yet",
    "excluded": "must not be advised",
    "set_aside": "left out",
    "unsupported": "nothing known speaks for it",
}


@dataclass(frozen=True, slots=True)
class Moved(Plain):
    """A recommendation whose place is another; ranks count from 1, None where not given now."""

    id: str
    title: str
    before: Place
    after: Place
    rank_before: int | None
    rank_after: int | None
    because: str


@dataclass(frozen=True, slots=True)
class UrgencyChange(Plain):
    """A recommendation that both plans give now, with another urgency."""

    id: str
    title: str
    before: Urgency
    after: Urgency


@dataclass(frozen=True, slots=True)
class Difference(Plain):
    """
    What becomes of a plan when facts change.

    `came` and `left` are steps given now in one plan only; `elsewhere` are those given now in
    neither, that wait or are withheld in another way than before. `moved` are steps given in
    both that stand in another order to each other; one that only made room is not among them.
    `plan` is the plan that comes out.
    """

    facts: Mapping[str, tuple[object, object]]
    safety: tuple[SafetyLevel | Literal["unknown"], SafetyLevel | Literal["unknown"]]
    came: tuple[Moved, ...]
    left: tuple[Moved, ...]
    elsewhere: tuple[Moved, ...]
    moved: tuple[Moved, ...]
    urgency: tuple[UrgencyChange, ...]
    questions_came: tuple[str, ...]
    questions_left: tuple[str, ...]
    plan: Plan = field(repr=False, compare=False)

    @property
    def is_empty(self) -> bool:
        """Whether both plans say the same but for the facts themselves."""
        moved = (self.came, self.left, self.elsewhere, self.moved, self.urgency)
        asked = self.questions_came or self.questions_left
        return self.safety[0] == self.safety[1] and not any(moved) and not asked

    def __str__(self) -> str:
        return "\n".join(_lines(self))


def what_if(plan: Plan, **facts: Any) -> Difference:
    """
    Return what becomes of *plan* when *facts* change; None makes a fact unknown.

    Raises:
        PlanError: The rulebook of the plan is not at hand (P502).
        pydantic.ValidationError: A fact is unknown, of the wrong type or out of range.

    >>> import nextsteps as ns
    >>> plan = ns.recommend({"in_therapy": True, "no_progress": True, "weeks_in_therapy": 14})
    >>> difference = what_if(plan, suicide_plan=True)
    >>> difference.safety, difference.came[0].id
    (('unknown', 'emergency'), 'crisis-help-now')
    """
    rulebook = plan.require_rulebook()
    return difference(plan, rulebook.recommend(plan.situation.with_facts(**facts)))


def difference(before: Plan, after: Plan) -> Difference:
    """Return what *after* has otherwise than *before*, a plan of the same rulebook."""
    places, later_places = _places(before), _places(after)
    ids = [*later_places, *(name for name in places if name not in later_places)]
    changed = [
        _moved(before, after, name, places.get(name), later_places.get(name))
        for name in ids
        if places.get(name) != later_places.get(name)
    ]
    asked = {question.fact: None for question in before.questions}
    asks = {question.fact: None for question in after.questions}
    return Difference(
        facts=_facts(before, after),
        safety=(before.safety.level, after.safety.level),
        came=tuple(one for one in changed if one.after == "given"),
        left=tuple(one for one in changed if one.before == "given"),
        elsewhere=tuple(one for one in changed if "given" not in (one.before, one.after)),
        moved=tuple(_reordered(before, after)),
        urgency=tuple(_urgencies(before, after)),
        questions_came=tuple(fact for fact in asks if fact not in asked),
        questions_left=tuple(fact for fact in asked if fact not in asks),
        plan=after,
    )


def _facts(before: Plan, after: Plan) -> dict[str, tuple[object, object]]:
    """What was stated otherwise: facts, and the outcomes of steps."""
    earlier, later = before.situation, after.situation
    old: dict[str, object] = {**earlier.facts(), **_outcomes(earlier.tried)}
    new: dict[str, object] = {**later.facts(), **_outcomes(later.tried)}
    names = [*old, *(name for name in new if name not in old)]
    return {
        name: (old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name)
    }


def _outcomes(tried: Mapping[str, str]) -> dict[str, object]:
    return {outcome_key(name): outcome for name, outcome in tried.items()}


def _places(plan: Plan) -> dict[str, Place]:
    """Where each recommendation that is anywhere in *plan* stands."""
    parts: tuple[tuple[Place, Any], ...] = (
        ("given", plan.recommendations),
        ("later", plan.later),
        ("not_yet", plan.not_yet),
        ("excluded", plan.excluded),
        ("set_aside", plan.set_aside),
    )
    return {one.id: place for place, ones in parts for one in ones}


def _ranks(plan: Plan) -> dict[str, int]:
    return {step.id: rank for rank, step in enumerate(plan.recommendations, start=1)}


def _moved(before: Plan, after: Plan, name: str, was: Place | None, becomes: Place | None) -> Moved:
    if becomes == "given":
        step = after.find(name)
        title, because = step.title, step.because
    else:
        told = why_not(after, name)
        title, because = told.title, told.because
    ranks = _ranks(before).get(name), _ranks(after).get(name)
    return Moved(name, title, was or "unsupported", becomes or "unsupported", *ranks, because)


def _reordered(before: Plan, after: Plan) -> Iterator[Moved]:
    """Of the steps that both plans give, those whose order to each other is another."""
    old, new = _ranks(before), _ranks(after)
    both_old = [name for name in old if name in new]
    both_new = [name for name in new if name in old]
    for place, name in enumerate(both_new):
        if both_old.index(name) != place:
            step = after.find(name)
            yield Moved(name, step.title, "given", "given", old[name], new[name], step.because)


def _urgencies(before: Plan, after: Plan) -> Iterator[UrgencyChange]:
    old: dict[str, Recommended] = {step.id: step for step in before.recommendations}
    for step in after.recommendations:
        if step.id in old and old[step.id].urgency != step.urgency:
            yield UrgencyChange(step.id, step.title, old[step.id].urgency, step.urgency)


def _lines(told: Difference) -> Iterator[str]:
    for name, (before, after) in told.facts.items():
        yield f"{name}: {shown(before)} -> {shown(after)}"
    if told.safety[0] != told.safety[1]:
        yield f"safety: {told.safety[0]} -> {told.safety[1]}"
    if told.is_empty:
        yield "nothing else changes"
    for one in told.came:
        yield f"+ {one.rank_after}. {one.title} ({one.id}): {one.because}"
    for one in told.left:
        # Every other reason says by itself what has become of the step.
        excluded = f"{_PLACES['excluded']}: " if one.after == "excluded" else ""
        yield f"- {one.title} ({one.id}): {excluded}{one.because}"
    for one in told.elsewhere:
        yield f"~ {one.title} ({one.id}): {_PLACES[one.before]} -> {_PLACES[one.after]}"
    for one in told.moved:
        yield f"~ {one.title} ({one.id}): place {one.rank_before} -> {one.rank_after}"
    for change in told.urgency:
        yield f"~ {change.title} ({change.id}): {change.before} -> {change.after}"
    if told.questions_came:
        yield f"asked now: {', '.join(told.questions_came)}"
    if told.questions_left:
        yield f"no longer asked: {', '.join(told.questions_left)}"
