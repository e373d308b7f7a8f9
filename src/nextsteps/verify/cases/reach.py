"""What a condition rests on, through findings and inference: nothing else can change its truth."""

from dataclasses import dataclass

from nextsteps.language import Condition, fact_names, finding_names, tried_names
from nextsteps.rulebook import Rulebook
from nextsteps.situation.equals import RAISED_FACTS, RAISED_STEP


@dataclass(frozen=True, slots=True)
class Reach:
    """Facts, and steps of which it matters what came of them."""

    facts: frozenset[str]
    steps: frozenset[str]


def reach_of(condition: Condition, rulebook: Rulebook) -> Reach:
    """
    Return what *condition* rests on.

    >>> import nextsteps as ns
    >>> from nextsteps.language import Found
    >>> reach = reach_of(Found("treatment_resistant"), ns.Rulebook.default())
    >>> "medication_trials" in reach.facts, "not_heard" in reach.facts
    (True, False)
    """
    facts, steps = _read(condition, rulebook)
    if RAISED_STEP in steps or facts & RAISED_FACTS:
        facts |= RAISED_FACTS
        steps |= {RAISED_STEP}
    return Reach(_with_linked(facts, rulebook), steps)


def _read(condition: Condition, rulebook: Rulebook) -> tuple[frozenset[str], frozenset[str]]:
    facts, steps = frozenset[str](), frozenset[str]()
    open_, seen = [condition], set[str]()
    while open_:
        one = open_.pop()
        facts |= fact_names(one)
        steps |= tried_names(one)
        for finding in finding_names(one) - seen:
            seen.add(finding)
            rules = rulebook.conditions.findings[finding]
            open_ += [rulebook.conditions.rules[rule] for rule in rules]
    return facts, steps


def _with_linked(facts: frozenset[str], rulebook: Rulebook) -> frozenset[str]:
    """Add the questions that come before or after one of *facts*, as far as that goes."""
    vocabulary = rulebook.situation.vocabulary().facts
    pairs = [(name, one.follows) for name, one in vocabulary.items() if one.follows is not None]
    while True:
        linked = {name for pair in pairs if facts & set(pair) for name in pair}
        if linked <= facts:
            return facts
        facts |= linked
