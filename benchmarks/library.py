"""
The common workload as a rulebook of this library.

An action is a recommendation. Its tier is the stage; a rule's weight is its strength (1 to 3
weak, 4 to 6 moderate, 7 to 9 strong), and each rule is a ground of its own. So the order is
by strongest argument, then number of grounds, then tier, then id, instead of by tier, then
sum of weights, then id: the same facts, the same rules that fire, as much to sort.
"""

import json
from typing import Any, Literal

from benchmarks.workload import (
    ACTIONS,
    FIELDS,
    TIERS,
    Case,
    Field,
    Group,
    Not,
    Rule,
    Term,
    action_id,
    fired,
)
from nextsteps import Plan, Rulebook, Situation, fact

STAGES = ("goals", "homework", "life")
STRENGTHS = ("weak", "moderate", "strong")

Bare = tuple[tuple[tuple[str, frozenset[str]], ...], tuple[str, ...]]
"""The ranked recommendations with the rules that fired for each, and the excluded ones."""


def _model() -> type[Situation]:
    kinds: dict[str, Any] = {"whole": int, "yes_no": bool}
    annotations: dict[str, Any] = {}
    declared: dict[str, Any] = {"__module__": __name__, "__annotations__": annotations}
    for field in FIELDS:
        kind = kinds.get(field.kind) or Literal[field.choices]
        annotations[field.name] = kind | None
        low, high = (0, 27) if field.kind == "whole" else (None, None)
        declared[field.name] = fact(f"What is {field.name}?", topic="more", low=low, high=high)
    return type("Workload", (Situation,), declared)


Workload = _model()


def situation_of(case: Case) -> Situation:
    """Return the case as a validated situation."""
    return Workload.model_validate(dict(case))


def rulebook_of(rules: tuple[Rule, ...]) -> Rulebook:
    """Return the rules as a rulebook, read from text as any other."""
    cited = [{"source": "seed", "locator": "all of it"}]
    source = {
        "id": "seed", "title": "Seed", "year": 2026, "organisation": "None", "note": "drawn",
        "grade": "C", "checked": "2026-11-25",
    }  # fmt: skip
    recommendations = [
        {
            "id": action_id(action), "title": action_id(action), "stage": STAGES[action % TIERS],
            "sources": cited, "client": {"what": "Do it."},
        }
        for action in range(ACTIONS)
    ]  # fmt: skip
    document = {
        "rulebook": {"id": "workload", "version": "1.0.0", "title": "Workload"},
        "sources": [source],
        "recommendations": recommendations,
    }
    rulebook_rules = [_rule(rule) | {"sources": cited} for rule in rules]
    text = json.dumps({**document, "rules": rulebook_rules})
    return Rulebook.from_text(text, name="workload", situation=Workload)


def _rule(rule: Rule) -> dict[str, Any]:
    written: dict[str, Any] = {
        "id": rule.id,
        "when": " and ".join(_text(term) for term in rule.terms),
        "because": "It was drawn.",
    }
    if rule.excludes:
        return written | {"exclude": action_id(rule.action), "if_unknown": "ignore"}
    return written | {
        "recommend": action_id(rule.action),
        "strength": STRENGTHS[(rule.weight - 1) // 3],
    }


def _text(term: Term) -> str:
    match term:
        case Not(part):
            return f"not ({_text(part)})"
        case Group(atoms):
            return f"({' or '.join(_text(atom) for atom in atoms)})"
        case atom:
            return _atom_text(atom.field, atom.sign, atom.value)


def _atom_text(field: Field, sign: str, value: Any) -> str:
    if field.kind == "yes_no":
        return field.name if value else f"not {field.name}"
    if field.kind == "whole":
        return f"{field.name} {sign} {value}"
    if sign == "in":
        return f"{field.name} in {{{', '.join(json.dumps(one) for one in value)}}}"
    return f"{field.name} {sign} {json.dumps(value)}"


def expected(rules: tuple[Rule, ...], case: Case) -> Bare:
    """Return what a plan must say, from the plain reference and a plain sort."""
    held = [rules[number] for number in fired(rules, case)]
    arguing: dict[int, list[Rule]] = {}
    for rule in held:
        if not rule.excludes:
            arguing.setdefault(rule.action, []).append(rule)
    barred = {rule.action for rule in held if rule.excludes}

    def key(action: int) -> tuple[int, int, int, int]:
        strongest = max((rule.weight - 1) // 3 for rule in arguing[action])
        return (-strongest, -len(arguing[action]), action % TIERS, action)

    order = sorted((action for action in arguing if action not in barred), key=key)
    return (
        tuple((action_id(one), frozenset(rule.id for rule in arguing[one])) for one in order),
        tuple(action_id(one) for one in sorted(barred & set(arguing))),
    )


def bare(plan: Plan) -> Bare:
    """Return what `expected` says, as a plan says it."""
    return (
        tuple(
            (step.id, frozenset(argument.rule for argument in step.arguments_for))
            for step in plan.recommendations
        ),
        tuple(sorted(step.id for step in plan.excluded)),
    )


def bare_ranking(ranking: Any) -> Bare:
    """Return what `expected` says, as a bare ranking says it."""
    ranked = tuple((name, frozenset(rules)) for name, rules in ranking.recommendations)
    return (ranked, ranking.excluded)


def rules_in(lists: Any, row: int, names: Any) -> frozenset[str]:
    """Return the rules that the population kernel lists in a row."""
    start, end = lists.offsets[row], lists.offsets[row + 1]
    return frozenset(names[code] for code in lists.codes[start:end])
