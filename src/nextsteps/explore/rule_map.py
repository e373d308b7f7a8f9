"""The rule map of one recommendation: facts, findings, rules, and the step they are about."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import pyarrow as pa

from nextsteps.errors import PlanError, Problem, suggestion
from nextsteps.explain.entered import outcome_key
from nextsteps.explain.roots import Root, roots_of
from nextsteps.explain.why import sets_of
from nextsteps.explore.words import Words
from nextsteps.language import Condition, fact_names, failed_names, finding_names, tried_names
from nextsteps.plan import Plan
from nextsteps.rulebook import Rulebook

Kind: TypeAlias = Literal["fact", "finding", "rule", "step"]
_ARGUING = ("recommend", "caution", "not_yet", "exclude")


@dataclass(frozen=True, slots=True)
class Node:
    """
    One thing on the map, what it rests on, and whether the plan's path goes through it.

    The step itself is lit where something speaks for it.
    """

    name: str
    kind: Kind
    text: str
    argues: str
    below: tuple[str, ...]
    lit: bool


def rule_map(
    recommendation: str,
    *,
    plan: Plan | None = None,
    lit_only: bool = False,
    whole: bool = False,
    rulebook: Rulebook | None = None,
) -> pa.Table:
    """
    Return everything that bears on one recommendation, each with what it rests on.

    Args:
        recommendation: Its id.
        plan: Whose path is lit: the rules that hold, and one smallest set of facts behind each.
        lit_only: Whether to leave out what is not lit.
        whole: Whether to follow findings that are not lit down to their facts too.
        rulebook: The knowledge, where there is no plan; the shipped rulebook when None.

    Returns:
        `name`, `kind` ("fact", "finding", "rule", "step"), `text`, `argues` (what a rule does:
        "recommend", "caution", "not_yet", "exclude"), `below` (names of what it rests on), `lit`.

    Raises:
        PlanError: There is no such recommendation (P503), or the plan's rulebook is not at hand.

    >>> table = rule_map("take-stock")
    >>> table["kind"][0].as_py(), table["name"][0].as_py()
    ('step', 'take-stock')
    """
    rulebook = plan.require_rulebook() if plan else rulebook or Rulebook.default()
    if recommendation not in rulebook.recommendations:
        help_text = suggestion(recommendation, rulebook.recommendations)
        message = f"there is no recommendation `{recommendation}`"
        raise PlanError(Problem("P503", message, help=help_text))
    path = _path(plan, recommendation, rulebook) if plan else {}
    every = _nodes(recommendation, rulebook, path, plan, whole=whole)
    nodes = [one for one in every if one.lit or not lit_only]
    there = {one.name for one in nodes}
    return pa.table(
        {
            "name": [one.name for one in nodes],
            "kind": [one.kind for one in nodes],
            "text": [one.text for one in nodes],
            "argues": pa.array([one.argues or None for one in nodes], pa.string()),
            "below": [[name for name in one.below if name in there] for one in nodes],
            "lit": [one.lit for one in nodes],
        }
    )


def _speaking(recommendation: str, rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    """What the step rests on directly, and the rule behind it: a rule itself, or a danger."""
    for rule in rulebook.rules.values():
        if rule.target == recommendation and rule.kind in _ARGUING:
            yield rule.id, rule.id
    for danger in rulebook.dangers.values():
        if danger.danger is not None and recommendation in danger.danger.core:
            for name in rulebook.conditions.findings[danger.id]:
                yield danger.id, name


_Path: TypeAlias = Mapping[str, set[str]]


def _path(plan: Plan, recommendation: str, rulebook: Rulebook) -> _Path:
    """Each thing on the way from what was entered to the step, and what it rests on there."""
    path: dict[str, set[str]] = {recommendation: set()}
    sets = sets_of(plan)

    def walk(above: str, roots: Sequence[Root]) -> None:
        for root in roots:
            path.setdefault(above, set()).add(root.name)
            path.setdefault(root.name, set())
            walk(root.name, root.below)

    for name, rule in _speaking(recommendation, rulebook):
        if rule in sets.reading.evaluation.rules_holding:
            path[recommendation].add(name)
            path.setdefault(name, set())
            walk(name, roots_of(sets, rule, sets.of_rule(rule)[0]))
    return path


def _nodes(
    recommendation: str, rulebook: Rulebook, path: _Path, plan: Plan | None, *, whole: bool
) -> Iterator[Node]:
    """The step first, then all that is below it, each once."""
    words = Words(rulebook, 64)
    speaking = tuple(dict.fromkeys(name for name, _ in _speaking(recommendation, rulebook)))
    lit = any(_is_for(name, rulebook) for name in path.get(recommendation, ()))
    yield Node(recommendation, "step", words.step(recommendation), "", speaking, lit)
    waiting, seen = list(speaking), {recommendation}
    while waiting:
        name = waiting.pop(0)
        if name not in seen:
            seen.add(name)
            node = _node(name, rulebook, words, name in path, plan)
            # A path may lead past what a condition names, to what that follows from.
            named = node.below if whole or node.kind != "finding" else ()
            below = tuple(dict.fromkeys((*named, *sorted(path.get(name, ())))))
            yield Node(node.name, node.kind, node.text, node.argues, below, node.lit)
            waiting += below


def _is_for(name: str, rulebook: Rulebook) -> bool:
    """Whether it speaks for a step: a rule that recommends it, or a danger."""
    return name not in rulebook.rules or rulebook.rules[name].kind == "recommend"


def _node(name: str, rulebook: Rulebook, words: Words, lit: bool, plan: Plan | None) -> Node:
    conditions = rulebook.conditions
    if name in rulebook.rules:
        rule = rulebook.rules[name]
        return Node(
            name, "rule", words.argument(name), rule.kind, _read(conditions.rules[name]), lit
        )
    if name in rulebook.findings:
        rules = conditions.findings[name]
        below = dict.fromkeys(one for rule in rules for one in _read(conditions.rules[rule]))
        return Node(name, "finding", words.finding(name), "", tuple(below), lit)
    return Node(name, "fact", _told(name, words, plan if lit else None), "", (), lit)


def _read(condition: Condition) -> tuple[str, ...]:
    """The names in a condition: findings, facts, and outcomes of steps."""
    steps = dict.fromkeys((*tried_names(condition), *failed_names(condition)))
    outcomes = (outcome_key(step) for step in steps)
    return (*finding_names(condition), *fact_names(condition), *outcomes)


def _told(name: str, words: Words, plan: Plan | None) -> str:
    """What was entered as a statement; what was not, or does not count, as its question."""
    facts = words.rulebook.situation.vocabulary().facts
    if name not in facts:
        return words.tried(name, plan.situation.tried if plan else {})
    value = sets_of(plan).reading.known.facts.get(name) if plan else None
    return words.question(name) if value is None else words.said(name, value)
