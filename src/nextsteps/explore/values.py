"""The values of a fact that decide something in a rulebook."""

from typing import Any

from nextsteps.rulebook import Rulebook
from nextsteps.situation import Fact
from nextsteps.values import thresholds_of


def values_of(fact: Fact, rulebook: Rulebook, *, unknown: bool = True) -> list[Any]:
    """
    Return yes and no, every choice, or both sides of each number that a condition names.

    Args:
        fact: The fact.
        rulebook: Whose conditions.
        unknown: Whether None is among the values of what is no number.

    >>> rulebook = Rulebook.default()
    >>> facts = rulebook.situation.vocabulary().facts
    >>> values_of(facts["no_progress"], rulebook)
    [False, None, True]
    """
    match fact.kind:
        case "yes_no":
            return [False, None, True] if unknown else [False, True]
        case "choice":
            return [*([None] if unknown else []), *fact.choices]
        case "text":
            return []
        case "whole" | "decimal":
            return _around(fact, rulebook)


def _around(fact: Fact, rulebook: Rulebook) -> list[int | float]:
    near = {
        value + side for value in thresholds_of(rulebook).get(fact.name, ()) for side in (-1, 0, 1)
    }
    low, high = fact.low or 0, float("inf") if fact.high is None else fact.high
    numbers = sorted(value for value in near if low <= value <= high)
    return [int(one) for one in numbers] if fact.kind == "whole" else list(numbers)


def facts_read(rulebook: Rulebook) -> list[Fact]:
    """Return the facts that conditions read and people can state, as the vocabulary has them."""
    read = thresholds_of(rulebook)
    facts = rulebook.situation.vocabulary().facts.values()
    return [one for one in facts if one.name in read and not one.measured]
