"""Why, why not, what if, and what would change it: answers about a plan, as data."""

from nextsteps.explain.change import Change, Changes, what_would_change
from nextsteps.explain.compare import compare
from nextsteps.explain.difference import (
    Difference,
    Moved,
    Place,
    UrgencyChange,
    difference,
    what_if,
)
from nextsteps.explain.later_score import LaterScore
from nextsteps.explain.part import Part
from nextsteps.explain.plain import plain
from nextsteps.explain.search import Target
from nextsteps.explain.sets import MAX_SETS
from nextsteps.explain.why import ArgumentShown, Why, why
from nextsteps.explain.why_not import Barrier, Blocked, NearRule, WhyNot, why_not

__all__ = [
    "MAX_SETS",
    "ArgumentShown",
    "Barrier",
    "Blocked",
    "Change",
    "Changes",
    "Difference",
    "LaterScore",
    "Moved",
    "NearRule",
    "Part",
    "Place",
    "Target",
    "UrgencyChange",
    "Why",
    "WhyNot",
    "compare",
    "difference",
    "plain",
    "what_if",
    "what_would_change",
    "why",
    "why_not",
]
