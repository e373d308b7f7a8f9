"""A real browser: Debian's chromium, driven by playwright; absent, these tests are skipped."""

import os
import shutil
from collections.abc import Iterator
from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = shutil.which("chromium")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def absent(what: str) -> Any:
    """Skip, or fail where the browser is required, as it is in CI."""
    if os.environ.get("NEXTSTEPS_REQUIRE_BROWSER"):
        pytest.fail(f"{what} is needed, and is not here")
    pytest.skip(f"{what} is not here; see CONTRIBUTING.md")


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """The browser, without its own traffic."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        absent("playwright (`uv sync --group browser`)")
    if CHROMIUM is None:
        absent("chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, as its package carries it."""
    if find_spec("axe_playwright_python") is None:
        absent("axe-core (`uv sync --group browser`)")
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
