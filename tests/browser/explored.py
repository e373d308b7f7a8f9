"""An explorer in a browser, as somebody uses it: in the page, or as a widget in a bare host."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nextsteps import Rulebook
from nextsteps.explorer import form_of, respond
from nextsteps.explorer.front import as_one_module, styles

if TYPE_CHECKING:
    from playwright.sync_api import Page

MOST_MS = 60_000
PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
HOST = "http://localhost/"
_HOST_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A notebook</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"><link rel="stylesheet" href="style.css"></head>
<body style="margin: 0"><main><h1>A notebook</h1><div id="cell"></div></main>
<script type="module">
import widget from "./widget.js";
const state = {STATE};
const listeners = {};
window.model = {
  get: (name) => state[name],
  set(name, value) {
    if (JSON.stringify(state[name]) === JSON.stringify(value)) return;
    state[name] = value;
    (listeners[`change:${name}`] ?? []).forEach((listener) => listener());
  },
  save_changes() {},
  on: (event, listener) => (listeners[event] ??= []).push(listener),
  off(event, listener) {
    listeners[event] = listeners[event].filter((one) => one !== listener);
  },
  async send({ number, request }) {
    const answer = JSON.parse(await window.respond(JSON.stringify(request)));
    (listeners["msg:custom"] ?? []).forEach((listener) => listener({ number, answer }));
  },
};
window.listeners = listeners;
window.close_ = widget.render({ model, el: document.getElementById("cell") });
</script></body></html>"""


class Explored:
    """What is shown, and what a person can do with it."""

    def __init__(self, page: "Page") -> None:
        self.page = page
        page.set_default_timeout(10_000)
        self.complaints: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def wait(self) -> None:
        """Wait until what is shown is the answer to all that was said."""
        self.page.wait_for_selector(".explorer:not([aria-busy])", timeout=MOST_MS)

    @property
    def steps(self) -> list[str]:
        """The titles of the steps, in order."""
        return self.page.locator(".steps > li .what").all_inner_texts()

    @property
    def reasons(self) -> list[str]:
        """Why, for each step."""
        return self.page.locator(".steps > li .because").all_text_contents()

    @property
    def asked(self) -> list[str]:
        """The facts of the question that is open."""
        names = self.page.locator(".question").get_attribute("data-facts") or ""
        return names.split()

    def answer(self, yes: bool, number: float = 3, place: int = 1) -> None:
        """Answer the question that is open: yes or no, a number, or the choice at a place."""
        card = self.page.locator(".question")
        if card.locator("select").count():
            card.locator("select").select_option(index=place)
        elif card.locator("input[type=number]").count():
            card.locator("input[type=number]").fill(f"{number:g}")
        elif card.locator("input[type=text]").count():
            card.locator("input[type=text]").fill("gb")
        elif card.locator("input[type=checkbox]").count() and yes:
            card.locator("input[type=checkbox]").first.check()
        card.locator("button.main").nth(0 if yes else -1).click()
        self.wait()

    def say(self, fact: str, value: Any) -> None:
        """Find a question in the form, and answer it there."""
        if not self.page.locator(".form").evaluate("one => one.open"):
            self.page.locator(".form > summary").click()
        self.page.locator(".finding input[type=search]").fill(fact.replace("_", " "))
        row = self.page.locator(f"[data-fact={fact}]")
        if row.locator("[type=radio]").count():
            row.locator("label").nth({True: 0, False: 1, None: 2}[value]).click()
        elif row.locator("select").count():
            row.locator("select").select_option(value)
        else:
            row.locator("input").first.fill(str(value))
            row.locator("input").first.press("Tab")
        self.wait()

    def press(self, button: str) -> None:
        """Press one of the buttons above."""
        self.page.locator(".explorer").get_by_role("button", name=button, exact=True).click()
        self.wait()

    def copied(self, what: str) -> str:
        """Copy what was said as Python or YAML, and return the text."""
        self.press(f"Copy as {what}")
        shown = self.page.locator(".code pre")
        shown.wait_for()
        text = shown.inner_text()
        self.press("Close")
        return text


def plan_of(code: str) -> Any:
    """The plan that a copied program makes."""
    names: dict[str, Any] = {}
    exec(code, names)  # noqa: S102  (what the page wrote)
    return names["plan"]


def in_bare_host(page: "Page", rulebook: Rulebook, values: dict[str, Any]) -> Explored:
    """Show the widget in a page that does what a notebook's front end does, and no more."""
    state = json.dumps({"form": form_of(rulebook), "values": values})
    files = {
        "": ("text/html", _HOST_PAGE.replace("{STATE}", state)),
        "style.css": ("text/css", styles()),
        "widget.js": ("text/javascript", as_one_module()),
    }

    def serve(route: Any) -> None:
        kind, body = files[route.request.url.removeprefix(HOST)]
        route.fulfill(content_type=f"{kind}; charset=utf-8", body=body)

    page.route(f"{HOST}**", serve)
    page.expose_function(
        "respond", lambda request: json.dumps(respond(rulebook, json.loads(request)))
    )
    explored = Explored(page)
    page.goto(HOST)
    explored.wait()
    return explored
