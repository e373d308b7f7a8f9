"""The rules of a rulebook as what they say for and against each step, in the order told."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from nextsteps.plan import Argument, Reference
from nextsteps.ranking import STRENGTHS
from nextsteps.rulebook import Rule, Rulebook
from nextsteps.rulebook.entries import URGENCIES, IfUnknown, RuleKind

_WITHHOLDING: tuple[RuleKind, ...] = ("exclude", "not_yet")


class Arguments(NamedTuple):
    """
    The rules as arguments with what each is about, in the order in which they are told.

    That is by strength where they speak for something, and by id where they speak against it.
    """

    numbers: Mapping[str, int]
    in_order: Sequence[tuple[tuple[str, RuleKind], Argument]]


@lru_cache(maxsize=8)
def arguments_of(rulebook: Rulebook) -> Arguments:
    """Return each rule of *rulebook* as the argument that it is when it holds."""
    in_order = sorted(
        (((rule.target, rule.kind), _argument(rule, rulebook)) for rule in rulebook.rules.values()),
        key=lambda both: (
            argument_key(both[1]) if both[0][1] == "recommend" else (0, 0, both[1].rule)
        ),
    )
    return Arguments({one.rule: number for number, (_, one) in enumerate(in_order)}, in_order)


def _argument(rule: Rule, rulebook: Rulebook) -> Argument:
    sources = rulebook.sources
    return Argument(
        rule=rule.id,
        kind=rule.kind,
        because=rule.because,
        ground=rule.ground or rule.id,
        strength=rule.strength,
        urgency=rule.urgency,
        references=tuple(
            Reference(cited.source, cited.locator, cited.grade or sources[cited.source].grade)
            for cited in rule.sources
        ),
    )


def argument_key(argument: Argument) -> tuple[int, int, str]:
    """Return what arguments for something are ordered by: the strongest first."""
    urgency = len(URGENCIES) if argument.urgency is None else URGENCIES.index(argument.urgency)
    return (STRENGTHS.index(argument.strength), urgency, argument.rule)


@lru_cache(maxsize=8)
def withholding(rulebook: Rulebook) -> Mapping[tuple[str, IfUnknown], Sequence[Rule]]:
    """Return the rules that can withhold each step, by what is done while they are unknown."""
    found: dict[tuple[str, IfUnknown], list[Rule]] = {}
    for name, kind in product(rulebook.recommendations, _WITHHOLDING):
        for rule in rulebook.rules_about(name, kind):
            found.setdefault((name, rule.if_unknown), []).append(rule)
    return found
