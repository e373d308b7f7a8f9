"""Values of facts: those that decide something, the most dangerous, and the safest."""

from collections.abc import Iterable, Sequence
from typing import Any

from hypothesis import strategies as st

from nextsteps.language import Compare, Condition, atoms
from nextsteps.situation import Fact

COUNTRIES = ("US", "GB", "DE", "ZZ")
SPREAD = 60


def thresholds(conditions: Iterable[Condition]) -> dict[str, set[float]]:
    """Return the numbers that *conditions* compare each fact with."""
    found: dict[str, set[float]] = {}
    for condition in conditions:
        for atom in atoms(condition):
            if isinstance(atom, Compare) and not isinstance(atom.value, str):
                found.setdefault(atom.fact, set()).add(atom.value)
    return found


def decisive_numbers(one: Fact, near: Iterable[float]) -> list[float]:
    """Return each number in *near*, a little to both sides of it, and the ends of the range."""
    low, high = one.low or 0.0, 1e4 if one.high is None else one.high
    steps = (1.0,) if one.kind == "whole" else (1.0, 0.5)
    close = {value + sign * step for value in near for step in steps for sign in (-1, 0, 1)}
    candidates = sorted(close | {low, high, min(high, low + 1), min(high, 14.0)})
    return [value for value in candidates if low <= value <= high]


def values(one: Fact, near: Iterable[float] = ()) -> st.SearchStrategy[Any]:
    """Values of one fact, those close to the numbers in *near* more often than others."""
    match one.kind:
        case "yes_no":
            return st.booleans()
        case "choice":
            return st.sampled_from(one.choices)
        case "text":
            return st.sampled_from(COUNTRIES)
        case "whole":
            close = [int(value) for value in decisive_numbers(one, near) if value == int(value)]
            return st.sampled_from(close) | st.integers(int(one.low or 0), int(one.high or 10_000))
        case "decimal":
            low, high = one.low or 0.0, one.high or 1e4
            return st.sampled_from(decisive_numbers(one, near)) | st.floats(low, high)


def pool(one: Fact, near: Iterable[float] = ()) -> Sequence[Any]:
    """
    Return at most 192 values of one fact, the simplest first: those that decide, and a spread.

    >>> from nextsteps import Situation
    >>> pool(Situation.vocabulary().facts["in_therapy"])
    (False, True)
    """
    match one.kind:
        case "yes_no":
            return (False, True)
        case "choice":
            return one.choices
        case "text":
            return COUNTRIES
        case "whole":
            return [int(value) for value in _spread(one, near) if value == int(value)]
        case "decimal":
            return _spread(one, near)


def _spread(one: Fact, near: Iterable[float]) -> list[float]:
    """The numbers that decide, twice, and whole ones in even steps over the range."""
    low, high = one.low or 0.0, 1e4 if one.high is None else one.high
    step = max(1, round((high - low) / SPREAD))
    even = [low + number * step for number in range(SPREAD + 1) if low + number * step <= high]
    close = decisive_numbers(one, near)
    return [*close, *close, *even]


def dangerous(one: Fact) -> Any:
    """The most dangerous value of a danger fact."""
    up = one.danger == "up"
    match one.kind:
        case "yes_no":
            return up
        case "choice":
            return one.choices[-1 if up else 0]
        case "whole":
            return int((one.high if up else one.low) or 0)
        case _:
            return float((one.high if up else one.low) or 0.0)


def safe(one: Fact) -> Any:
    """The safest value of a danger fact."""
    down = one.danger == "down"
    match one.kind:
        case "yes_no":
            return down
        case "choice":
            return one.choices[-1 if down else 0]
        case "whole":
            return int((one.high if down else one.low) or 0)
        case _:
            return float((one.high if down else one.low) or 0.0)
