"""What the plan says in the recorded cases of every rule changes only where a diff shows it."""

import os

from nextsteps import Rulebook
from tests.knowledge.recorded import read, replayed, write


def test_what_is_said_in_the_cases_of_every_rule_is_what_was_recorded():
    """
    A change of a rule is a change of lines in a file, which a reviewer reads.
    """
    rulebook = Rulebook.default()
    recorded = [one for one in read() if one.rule in rulebook.rules]
    now = list(replayed(rulebook, recorded))
    if os.environ.get("UPDATE_GOLDEN"):
        write(now)
        return

    assert recorded == now


def test_every_rule_has_recorded_cases():
    """
    `uv run python -m tests.knowledge.recorded` finds those of a new rule.
    """
    rules = [one.rule for one in read()]

    assert Rulebook.default().rules.keys() == set(rules)
