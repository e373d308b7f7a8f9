"""What the plan says in the recorded cases of every rule changes only where a diff shows it."""

import os

from nextsteps import Rulebook
from tests.knowledge.recorded import Recorded, read, record, replayed


def test_what_is_said_in_the_cases_of_every_rule_is_what_was_recorded():
    """
    A change of a rule is a change of lines in a file, which a reviewer reads.
    """
    rulebook = Rulebook.default()
    if os.environ.get("UPDATE_GOLDEN"):
        record(rulebook, read())
    recorded = list(read())

    now = list(replayed(rulebook, recorded))

    assert recorded == now


def test_every_rule_has_recorded_cases():
    """
    A rule without would change unseen; none is left of a rule that is gone.
    """
    assert Rulebook.default().rules.keys() == {one.rule for one in read()}


def test_cases_of_a_new_rule_are_found_and_those_of_a_rule_that_is_gone_go(tmp_path):
    """
    `make record` is all that an author has to know.
    """
    path = tmp_path / "recorded.jsonl"
    rules = list(Rulebook.default().rules)
    kept = [one for one in read() if one.rule != rules[0]]
    gone = Recorded("no-such-rule", {}, "")

    record(Rulebook.default(), [gone, *kept], path)

    assert {one.rule for one in read(path)} == set(rules)
    assert [one for one in read(path) if one.rule != rules[0]] == kept
