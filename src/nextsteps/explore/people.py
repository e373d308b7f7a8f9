"""
Made-up people whose troubles are about as frequent as they are said to be.

Each share is in `rates`, with the study that it rests on or the words "made up". What the
shares do not hold is how troubles go together: facts are drawn one by one, but for progress
(it follows the number of sessions), medicine, and scores (they follow progress).
"""

from random import Random
from typing import Any

from nextsteps.explore.rates import (
    MEDICINE,
    RATES,
    SCORED,
    TOLD,
    WORSE,
    Rate,
    improved_after,
)
from nextsteps.situation import Situation

MOST_POINTS = 27


def population(n: int, seed: int = 0) -> tuple[Situation, ...]:
    """
    Return *n* made-up people, the same for the same seed; more of them begin with the same.

    They are for trying rules on many people. They are no sample of any clinic, and nothing
    about real people can be learnt from them.

    >>> population(10)[:5] == population(5)
    True
    """
    return tuple(_person(Random(f"{seed} {number}")) for number in range(n))  # noqa: S311


def _person(random: Random) -> Situation:
    so = {one.fact: _drawn(one, random) for one in RATES}
    if so["on_medication"]:
        so |= {one.fact: _drawn(one, random) for one in MEDICINE}
        so["weeks_on_medication"] = float(random.randint(1, 40))
    so |= _course(random)
    scores = _scores(so, random)
    told = {fact: value for fact, value in so.items() if random.random() < TOLD}
    told |= {"in_therapy": not so["has_left_therapist"], "measures": scores}
    return Situation.model_validate(told)


def _drawn(rate: Rate, random: Random) -> Any:
    return random.choices(list(rate.shares), list(rate.shares.values()))[0]


def _course(random: Random) -> dict[str, Any]:
    """How long it has been (half of all within twelve weeks: made up), and what came of it."""
    weeks = min(150, 1 + round(random.expovariate(1 / 17)))
    attended = max(1, round(weeks * random.uniform(0.5, 1)))
    chance = random.random()
    better = improved_after(attended)
    if chance < WORSE:
        progress = "worse"
    elif chance < WORSE + (1 - WORSE) * better:
        progress = random.choice(("some", "good"))
    else:
        progress = random.choice(("none", "little"))
    return {
        "age": max(18, min(85, round(random.gauss(38, 13)))),
        "weeks_in_therapy": float(weeks),
        "sessions_attended": attended,
        "progress": progress,
        "no_progress": progress in ("none", "worse"),
        "raised_with_therapist": random.random() < 0.3,
    }


def _scores(so: dict[str, Any], random: Random) -> list[dict[str, Any]]:
    """A PHQ-9 from the first session on, which moves as the progress says."""
    if random.random() >= SCORED:
        return []
    start = max(5, min(MOST_POINTS, round(random.gauss(14.5, 4.5))))
    change = {"worse": 7, "none": 0, "little": -2, "some": -6, "good": -9}[so["progress"]]
    times = sorted({0, *(random.randint(1, int(so["weeks_in_therapy"])) for _ in range(4))})
    return [
        {
            "measure": "phq-9",
            "week": week,
            "total": max(0, min(MOST_POINTS, round(
                start + change * week / times[-1] + (random.gauss(0, 1.5) if week else 0)
            ))),
        }
        for week in times
    ]  # fmt: skip
