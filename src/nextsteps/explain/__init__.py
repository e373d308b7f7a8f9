"""Why a recommendation is given, and why another is not: answers as data."""

from nextsteps.explain.sets import MAX_SETS
from nextsteps.explain.why import ArgumentShown, Why, why
from nextsteps.explain.why_not import Blocked, NearRule, WhyNot, why_not

__all__ = ["MAX_SETS", "ArgumentShown", "Blocked", "NearRule", "Why", "WhyNot", "why", "why_not"]
