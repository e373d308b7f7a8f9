"""A situation made as small as it can be while it still shows its point."""

from collections.abc import Callable, Iterator

from nextsteps.situation import Filled, Situation

Claim = Callable[[Situation], bool]


def smallest(situation: Situation, claim: Claim) -> Situation:
    """
    Return *situation* without all that *claim* does not need.

    Facts go in runs and at last one by one, those last in the vocabulary first, until none can
    go: what is left is minimal, though another choice of facts might have been smaller.

    >>> old = Situation(age=31, no_progress=True)
    >>> smallest(old, lambda one: one.age is not None).facts()
    {'age': 31}
    """
    size = len(_single_things(situation))
    while size:
        size = max(1, size // 2)
        smaller = _without_runs(situation, size, claim)
        if smaller == situation and size == 1:
            break
        situation = smaller
    return situation


def _without_runs(situation: Situation, size: int, claim: Claim) -> Situation:
    """Leave out every run of *size* neighbours that *claim* does not need."""
    things = _single_things(situation)
    for start in range(0, len(things), size):
        fewer = situation
        for leave_out in things[start : start + size]:
            fewer = leave_out(fewer)
        if claim(fewer):
            situation = fewer
    return situation


def without_one(situation: Situation) -> Iterator[Situation]:
    """Yield *situation* without each single thing that is known in it."""
    return (leave_out(situation) for leave_out in _single_things(situation))


def _single_things(situation: Situation) -> list[Callable[[Situation], Situation]]:
    facts = [_without_fact(name) for name in reversed(situation.facts())]
    steps = [_without_step(step) for step in sorted(situation.tried, reverse=True)]
    return [*facts, *steps, *(_without_score(one) for one in reversed(situation.measures))]


def _without_fact(name: str) -> Callable[[Situation], Situation]:
    return lambda one: one.model_copy(update={name: None})  # nothing new, so nothing to check


def _without_step(step: str) -> Callable[[Situation], Situation]:
    return lambda one: one.model_copy(
        update={"tried": {key: came for key, came in one.tried.items() if key != step}}
    )


def _without_score(score: Filled) -> Callable[[Situation], Situation]:
    return lambda one: one.model_copy(
        update={"measures": tuple(other for other in one.measures if other is not score)}
    )
