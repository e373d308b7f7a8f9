"""The page that runs this library in the browser: the real one, with Python in WebAssembly."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

import nextsteps as ns
from nextsteps import Rulebook
from nextsteps.errors import ExplorerError
from nextsteps.explorer.page import write_page
from nextsteps.explorer.serve import address_of, create_server
from tests.browser.conftest import absent
from tests.browser.explored import MOST_MS, PICTURES, Explored, plan_of
from tests.browser.test_pages import DESK, OPEN_ALL, PHONE, SMALLEST

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

ANOTHER: dict[str, Any] = {
    "asker": "parent",
    "age": 15,
    "country": "ie",
    "concern_ocd": True,
    "side_effect_nausea": True,
    "weeks_in_therapy": 30,
    "no_progress": True,
}
PICTURED: dict[str, Any] = {
    "asker": "client",
    "country": "gb",
    "in_therapy": True,
    "weeks_in_therapy": 14,
    "concern_depression": True,
    "suicidal_thoughts": False,
    "no_progress": True,
    "raised_with_therapist": True,
    "raised_result": "no_change",
}
KEPT = """async () => [
    localStorage.length, sessionStorage.length, document.cookie,
    (await indexedDB.databases()).length, (await caches.keys()).length,
]"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a page of the shipped rulebook is served."""
    folder = tmp_path_factory.mktemp("explorer") / "page"
    try:
        write_page(folder)
    except ExplorerError as error:
        absent(str(error))
    with create_server(folder) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield address_of(server)
        server.shutdown()


@pytest.fixture(scope="module")
def requests() -> list[str]:
    """Every address that the page asks for."""
    return []


@pytest.fixture(scope="module")
def explored(browser: "Browser", address: str, requests: list[str]) -> Iterator[Explored]:
    """The page, once Python has started in it; one for all tests, for that takes seconds."""
    width, height = DESK
    context = browser.new_context(
        viewport={"width": width, "height": height},
        permissions=["clipboard-read", "clipboard-write"],
    )
    context.on("request", lambda request: requests.append(request.url))
    page = context.new_page()
    shown = Explored(page)
    page.goto(address)
    page.wait_for_selector(".question h2", timeout=MOST_MS)
    yield shown
    context.close()


def test_ten_answers_change_the_plan_and_python_gives_the_same(
    explored: Explored, capsys: pytest.CaptureFixture[str]
) -> None:
    """After each answer ranks or reasons may change; the copied program gives the same plan."""
    plans = [(explored.steps, explored.reasons)]
    explored.say("no_progress", True)
    explored.say("in_therapy", True)
    explored.say("weeks_in_therapy", 14)
    asked = []
    for number in range(10):
        asked.append(tuple(explored.asked))
        explored.answer(yes=number > 6)
        plans.append((explored.steps, explored.reasons))
    code = explored.copied("Python")
    on_the_clipboard = explored.page.evaluate("navigator.clipboard.readText()")
    plan = plan_of(code)

    assert len(set(asked)) == 10
    assert len({str(one) for one in plans}) > 2
    assert on_the_clipboard == code
    assert [step.title for step in plan.actions] == explored.steps
    assert [step.because for step in plan.actions] == explored.reasons
    assert capsys.readouterr().out.count("\n") == len(plan.actions)
    for before, _ in reversed(plans[1:]):
        assert explored.steps == before
        explored.press("Undo")


def test_the_browser_gives_the_plans_that_python_gives(explored: Explored, tmp_path: Path) -> None:
    """From the copied YAML of quite another person, and a reader of other words."""
    explored.press("Start again")
    for fact, value in ANOTHER.items():
        explored.say(fact, value)
    path = tmp_path / "situation.yaml"
    path.write_text(explored.copied("YAML"), encoding="utf-8")
    plan = ns.recommend(ns.read_situation(path))

    assert plan.reader == "relative"
    assert explored.steps == [step.title for step in plan.actions]
    assert explored.reasons == [step.because for step in plan.actions]


def test_the_page_says_that_it_is_private_and_keeps_nothing(explored: Explored) -> None:
    """No storage of any kind, and the words that say so."""
    assert "stays in this browser" in explored.page.locator("header").inner_text()
    assert explored.page.evaluate(KEPT) == [0, 0, "", 0, 0]


