"""
How many questions an interview needs until its first recommendation is that of knowing all.

    uv run python benchmarks/interview_length.py

Complete situations are drawn with a fixed seed; each interview begins with nothing known and
is answered from one. Counted is the last question after which the first recommendation still
changed, so it is right from there on.
"""

import sys
from pathlib import Path
from random import Random
from statistics import median, quantiles

sys.path.insert(0, str(Path(__file__).parents[1]))  # a script finds its own folder only

from nextsteps import Interview, Plan, Rulebook, Situation
from tests.complete import Likeness, answer_by, complete_situation

SEED = 20261123
SITUATIONS = 60


def main() -> None:
    """Print the median and the 95th percentile for two kinds of situations."""
    rulebook = Rulebook.default()
    asked = [one for one in rulebook.situation.vocabulary().facts.values() if not one.measured]
    print(f"{len(asked)} facts could be asked; {SITUATIONS} situations of each kind")
    kinds: tuple[Likeness, ...] = ("lifelike", "any")
    for likeness in kinds:
        random = Random(SEED)  # noqa: S311
        situations = [complete_situation(rulebook, random, likeness) for _ in range(SITUATIONS)]
        counts = [_count(rulebook, one) for one in situations]
        for place, what in enumerate(("first recommendation is right", "plan is settled")):
            numbers = [count[place] for count in counts]
            high = quantiles(numbers, n=20, method="inclusive")[-1]
            print(f"{likeness}: {what} after {median(numbers):g} (median), {high:g} (95%)")


def _count(rulebook: Rulebook, situation: Situation) -> tuple[int, int]:
    wanted = _first(rulebook.recommend(situation))
    interview = Interview.of(rulebook=rulebook)
    right_from, asked = 0, 0
    while interview.question is not None:
        if _first(interview.plan) != wanted:
            right_from = asked + 1
        interview = answer_by(situation, interview)
        asked += 1
    if _first(interview.plan) != wanted:
        raise AssertionError(f"{_first(interview.plan)} instead of {wanted}")
    return right_from, asked


def _first(plan: Plan) -> str | None:
    return plan.recommendations[0].id if plan.recommendations else None


if __name__ == "__main__":
    main()
