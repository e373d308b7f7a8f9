"""Why one step stands above the next, as a picture and in words."""

from collections.abc import Sequence
from itertools import pairwise

from nextsteps.plan import Recommended
from nextsteps.ranking import CRITERIA, Comparison, compare
from nextsteps.render.blocks import Picture, bullets
from nextsteps.render.drawings import Ranks, Row
from nextsteps.render.explanation.compare import because
from nextsteps.render.words import CRITERION_NAMES, place_in_words

MAX_RANKED = 4
_TOLD = ("strongest argument", "grounds for minus against", "stage")


def order_picture(steps: Sequence[Recommended], title: str) -> Picture | None:
    """Return what sets each of the first steps above the next; None where there is but one."""
    shown = steps[:MAX_RANKED]
    if len(shown) < 2:
        return None
    decided = tuple(_decided(one, other) for one, other in pairwise(shown))
    rows = tuple(
        Row(CRITERION_NAMES[one.name], tuple(place_in_words(one, step) for step in shown))
        for one in CRITERIA[: max(decided) + 1]
    )
    said = [
        _said(place, compare(one, other), rows[decided[place - 1]])
        for place, (one, other) in enumerate(pairwise(shown), start=1)
    ]
    return Picture(Ranks(title, " ".join(said), rows, decided), (bullets(*said),))


def _decided(one: Recommended, other: Recommended) -> int:
    """The first criterion on which two steps differ; on the last, the id, all do."""
    differing = (criterion.key(one) != criterion.key(other) for criterion in CRITERIA)
    return list(differing).index(True)


def _said(place: int, comparison: Comparison, row: Row) -> str:
    """Why a step comes before the next, with what the criterion says of both."""
    told = comparison.criterion in _TOLD
    places = f" ({row.cells[place - 1]} against {row.cells[place]})" if told else ""
    return f"{place} comes before {place + 1}: {because(comparison)}{places}."
