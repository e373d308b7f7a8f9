"""Two plans for the same situation: in which ways they are different advice."""

from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeAlias

from nextsteps.plan import Plan

Kind: TypeAlias = Literal[
    "level", "could_be", "first", "steps", "order", "urgency", "later", "not_yet", "excluded"
]

WORDS: Mapping[Kind, str] = {
    "level": "how grave it is at least",
    "could_be": "how grave it could be for all that is not known",
    "first": "the first recommendation",
    "steps": "which recommendations are given now",
    "order": "the order of recommendations",
    "urgency": "how urgent a recommendation is",
    "later": "what waits until a danger has passed",
    "not_yet": "what is held back",
    "excluded": "what must not be advised",
}
KINDS: tuple[Kind, ...] = tuple(WORDS)


def _urgency(plan: Plan) -> dict[str, str]:
    return {step.id: step.urgency for step in (*plan.recommendations, *plan.later)}


_ASPECTS: Mapping[Kind, Callable[[Plan], Any]] = {
    "level": lambda plan: plan.safety.at_least,
    "could_be": lambda plan: plan.safety.could_be,
    "first": lambda plan: next((step.id for step in plan.recommendations), None),
    "steps": lambda plan: {step.id for step in plan.recommendations},
    "order": lambda plan: [step.id for step in plan.recommendations],
    "urgency": _urgency,
    "later": lambda plan: {step.id for step in plan.later},
    "not_yet": lambda plan: {step.id for step in plan.not_yet},
    "excluded": lambda plan: {step.id for step in plan.excluded},
}


def kinds_between(old: Plan, new: Plan) -> frozenset[Kind]:
    """
    Return in which ways two plans differ.

    Order is that of the steps in both; urgency too is compared for the steps of both.
    """
    found = {kind for kind in KINDS if _ASPECTS[kind](old) != _ASPECTS[kind](new)}
    both = _ASPECTS["steps"](old) & _ASPECTS["steps"](new)
    if _among(both, _ASPECTS["order"](old)) == _among(both, _ASPECTS["order"](new)):
        found.discard("order")
    before, after = _urgency(old), _urgency(new)
    if all(before[step] == after[step] for step in before.keys() & after.keys()):
        found.discard("urgency")
    return frozenset(found)


def steps_that_differ(kind: Kind, old: Plan, new: Plan) -> frozenset[str]:
    """Return the recommendations in which two plans differ in *kind*; none for a level."""
    before, after = _ASPECTS[kind](old), _ASPECTS[kind](new)
    match kind:
        case "level" | "could_be":
            return frozenset()
        case "first":
            return frozenset({before, after} - {None})
        case "urgency":
            both = before.keys() & after.keys()
            return frozenset(step for step in both if before[step] != after[step])
        case "order":
            return frozenset(_turned_round(before, after))
        case _:
            return frozenset(before ^ after)


def told(kind: Kind, old: Plan, new: Plan) -> str:
    """Return in one line how the two plans differ in *kind*, the old one first."""
    before, after = _ASPECTS[kind](old), _ASPECTS[kind](new)
    match kind:
        case "level" | "could_be":
            return f"{before} becomes {after}"
        case "first":
            return f"{before or 'nothing'} becomes {after or 'nothing'}"
        case "urgency":
            changed = sorted(steps_that_differ(kind, old, new))
            return ", ".join(f"{one} from {before[one]} to {after[one]}" for one in changed)
        case "order":
            above, below = _turned_round(before, after)
            return f"{above} now stands above {below}"
        case _:
            came, left = sorted(after - before), sorted(before - after)
            parts = [f"comes: {_listed(came)}"] if came else []
            return "; ".join(parts + ([f"goes: {_listed(left)}"] if left else []))


def _turned_round(before: list[str], after: list[str]) -> tuple[str, str]:
    """The first two steps of both that changed places: the one now above, the one now below."""
    both = set(before) & set(after)
    pairs = zip(_among(both, after), _among(both, before), strict=True)
    return next((above, below) for above, below in pairs if above != below)


def _among(names: set[str], order: list[str]) -> list[str]:
    return [name for name in order if name in names]


def _listed(names: list[str]) -> str:
    return ", ".join(names)
