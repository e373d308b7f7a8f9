"""
All engines on thousands of situations: `uv run python -m tests.differential.run`.

Every situation is drawn from its number, so what differs can be drawn again. The truth of
every rule, finding, need and contradiction is compared between the compiled engine and the
reference, and the plan with what the population's kernel and `rank` say; for every `--plans`th
situation the whole plan, questions included; for every `--durables`th the durable engine too.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context

from nextsteps import Rulebook, Situation
from nextsteps.engine import engine_for
from nextsteps.known import known_of
from nextsteps.situation.stated import yaml_of
from nextsteps.testing.sample import sample
from tests.population.agreement import Answer, answers_of, bare, plainly_planned

CHUNK = 250
MOST_TOLD = 5


@dataclass(frozen=True)
class Shares:
    """Every how manieth situation is compared in a slower way; 0 for none."""

    plans: int
    durables: int


@dataclass(frozen=True)
class Compared:
    """How many situations were compared, and what differed."""

    situations: int = 0
    plans: int = 0
    durables: int = 0
    wrong: tuple[str, ...] = ()

    def __add__(self, other: "Compared") -> "Compared":
        return Compared(
            self.situations + other.situations,
            self.plans + other.plans,
            self.durables + other.durables,
            self.wrong + other.wrong,
        )


def main() -> int:
    """Compare; exit code 1 when anything differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--situations", type=int, default=10_000)
    parser.add_argument("--begin", type=int, default=0, help="the number of the first situation")
    parser.add_argument("--plans", type=int, default=500)
    parser.add_argument("--durables", type=int, default=500)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--minutes", type=float, help="stop after so long, and say how many")
    options = parser.parse_args()
    begun = time.monotonic()
    last = options.begin + options.situations
    chunks = [range(at, min(at + CHUNK, last)) for at in range(options.begin, last, CHUNK)]
    compare = partial(compared, shares=Shares(options.plans, options.durables))
    total = Compared()
    with get_context("spawn").Pool(options.processes) as pool:
        for found in pool.imap_unordered(compare, chunks):
            total += found
            late = options.minutes and time.monotonic() - begun > 60 * options.minutes
            if total.wrong or late:
                pool.terminate()
                break
    for one in total.wrong[:MOST_TOLD]:
        print(one, file=sys.stderr)
    print(
        f"{total.situations} situations: compiled as the reference, kernel and rank as the plan; "
        f"{total.plans} whole plans by the reference; "
        f"{total.durables} with durable; {len(total.wrong)} differ"
    )
    return 1 if total.wrong else 0


def compared(seeds: range, shares: Shares) -> Compared:
    """Compare the engines on the situations with these numbers."""
    rulebook = Rulebook.default()
    situations = list(sample(rulebook, seeds))
    total = Compared()
    for seed, situation, many in zip(
        seeds, situations, answers_of(rulebook, situations), strict=True
    ):
        others = ["compiled"]
        if shares.durables and seed % shares.durables == 0:
            others.append("durable")
        whole = bool(shares.plans and seed % shares.plans == 0)
        wrong = [one for other in others for one in _differing(situation, other, whole, rulebook)]
        wrong += _differing_in_order(situation, many, rulebook)
        told = tuple(f"situation {seed}: {one}\n{yaml_of(situation)}" for one in wrong)
        total += Compared(1, whole, "durable" in others, told)
    return total


def _differing(situation: Situation, other: str, whole: bool, rulebook: Rulebook) -> Iterator[str]:
    known = known_of(situation, rulebook)
    expected = engine_for(rulebook, "reference").evaluate(known)
    found = engine_for(rulebook, other).evaluate(known)
    for kind in ("rules", "findings", "needs", "contradictions"):
        truths, meant = getattr(found, kind), getattr(expected, kind)
        for name in meant:
            if truths[name] is not meant[name]:
                yield f"{other} says that `{name}` is {truths[name].value}, not {meant[name].value}"
    if whole:
        plan = rulebook.recommend(situation, engine="reference").to_json()
        if plan != rulebook.recommend(situation, engine=other).to_json():
            yield f"{other} gives another plan"


def _differing_in_order(situation: Situation, many: Answer, rulebook: Rulebook) -> Iterator[str]:
    """What the ways without a plan's texts say otherwise than the plan."""
    plan = rulebook.recommend(situation)
    if plainly_planned(plan) != many:
        yield "the kernel gives another order or other reasons"
    if bare(plan) != tuple(rulebook.rank(situation)):
        yield "rank gives another order"


if __name__ == "__main__":
    sys.exit(main())
