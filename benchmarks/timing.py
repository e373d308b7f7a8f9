"""
Ratios within one run: a candidate and its yardstick are timed by turns in one process.

The clock counts the processor time of this process, all its threads, so that what else the
machine does takes no part. Garbage collection is off while it runs and done between rounds.
What is reported is the median over the rounds, and the quartiles of the ratio as its spread.
"""

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from time import process_time
from typing import Any, TypeAlias

Run: TypeAlias = Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class Timed:
    """
    Seconds per case of a candidate, and how many times its yardstick's that is.

    `low` and `high` are the quartiles of the ratio over the rounds.
    """

    seconds: float
    ratio: float
    low: float
    high: float


def by_turns(
    candidate: Run,
    yardstick: Run,
    cases: Sequence[Any],
    *,
    rounds: int = 9,
    seconds: float = 0.04,
    yardstick_cases: Sequence[Any] | None = None,
) -> Timed:
    """
    Time *candidate* and *yardstick* on the same cases, one after the other, again and again.

    Args:
        candidate: What is measured; called with one case.
        yardstick: What it is compared with; called with one case.
        cases: What they are called with; as many of them as take *seconds* are used.
        rounds: How often each is timed.
        seconds: About how long one round of the candidate takes.
        yardstick_cases: The same cases as the yardstick reads them.
    """
    for_yardstick = cases if yardstick_cases is None else yardstick_cases
    candidate(cases[0])
    yardstick(for_yardstick[0])
    some = cases[: max(3, len(cases) // 25)]
    count = max(3, min(len(cases), int(seconds / _per_case(candidate, some))))
    pairs = [
        (_per_case(yardstick, for_yardstick[:count]), _per_case(candidate, cases[:count]))
        for _ in range(rounds)
    ]
    return _timed(pairs)


def met_once(
    candidate: Run, yardstick: Run, cases: Sequence[Any], yardstick_cases: Sequence[Any], count: int
) -> Timed:
    """Time both as `by_turns`, but each round on the next *count* cases, met never before."""
    rounds = [slice(start, start + count) for start in range(0, len(cases), count)]
    return _timed(
        [
            (_per_case(yardstick, yardstick_cases[own]), _per_case(candidate, cases[own]))
            for own in rounds
        ]
    )


def _timed(pairs: Sequence[tuple[float, float]]) -> Timed:
    """Return what the seconds of yardstick and candidate, round by round, come to."""
    ratios = sorted(one / other for other, one in pairs)
    low, _, high = quantiles(ratios, n=4, method="inclusive") if len(ratios) > 1 else ratios * 3
    return Timed(median(one for _, one in pairs), median(ratios), low, high)


def once(function: Callable[[], object], *, rounds: int = 5) -> float:
    """Return the median seconds of calling *function*."""
    return median(_per_case(lambda _: function(), (None,)) for _ in range(rounds))


def _per_case(run: Run, cases: Sequence[Any]) -> float:
    gc.collect()
    gc.disable()
    try:
        start = process_time()
        for case in cases:
            run(case)
        return (process_time() - start) / len(cases)
    finally:
        gc.enable()
