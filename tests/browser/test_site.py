"""The documentation as a site, opened from its folder in a real browser."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from docs.site import built
from tests.browser.conftest import absent

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

LOOKED_AT = (
    "index.html", "tutorial.html", "explanation/ranking.html", "reference/api/guard.html",
)  # fmt: skip
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def site() -> Path:
    """The folder of the site."""
    if find_spec("zensical") is None:
        absent("zensical (`uv sync --group docs`)")
    return built()


@pytest.fixture
def page(browser: "Browser") -> Iterator["Page"]:
    """A page of a reader whose screen is light, without what others have left behind."""
    context = browser.new_context(color_scheme="light")
    yield context.new_page()
    context.close()


def scheme_of(page: "Page") -> Any:
    """Whether the colours are light (default) or dark (slate)."""
    return page.evaluate("document.body.dataset.mdColorScheme")


def test_the_search_finds_what_it_is_about_and_nobody_is_asked(page: "Page", site: Path) -> None:
    """Every request is for a file of the site, also while searching; nothing complains."""
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto((site / "index.html").as_uri())
    page.keyboard.press("Control+k")
    page.locator("input[aria-label=Search]").fill("stuck")
    page.get_by_role("option").filter(has_text="stuck").first.click()
    page.wait_for_load_state("networkidle")

    assert page.url.startswith(site.as_uri())
    assert not page.url.endswith("/index.html")
    assert [url for url in asked if not url.startswith(site.as_uri())] == []
    assert [one for one in complaints if "Autofocus processing was blocked" not in one] == []


def test_examples_in_docstrings_stand_as_code(site: Path) -> None:
    """A reader of docstrings takes them for prose, quoted three times; an extension fences them."""
    text = (site / "reference" / "api" / "guard.html").read_text(encoding="utf-8")

    assert "language-pycon" in text
    assert "<blockquote>" not in text


def test_dark_colours_are_one_key_away_and_stay(page: "Page", site: Path) -> None:
    """The switch is reached by its name, and the next page is dark too."""
    page.goto((site / "index.html").as_uri())
    before = scheme_of(page)
    page.get_by_title("Use dark colours").click()
    after = scheme_of(page)
    page.goto((site / "tutorial.html").as_uri())

    assert (before, after, scheme_of(page)) == ("default", "slate", "slate")


@pytest.mark.parametrize(("scheme", "size"), [("light", DESK), ("dark", PHONE)])
@pytest.mark.parametrize("name", LOOKED_AT)
def test_a_page_of_the_site_has_no_fault_of_access(
    browser: "Browser", axe: str, site: Path, name: str, scheme: Any, size: Any
) -> None:
    """axe-core finds nothing, at a desk by day and on a phone by night."""
    page = browser.new_page(viewport=size, color_scheme=scheme)
    page.goto((site / name).as_uri())
    page.evaluate(axe)
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    page.close()

    assert found["passes"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
