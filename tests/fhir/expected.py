"""What each definition of an exported Library must come to, by the reference evaluator."""

from nextsteps.engine import engine_for
from nextsteps.fhir.logic import (
    check_name,
    check_of_needs_name,
    checked_rules,
    given_name,
    help_name,
    now_at_name,
    now_name,
    urgencies_of,
    urgency_name,
)
from nextsteps.known import known_of
from nextsteps.outcome import outcome_of, scales_of, waits
from nextsteps.plan import Recommended
from nextsteps.truth import Truth
from nextsteps.unsettled import Reading

VALUES = {Truth.TRUE: True, Truth.FALSE: False, Truth.UNKNOWN: None}
KINDS = {
    "rule": "rules",
    "finding": "findings",
    "needs": "needs",
    "contradiction": "contradictions",
}


def reading_of(situation, rulebook):
    """What the reference evaluator finds."""
    known = known_of(situation, rulebook)
    evaluation = engine_for(rulebook, "reference").evaluate(known)
    return Reading(rulebook.conditions, known, evaluation)


def given_to(logics, reading):
    """The parameters of the library for what is known."""
    tried = {f"tried {name}": outcome for name, outcome in reading.known.tried.items()}
    given = dict(reading.known.facts) | tried
    return {name: given.get(name) for name in logics.parameters}


def expected_of(reading, rulebook):
    """The value of every definition that has a counterpart in a plan."""
    found = {
        f"{kind} {name}": VALUES[truth]
        for kind, several in KINDS.items()
        for name, truth in getattr(reading.evaluation, several).items()
    }
    scales = scales_of(rulebook, reading)
    contact = outcome_of(scales).safety.contact
    country = "*" if contact is None else contact.country
    for name in {"*", *rulebook.contacts}:
        found[help_name(name)] = name == country
    given = {one.id: one for one in scales.weigh_all() if isinstance(one, Recommended)}
    for name, entry in rulebook.recommendations.items():
        step = given.get(name)
        is_now = step is not None and not waits(step, scales.dangers)
        found[given_name(name)], found[now_name(name)] = step is not None, is_now
        if step is not None:
            found[urgency_name(name)] = step.urgency
        open_rules = set() if step is None else {one.rule for one in step.checks}
        if entry.needs is not None:
            found[check_of_needs_name(name)] = None in open_rules
        for rule in checked_rules(name, rulebook):
            found[check_name(rule.id)] = rule.id in open_rules
        urgencies = urgencies_of(entry, rulebook)
        for urgency in urgencies if len(urgencies) > 1 else ():
            found[now_at_name(name, urgency)] = is_now and step.urgency == urgency
    return found
