"""The generated pages are what the generator would write now."""

import doctest
import re
from collections import Counter

import pytest

import nextsteps as ns
from docs.pages import DOCS, architecture, article, left_over, markdown, pages, write_pages
from docs.pages.errors import example_of
from nextsteps.errors import CODES

MEND = "run `uv run python docs/generate.py`"


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """All generated pages, written anew into an empty folder."""
    folder = tmp_path_factory.mktemp("docs")
    write_pages(ns.Rulebook.default(), folder)
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def texts(written):
    """The text of all generated pages, by their place below docs/."""
    return {name: content.decode() for name, content in written.items()}


def test_every_generated_page_is_fresh(written):
    """
    Whoever changes rules, facts or codes writes the pages again.
    """
    stale = [
        name
        for name, content in written.items()
        if not (DOCS / name).is_file() or (DOCS / name).read_bytes() != content
    ]

    assert [] == stale, MEND


def test_no_page_of_a_recommendation_that_is_gone_is_left_over(texts):
    """
    docs/rules/ holds what is generated, and nothing else.
    """
    assert [] == [path.name for path in left_over(texts)], MEND


def test_pages_are_plain(written):
    """
    Lines end in one line feed, without blanks before it.
    """
    assert [] == [name for name, one in written.items() if re.search(rb"[ \t]\n|\r|\n\n\Z", one)]


def test_pages_are_the_same_each_time(texts):
    """
    Nothing depends on the order of sets or of files.
    """
    assert pages(ns.Rulebook.default()) == texts


def test_every_rule_has_one_heading(shipped, texts):
    """
    A rule's id is its anchor on the page of what it argues about.
    """
    headings = Counter(
        heading
        for name, text in texts.items()
        if name.startswith("rules/")
        for heading in re.findall(r"^### (.+)$", text, flags=re.MULTILINE)
    )

    assert {} == {name: headings[name] for name in shipped.rules if headings[name] != 1}


def test_every_link_leads_somewhere(texts):
    """
    No link between the pages of the rules names a page or a heading that is not there.
    """
    own = {
        name.removeprefix("rules/"): text
        for name, text in texts.items()
        if name.startswith("rules/")
    }
    anchors = {
        f"{name}#{heading}"
        for name, text in own.items()
        for heading in re.findall(r"^#+ (\S+)$", text, flags=re.MULTILINE)
    }
    links = {
        link
        for text in own.values()
        for link in re.findall(r"\]\(([a-z0-9.#_-]+)\)", text)
        if not link.startswith("..")
    }

    assert set() == links - anchors - own.keys()


def test_every_fact_stands_on_the_page_of_facts(texts):
    """
    No section is forgotten.
    """
    page = texts["reference/facts.md"]

    assert [name for name in ns.Situation.vocabulary().facts if f"| `{name}` |" not in page] == []


def test_every_error_code_stands_on_the_page_of_errors(texts):
    """
    With an example that was run, and says what it should.
    """
    parts = dict(re.findall(r"^### (\w+): (.*?)(?=^##)", texts["reference/errors.md"], re.M | re.S))

    assert parts.keys() == CODES.keys()
    assert [code for code, part in parts.items() if part.count(code) == 0] == []


@pytest.mark.parametrize(
    "module", [architecture, article, markdown], ids=lambda module: module.__name__
)
def test_examples_in_the_generator_run(module):
    """
    What its docstrings show is what it does.
    """
    assert doctest.testmod(module).failed == 0


def test_an_example_of_an_error_does_not_depend_on_what_came_before():
    """
    The engine that the example misses was there already, for another rulebook.
    """
    ns.recommend({}, engine="durable")

    assert "error[E602]" in example_of("E602")[1]
