"""
The laws that every plan of every rulebook obeys, as tests.

In a test file, one line tries them all on situations of your rulebook:

    test_laws = laws.for_rulebook(Rulebook.load("my-rules"))

A law that is broken fails with its sentence and the smallest situation that was found.
"""

from nextsteps.testing.laws.check import check, for_rulebook
from nextsteps.testing.laws.danger import LAWS as _DANGER
from nextsteps.testing.laws.law import After, Law
from nextsteps.testing.laws.learning import LAWS as _LEARNING
from nextsteps.testing.laws.own import LAWS as _OWN
from nextsteps.testing.laws.places import LAWS as _PLACES

LAWS: tuple[Law, ...] = (*_OWN, *_LEARNING, *_DANGER, *_PLACES)
"""All of them, by number; 0 stands for the laws that a rulebook states of itself."""

__all__ = ["LAWS", "After", "Law", "check", "for_rulebook"]
