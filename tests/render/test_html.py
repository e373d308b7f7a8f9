"""Plans as HTML: well-formed, safe, readable with eyes, keyboard and screen reader."""

import itertools
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nextsteps import Plan, Rulebook, read_situation
from nextsteps.render import (
    Box,
    Document,
    Heading,
    Listing,
    Span,
    as_fragment,
    as_html,
    plan_to_fragment,
    plan_to_html,
)
from nextsteps.render.blocks import bullets, paragraph
from nextsteps.render.plan import MAX_FULL_STEPS
from nextsteps.render.style import DARK, LIGHT, stylesheet
from tests.cli.conftest import ROOT
from tests.sketches import load_sketch
from tests.strategies import cases

pytestmark = pytest.mark.usefixtures("candidate_questions")

VOID = {"meta"}
BLOCKS = {"p", "ul", "ol", "div", "section", "h1", "h2", "h3", "h4", "h5", "h6", "nav"} | {
    "details", "figure", "figcaption",
}  # fmt: skip
DRAWN = {"svg", "title", "desc", "text", "tspan", "path", "rect", "circle"}
ELEMENTS = BLOCKS | DRAWN | {"html", "head", "meta", "style", "body", "a", "header", "main"} | {
    "footer", "li", "span", "strong", "summary",
}  # fmt: skip
ATTACK = '<script>alert("1")</script><img src=x onerror=alert(1)>&lt;'
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
NAMES = [path.stem for path in EXAMPLES]


