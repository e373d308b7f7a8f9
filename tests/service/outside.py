"""Programs of others that call the service; absent, their tests are skipped, or fail in CI."""

import os
from typing import NoReturn

import pytest

HELP = "see CONTRIBUTING.md"


def absent(what: str) -> NoReturn:
    """Skip, or fail where they are required, as they are in CI."""
    if os.environ.get("NEXTSTEPS_REQUIRE_CLIENTS"):
        pytest.fail(f"{what} is needed, and is not here")
    pytest.skip(f"{what} is not here; {HELP}", allow_module_level=True)
