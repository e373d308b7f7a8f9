"""What would change a plan: the smallest changes that bring a recommendation in, out or first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from nextsteps.explain.entered import with_entered
from nextsteps.explain.later_score import LaterScore, later_scores
from nextsteps.explain.plain import Plain
from nextsteps.explain.search import MAX_FACTS, Search, Target
from nextsteps.explain.why_not import require_recommendation
from nextsteps.explain.words import shown
from nextsteps.plan import Plan
from nextsteps.situation import FactValue, Situation

MAX_CHANGES = 5
"""At most so many changes are told."""


@dataclass(frozen=True, slots=True)
class Change(Plain):
    """
    What, changed or learnt together, is enough: `before` holds None where unknown.

    What came of a step has the key "tried: its-id".
    """

    facts: Mapping[str, FactValue]
    before: Mapping[str, FactValue | None]

    def applied_to(self, situation: Situation) -> Situation:
        """Return *situation* with this change."""
        return with_entered(situation, self.facts)

    def __str__(self) -> str:
        return ", ".join(
            f"{name} = {shown(value)} (now {shown(self.before[name])})"
            for name, value in self.facts.items()
        )


@dataclass(frozen=True, slots=True)
class Changes(Plain):
    """
    The smallest changes that reach the target; each was tried, and does.

    Without any, `already` says that the plan is so now. `is_exhaustive` is False where the
    search was cut short: then "none" means none among what was tried.

    A fact that questionnaire scores show is never in `changes`, for nobody can choose it.
    `scores` tells instead which total, at the next time one questionnaire is filled in, would
    reach the target with all else as it is. Two questionnaires together are not tried, nor a
    score and a fact.
    """

    recommendation: str
    to: Target
    already: bool
    changes: tuple[Change, ...]
    is_exhaustive: bool
    scores: tuple[LaterScore, ...] = ()

    def __str__(self) -> str:
        goal = {"in": "given", "out": "given no longer", "top": "first"}[self.to]
        head = f"`{self.recommendation}` would be {goal}"
        if self.already:
            return f"{head}: it is so already"
        told = [str(one) for one in (*self.changes, *self.scores)]
        if told:
            return "\n".join([f"{head} if", *(f"  {one}" for one in told)])
        found = "none within three" if self.is_exhaustive else "none found"
        return f"{head} by changes to facts that one can change or come to know: {found}"


def what_would_change(plan: Plan, recommendation: str, to: Target = "in") -> Changes:
    """
    Return the smallest changes that bring *recommendation* in, out, or to the top.

    Only what a person can change or come to know is touched: facts, and what came or may yet
    come of steps. Never a fixed fact, never a danger fact that is known, never what the person
    would rather not say or do, no outcome that is settled or of a warning or a step for safety,
    and nothing that would contradict what is known. That the step itself was tried is not told,
    for that is true of any step. Of one choice of facts the nearest values are told.

    Raises:
        PlanError: The rulebook has no such recommendation (P503) or is not at hand (P502).
        ValueError: *to* is not a target.

    >>> import nextsteps as ns
    >>> plan = ns.recommend({"in_therapy": True, "weeks_in_therapy": 14})
    >>> print(what_would_change(plan, "talk-to-therapist").changes[0])
    progress = none (now unknown)
    """
    if to not in get_args(Target):
        raise ValueError(f"`to` is one of {', '.join(get_args(Target))}, not {to!r}")
    rulebook = plan.require_rulebook()
    require_recommendation(rulebook, recommendation)
    search = Search(plan, rulebook, recommendation, to)
    if search.is_reached(plan):
        return Changes(recommendation, to, True, (), True)
    found: list[dict[str, FactValue]] = []
    for most in range(1, MAX_FACTS + 1):
        found = search.run(most)
        if found:
            break
    changes = tuple(
        Change(facts, {name: search.before(name) for name in facts})
        for facts in found[:MAX_CHANGES]
    )
    scores = tuple(later_scores(plan, search.reaches))
    return Changes(recommendation, to, False, changes, not search.is_cut, scores)
