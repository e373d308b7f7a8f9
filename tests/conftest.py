"""Hypothesis profiles, and the shipped rulebook for all tests."""

import gc
import os
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings

from nextsteps import Rulebook, recommend
from nextsteps.plan import Question
from nextsteps.questions import Candidates

_SLOW_TO_DRAW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]

settings.register_profile(
    "ci",
    max_examples=100,
    deadline=None,
    derandomize=True,  # a change is judged by what it changed; new examples are `thorough`'s task
    print_blob=True,
    suppress_health_check=_SLOW_TO_DRAW,
)
settings.register_profile(
    "thorough", settings.get_profile("ci"), max_examples=5_000, derandomize=False
)
settings.register_profile(
    "mutation",  # a failure is all that is wanted, the smallest one isn't
    settings.get_profile("ci"),
    max_examples=30,
    phases=[Phase.explicit, Phase.generate],
)
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "ci")
settings.load_profile(PROFILE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is slow runs with HYPOTHESIS_PROFILE=thorough only."""
    skip = pytest.mark.skip(reason="slow: runs with HYPOTHESIS_PROFILE=thorough")
    for test in items:
        if PROFILE != "thorough" and test.get_closest_marker("slow"):
            test.add_marker(skip)


def pytest_collection_finish() -> None:
    """Thousands of tests and what they import stay; looking at them for garbage takes minutes."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish() -> None:
    """In the end it is let go, as some libraries tell of all that is left."""
    gc.unfreeze()


@pytest.fixture(scope="module")
def candidate_questions() -> Iterator[None]:
    """
    Plans ask whatever could matter, without the search for what does.

    For laws that are not about questions: over the shipped rulebook the search takes as long
    as hundreds of plans.
    """

    def candidates(*about: Any) -> tuple[Question, ...]:
        return Candidates.of(*about).questions

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys.modules[recommend.__module__], "questions", candidates)
        yield


@pytest.fixture(scope="session")
def shipped() -> Rulebook:
    """The rulebook that ships with the library."""
    return Rulebook.default()
