"""What the vignettes of the shipped rulebook come to, worked out once."""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from nextsteps import Plan, Rulebook
from nextsteps.engine import engine_for
from nextsteps.engine.evaluation import Evaluation
from nextsteps.known import known_of
from nextsteps.situation import FactValue


@dataclass(frozen=True)
class Shown:
    """One vignette run: what is known in it, what holds, and its plan."""

    facts: Mapping[str, FactValue]
    evaluation: Evaluation
    plan: Plan


@pytest.fixture(scope="session")
def shown(shipped: Rulebook) -> Mapping[str, Shown]:
    """Every vignette of the shipped rulebook, run."""
    engine, found = engine_for(shipped), {}
    for name, vignette in sorted(shipped.vignettes.items()):
        situation = shipped.situation.model_validate(dict(vignette.facts))
        known = known_of(situation, shipped)
        found[name] = Shown(known.facts, engine.evaluate(known), shipped.recommend(situation))
    return found
