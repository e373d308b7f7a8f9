"""Findings, layer on layer as they rest on each other, and then everything else."""

from collections.abc import Iterator, Mapping

from nextsteps.language import finding_names
from nextsteps.population.sql.conditions import Codes
from nextsteps.population.sql.layers import Layers
from nextsteps.population.sql.terms import Term, any_of, column
from nextsteps.rulebook import Conditions


def add_conditions(layers: Layers, conditions: Conditions, codes: Codes) -> None:
    """Put the layers on that have the truth of every condition of the rulebook."""
    for level, findings in enumerate(_levels(conditions)):
        rules = {rule: None for finding in findings for rule in conditions.findings[finding]}
        layers.add(f"arguments_{level}", _rules(conditions, codes, rules))
        layers.add(
            f"findings_{level}",
            {
                codes.findings[finding]: any_of(
                    column(codes.rules[rule]) for rule in conditions.findings[finding]
                )
                for finding in findings
            },
        )
    done = {rule for own in conditions.findings.values() for rule in own}
    others = [rule for rule in conditions.rules if rule not in done]
    truths = _rules(conditions, codes, others)
    for named, code in (
        (conditions.needs, codes.needs),
        (conditions.contradictions, codes.contradictions),
    ):
        truths |= {code[name]: codes.term(condition) for name, condition in named.items()}
    layers.add("rules", truths)


def _rules(
    conditions: Conditions, codes: Codes, rules: "Mapping[str, None] | list[str]"
) -> dict[str, Term]:
    return {codes.rules[rule]: codes.term(conditions.rules[rule]) for rule in rules}


def _levels(conditions: Conditions) -> Iterator[list[str]]:
    """The findings that rest on facts, then those that rest on these, and so on."""
    level: dict[str, int] = {}
    for finding, rules in conditions.findings.items():
        below = {name for rule in rules for name in finding_names(conditions.rules[rule])}
        level[finding] = max((level[name] + 1 for name in below), default=0)
    for number in range(max(level.values(), default=-1) + 1):
        yield [finding for finding, own in level.items() if own == number]
