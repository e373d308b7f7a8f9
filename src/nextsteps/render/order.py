"""Why one step stands above the next, as a picture and in words."""

from collections.abc import Sequence
from itertools import pairwise

from nextsteps.plan import Recommended
from nextsteps.ranking import CRITERIA
from nextsteps.render.blocks import Picture, bullets
from nextsteps.render.drawings import Ranks, Row
from nextsteps.render.words import CRITERION_NAMES, CRITERION_REASONS, place_in_words

MAX_RANKED = 4


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
    said = [_said(number, rows[row], row) for number, row in enumerate(decided)]
    return Picture(Ranks(title, " ".join(said), rows, decided), (bullets(*said),))


def _decided(one: Recommended, other: Recommended) -> int:
    """The first criterion on which two steps differ; on the last, the id, all do."""
    differing = (criterion.key(one) != criterion.key(other) for criterion in CRITERIA)
    return list(differing).index(True)


def _said(number: int, row: Row, decided: int) -> str:
    higher, lower = row.cells[number], row.cells[number + 1]
    reason = CRITERION_REASONS[CRITERIA[decided].name]
    compared = "" if CRITERIA[decided].name == "id" else f" ({higher} against {lower})"
    return f"{number + 1} comes before {number + 2}: {reason}{compared}."
