"""Why, why not, what if, and what would change it: answers about a plan, as data."""

from nextsteps.explain.change import Change, Changes, Target, what_would_change
from nextsteps.explain.difference import Difference, Moved, UrgencyChange, difference, what_if
from nextsteps.explain.part import Part
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
    "Moved",
    "NearRule",
    "Part",
    "Target",
    "UrgencyChange",
    "Why",
    "WhyNot",
    "difference",
    "what_if",
    "what_would_change",
    "why",
    "why_not",
]
