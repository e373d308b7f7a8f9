"""The differential run compares what it says, and notices an engine that lies."""

from dataclasses import replace

import pytest

from nextsteps import Rulebook, Truth
from nextsteps.engine import Evaluation, engine_for
from tests.differential.run import Compared, Shares, compared


class Liar:
    """The reference, but for one rule in every fiftieth situation."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.engine = engine_for(rulebook, "reference")
        self.count = 0

    def evaluate(self, known) -> Evaluation:
        """Return what is true, mostly."""
        self.count += 1
        found = self.engine.evaluate(known)
        if self.count % 50:
            return found
        rule, truth = next(iter(found.rules.items()))
        other = Truth.FALSE if truth is Truth.TRUE else Truth.TRUE
        return replace(found, rules={**found.rules, rule: other})


def test_it_counts_what_it_compared():
    """
    All situations, and the shares that are compared in a slower way.
    """
    pytest.importorskip("durable", exc_type=ImportError)

    assert Compared(60, 2, 1) == compared(range(60), Shares(plans=40, durables=60))


def test_an_engine_that_lies_once_is_caught(shipped, monkeypatch):
    """
    With the number of the situation, and the situation.
    """
    monkeypatch.setitem(shipped.engines, "compiled", Liar(shipped))

    wrong = compared(range(60), Shares(0, 0)).wrong

    assert 1 <= len(wrong) <= 2
    assert wrong[0].startswith("situation ")
    assert "compiled says that" in wrong[0]
