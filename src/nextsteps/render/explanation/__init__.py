"""Explanations as documents, in the words of the reader of the plan they are about."""

from typing import TypeAlias

from nextsteps.explain import Changes, Difference, Why, WhyNot
from nextsteps.plan import Plan
from nextsteps.ranking import Comparison
from nextsteps.render.blocks import Document
from nextsteps.render.explanation.changes import changes_blocks
from nextsteps.render.explanation.compare import compare_blocks
from nextsteps.render.explanation.difference import difference_blocks
from nextsteps.render.explanation.why import why_blocks
from nextsteps.render.explanation.why_not import why_not_blocks

__all__ = ["Explanation", "explanation_blocks"]

Explanation: TypeAlias = Why | WhyNot | Comparison | Difference | Changes


def explanation_blocks(plan: Plan, explanation: Explanation, *, full: bool = False) -> Document:
    r"""
    Return *explanation* of *plan* as blocks, for the reader of the plan.

    Args:
        plan: The plan that the explanation was asked of; a difference's is the one before.
        explanation: What `plan.why`, `why_not`, `compare`, `what_if` or `what_would_change` gave.
        full: Tell everything, not only what fits on a screen.

    Raises:
        PlanError: The rulebook of the plan is not at hand (P502).

    >>> import nextsteps as ns
    >>> from nextsteps.render import as_text
    >>> plan = ns.recommend({"in_therapy": True, "not_heard": True, "asker": "client"})
    >>> print(as_text(explanation_blocks(plan, plan.why("talk-to-therapist"))).split("\n")[0])
    Why: Tell your therapist what isn't working
    """
    match explanation:
        case Why():
            return why_blocks(plan, explanation, full=full)
        case WhyNot():
            return why_not_blocks(plan, explanation, full=full)
        case Comparison():
            return compare_blocks(plan, explanation, full=full)
        case Difference():
            return difference_blocks(plan, explanation, full=full)
        case Changes():
            return changes_blocks(plan, explanation, full=full)