def test_help_is_in_reach_at_any_time(explored: Explored) -> None:
    """Far down the page too; with the lines of the country."""
    page = explored.page
    explored.say("country", "gb")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.get_by_text("Need help now?").click()
    box = page.locator(".help").bounding_box()
    assert box is not None

    assert 0 <= box["y"] < DESK[1]
    assert "999" in page.locator(".help").inner_text()
    assert page.locator("#first-help").count() == 0
    page.get_by_text("Need help now?").click()


def test_the_page_asks_nobody_but_its_own_folder(
    explored: Explored, requests: list[str], address: str
) -> None:
    """No other origin was asked, by the page or by Python; and the browser would refuse it."""
    others = [one for one in requests if not one.startswith((address, "data:", "blob:"))]
    host = urlsplit(address).netloc
    refused = explored.page.evaluate(
        "() => fetch('http://localhost:1/').then(() => 'asked', error => error.name)"
    )
    explored.complaints[:] = [
        one for one in explored.complaints if "Content Security Policy" not in one
    ]

    assert len(requests) > 10
    assert (others, refused) == ([], "TypeError")
    assert host.startswith("127.0.0.1:")
    assert explored.complaints == []


def test_the_page_has_no_fault_of_access(explored: Explored, axe: str) -> None:
    """What stands around the explorer; the explorer itself is looked at elsewhere."""
    explored.page.evaluate(
        "() => document.querySelectorAll('.form').forEach(one => one.open = false)"
    )
    explored.page.evaluate(axe)
    found = explored.page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")

    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []


def test_nobody_scrolls_the_page_sideways(explored: Explored) -> None:
    """On the smallest phone, with everything open."""
    explored.page.evaluate(OPEN_ALL)
    width, height = SMALLEST
    explored.page.set_viewport_size({"width": width, "height": height})
    needed = explored.page.evaluate("document.documentElement.scrollWidth")
    explored.page.set_viewport_size({"width": DESK[0], "height": DESK[1]})

    assert needed <= width


def test_help_is_there_before_python_is_and_without_javascript(
    browser: "Browser", address: str, axe: str
) -> None:
    """The lines of every country, on a phone, whatever the browser can do."""
    width, height = PHONE
    context = browser.new_context(
        viewport={"width": width, "height": height}, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(address)
    text = page.locator("#first-help").text_content() or ""
    context.close()

    contacts = Rulebook.default().contacts.values()
    assert [contact.country for contact in contacts if contact.emergency not in text] == []


def test_leaving_clears_all(explored: Explored) -> None:
    """The last test, for it ends the page: nothing is left, and back brings nothing back."""
    explored.page.locator("#leave").click()
    explored.page.wait_for_url("about:blank")

    assert explored.page.locator("body").inner_text() == ""


@pytest.mark.skipif(os.environ.get("UPDATE_GOLDEN") != "1", reason="draws the pictures anew")
def test_pictures_are_drawn_anew(browser: "Browser", address: str) -> None:
    """UPDATE_GOLDEN=1 takes the pictures that the documentation shows."""
    from PIL import Image

    for name, size in (("explorer-desk", (1280, 1250)), ("explorer-phone", (390, 1250))):
        width, height = size
        context = browser.new_context(viewport={"width": width, "height": height})
        shown = Explored(context.new_page())
        shown.page.goto(address)
        shown.page.wait_for_selector(".question h2", timeout=MOST_MS)
        for fact, value in PICTURED.items():
            shown.say(fact, value)
        shown.page.locator("input[type=search]").fill("")
        shown.page.get_by_role("heading", name="The therapy so far").click()
        if width < height:
            shown.page.locator(".form > summary").click()
        shown.page.locator(".steps summary").nth(1).click()
        shown.page.locator(".steps [data-ask=why_not]").nth(1).click()
        shown.page.wait_for_timeout(600)
        shown.page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
        path = PICTURES / f"{name}.png"
        shown.page.screenshot(path=path)
        Image.open(path).convert("RGB").quantize(128).save(path, optimize=True)
        context.close()
