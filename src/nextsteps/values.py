"""The values of facts that make a difference: one of every kind that a rulebook tells apart."""

from bisect import bisect
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

from nextsteps.language import Among, Compare, IsTrue, atoms
from nextsteps.rulebook import Rulebook
from nextsteps.situation import Fact, FactValue
from nextsteps.situation.equals import RAISED_FACTS

ASKER, COUNTRY, _ANY_COUNTRY = "asker", "country", "*"


@lru_cache(maxsize=8)
def values_that_matter(rulebook: Rulebook) -> Mapping[str, tuple[FactValue, ...]]:
    """
    Return for each fact that a plan can turn on one value of every kind that it tells apart.

    For a number: each threshold, and one value below, between and above. For the country:
    those with contacts of their own, and one without.
    """
    thresholds = thresholds_of(rulebook)
    found = {
        name: _values(fact, thresholds.get(name, []))
        for name, fact in rulebook.situation.vocabulary().facts.items()
        if name in thresholds.keys() | RAISED_FACTS | {ASKER}
    }
    countries = sorted(rulebook.contacts.keys() - {_ANY_COUNTRY})
    if countries:
        found[COUNTRY] = (*countries, _without_contacts(countries))
    return found


@lru_cache(maxsize=8)
def thresholds_of(rulebook: Rulebook) -> Mapping[str, list[float]]:
    """Return for each fact that a condition reads the numbers it is compared with, in order."""
    conditions = rulebook.conditions
    found: dict[str, set[float]] = {}
    for group in (conditions.rules, conditions.needs, conditions.contradictions):
        for condition in group.values():
            for atom in atoms(condition):
                if isinstance(atom, (IsTrue, Compare, Among)):
                    numbers = found.setdefault(atom.fact, set())
                    if isinstance(atom, Compare) and not isinstance(atom.value, str):
                        numbers.add(atom.value)
    return {name: sorted(numbers) for name, numbers in found.items()}


def kind_of(rulebook: Rulebook, name: str, value: FactValue) -> FactValue:
    """
    Return the value of `values_that_matter` that no condition tells apart from *value*.

    >>> kind_of(Rulebook.default(), "age", 45) in values_that_matter(Rulebook.default())["age"]
    True
    """
    values = values_that_matter(rulebook).get(name, ())
    if value in values or isinstance(value, (bool, str)):
        return value
    thresholds = thresholds_of(rulebook).get(name, [])
    place = bisect(thresholds, value)
    between = (one for one in values if one not in thresholds)
    return next((one for one in between if bisect(thresholds, float(one)) == place), value)


def _without_contacts(countries: list[str]) -> str:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    codes = (one + other for one in reversed(letters) for other in reversed(letters))
    return next(code for code in codes if code not in countries)


def _values(fact: Fact, thresholds: list[float]) -> tuple[FactValue, ...]:
    match fact.kind:
        case "yes_no":
            return (True, False)
        case "choice":
            return fact.choices
        case "text":
            return ()
        case _:
            ends = [thresholds[0] - 1, thresholds[-1] + 1] if thresholds else []
            ends += [end for end in (fact.low, fact.high) if end is not None]
            between = [
                low + 1 if low + 1 < high else (low + high) / 2
                for low, high in pairwise(thresholds)
            ]
            number = int if fact.kind == "whole" else float
            found = {number(one) for one in (*thresholds, *ends, *between)}
            return tuple(one for one in sorted(found) if fact.allows(one))
