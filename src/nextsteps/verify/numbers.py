"""Numbers that a reader understands: those beside the threshold in question."""

from bisect import bisect_left
from collections.abc import Mapping
from typing import Any

from nextsteps.rulebook import Rulebook
from nextsteps.situation import Fact, Situation
from nextsteps.verify.cuts import Cell, Cut, all_cuts, is_above, value_between
from nextsteps.verify.facts import conditions_of, readable_facts

Cuts = Mapping[str, tuple[Cut, ...]]


def cuts_in(*rulebooks: Rulebook) -> Cuts:
    """Return where the conditions of *rulebooks* cut each number."""
    conditions = [condition for one in rulebooks for condition in conditions_of(one)]
    return all_cuts(conditions, readable_facts(rulebooks[0]))


def with_readable_numbers(
    situation: Situation, cuts: Cuts, *, below: tuple[str, Cut] | None = None
) -> Situation:
    """
    Return *situation* with each number moved to where it is easiest to understand.

    No condition can tell the difference: a number stays between the same two cuts. Where the
    lower end is that of the range, the higher one is taken: 17 rather than 0.

    Args:
        situation: The situation.
        cuts: Where conditions cut numbers.
        below: A fact and a cut of it that the fact should lie just below.
    """
    facts = situation.vocabulary().facts
    moved: dict[str, Any] = {}
    for name, value in situation.facts().items():
        if isinstance(value, int | float) and not isinstance(value, bool) and cuts.get(name):
            wanted = below[1] if below is not None and below[0] == name else None
            moved[name] = _moved(facts[name], value, cuts[name], wanted)
    return situation.with_facts(**moved) if moved else situation


def _moved(fact: Fact, value: float, cuts: tuple[Cut, ...], below: Cut | None) -> float:
    cell = cell_of(value, cuts)
    if cell.high is None or not (cell.low is None or cell.high == below):
        return value_between(fact, cell)
    return just_below(fact, cell)


def cell_of(value: float, cuts: tuple[Cut, ...]) -> Cell:
    """Return the cell of *value* among ascending *cuts*."""
    place = bisect_left([not is_above(value, cut) for cut in cuts], True)
    return Cell(cuts[place - 1] if place else None, cuts[place] if place < len(cuts) else None)


def just_below(fact: Fact, cell: Cell) -> float:
    """Return the value of a cell that lies nearest below its upper cut, in round numbers."""
    assert cell.high is not None
    edge, is_inside = cell.high
    if is_inside:
        return float(edge)
    if fact.kind == "whole":
        return int(edge) - 1
    for step in (1.0, 0.5, 0.1):
        value = round(edge - step, 6)
        if fact.allows(value) and (cell.low is None or is_above(value, cell.low)):
            return value
    return value_between(fact, cell)
