"""
Of two opposites the lower is dropped: `recommend` goes down the ranking, SQL goes round.

A step is kept if no step above it that is its opposite is kept. In the first round that is
known of those with nothing above them, in the next of those below these, and so on: NULL
stands for "not known yet", and the logic of NULL does the rest. There are as many rounds as
steps can stand in a row, each the opposite of the next.
"""

from collections.abc import Iterator, Mapping

from sqlglot import exp

from nextsteps.population.sql.terms import (
    Term,
    all_of,
    any_of,
    choose,
    column,
    holds,
    literal,
    opposite,
    typed,
)

_MOST_STEPS = 200_000


def rounds(
    opposites: Mapping[str, frozenset[str]], places: Mapping[str, str], kept: Mapping[str, str]
) -> Iterator[dict[str, Term]]:
    """
    Yield the columns of each round.

    Args:
        opposites: For each step that has any its opposites, both ways.
        places: The column of each step's place: lower is better, NULL if it is not given,
            negative for the core steps of a danger, which stay whatever stands above them.
        kept: The columns to write, one for each step.
    """
    for number in range(longest_row(opposites)):
        yield {kept[step]: _is_kept(step, opposites, places, kept, number) for step in opposites}


def _is_kept(
    step: str,
    opposites: Mapping[str, frozenset[str]],
    places: Mapping[str, str],
    kept: Mapping[str, str],
    number: int,
) -> Term:
    spared = exp.LT(this=column(places[step]), expression=literal(0))
    threats = []
    for rival in sorted(opposites[step]):
        before = literal(None) if number == 0 else column(kept[rival])
        threats.append(
            opposite(all_of((is_above(places[rival], places[step]), typed(before, "BOOLEAN"))))
        )
    return any_of((spared, all_of(threats)))


def is_above(rival: str, step: str) -> Term:
    """Return whether the place in the column *rival* is better: FALSE if there is none."""
    return holds(exp.LT(this=column(rival), expression=column(step)))


def rival_of(
    step: str,
    opposites: Mapping[str, frozenset[str]],
    places: Mapping[str, str],
    kept: Mapping[str, str],
) -> Term:
    """Return the opposite for which *step* is dropped: of several the first by id."""
    return choose(
        (
            all_of((is_above(places[rival], places[step]), holds(column(kept[rival])))),
            literal(rival),
        )
        for rival in sorted(opposites[step])
    )


def longest_row(opposites: Mapping[str, frozenset[str]]) -> int:
    """
    Return how many steps can stand in a row, each the opposite of the next, none twice.

    Where that would take too long to count, it is the number of all.

    >>> longest_row({"a": frozenset("b"), "b": frozenset("ac"), "c": frozenset("b")})
    3
    """
    longest, tries = 0, 0
    rows: list[tuple[str, ...]] = [(step,) for step in opposites]
    while rows:
        row = rows.pop()
        longest, tries = max(longest, len(row)), tries + 1
        if tries > _MOST_STEPS:
            return len(opposites)
        rows += [(*row, other) for other in opposites[row[-1]] if other not in row]
    return longest
