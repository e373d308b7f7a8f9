"""Which unknown facts could still settle a condition, by the definition."""

from hypothesis import given, settings
from hypothesis import strategies as st

from nextsteps.engine import engine_for
from nextsteps.known import known_of
from nextsteps.language import (
    Among,
    And,
    Compare,
    Condition,
    Failed,
    Found,
    IsTrue,
    Not,
    Or,
    Tried,
)
from nextsteps.situation.equals import RAISED_FACTS, RAISED_STEP
from nextsteps.truth import Truth
from nextsteps.unsettled import Reading
from tests.strategies import rulebooks_with_situation, shipped_situations


@settings(max_examples=40)
@given(rulebooks_with_situation())
def test_the_open_facts_are_those_of_the_parts_that_are_unknown(both):
    """
    Of every condition, rule and finding; of what is settled, none.
    """
    _hold_to_the_definition(*both)


@settings(max_examples=10)
@given(data=st.data())
def test_so_they_are_in_the_shipped_rulebook(shipped, data):
    """
    Where the step that a fact says was tried is read too.
    """
    _hold_to_the_definition(shipped, data.draw(shipped_situations()))


def _hold_to_the_definition(rulebook, situation):
    known = known_of(situation, rulebook)
    reading = Reading(rulebook.conditions, known, engine_for(rulebook, "reference").evaluate(known))
    for rule, condition in rulebook.conditions.rules.items():
        expected = _open(condition, reading)
        assert expected == reading.open_facts(condition)
        assert expected == reading.open_facts_of_rule(rule)
    for condition in rulebook.conditions.needs.values():
        assert _open(condition, reading) == reading.open_facts(condition)
    for finding in rulebook.conditions.findings:
        assert _open(Found(finding), reading) == reading.open_facts_of_finding(finding)


def _open(condition: Condition, reading: Reading) -> frozenset[str]:
    if reading.truth(condition) is not Truth.UNKNOWN:
        return frozenset()
    match condition:
        case IsTrue(fact) | Compare(fact) | Among(fact):
            return frozenset({fact})
        case Found(finding):
            rules = [
                reading.conditions.rules[rule] for rule in reading.conditions.findings[finding]
            ]
            return frozenset().union(*(_open(rule, reading) for rule in rules))
        case Not(part):
            return _open(part, reading)
        case And(parts) | Or(parts):
            return frozenset().union(*(_open(part, reading) for part in parts))
        case Tried(step) | Failed(step) if step == RAISED_STEP:
            return RAISED_FACTS - reading.known.facts.keys()
        case _:
            return frozenset()
