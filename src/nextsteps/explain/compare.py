"""Why one of two recommendations comes first."""

from nextsteps import ranking
from nextsteps.plan import Plan
from nextsteps.ranking import Comparison

WAITS = "given now"
"""The criterion where one of the two waits until the danger has passed."""


def compare(plan: Plan, first: str, second: str) -> Comparison:
    """
    Return which of two recommendations that *plan* gives comes first, and by which criterion.

    Raises:
        PlanError: The plan does not give one of them (P503).
        ValueError: Both are the same recommendation.
    """
    one, other = plan.find(first), plan.find(second)
    now = {step.id for step in plan.recommendations}
    if (one.id in now) is (other.id in now):
        return ranking.compare(one, other)
    higher, lower = (one, other) if one.id in now else (other, one)
    return Comparison(higher.id, lower.id, WAITS, "given now", "waits until the danger has passed")
