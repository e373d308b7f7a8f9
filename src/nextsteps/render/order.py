"""Why one step stands above the next, as a picture and in words."""

from collections.abc import Sequence
from itertools import pairwise

from nextsteps.plan import Recommended
from nextsteps.ranking import CRITERIA, Comparison, Criterion, compare
from nextsteps.render.blocks import Picture, bullets
from nextsteps.render.drawings import Ranks, Row
from nextsteps.render.explanation.compare import because
from nextsteps.render.words import CRITERION_NAMES, place_in_words
from nextsteps.translation import AS_WRITTEN, Interpreter

MAX_RANKED = 4
_SAME_IN_ALL = ("grounds for minus against", "id")
_TOLD = ("strongest argument", "grounds for minus against", "stage")


def order_picture(
    steps: Sequence[Recommended], title: str, into: Interpreter = AS_WRITTEN
) -> Picture | None:
    """Return what sets each of the first steps above the next; None where there is but one."""
    shown = steps[:MAX_RANKED]
    if len(shown) < 2:
        return None
    decided = tuple(_decided(one, other) for one, other in pairwise(shown))
    rows = tuple(
        Row(into.say(CRITERION_NAMES[one.name]), tuple(_cell(one, step, into) for step in shown))
        for one in CRITERIA[: max(decided) + 1]
    )
    said = [
        _said(place, compare(one, other), rows[decided[place - 1]], into)
        for place, (one, other) in enumerate(pairwise(shown), start=1)
    ]
    drawn = Ranks(title, " ".join(said), rows, decided, into.say("Step"))
    return Picture(drawn, (bullets(*said),))


def _decided(one: Recommended, other: Recommended) -> int:
    """The first criterion on which two steps differ; on the last, the id, all do."""
    differing = (criterion.key(one) != criterion.key(other) for criterion in CRITERIA)
    return list(differing).index(True)


def _cell(criterion: Criterion, step: Recommended, into: Interpreter) -> str:
    """What a criterion says of a step; numbers and ids are the same in every language."""
    said = place_in_words(criterion, step)
    return said if criterion.name in _SAME_IN_ALL else into.say(said)


def _said(place: int, comparison: Comparison, row: Row, into: Interpreter) -> str:
    """Why a step comes before the next, with what the criterion says of both."""
    told = comparison.criterion in _TOLD
    cells = (row.cells[place - 1], row.cells[place])
    places = f" ({into.say('{} against {}').format(*cells)})" if told else ""
    reason = f"{because(comparison, into)}{places}"
    return into.say("{} comes before {}: {}.").format(place, place + 1, reason)
