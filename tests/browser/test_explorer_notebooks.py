"""The widget where it is at home: in JupyterLab and in marimo, both real, both offline."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from nextsteps import Rulebook
from tests.browser.conftest import absent
from tests.browser.explored import MOST_MS, PICTURES, Explored, plan_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

RAISED = {"raised_with_therapist": True, "raised_result": "no_change"}
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
TIME_THE_NEXT_PRESS = """(root) => {
    window.took = undefined
    let began
    root.addEventListener('click', () => { began = performance.now() }, {capture: true, once: true})
    const seen = new MutationObserver(() => {
        window.took = performance.now() - began
        seen.disconnect()
    })
    seen.observe(root.querySelector('.plan'), {childList: true})
}"""
START_JUPYTERLAB = (
    "jupyterlab", "--no-browser", "--allow-root", "--IdentityProvider.token=",
    "--LabApp.news_url=None",
)  # fmt: skip
Start = Callable[..., str]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts a server in a folder of its own; it is stopped in the end."""
    running: list[subprocess.Popen[bytes]] = []
    log = (tmp_path / "server.log").open("wb")
    bare = os.environ | {  # nothing of whoever runs this, and nothing left with them
        "HOME": str(tmp_path), "JUPYTER_CONFIG_DIR": str(tmp_path / "config"),
        "JUPYTER_DATA_DIR": str(tmp_path / "data"),
    }  # fmt: skip

    def start_(module: str, *arguments: str) -> str:
        if find_spec(module) is None:
            absent(f"{module} (`uv sync --group browser --group notebook-apps`)")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, "-m", module, *arguments, "--port", str(port)]
        running.append(subprocess.Popen(command, cwd=tmp_path, env=bare, stdout=log, stderr=log))
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
    """A window at a desk; whoever asks anybody else fails."""
    context = browser.new_context(viewport={"width": 1600, "height": 1000})
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.on("websocket", lambda socket: asked.append(socket.url))
    yield page
    context.close()
    web = [address for address in asked if address.startswith(("http", "ws"))]
    assert web
    assert [address for address in web if urlsplit(address).hostname != "127.0.0.1"] == []


def in_jupyterlab(page: "Page", start: Start, folder: Path) -> Explored:
    """Open a notebook and run its first cell."""
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    cells = [
        {"cell_type": "code", "id": str(place), "metadata": {}, "outputs": [],
         "execution_count": None, "source": source}
        for place, source in enumerate(CELLS)
    ]  # fmt: skip
    notebook = {
        "cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5,
    }  # fmt: skip
    (folder / "explorer.ipynb").write_text(json.dumps(notebook))
    page.goto(f"{start(*START_JUPYTERLAB)}doc/tree/explorer.ipynb")
    page.locator(".jp-Notebook .jp-Cell .cm-content").first.click(timeout=MOST_MS)
    idle = page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').first
    idle.wait_for(timeout=MOST_MS)
    page.keyboard.press("Shift+Enter")
    return shown(page)


def in_marimo(page: "Page", start: Start, folder: Path) -> Explored:
    """Open an app whose second cell reads the first step of the plan."""
    (folder / "explorer.py").write_text(MARIMO)
    page.goto(start("marimo", "run", "explorer.py", "--headless", "--no-token"))
    page.get_by_text("first: talk-to-therapist").wait_for(timeout=MOST_MS)
    return shown(page)


def shown(page: "Page") -> Explored:
    """The widget, once it is there with the plan that Python gives."""
    explored = Explored(page)
    page.wait_for_selector(".question h2", timeout=MOST_MS)
    explored.wait()
    assert explored.steps == titles(STUCK)
    return explored


def titles(values: dict[str, Any]) -> list[str]:
    """The steps that Python gives here for the same situation."""
    return [step.title for step in Rulebook.default().recommend(values).actions]


def use(explored: Explored) -> None:
    """Answer and say something: the ranks change, and the copied program gives that plan."""
    asked = []
    for _ in range(2):
        asked.append(explored.asked)
        explored.answer(yes=False)
    for fact, value in RAISED.items():
        explored.say(fact, value)
    copied = plan_of(explored.copied("Python"))

    assert asked[0] != asked[1]
    assert set(STUCK | RAISED) | {*asked[0], *asked[1]} <= copied.situation.facts().keys()
    assert explored.steps == [step.title for step in copied.actions]
    assert explored.steps != titles(STUCK)


def undo(explored: Explored) -> None:
    """Take it all back; the first plan is there again."""
    for _ in range(4):
        explored.press("Undo")

    assert explored.steps == titles(STUCK)


def test_in_jupyterlab_the_plan_follows_and_python_knows(
    page: "Page", start: Start, tmp_path: Path
) -> None:
    """What was said on the page can be read in the next cell."""
    explored = in_jupyterlab(page, start, tmp_path)
    use(explored)
    page.locator(".jp-Notebook .jp-Cell .cm-content").last.click()
    page.keyboard.press("Shift+Enter")
    page.get_by_text("first: second-opinion").wait_for(timeout=MOST_MS)
    undo(explored)


def test_in_marimo_the_cells_that_read_it_follow(
    page: "Page", start: Start, tmp_path: Path
) -> None:
    """A cell that reads the plan runs again with every answer."""
    explored = in_marimo(page, start, tmp_path)
    use(explored)
    page.get_by_text("first: second-opinion").wait_for(timeout=MOST_MS)
    undo(explored)
    page.get_by_text("first: talk-to-therapist").wait_for(timeout=MOST_MS)


@pytest.mark.slow
@pytest.mark.parametrize("opened", [in_jupyterlab, in_marimo])
def test_ten_answers_each_give_the_plan_of_python(
    page: "Page", start: Start, tmp_path: Path, opened: Callable[..., Explored]
) -> None:
    """And how long each takes, from the press to the plan drawn anew, is printed."""
    explored = opened(page, start, tmp_path)
    root = page.locator(".explorer")
    took, plans = [], []
    for _ in range(10):
        root.evaluate(TIME_THE_NEXT_PRESS)
        explored.answer(yes=False)
        took.append(page.evaluate("window.took"))
        copied = plan_of(explored.copied("Python"))
        plans.append(([step.title for step in copied.actions], explored.steps))
    print("round trips in ms:", [round(one) for one in took])

    assert [of_python for of_python, _ in plans] == [drawn for _, drawn in plans]
    assert len(copied.situation.facts()) >= len(STUCK) + 10


@pytest.mark.skipif(os.environ.get("UPDATE_GOLDEN") != "1", reason="draws the picture anew")
def test_the_picture_is_drawn_anew(page: "Page", start: Start, tmp_path: Path) -> None:
    """UPDATE_GOLDEN=1 takes the picture that the documentation shows."""
    from PIL import Image

    page.set_viewport_size({"width": 1280, "height": 1150})
    explored = in_jupyterlab(page, start, tmp_path)
    for fact, value in RAISED.items():
        explored.say(fact, value)
    page.locator(".finding input[type=search]").fill("")
    page.locator(".jp-toast-button", has_text="No").first.click()
    page.locator(".jp-Notebook .jp-Cell .cm-content").first.click()
    page.locator(".jp-Notebook .jp-WindowedPanel-outer").evaluate("one => one.scrollTo(0, 0)")
    page.wait_for_timeout(600)
    path = PICTURES / "explorer-jupyterlab.png"
    page.locator(".jp-NotebookPanel").screenshot(path=path)
    Image.open(path).convert("RGB").quantize(128).save(path, optimize=True)
