"""The pages of plans as people meet them: in a browser, on a phone and at a desk."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from nextsteps.render import plan_to_html
from tests.render.plans import PLANS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PHONE, DESK, SMALLEST = (390, 844), (1280, 900), (320, 640)
SHOWN = (
    "stuck_after_fourteen_weeks", "mother_of_a_child_with_ocd", "clinician_off_track_client",
    "plan_to_end_life", "scores", "scores_for_a_clinician_in_full",
)  # fmt: skip
EMERGENCIES = ("plan_to_end_life", "emergency_for_a_parent", "emergency_for_a_clinician")
OPEN_ALL = "document.querySelectorAll('details').forEach(one => { one.open = true })"
OUTSIDE = """() => [...document.querySelectorAll('svg')].flatMap(svg => {
    const frame = svg.viewBox.baseVal
    return [...svg.querySelectorAll('text')].filter(text => {
        const box = text.getBBox()
        return box.x < -1 || box.y < -1 || box.x + box.width > frame.width + 1
            || box.y + box.height > frame.height + 1
    }).map(text => text.textContent)
})"""
FOCUSED = "() => [document.activeElement.tagName, document.activeElement.textContent]"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each page as a file, as somebody would keep it."""
    folder = tmp_path_factory.mktemp("pages")
    paths = {}
    for name in (*SHOWN, *EMERGENCIES):
        paths[name] = folder / f"{name}.html"
        paths[name].write_text(plan_to_html(PLANS[name].plan(), full=PLANS[name].full))
    return paths


@pytest.fixture
def shown(browser: "Browser", files: dict[str, Path]) -> Iterator[Any]:
    """Opens the page of a plan in a window of some size, in light or dark."""
    opened = []

    def show(name: str, size: tuple[int, int] = PHONE, scheme: Any = "light") -> "Page":
        width, height = size
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme
        )
        opened.append(context)
        page = context.new_page()
        page.goto(files[name].as_uri())
        return page

    yield show
    for context in opened:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("name", SHOWN)
def test_a_page_has_no_fault_of_access(
    shown: Any, axe: str, name: str, size: tuple[int, int], scheme: str
) -> None:
    """axe-core finds nothing, with all that can be opened open."""
    page = shown(name, size, scheme)
    page.evaluate(OPEN_ALL)
    page.evaluate(axe)
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")

    assert found["passes"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_asks_for_nothing_but_itself(
    browser: "Browser", files: dict[str, Path], name: str
) -> None:
    """Every request is recorded, and every complaint of the browser."""
    page = browser.new_page()
    requests: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(files[name].as_uri())
    page.evaluate(OPEN_ALL)
    page.wait_for_load_state("networkidle")
    page.close()

    assert requests == [files[name].as_uri()]
    assert complaints == []


@pytest.mark.parametrize("name", SHOWN)
def test_nothing_stands_outside_its_frame(shown: Any, name: str) -> None:
    """Nobody scrolls sideways, on the smallest phone either; a drawing holds all its letters."""
    page = shown(name)
    page.evaluate(OPEN_ALL)
    widths = {}
    for width, height in (PHONE, DESK, SMALLEST):
        page.set_viewport_size({"width": width, "height": height})
        widths[width] = page.evaluate("document.documentElement.scrollWidth")

    assert {width: width for width in widths} == widths
    assert page.evaluate(OUTSIDE) == []


@pytest.mark.parametrize("name", SHOWN)
def test_everything_can_be_reached_and_opened_by_keyboard(shown: Any, name: str) -> None:
    """First the skip link, then every link and fold in order; Enter opens a fold."""
    page = shown(name)
    wanted = page.evaluate("() => document.querySelectorAll('a, summary').length")
    page.keyboard.press("Tab")
    reached = [page.evaluate(FOCUSED)]
    while len(reached) < wanted:
        if reached[-1][0] == "SUMMARY":
            page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        reached.append(page.evaluate(FOCUSED))
    page.keyboard.press("Enter")
    folds = page.evaluate("() => document.querySelectorAll('details').length")
    opened = page.evaluate("() => document.querySelectorAll('details[open]').length")

    assert reached[0] == ["A", "Skip to the content"]
    assert {tag for tag, _ in reached} <= {"A", "SUMMARY"}
    assert sum(tag == "SUMMARY" for tag, _ in reached) == folds == opened


@pytest.mark.parametrize("name", EMERGENCIES)
def test_an_emergency_is_one_screen_of_a_phone(shown: Any, name: str) -> None:
    """Help, every step and the rest, without scrolling; nothing is drawn."""
    page = shown(name, PHONE)

    assert page.evaluate("document.documentElement.scrollHeight") <= PHONE[1]
    assert page.locator("svg").count() == 0


def test_on_paper_everything_is_open_and_dark_on_light(shown: Any) -> None:
    """A printed plan hides nothing that could be opened, whatever the screen's colours."""
    page = shown("scores", DESK, "dark")
    page.emulate_media(media="print", color_scheme="dark")
    ink = page.evaluate("() => getComputedStyle(document.querySelector('svg text.goal')).fill")
    heights = page.evaluate(
        "() => [...document.querySelectorAll('details svg')].map(one => one.clientHeight)"
    )

    assert ink == "rgb(28, 29, 34)"
    assert heights
    assert min(heights) > 0
