"""What the definitions of a library are called, and which of them a step has."""

from nextsteps.rulebook import Recommendation, Rulebook
from nextsteps.rulebook.entries import URGENCIES, Rule, Urgency

EMERGENCY, GRAVE = "an emergency holds", "grave danger holds"
CONTRADICTED = "facts contradict each other"
ELSEWHERE = "*"
"""The country of contacts for all countries without some of their own."""


def finding_name(finding: str) -> str:
    """Return the name of a finding's definition."""
    return f"finding {finding}"


def outcome_name(recommendation: str) -> str:
    """Return the name of the parameter for what came of a recommendation."""
    return f"tried {recommendation}"


def needs_name(recommendation: str) -> str:
    """Return the name of the definition of what a step needs."""
    return f"needs {recommendation}"


def contradiction_name(contradiction: str) -> str:
    """Return the name of the definition of what cannot all be true."""
    return f"contradiction {contradiction}"


def help_name(country: str) -> str:
    """Return the name of the definition that the contacts of *country* are those to give."""
    return "help elsewhere" if country == ELSEWHERE else f"help in {country}"


def spoken_name(recommendation: str) -> str:
    """Return the name of the definition that something speaks for a step."""
    return f"spoken for {recommendation}"


def reader_name(reader: str) -> str:
    """Return the name of the definition that the plan is in the words of *reader*."""
    return f"for {reader}"


def given_name(recommendation: str) -> str:
    """Return the name of the definition that a step is given, now or later."""
    return f"given {recommendation}"


def now_name(recommendation: str) -> str:
    """Return the name of the definition that a step is given now."""
    return f"now {recommendation}"


def urgency_name(recommendation: str) -> str:
    """Return the name of the definition that says how urgent a step is."""
    return f"urgency {recommendation}"


def now_at_name(recommendation: str, urgency: Urgency) -> str:
    """Return the name of the definition that a step is given now with just that urgency."""
    return f"now {recommendation}, {urgency}"


def rule_name(rule: str) -> str:
    """Return the name of a rule's definition."""
    return f"rule {rule}"


def check_name(rule: str) -> str:
    """Return the name of the definition that a rule against a given step is still open."""
    return f"check {rule}"


def check_of_needs_name(recommendation: str) -> str:
    """Return the name of the definition that it is open whether a given step applies."""
    return f"check needs {recommendation}"


def checked_rules(recommendation: str, rulebook: Rulebook) -> list[Rule]:
    """Return the rules against a step that are to be made sure of first while they are open."""
    about = [
        *rulebook.rules_about(recommendation, "exclude"),
        *rulebook.rules_about(recommendation, "not_yet"),
    ]
    return [rule for rule in about if rule.if_unknown == "check"]


def urgencies_of(entry: Recommendation, rulebook: Rulebook) -> tuple[Urgency, ...]:
    """Return how urgent a step can be, the most urgent first."""
    found: set[Urgency] = {entry.urgency}
    found |= {
        one.urgency
        for one in rulebook.rules_about(entry.id, "recommend")
        if one.urgency is not None
    }
    for finding in rulebook.dangers.values():
        if finding.danger is not None and entry.id in finding.danger.core:
            found.add(finding.danger.level)
    least = URGENCIES.index(entry.urgency)
    return tuple(one for one in URGENCIES if one in found and URGENCIES.index(one) <= least)
