"""
Blocks as HTML: one file that needs no script and nothing from outside.

A page that begins with a danger box is an emergency: the box is its title, in white on
red, and nothing stands above the help.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from nextsteps.render.blocks import (
    Block,
    Box,
    BoxKind,
    Document,
    Fold,
    Heading,
    Line,
    Listing,
    Paragraph,
    Picture,
    Span,
    plain,
)
from nextsteps.render.escape import escaped
from nextsteps.render.style import stylesheet
from nextsteps.render.svg import drawn

UNTITLED = "Next steps"
MIN_CONTENTS = 2
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_NUMBER = re.compile(r"\+?[0-9][0-9 ()-]{1,18}[0-9]")
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a page: a section with its title, a box, or blocks that stand alone."""

    title: str | None
    box: BoxKind | None
    blocks: tuple[Block, ...]


def as_html(document: Document) -> str:
    r"""
    Return *document* as a page of its own, ending in a line end.

    The last paragraph, if it is all faint, is the footer of the page.

    >>> from nextsteps.render.blocks import paragraph
    >>> page = as_html(Document((Heading("A plan", 1), paragraph("1 < 2"))))
    >>> "<h1 class=\"title\">A plan</h1>" in page, "<p>1 &lt; 2</p>" in page
    (True, True)
    """
    title, parts, footer = _parted(document)
    is_alarm = _is_alarm(title, parts)
    named = title or (parts[0].title if is_alarm else None) or UNTITLED
    lines = [
        "<!doctype html>",
        f'<html lang="{escaped(document.language)}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{escaped(named)}</title>",
        "<style>",
        stylesheet().rstrip(),
        "</style>",
        "</head>",
        '<body class="nextsteps page">',
        f'<a class="skip" href="#content">{escaped(document.skip)}</a>',
    ]
    if not is_alarm:
        lines += ["<header>", f'<h1 class="title">{escaped(named)}</h1>', "</header>"]
    lines.append('<main id="content" tabindex="-1">')
    contents = [] if is_alarm else list(_contents(parts, document.contents))
    for number, part in enumerate(parts):
        if contents and part.title is not None and part.box is None:
            lines += contents
            contents = []
        first = is_alarm and number == 0
        lines += _part(part, 1 if first else 2, name=f"part-{number + 1}", alarm=first)
    lines.append("</main>")
    if footer is not None:
        lines += ["<footer>", *_block(footer, 2), "</footer>"]
    return "\n".join([*lines, "</body>", "</html>", ""])


def as_fragment(document: Document) -> str:
    """
    Return *document* as a piece of HTML to stand in another page, such as a notebook.

    Its style reaches nothing outside it; headings begin at the second level; there are no
    ids, so that several can stand in one page.
    """
    title, parts, footer = _parted(document)
    is_alarm = _is_alarm(title, parts)
    lines = [
        f'<div class="nextsteps fragment" lang="{escaped(document.language)}">',
        "<style>",
        stylesheet().rstrip(),
        "</style>",
    ]
    if not is_alarm:
        lines.append(f'<h2 class="title">{escaped(title or UNTITLED)}</h2>')
    for number, part in enumerate(parts):
        first = is_alarm and number == 0
        lines += _part(part, 2 if first else 3, name=None, alarm=first)
    if footer is not None:
        lines += _block(footer, 3)
    return "\n".join([*lines, "</div>", ""])


def blocks_as_html(blocks: Iterable[Block], *, level: int = 3) -> str:
    r"""
    Return *blocks* as bare HTML, to stand below a heading in a page that has the stylesheet.

    >>> from nextsteps.render.blocks import bullets
    >>> blocks_as_html([bullets("call 112")])
    '<ul>\n<li>call 112</li>\n</ul>'
    """
    return "\n".join(_blocks(blocks, level))


def _parted(document: Document) -> tuple[str | None, list[_Part], Paragraph | None]:
    """The title, the parts and the footer of a document."""
    blocks = list(document.blocks)
    title: str | None = None
    footer: Paragraph | None = None
    if blocks and isinstance(blocks[0], Heading) and blocks[0].level == 1:
        title = blocks[0].text
        del blocks[0]
    last = blocks[-1] if blocks else None
    if isinstance(last, Paragraph) and all(span.tone == "faint" for span in last.line):
        footer = last
        del blocks[-1]
    parts: list[_Part] = []
    for block in blocks:
        if isinstance(block, Heading):
            parts.append(_Part(block.text, None, ()))
        elif isinstance(block, Box):
            parts.append(_Part(block.title, block.kind, block.blocks))
        elif not parts or parts[-1].box is not None:
            parts.append(_Part(None, None, (block,)))
        else:
            parts[-1] = _Part(parts[-1].title, None, (*parts[-1].blocks, block))
    return title, parts, footer


