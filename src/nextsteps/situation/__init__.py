"""The situation of one person, and the vocabulary of facts it is told in."""

from nextsteps.situation.fact import Change, Danger, Fact, FactKind, FactValue, fact
from nextsteps.situation.filled import Filled
from nextsteps.situation.model import NONE_ELSE, Outcome, Situation, Vocabulary

__all__ = [
    "NONE_ELSE",
    "Change",
    "Danger",
    "Fact",
    "FactKind",
    "FactValue",
    "Filled",
    "Outcome",
    "Situation",
    "Vocabulary",
    "fact",
]
