"""The explorer's own JavaScript, in a bare page that does what a notebook's front end does."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from nextsteps import Interview, Rulebook
from nextsteps.situation.stated import stated
from tests.browser.explored import Explored, in_bare_host
from tests.browser.test_pages import DESK, OPEN_ALL, PHONE, SMALLEST
from tests.sketches import SKETCH

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

STUCK: dict[str, Any] = {
    "asker": "client",
    "in_therapy": True,
    "weeks_in_therapy": 14,
    "no_progress": True,
}
Show = Callable[..., Explored]
COUNT_MOVES = """() => {
    window.moved = 0
    Element.prototype.animate = () => { window.moved += 1 }
}"""
IN_SIGHT = """() => {
    const { top } = document.querySelector('.alarm').getBoundingClientRect()
    return 0 <= top && top < innerHeight / 2
}"""
RUN_AXE = "(context) => axe.run(context, {resultTypes: ['violations']})"


@pytest.fixture
def show(browser: "Browser") -> Iterator[Show]:
    """Shows the widget in a window of some size, in light or dark."""
    opened = []

    def show_(
        values: dict[str, Any] = STUCK,
        size: tuple[int, int] = DESK,
        scheme: Any = "light",
        **options: Any,
    ) -> Explored:
        width, height = size
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, **options
        )
        opened.append(context)
        return in_bare_host(context.new_page(), Rulebook.default(), values)

    yield show_
    for context in opened:
        context.close()


def titles(values: dict[str, Any]) -> list[str]:
    """The steps that Python gives for the same situation."""
    return [step.title for step in Rulebook.default().recommend(values).actions]


STILL = "Promise.all(document.getAnimations().map(one => one.finished)).then(() => null)"
"""Until nothing fades in any more: what is half there has too little contrast."""


def faults(explored: Explored, axe: str, context: dict[str, Any]) -> list[tuple[str, str]]:
    """What axe-core finds in a part of the page, with all that can be opened open."""
    explored.page.evaluate(OPEN_ALL)
    explored.page.evaluate(axe)
    explored.page.evaluate(STILL)
    found = explored.page.evaluate(RUN_AXE, context)
    assert found["passes"]
    return [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]]


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "dark"), (DESK, "light")])
def test_the_explorer_has_no_fault_of_access(
    show: Show, axe: str, size: tuple[int, int], scheme: str
) -> None:
    """With every section, step and explanation open; and once more in an emergency."""
    explored = show(size=size, scheme=scheme)
    explored.page.evaluate(OPEN_ALL)
    explored.page.locator("[data-ask=why]").first.click()
    explored.press("Copy as YAML")
    explored.page.locator(".code pre").wait_for()
    calm = faults(explored, axe, {"include": "body"})
    explored.page.evaluate("model.set('values', {suicide_plan: true, country: 'GB'})")
    explored.wait()

    assert calm == []
    assert faults(explored, axe, {"include": "body", "exclude": ".form"}) == []
    assert explored.complaints == []


@pytest.mark.parametrize("size", [SMALLEST, PHONE, DESK], ids=["smallest", "phone", "desk"])
def test_nobody_scrolls_sideways(show: Show, size: tuple[int, int]) -> None:
    """With everything open, on the smallest phone too."""
    explored = show(size=size)
    explored.page.evaluate(OPEN_ALL)

    assert explored.page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_an_answer_changes_ranks_and_reasons_and_undo_takes_it_back(show: Show) -> None:
    """What is drawn is what Python gives, before, after, and after the undo."""
    explored = show()
    before, reasons = explored.steps, explored.reasons
    explored.say("raised_with_therapist", True)
    gone = explored.page.locator(".gone").all_inner_texts()
    explored.say("raised_result", "no_change")
    after = explored.steps
    moves = explored.page.locator(".move:not(:empty)").all_inner_texts()
    gone += explored.page.locator(".gone").all_inner_texts()
    reasons_after = explored.reasons
    explored.press("Undo")
    explored.press("Undo")

    assert before == titles(STUCK)
    assert after == titles(STUCK | {"raised_with_therapist": True, "raised_result": "no_change"})
    assert (before != after, reasons != reasons_after) == (True, True)
    assert "new" in moves
    assert any(move.startswith("down") for move in moves)
    assert "Tell your therapist what isn't working" in " ".join(gone)
    assert (explored.steps, explored.reasons) == (before, reasons)
    assert explored.page.locator(".tools button").first.is_disabled()


def test_each_kind_of_fact_can_be_said_and_taken_back(show: Show) -> None:
    """A switch, a choice, a number, a text; each made unknown again leaves nothing behind."""
    explored = show({})
    explored.say("no_progress", True)
    explored.say("raised_result", "no_change")
    explored.say("age", 31)
    explored.say("country", "gb")
    said = explored.page.evaluate("model.get('values')")
    explored.say("no_progress", None)
    explored.say("raised_result", "")
    explored.say("age", "")
    explored.say("country", "")

    assert said == {
        "no_progress": True, "raised_result": "no_change", "age": 31, "country": "GB",
    }  # fmt: skip
    assert explored.page.evaluate("model.get('values')") == {}


def test_what_no_situation_can_hold_is_told_and_changes_nothing(show: Show) -> None:
    """The fault is told at the field, which is marked; the plan stays, and so do the values."""
    explored = show()
    before = explored.steps
    explored.say("age", 131)
    field = explored.page.locator("[data-fact=age]")

    assert "a whole number from 0 to 120 (years)" in field.inner_text()
    assert field.locator("input").first.get_attribute("aria-invalid") == "true"
    assert explored.steps == before
    assert explored.page.evaluate("model.get('values')") == STUCK
    explored.say("age", 31)
    assert field.locator("input").first.get_attribute("aria-invalid") is None
    assert explored.page.evaluate("model.get('values').age") == 31


def test_an_emergency_comes_before_all_else(show: Show) -> None:
    """The help is in sight and has the focus, is spoken, and the question waits below the plan."""
    explored = show(STUCK | {"country": "GB"}, PHONE)
    explored.say("suicide_plan", True)
    page = explored.page
    page.wait_for_function(IN_SIGHT)  # it is scrolled to

    assert page.evaluate("document.activeElement.textContent") == "Get help now"
    assert "999" in page.locator(".alarm").inner_text()
    assert not page.locator(".form").evaluate("one => one.open")
    assert page.locator(".gone").count() == 0
    assert page.locator("[role=status].spoken").inner_text().startswith("Get help now.")
    assert page.evaluate(
        "document.querySelector('.plan').nextElementSibling === document.querySelector('.question')"
    )
    explored.press("Undo")
    assert page.evaluate(
        "document.querySelector('.question').nextElementSibling === document.querySelector('.plan')"
    )


def test_questions_are_answered_by_keyboard_and_keep_the_focus(show: Show) -> None:
    """Tab and Enter answer; the focus is then at the title of the next question."""
    explored = show()
    page = explored.page
    seen = [explored.asked]
    page.locator(".question button.main").first.focus()
    for _ in range(3):
        page.keyboard.press("Tab")  # from yes to no; from a title to yes
        if page.evaluate("document.activeElement.textContent") == "Yes":
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        explored.wait()
        seen.append(explored.asked)
        assert page.evaluate("document.activeElement.textContent") == "Next question"

    assert len({tuple(one) for one in seen}) == 4


def test_a_control_of_the_form_keeps_the_focus(show: Show) -> None:
    """Arrow keys move a switch while the plan is drawn anew beside it."""
    explored = show()
    page = explored.page
    page.evaluate(OPEN_ALL)
    page.locator("[data-fact=in_therapy] [type=radio]").first.focus()
    page.keyboard.press("ArrowRight")
    explored.wait()

    assert (
        page.evaluate("document.activeElement.closest('[data-fact]').dataset.fact") == "in_therapy"
    )
    assert page.evaluate("model.get('values').in_therapy") is False


def test_an_opened_step_stays_open_and_explains_itself(show: Show) -> None:
    """Why, why not first, and what would take it off the list, each asked for when pressed."""
    explored = show()
    page = explored.page
    second = page.locator(".steps > li").nth(1)
    second.locator("summary").click()
    told = []
    for what in ("why", "why_not", "what_would_change"):
        second.locator(f"[data-ask={what}]").click()
        page.wait_for_function(
            "one => !one.textContent.includes('Working')",
            arg=second.locator(".told").element_handle(),
        )
        told.append(second.locator(".told").inner_text())
    explored.say("country", "GB")

    assert len(set(told)) == 3
    assert "Before it come" in told[1]
    assert page.locator(".steps > li").nth(1).locator("details").evaluate("one => one.open")


def test_what_was_tried_is_said_where_the_step_stands(show: Show) -> None:
    """The step then leaves the list, and stands among what is left out, with the reason."""
    explored = show()
    first = explored.page.locator(".steps > li").first
    title = explored.steps[0]
    first.locator("select").select_option("no_change")
    explored.wait()

    assert title not in explored.steps
    assert title in explored.page.locator(".withheld").inner_text()
    assert explored.page.evaluate("model.get('values').tried") == {"talk-to-therapist": "no_change"}


def test_what_is_left_open_is_not_asked_again_until_it_is_said(show: Show) -> None:
    """Two ways of not answering, and both are taken back by an answer in the form."""
    explored = show()
    unsaid, declined = explored.asked, None
    explored.press("I can't say")
    declined = explored.asked
    explored.press("I'd rather not say")
    values = explored.page.evaluate("model.get('values')")
    explored.say(unsaid[0], False)
    after = explored.page.evaluate("model.get('values')")

    assert (values["cannot_say"], values["declined"]) == (unsaid, declined)
    assert explored.asked not in (unsaid, declined)
    assert "cannot_say" not in after


def test_several_at_once_are_ticked(show: Show) -> None:
    """Those that are not ticked are not so."""
    interview = Interview.of({"asker": "client", "country": "GB"})
    while (question := interview.question) is not None and question.kind != "several":
        interview = interview.answer(False) if question.kind == "yes_no" else interview.skip()
    explored = show(stated(interview.situation))
    asked = explored.asked
    explored.answer(yes=True)
    values = explored.page.evaluate("model.get('values')")

    assert len(asked) > 1
    assert [values[name] for name in asked] == [True] + [False] * (len(asked) - 1)


def test_the_search_finds_and_the_filter_shows_what_was_said(show: Show) -> None:
    """By words of the question; a question that follows another is found too."""
    explored = show()
    page = explored.page
    rows = "[data-fact]:not([hidden])"
    page.locator("input[type=search]").fill("weeks birth")
    found = page.locator(rows).evaluate_all("all => all.map(one => one.dataset.fact)")
    page.locator("input[type=search]").fill("xyzzy")
    nothing = page.locator(".form [role=status]").inner_text()
    page.locator("input[type=search]").fill("")
    page.get_by_label("Only what I have said").check()
    said = page.locator(rows).evaluate_all("all => all.map(one => one.dataset.fact)")

    assert "weeks_since_birth" in found
    assert len(found) < 4
    assert nothing == "No question has these words."
    assert set(said) == set(STUCK)


def test_nothing_moves_for_those_who_asked_for_little_motion(show: Show) -> None:
    """Steps that change places do so at once."""
    moving = {}
    for motion in ("reduce", "no-preference"):
        explored = show(reduced_motion=motion)
        explored.page.evaluate(COUNT_MOVES)
        explored.say("raised_with_therapist", True)
        explored.say("raised_result", "no_change")
        moving[motion] = explored.page.evaluate("window.moved")

    assert moving["reduce"] == 0
    assert moving["no-preference"] > 0


def test_where_python_fails_the_answers_stay(show: Show) -> None:
    """The page says so, goes on, and keeps what was said."""
    explored = show()
    explored.page.evaluate("() => { model.send = () => { throw new Error('gone') } }")
    before = explored.steps
    explored.press("Copy as YAML")
    told = explored.page.locator(".wrong[role=alert]").inner_text()
    explored.page.locator(".steps [data-ask=why]").first.click()
    explained = explored.page.locator(".told").first.inner_text()

    assert told == explained == "Something went wrong. Your answers are still here."
    assert explored.steps == before


def test_what_python_sets_is_shown_and_a_closed_widget_listens_no_more(show: Show) -> None:
    """As `explorer.situation = ...` does in another cell."""
    explored = show()
    explored.page.evaluate("model.set('values', {no_progress: true, in_therapy: false})")
    explored.wait()
    shown = explored.steps
    explored.page.evaluate("window.close_()")

    assert shown == titles({"no_progress": True, "in_therapy": False})
    assert explored.page.evaluate("Object.values(listeners).flat().length") == 0


def test_text_of_a_rulebook_is_text(browser: "Browser") -> None:
    """Markup in a title or a reason is shown as it is written, and never run."""
    title, reason = "Talk <img src=x onerror=alert(1)> twice", "<script>alert(1)</script> is text."
    text = SKETCH.replace("Talk to the therapist", title)
    text = text.replace("The therapist may not know.", reason)
    stuck = STUCK | {"raised_with_therapist": False}
    page = browser.new_page()
    explored = in_bare_host(page, Rulebook.from_text(text), stuck)
    page.evaluate(OPEN_ALL)

    assert explored.steps == [title]
    assert explored.reasons == [reason]
    assert page.locator(".plan img, .plan script").count() == 0
    page.close()
