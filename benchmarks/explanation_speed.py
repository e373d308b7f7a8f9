"""
How long explanations take, as multiples of one `recommend` of the same situation.

    uv run python benchmarks/explanation_speed.py

Every example is asked about on the shipped rulebook: `why` for all that is given, `why_not`
for every recommendation, `what_would_change` for every twelfth, in and to the top. Each time
is divided by the median time of `recommend` for that situation, in the same run, in processor
time; explanations are asked of a plan that was made before.
"""

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

from nextsteps import Rulebook, Situation, read_situation

EXAMPLES = Path(__file__).parents[1] / "examples"
LIMITS = {"why": 50, "why_not": 100, "what_would_change": 5000}
REPEATS = 9
EVERY = 12


def main() -> None:
    """Print for each explanation the median and the 95th percentile, and its limit."""
    rulebook = Rulebook.default()
    ratios: dict[str, list[float]] = {name: [] for name in LIMITS}
    once: list[float] = []
    for path in sorted(EXAMPLES.glob("*.yaml")):
        situation = read_situation(path)
        unit = median(_seconds(rulebook.recommend, situation) for _ in range(REPEATS))
        once.append(unit)
        for name, seconds in _explanations(rulebook, situation):
            ratios[name].append(seconds / unit)
    print(f"recommend: {1000 * median(once):.2f} ms (median of {len(once)} examples)")
    for name, found in ratios.items():
        high = quantiles(found, n=20)[-1]
        told = f"{median(found):.1f} times recommend (median), {high:.1f} (95%)"
        print(f"{name}: {told}; at most {LIMITS[name]}; {len(found)} asked")


def _explanations(rulebook: Rulebook, situation: Situation) -> list[tuple[str, float]]:
    plan = rulebook.recommend(situation)
    names = list(rulebook.recommendations)
    timed = [("why", _seconds(plan.why, step.id)) for step in plan.recommendations]
    timed += [("why_not", _seconds(plan.why_not, name)) for name in names]
    for name in names[::EVERY]:
        for to in ("in", "top"):
            timed.append(("what_would_change", _seconds(plan.what_would_change, name, to)))
    return timed


def _seconds(call: Callable[..., object], *arguments: object) -> float:
    started = time.process_time()
    call(*arguments)
    return time.process_time() - started


if __name__ == "__main__":
    main()
