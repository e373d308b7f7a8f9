"""A handful of people for tests: the shipped vignettes, and their tables."""

from functools import cache

import pyarrow as pa

from nextsteps import Rulebook, Situation
from nextsteps.population import scores_of, table_of


@cache
def situations() -> tuple[Situation, ...]:
    """All shipped vignettes as situations."""
    rulebook = Rulebook.default()
    return tuple(rulebook.situation(**dict(one.facts)) for one in rulebook.vignettes.values())


def people() -> pa.Table:
    """Their facts, a row each; they are called p1, p2 and so on."""
    return table_of(situations(), names())


def scores() -> pa.Table:
    """Their questionnaires."""
    return scores_of(situations(), names())


def names() -> list[str]:
    """What they are called."""
    return [f"p{place}" for place in range(1, len(situations()) + 1)]