class Page(HTMLParser):
    """A page read strictly: what is opened is closed, in order, and nothing unexpected."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.faults: list[str] = []
        self.text = ""
        self.names: list[tuple[str, str]] = []
        self.feed(text)
        self.close()
        self.faults += [f"<{element}> is not closed" for element in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ELEMENTS:
            self.faults.append(f"<{tag}>")
        if tag in BLOCKS and any(one in self.open for one in ("p", "span", "strong")):
            self.faults.append(f"<{tag}> in running text")
        if tag == "li" and self.open[-1] not in ("ul", "ol"):
            self.faults.append("<li> outside a list")
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data
        if self.open and re.fullmatch("h[1-6]|title|summary|a", self.open[-1]):
            self.names.append((self.open[-1], data))

    @property
    def levels(self) -> list[int]:
        """The levels of the headings in order."""
        return [int(tag[1]) for tag, _ in self.elements if re.fullmatch("h[1-6]", tag)]

    def values(self, attribute: str) -> list[str]:
        """All values of an attribute."""
        return [value for _, held in self.elements if (value := held.get(attribute)) is not None]


def plan_of(name: str, **facts: object) -> Plan:
    """The plan for an example, from the shipped rules."""
    situation = read_situation(ROOT / "examples" / f"{name}.yaml")
    return Rulebook.default().recommend(situation.with_facts(**facts))


@pytest.fixture(scope="module", params=NAMES)
def page(request: pytest.FixtureRequest) -> str:
    """The page of each example."""
    return plan_to_html(plan_of(request.param))


def test_a_page_is_well_formed(page: str) -> None:
    """Every element is closed in order, and only elements that are expected stand in it."""
    assert Page(page).faults == []


def test_a_page_needs_nothing_from_outside(page: str) -> None:
    """No address, no script, no picture, no font; a policy forbids them as well."""
    read = Page(page)

    assert not re.search(r"https?:|//|url\(|@import|src=|javascript:", page)
    assert "default-src 'none'" in read.values("content")[0]
    assert all(link.startswith(("#", "tel:")) for link in read.values("href"))


def test_headings_are_in_order(page: str) -> None:
    """One title, and no level is skipped on the way down."""
    levels = Page(page).levels

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_a_page_has_landmarks_a_language_and_a_skip_link(page: str) -> None:
    """The skip link comes first and leads to the content."""
    read = Page(page)
    tags = [tag for tag, _ in read.elements]
    first = tags[tags.index("body") + 1]

    assert read.elements[0] == ("html", {"lang": "en"})
    assert (tags.count("main"), tags.count("footer"), first) == (1, 1, "a")
    assert read.values("href")[0] == "#content"


def test_links_and_labels_lead_somewhere(page: str) -> None:
    """Every id stands once, and what is referred to is there."""
    read = Page(page)
    ids = read.values("id")
    meant = [link[1:] for link in read.values("href") if link.startswith("#")]

    assert len(ids) == len(set(ids))
    assert {*meant, *read.values("aria-labelledby")} <= set(ids)


def test_a_page_says_what_the_text_says(page: str) -> None:
    """The contacts and what it is not are on every page."""
    text = Page(page).text

    assert "Emergency: " in text
    assert "not a medical device" in text


@pytest.mark.parametrize("reader", ["client", "relative", "clinician"])
@pytest.mark.parametrize("name", ["stuck_after_fourteen_weeks", "plan_to_end_life"])
def test_every_reader_gets_a_sound_page_in_full(name: str, reader: str) -> None:
    """All of it, in the words of each reader."""
    asker = {"relative": "parent"}.get(reader, reader)
    read = Page(plan_to_html(plan_of(name, asker=asker), full=True))

    assert read.faults == []
    assert all(b <= a + 1 for a, b in zip(read.levels, read.levels[1:], strict=False))


@pytest.mark.parametrize("which", ["generated", "shipped"])
@settings(max_examples=30)
@given(data=st.data())
def test_any_plan_is_a_sound_page_and_fragment(which: str, data: st.DataObject) -> None:
    """Whatever the rulebook and the situation."""
    rulebook, situation = data.draw(cases(which))
    plan = rulebook.recommend(situation)
    pages = [Page(plan_to_html(plan)), Page(plan_to_fragment(plan))]

    assert [page.faults for page in pages] == [[], []]
    assert [page.levels[0] for page in pages] == [1, 2]


@given(st.text() | st.just(ATTACK))
def test_text_is_only_text(text: str) -> None:
    """In every kind of block, text makes no element and says what it said."""
    spans = (Span(text), Span(text, "strong"), Span(text, "faint"))
    document = Document(
        (
            Heading(text, 1),
            paragraph(*spans),
            Box("note", text, (paragraph(*spans), Box("danger", text, (Heading(text),)))),
            Heading(text),
            Listing(((paragraph(*spans), bullets(text)), (paragraph(*spans),)), numbered=True),
            paragraph(Span(text, "faint")),
        )
    )

    assert Page(as_html(document)).faults == []
    assert Page(as_fragment(document)).faults == []
    assert "<script" not in as_html(document)
    assert "<img" not in as_html(document)


def test_a_rulebook_cannot_inject_anything() -> None:
    """Titles, texts, reasons and sources from YAML are text."""
    quoted = "'" + ATTACK.replace("'", "''") + "'"
    rulebook = load_sketch(
        ("title: Talk to the therapist", f"title: {quoted}"),
        ("what: Say what isn't working.", f"what: {quoted}"),
        ("because: The therapist may not know.", f"because: {quoted}"),
        ("authors: A. Author", f"authors: {quoted}"),
        ("question: How many weeks, and how many sessions, has it been?", f"question: {quoted}"),
    )
    facts = {"no_progress": True, "weeks_in_therapy": 14.0, "raised_with_therapist": False}
    plan = rulebook.recommend({**facts, "in_therapy": True})
    printed = plan_to_html(plan, full=True)

    assert Page(printed).faults == []
    assert "<script" not in printed
    assert printed.count("&lt;script&gt;") >= 3


def test_letters_that_reverse_or_end_text_are_replaced() -> None:
    """Direction marks and control characters do not reach the page."""
    assert "a\ufffdb\ufffdc" in as_html(Document((paragraph("a\u202eb\x00c"), bullets("x"))))


def test_an_emergency_begins_with_the_help() -> None:
    """The title is the alarm; the number to call comes before every other part."""
    read = Page(plan_to_html(plan_of("plan_to_end_life")))
    names = [name for name in read.names if name[0] != "title"]

    assert names[:3] == [("a", "Skip to the content"), ("h1", "Get help now"), ("a", "911")]


def test_an_emergency_has_no_contents_and_no_pictures() -> None:
    """Nothing to choose from, and little to read: how to do each step can be opened."""
    read = Page(plan_to_html(plan_of("plan_to_end_life")))
    tags = [tag for tag, _ in read.elements]

    assert {"nav", "svg", "figure"} & set(tags) == set()
    assert tags.count("details") == tags.count("h3")


@settings(max_examples=50)
@given(data=st.data())
def test_no_reservation_is_ever_folded(data: st.DataObject) -> None:
    """What to make sure of first, and what speaks against a step, always stand open."""
    _, situation = data.draw(cases("shipped"))
    plan = Rulebook.default().recommend(situation)
    page = plan_to_html(plan)
    folded = " ".join(re.findall(r"<details>(.*?)</details>", page, re.S))

    assert folded
    assert not re.search("First make sure: |Check first: |Keep in mind: |Caution: ", folded)
    shown = len(re.findall("<p>(Keep in mind: |Caution: )", page))
    steps = plan.actions if 'class="box alarm"' in page else plan.actions[:MAX_FULL_STEPS]
    assert shown == sum(len(step.arguments_against) for step in steps)


def test_all_stands_open_in_full() -> None:
    """Who asks for everything need not open anything."""
    assert "<details" not in plan_to_html(plan_of("plan_to_end_life"), full=True)
    assert "<details" not in plan_to_html(plan_of("stuck_after_fourteen_weeks"), full=True)


def test_an_ordinary_page_is_no_alarm() -> None:
    """What looks like an emergency is one."""
    assert 'class="box alarm"' not in plan_to_html(plan_of("unsafe_with_therapist"))
    assert 'class="box alarm"' in plan_to_html(plan_of("plan_to_end_life"))


def test_a_number_alone_can_be_called_and_words_cannot() -> None:
    """What must be texted is no telephone link."""
    page = as_html(
        Document((bullets((Span("Line: "), Span("0800 1111"))), bullets("text HOME to 741741")))
    )

    assert Page(page).values("href") == ["#content", "tel:08001111"]


def test_a_notebook_shows_the_plan() -> None:
    """A fragment without ids, so that several can stand in one notebook."""
    shown = plan_of("stuck_after_fourteen_weeks")._repr_html_()

    assert Page(shown).values("id") == []
    assert Page(shown).values("lang") == ["en"]


def test_the_style_reaches_nothing_outside_a_plan() -> None:
    """Every rule is for what is below the class, in a notebook as well."""
    selectors = re.findall(r"(?m)^\s*([.:@a-z][^{}]*)\{", stylesheet())

    assert len(selectors) > 20
    assert [
        one for one in selectors
        if not one.startswith("@media")
        and not all(part.strip().startswith(".nextsteps") for part in one.split(","))
    ] == []  # fmt: skip


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_contrast_is_good(palette: dict[str, str]) -> None:
    """Text 7 to 1, faint text and links 4.5, shapes 3, on every background that they stand on."""
    least = {"text": 7.0, "faint": 4.5, "link": 4.5}
    drawn = {("text", "bar"): 7.0, ("text", "steady"): 7.0, ("faint", "steady"): 4.5}
    shapes = dict.fromkeys([("mark", "page"), ("mark", "steady"), ("bar-edge", "page")], 3.0)
    shapes |= dict.fromkeys([("cut", "page"), ("cut", "steady"), ("mark", "bar")], 3.0)
    shapes["mark-text", "mark"] = 7.0
    found = {
        (ink, paper): contrast(palette[ink], palette[paper]) - wanted
        for ink, wanted in least.items()
        for paper in ("page", "note", "warning", "danger")
    }
    for (ink, paper), wanted in (drawn | shapes).items():
        found[ink, paper] = contrast(palette[ink], palette[paper]) - wanted
    found["alarm-text", "alarm"] = contrast(palette["alarm-text"], palette["alarm"]) - 7

    assert {pair for pair, spare in found.items() if spare < 0} == set()


def contrast(first: str, second: str) -> float:
    """The contrast ratio of WCAG 2."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)
