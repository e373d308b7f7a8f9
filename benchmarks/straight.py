"""
The yardstick: what a good programmer would write by hand for one rulebook.

One straight-line function with an `if` per rule over a dict, and a ranker. Negation is
pushed to the facts, and an unknown number is NaN, which no comparison holds for.
"""

from collections.abc import Callable
from typing import Any

from benchmarks.workload import (
    ACTIONS,
    TIERS,
    Answer,
    Atom,
    Case,
    Group,
    Not,
    Rule,
    Term,
    action_id,
)

_OPPOSITE = {">": "<=", "<=": ">", "<": ">=", ">=": "<"}


def fired_by_straight_code(rules: tuple[Rule, ...]) -> Callable[[Case], list[int]]:
    """Return the generated function from a case to the numbers of the rules that fire."""
    lines: list[str] = []
    names: set[str] = set()
    for number, rule in enumerate(rules):
        condition = " and ".join(_source(term, holds=True, names=names) for term in rule.terms)
        lines.append(f"    if {condition}: hit({number})")
    reads = [
        f"    {name} = get({name!r}{', NAN' if name[0] == 'i' else ''})" for name in sorted(names)
    ]
    head = ["def run(case):", "    get = case.get", "    fired = []", "    hit = fired.append"]
    source = "\n".join([*head, *reads, *lines, "    return fired", ""])
    scope: dict[str, Any] = {"NAN": float("nan")}
    exec(compile(source, "<straight>", "exec"), scope)  # noqa: S102  (our own code)
    run: Callable[[Case], list[int]] = scope["run"]
    return run


def _source(term: Term, *, holds: bool, names: set[str]) -> str:
    match term:
        case Not(part):
            return _source(part, holds=not holds, names=names)
        case Group(atoms):
            parts = (_source(atom, holds=holds, names=names) for atom in atoms)
            return f"({(' or ' if holds else ' and ').join(parts)})"
        case Atom(field, sign, value):
            names.add(field.name)
            if field.kind == "yes_no":
                return f"{field.name} is {value is holds}"
            if field.kind == "whole":
                return f"{field.name} {sign if holds else _OPPOSITE[sign]} {value}"
            chosen = {value} if sign == "==" else set(value)
            left = sorted(chosen if holds else set(field.choices) - chosen)
            return (
                f"{field.name} == {left[0]!r}"
                if len(left) == 1
                else f"{field.name} in {tuple(left)}"
            )


def ranker(rules: tuple[Rule, ...]) -> Callable[[list[int]], Answer]:
    """Return what turns the numbers of rules that fire into the ranked answer."""
    table = [(rule.id, rule.action, rule.weight, rule.excludes) for rule in rules]
    ids = [action_id(action) for action in range(ACTIONS)]
    tiers = [action % TIERS for action in range(ACTIONS)]

    def rank(firing: list[int]) -> Answer:
        scores: dict[int, int] = {}
        arguing: dict[int, list[str]] = {}
        excluded: dict[int, list[str]] = {}
        for number in firing:
            rule, action, weight, excludes = table[number]
            if excludes:
                if action in excluded:
                    excluded[action].append(rule)
                else:
                    excluded[action] = [rule]
            elif action in scores:
                scores[action] += weight
                arguing[action].append(rule)
            else:
                scores[action] = weight
                arguing[action] = [rule]
        order = sorted(
            [(tiers[one], -score, one) for one, score in scores.items() if one not in excluded]
        )
        return Answer(
            tuple([(ids[one], tuple(arguing[one])) for _, _, one in order]),
            tuple([(ids[one], tuple(excluded[one])) for one in sorted(excluded)]),
        )

    return rank


def straight(rules: tuple[Rule, ...]) -> Callable[[Case], Answer]:
    """Return the yardstick: from a case to its ranked answer."""
    run, rank = fired_by_straight_code(rules), ranker(rules)
    return lambda case: rank(run(case))
