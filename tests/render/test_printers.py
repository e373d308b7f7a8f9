"""Blocks as text and as Markdown."""

import pytest

from nextsteps.cli.colour import print_document
from nextsteps.render import (
    Box,
    Document,
    Fold,
    Heading,
    Listing,
    Picture,
    Span,
    as_html,
    as_markdown,
    as_text,
)
from nextsteps.render.blocks import bullets, line, paragraph
from nextsteps.render.drawings import Ranks, Row

ALL_BLOCKS = Document(
    (
        Heading("A plan", 1),
        paragraph("First ", Span("this", "strong"), ", then ", Span("that", "faint"), "."),
        Box("warning", "Take care", (paragraph("Mind"), bullets("one", "two"))),
        Heading("Steps"),
        Listing(
            (
                (paragraph("talk"), bullets("note it down", "say it")),
                (paragraph("wait"),),
            ),
            numbered=True,
        ),
    )
)


def test_text_has_every_block() -> None:
    """Headings, boxes and nested lists in plain text."""
    assert as_text(ALL_BLOCKS).splitlines() == [
        "A plan",
        "======",
        "",
        "First this, then that.",
        "",
        "!  TAKE CARE",
        "!  Mind",
        "!  - one",
        "!  - two",
        "",
        "STEPS",
        "",
        "1. talk",
        "   - note it down",
        "   - say it",
        "",
        "2. wait",
    ]


def test_markdown_has_every_block() -> None:
    """The same in Markdown."""
    assert as_markdown(ALL_BLOCKS).splitlines() == [
        "# A plan",
        "",
        "First **this**, then *that*.",
        "",
        "> **Take care**",
        ">",
        "> Mind",
        ">",
        "> - one",
        "> - two",
        "",
        "## Steps",
        "",
        "1. talk",
        "",
        "   - note it down",
        "   - say it",
        "",
        "2. wait",
    ]


def test_text_is_wrapped_at_80_columns() -> None:
    """Long paragraphs break between words, inside boxes and lists too."""
    long = "word " * 60
    document = Document((paragraph(long), bullets(long), Box("danger", long, (bullets(long),))))

    assert max(len(printed) for printed in as_text(document).splitlines()) <= 80


def test_markdown_takes_every_letter_literally() -> None:
    """Nothing that stands in a rule or a fact becomes markup."""
    text = "*a* `b` [c](d) <e> _f_ g_h | \\"
    printed = as_markdown(Document((paragraph(text),)))

    assert printed == "\\*a\\* \\`b\\` \\[c\\](d) \\<e\\> \\_f\\_ g_h \\| \\\\\n"


def test_a_paragraph_never_becomes_a_heading_or_list() -> None:
    """Marks at the start of a line are escaped."""
    starts = [as_markdown(Document((paragraph(text),))) for text in ("# a", "- b", "1. c", "+ d")]

    assert starts == ["\\# a\n", "\\- b\n", "1\\. c\n", "\\+ d\n"]


def test_emphasis_leaves_spaces_outside() -> None:
    """`** a**` would not be bold."""
    printed = as_markdown(Document((paragraph("x", Span(" (now) ", "faint"), "y"),)))

    assert printed == "x *(now)* y\n"


def test_empty_parts_of_a_line_are_left_out() -> None:
    """A line holds no spans without text."""
    assert line("", Span("", "strong"), "a") == (Span("a"),)


DRAWN = Document(
    (
        paragraph("Before"),
        Fold("Open me", (paragraph("Inside"),)),
        Picture(Ranks("A strip", "One first.", (Row("r", ("a", "b")),), (0,)), (bullets("said"),)),
        Listing(((paragraph("one"), Fold("How", ())), (paragraph("two"),)), numbered=True),
    )
)


def test_where_nothing_can_be_opened_a_fold_is_left_out_and_a_picture_is_its_words() -> None:
    """In text and in Markdown, with no gap where it would stand."""
    assert as_text(DRAWN) == "Before\n\n- said\n\n1. one\n2. two\n"
    assert as_markdown(DRAWN) == "Before\n\n- said\n\n1. one\n\n2. two\n"


def test_in_colour_too(capsys: pytest.CaptureFixture[str]) -> None:
    """The printer for terminals is no other."""
    print_document(DRAWN)
    printed = capsys.readouterr().out

    assert "said" in printed
    assert "Open me" not in printed
    assert "Inside" not in printed


def test_on_a_page_it_can_be_opened_and_the_picture_is_drawn() -> None:
    """With the words below the drawing."""
    page = as_html(DRAWN)

    assert "<details><summary>Open me</summary>\n<p>Inside</p>\n</details>" in page
    assert page.index("<svg") < page.index("<li>said</li>") < page.index("</figure>")
