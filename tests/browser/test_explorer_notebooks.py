"""The widget where it is at home: in JupyterLab and in marimo, both real, both offline."""

import json
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from nextsteps import Rulebook
from tests.browser.conftest import absent
from tests.browser.explored import MOST_MS, Explored

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

STUCK = {"in_therapy": True, "no_progress": True, "weeks_in_therapy": 14}
CELLS = (
    f"from nextsteps.explore import Explorer\nexplorer = Explorer(situation={STUCK})\nexplorer",
    'print("first:", explorer.plan.actions[0].id)',
)
MARIMO = f"""
import marimo

app = marimo.App(width="full")


@app.cell
def _():
    import marimo as mo
    from nextsteps.explore import Explorer
    explorer = mo.ui.anywidget(Explorer(situation={STUCK}))
    explorer
    return explorer, mo


@app.cell
def _(explorer, mo):
    explorer.value
    mo.md(f"first: {{explorer.widget.plan.actions[0].id}}")
    return
"""
PRESS_AND_TIME = """(root) => {
    window.took = undefined
    const began = performance.now()
    const seen = new MutationObserver(() => {
        window.took = performance.now() - began
        seen.disconnect()
    })
    seen.observe(root.querySelector('.plan'), {childList: true})
    root.querySelector('.question .open button').click()
}"""
Start = Callable[..., str]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts a server in a folder of its own; it is stopped in the end."""
    running: list[subprocess.Popen[bytes]] = []
    log = (tmp_path / "server.log").open("wb")

    def start_(module: str, *arguments: str) -> str:
        if find_spec(module) is None:
            absent(f"{module} (`uv sync --group browser --group notebook-apps`)")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, "-m", module, *arguments, "--port", str(port)]
        running.append(subprocess.Popen(command, cwd=tmp_path, stdout=log, stderr=log))
        address = f"http://127.0.0.1:{port}/"
        for _ in range(300):
            try:
                urllib.request.urlopen(address, timeout=2).close()
            except OSError:
                time.sleep(0.2)
            else:
                return address
        raise AssertionError((tmp_path / "server.log").read_text())

    yield start_
    for one in running:
        one.terminate()
        one.wait()
    log.close()


@pytest.fixture
def page(browser: "Browser") -> Iterator["Page"]:
    """A window at a desk, that counts what is asked of others."""
    context = browser.new_context(viewport={"width": 1600, "height": 1000})
    yield context.new_page()
    context.close()


def use(page: "Page", requests: list[str]) -> None:
    """Answer, see the plan change, undo; nobody else is asked, and each answer comes at once."""
    explored = Explored(page)
    page.wait_for_selector(".question h2", timeout=MOST_MS)
    explored.wait()
    before = explored.steps
    root = page.locator(".explorer")
    took = []
    for _ in range(6):
        root.evaluate(PRESS_AND_TIME)
        page.wait_for_function("window.took !== undefined")
        took.append(page.evaluate("window.took"))
        explored.wait()
    explored.say("raised_with_therapist", True)
    explored.say("raised_result", "no_change")
    expected = Rulebook.default().recommend(
        STUCK | {"raised_with_therapist": True, "raised_result": "no_change"}
    )
    print("round trips in ms:", [round(one) for one in took])

    assert before == [step.title for step in Rulebook.default().recommend(STUCK).actions]
    assert explored.steps == [step.title for step in expected.actions]
    assert [one for one in requests if "//127.0.0.1:" not in one and one.startswith("http")] == []


def test_in_jupyterlab_the_plan_follows_and_python_knows(
    page: "Page", start: Start, tmp_path: Path
) -> None:
    """What was said on the page can be read in the next cell."""
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    cells = [
        {"cell_type": "code", "id": str(place), "metadata": {}, "outputs": [],
         "execution_count": None, "source": source}
        for place, source in enumerate(CELLS)
    ]  # fmt: skip
    notebook = {
        "cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5,
    }  # fmt: skip
    (tmp_path / "explorer.ipynb").write_text(json.dumps(notebook))
    address = start(
        "jupyterlab", "--no-browser", "--allow-root", "--IdentityProvider.token=",
        "--LabApp.news_url=None",
    )  # fmt: skip
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(f"{address}lab/tree/explorer.ipynb")
    page.locator(".jp-Notebook .jp-Cell .cm-content").first.click(timeout=MOST_MS)
    idle = page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').first
    idle.wait_for(timeout=MOST_MS)
    page.keyboard.press("Shift+Enter")
    use(page, requests)
    page.locator(".jp-Notebook .jp-Cell .cm-content").last.click()
    page.keyboard.press("Shift+Enter")

    page.get_by_text("first: second-opinion").wait_for(timeout=MOST_MS)


def test_in_marimo_the_cells_that_read_it_follow(
    page: "Page", start: Start, tmp_path: Path
) -> None:
    """A cell that reads the plan runs again with every answer."""
    (tmp_path / "explorer.py").write_text(MARIMO)
    address = start("marimo", "run", "explorer.py", "--headless", "--no-token")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(address)
    page.get_by_text("first: talk-to-therapist").wait_for(timeout=MOST_MS)
    use(page, requests)

    page.get_by_text("first: second-opinion").wait_for(timeout=MOST_MS)
