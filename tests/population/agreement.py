"""One person's answer by the kernel and by `recommend`, in the same plain form."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from nextsteps import Plan, Rulebook, Situation
from nextsteps.population.columns import TRIED, match_columns
from nextsteps.population.kernel import LEVELS, Answers, Kernel
from nextsteps.population.lists import Lists
from nextsteps.population.place import PLACES, Place
from nextsteps.population.read import Batch, BatchReader
from nextsteps.population.rows import NONE
from nextsteps.population.scores import Scores, ShownTo
from nextsteps.population.situations import scores_of, table_of
from nextsteps.ranking import STRENGTHS
from nextsteps.rulebook.entries import URGENCIES

Answer = dict[str, Any]


def answers_of(rulebook: Rulebook, situations: Sequence[Situation]) -> list[Answer]:
    """What the kernel says to each, all places included."""
    kernel = Kernel(rulebook)
    batch = batch_of(rulebook, situations)
    shown = shown_to(rulebook, situations, batch)
    return plainly(kernel, kernel.answer(batch.facts, scores=shown, also=PLACES))


def shown_to(
    rulebook: Rulebook, situations: Sequence[Situation], batch: Batch
) -> Sequence[ShownTo]:
    """What the situations' scores show, through a table of scores."""
    filled = scores_of(situations)
    if not filled.num_rows:
        return ()
    shown, faults = Scores(filled, rulebook).shown(batch.person, batch.facts, batch.day)
    assert [] == faults
    return shown


def batch_of(rulebook: Rulebook, situations: Sequence[Situation]) -> Batch:
    """The situations through a table; what was tried of steps that the rulebook lacks is left."""
    table = table_of(situations)
    strange = [
        name
        for name in table.schema.names
        if name.startswith(TRIED) and name.removeprefix(TRIED) not in rulebook.recommendations
    ]
    columns = match_columns(table.schema, rulebook, ignore=strange)
    (whole,) = table.combine_chunks().to_batches()
    batch = BatchReader(columns, rulebook.situation).read(whole, np.arange(1, whole.num_rows + 1))
    assert () == batch.faults
    return batch


def plainly(kernel: Kernel, answers: Answers) -> list[Answer]:
    """Numbers as names, by person and place."""
    rows, dangers, found = answers.rows, answers.ranks.dangers, []
    for level, possible in zip(dangers.at_least, dangers.could_be, strict=True):
        empty: dict[Place, list[Any]] = {place: [] for place in PLACES}
        found.append({"at_least": LEVELS[level], "could_be": LEVELS[possible], **empty})
    for row in range(len(rows)):
        place = PLACES[rows.place[row]]
        name = kernel.recommendations[rows.recommendation[row]]
        against = _names(kernel, rows.rules_against, row)
        answer: Any = (name, against)
        if place in ("now", "later"):
            answer = {
                "id": name,
                "rank": int(rows.rank[row]),
                "urgency": URGENCIES[rows.urgency[row]],
                "strength": STRENGTHS[rows.strength[row]],
                "grounds": (int(rows.grounds_for[row]), int(rows.grounds_against[row])),
                "checks": int(rows.checks[row]),
                "again": bool(rows.again[row]),
                "for": _names(kernel, rows.rules_for, row),
                "against": against,
            }
        else:
            assert NONE == rows.urgency[row] or place == "opposite"
            answer = name if place not in ("not_yet", "excluded") else (name, against)
        found[rows.person[row]][place].append(answer)
    return found


def _names(kernel: Kernel, lists: Lists, row: int) -> list[str]:
    return [kernel.rules[code] for code in lists.codes[lists.offsets[row] : lists.offsets[row + 1]]]


def plainly_planned(plan: Plan) -> Answer:
    """The same of a plan."""
    aside = {
        cause: [one.id for one in plan.set_aside if one.cause == cause]
        for cause in ("already_tried", "opposite", "not_applicable", "not_for_this_reader")
    }
    return {
        "at_least": plan.safety.at_least,
        "could_be": plan.safety.could_be,
        "now": [_given(rank, step) for rank, step in enumerate(plan.recommendations, 1)],
        "later": [_given(rank, step) for rank, step in enumerate(plan.later, 1)],
        "not_yet": [(one.id, list(one.rules)) for one in plan.not_yet],
        "excluded": [(one.id, list(one.rules)) for one in plan.excluded],
        **aside,
    }


def _given(rank: int, step: Any) -> Answer:
    reasons, cautions = step.arguments_for, step.arguments_against
    return {
        "id": step.id,
        "rank": rank,
        "urgency": step.urgency,
        "strength": min((one.strength for one in reasons), key=STRENGTHS.index),
        "grounds": (len({one.ground for one in reasons}), len({one.ground for one in cautions})),
        "checks": len(step.checks),
        "again": step.again is not None,
        "for": [one.rule for one in reasons],
        "against": [one.rule for one in cautions],
    }


def bare(plan: Plan) -> tuple[Any, ...]:
    """The same as `Rulebook.rank` gives it."""
    given, later = (
        tuple((one.id, tuple(argument.rule for argument in one.arguments_for)) for one in steps)
        for steps in (plan.recommendations, plan.later)
    )
    not_yet = tuple(sorted(one.id for one in plan.not_yet))
    return (given, later, not_yet, tuple(sorted(one.id for one in plan.excluded)))
