"""Made-up people for benchmarks: a table with a column for every fact that can be asked."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from nextsteps import Fact, Rulebook
from nextsteps.population import type_of
from tests.strategies import safe

KNOWN_FACTS = 40
DANGER, YES = 0.02, 0.2
_HIGHEST = 40
"""Numbers are drawn from the low end of their range, where rules make a difference."""


def people(rulebook: Rulebook, count: int, seed: int, batch: int = 50_000) -> Iterator[pa.Table]:
    """Yield tables of *count* people in all, each with about 40 facts known and dangers rare."""
    random = np.random.default_rng(seed)
    vocabulary = rulebook.situation.vocabulary().facts.values()
    asked = [one for one in vocabulary if not one.measured]
    for first in range(0, count, batch):
        size = min(batch, count - first)
        names = pa.array([f"p{number:07d}" for number in range(first, first + size)])
        columns = {"person": names}
        for one in asked:
            known = random.random(size) < KNOWN_FACTS / len(asked)
            columns[one.name] = _column(one, random, size, known)
        yield pa.table(columns)


def _column(one: Fact, random: np.random.Generator, size: int, known: np.ndarray) -> pa.Array:
    is_safe = random.random(size) >= (DANGER if one.danger is not None else 1)
    kind = type_of(one)
    match one.kind:
        case "yes_no":
            values = random.random(size) < (0.5 if one.danger is not None else YES)
            values[is_safe & (one.danger is not None)] = one.danger == "down"
            return pa.array(values, kind, mask=~known)
        case "choice" | "text":
            choices = np.array(one.choices or ("US", "GB", "DE"))
            values = choices[random.integers(0, len(choices), size)]
            if one.danger is not None:
                values[is_safe] = safe(one)
            return pa.array(values.astype(object), kind, mask=~known)
        case _:
            low, high = one.low or 0, min(one.high or 0, _HIGHEST)
            values = np.round(random.uniform(low, high, size), 1)
            if one.danger is not None:
                values[is_safe] = safe(one)
            return pa.array(values.astype(int if one.kind == "whole" else float), kind, mask=~known)
