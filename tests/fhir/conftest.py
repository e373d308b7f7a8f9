"""Programs of others that read our FHIR; absent, these tests are skipped, and in CI they fail."""

import importlib
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import browser

__all__ = ["browser"]

FOLDER = Path(__file__).parent / "node"


def _absent(what: str) -> Any:
    """Skip, or fail where node is required, as it is in CI."""
    if os.environ.get("NEXTSTEPS_REQUIRE_NODE"):
        pytest.fail(f"{what} is needed, and is not here")
    pytest.skip(f"{what} is not here; see CONTRIBUTING.md")


@pytest.fixture(scope="session")
def node() -> Callable[[str, Any], Any]:
    """Runs a script of tests/fhir/node: JSON in, JSON out."""
    program = shutil.which("node")
    if program is None:
        _absent("node")
    if not (FOLDER / "node_modules" / "fhirpath").is_dir():
        _absent("what `npm --prefix tests/fhir/node install` brings")

    def run(script: str, asked: Any) -> Any:
        ran = subprocess.run(
            [program, FOLDER / script], input=json.dumps(asked), capture_output=True, text=True
        )
        assert ran.returncode == 0, ran.stderr
        return json.loads(ran.stdout)

    return run


@pytest.fixture(scope="session")
def unpacked() -> Callable[[str], Path]:
    """The folder of a package that is only read, never run by node."""

    def folder(name: str) -> Path:
        path = FOLDER / name / "package"
        if not path.is_dir():
            _absent("what `npm --prefix tests/fhir/node run unpack` brings")
        return path

    return folder


@pytest.fixture(scope="session")
def module() -> Callable[[str], Any]:
    """A module of the group `fhir`."""

    def imported(name: str) -> Any:
        try:
            return importlib.import_module(name)
        except ImportError:
            return _absent(f"{name} (`uv sync --group fhir`)")

    return imported
