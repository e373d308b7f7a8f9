"""Findings, layer on layer as they rest on each other, and then everything else."""

from collections.abc import Iterable, Iterator, Mapping

from nextsteps.language import Condition, finding_names
from nextsteps.population.sql.conditions import Codes
from nextsteps.population.sql.layers import Layers
from nextsteps.population.sql.terms import Term, any_of
from nextsteps.rulebook import Conditions


def add_conditions(layers: Layers, conditions: Conditions, codes: Codes) -> None:
    """Put the layers on that have the truth of every condition of the rulebook."""
    for number, findings in enumerate(_levels(conditions)):
        level: dict[str, Term] = {}
        for finding in findings:
            rules = conditions.findings[finding]
            level |= _rules(conditions, codes, rules)
            found = any_of(codes.term(conditions.rules[rule]) for rule in rules)
            level[codes.findings[finding]] = found
        layers.add(f"findings_{number}", level)
    done = {rule for own in conditions.findings.values() for rule in own}
    truths = _rules(conditions, codes, (rule for rule in conditions.rules if rule not in done))
    truths |= _named(conditions.needs, codes.needs, codes)
    truths |= _named(conditions.contradictions, codes.contradictions, codes)
    layers.add("rules", truths)


def _rules(conditions: Conditions, codes: Codes, rules: Iterable[str]) -> dict[str, Term]:
    return {codes.rules[rule]: codes.term(conditions.rules[rule]) for rule in rules}


def _named(
    named: Mapping[str, Condition], code: Mapping[str, str], codes: Codes
) -> dict[str, Term]:
    return {code[name]: codes.term(condition) for name, condition in named.items()}


def _levels(conditions: Conditions) -> Iterator[list[str]]:
    """The findings that rest on facts, then those that rest on these, and so on."""
    level: dict[str, int] = {}
    for finding, rules in conditions.findings.items():
        below = {name for rule in rules for name in finding_names(conditions.rules[rule])}
        level[finding] = max((level[name] + 1 for name in below), default=0)
    for number in range(max(level.values(), default=-1) + 1):
        yield [finding for finding, own in level.items() if own == number]
