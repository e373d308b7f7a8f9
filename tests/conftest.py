"""Hypothesis profiles, and the shipped rulebook for all tests."""

import os

import pytest
from hypothesis import HealthCheck, settings

from nextsteps import Rulebook

_SLOW_TO_DRAW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]

settings.register_profile(
    "ci",
    max_examples=200,
    deadline=None,
    derandomize=True,  # a change is judged by what it changed; new examples are `thorough`'s task
    print_blob=True,
    suppress_health_check=_SLOW_TO_DRAW,
)
settings.register_profile(
    "thorough", settings.get_profile("ci"), max_examples=5_000, derandomize=False
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(scope="session")
def shipped() -> Rulebook:
    """The rulebook that ships with the library."""
    return Rulebook.default()