def _is_alarm(title: str | None, parts: list[_Part]) -> bool:
    return title is None and bool(parts) and parts[0].box == "danger"


def _contents(parts: list[_Part], name: str) -> Iterator[str]:
    """Links to the sections, where there are enough of them to choose from."""
    titled = [
        (number, part.title)
        for number, part in enumerate(parts, start=1)
        if part.title is not None and part.box is None
    ]
    if len(titled) < MIN_CONTENTS:
        return
    yield f'<nav aria-label="{escaped(name)}">'
    yield "<ul>"
    for number, title in titled:
        yield f'<li><a href="#part-{number}">{escaped(title)}</a></li>'
    yield "</ul>"
    yield "</nav>"


def _part(part: _Part, level: int, *, name: str | None, alarm: bool) -> Iterator[str]:
    """A part under a heading of *level*; on a page it is a region with the *name* of its title."""
    if part.title is None:
        yield from _blocks(part.blocks, level)
        return
    kinds = "box alarm" if alarm else f"box {part.box}" if part.box is not None else "section"
    labelled = f' aria-labelledby="{name}"' if name is not None else ""
    target = f' id="{name}"' if name is not None else ""
    style = "title" if alarm else "part"
    element = "section" if name is not None else "div"
    yield f'<{element} class="{kinds}"{labelled}>'
    yield f'<h{level} class="{style}"{target}>{escaped(part.title)}</h{level}>'
    yield from _blocks(part.blocks, level + 1)
    yield f"</{element}>"


def _blocks(blocks: Iterable[Block], level: int) -> Iterator[str]:
    for block in blocks:
        yield from _block(block, level)


def _block(block: Block, level: int) -> Iterator[str]:
    """*block*, in which the next heading is of *level*."""
    match block:
        case Heading(text):
            yield _heading(escaped(text), level)
        case Paragraph(spans):
            if spans:
                yield f"<p>{_line(spans)}</p>"
        case Listing():
            yield from _listing(block, level)
        case Box(kind, title, blocks):
            yield f'<div class="box {kind}">'
            yield _heading(escaped(title), level)
            yield from _blocks(blocks, level + 1)
            yield "</div>"
        case Fold(title, blocks):
            yield f"<details><summary>{escaped(title)}</summary>"
            yield from _blocks(blocks, level)
            yield "</details>"
        case Picture(drawing, words):
            yield "<figure>"
            yield from drawn(drawing)
            yield "<figcaption>"
            yield from _blocks(words, level)
            yield "</figcaption>"
            yield "</figure>"
        case _:
            assert_never(block)


def _listing(listing: Listing, level: int) -> Iterator[str]:
    """A numbered member of several blocks is a step, and its first paragraph its heading."""
    yield '<ol class="steps">' if listing.numbered else "<ul>"
    for member in listing.members:
        first, rest = member[0], member[1:]
        if len(member) == 1 and isinstance(first, Paragraph):
            yield f"<li>{_line(first.line)}</li>"
            continue
        yield "<li>"
        if listing.numbered and isinstance(first, Paragraph) and plain(first.line).strip():
            yield _heading(_line(first.line, in_heading=True), level)
            yield from _blocks(rest, level + 1)
        else:
            yield from _blocks(member, level)
        yield "</li>"
    yield "</ol>" if listing.numbered else "</ul>"


def _heading(inside: str, level: int) -> str:
    shown = min(level, _DEEPEST)
    return f'<h{shown} class="step">{inside}</h{shown}>'


def _line(spans: Line, *, in_heading: bool = False) -> str:
    return "".join(_span(span, in_heading=in_heading) for span in spans)


def _span(span: Span, *, in_heading: bool) -> str:
    """A span that is a telephone number and nothing else can be called by a tap."""
    text = escaped(span.text)
    if _NUMBER.fullmatch(span.text) and not in_heading:
        text = f'<a href="tel:{re.sub("[^+0-9]", "", span.text)}">{text}</a>'
    if span.tone == "faint":
        return f'<span class="faint">{text}</span>'
    if span.tone == "strong" and not in_heading:
        return f"<strong>{text}</strong>"
    return text
