"""What all pages of explanations share: the help in an emergency, the footer, short lists."""

from collections.abc import Iterable, Iterator

from nextsteps.plan import Plan
from nextsteps.render.blocks import (
    Block,
    Box,
    Document,
    Heading,
    Line,
    Listing,
    Paragraph,
    Span,
    line,
    paragraph,
)
from nextsteps.render.contacts import contact_lines
from nextsteps.render.words import NOT_A_DEVICE, WORDS

Member = tuple[Block, ...]


def page(plan: Plan, title: str, blocks: Iterable[Block]) -> Document:
    """Return a page under *title*; in an emergency the help stands above it."""
    return Document(
        (*_help(plan), *_title(plan, title), *blocks, paragraph(Span(NOT_A_DEVICE, "faint")))
    )


def inside(document: Document) -> tuple[Block, ...]:
    """Return what stands below the title of a page that `page` made, without its footer."""
    titles = [place for place, one in enumerate(document.blocks) if isinstance(one, Heading)]
    return document.blocks[titles[0] + 1 : -1]


def _help(plan: Plan) -> Iterator[Block]:
    if plan.safety.at_least != "emergency":
        return
    words = WORDS[plan.reader]
    dangers = "; ".join(danger.title for danger in plan.safety.dangers)
    said = paragraph(words.emergency.format(dangers))
    yield Box("danger", words.emergency_title, (said, contact_lines(plan)))


def _title(plan: Plan, title: str) -> Iterator[Block]:
    """The help is the title of a page in an emergency."""
    yield Heading(title, 2 if plan.safety.at_least == "emergency" else 1)


def sentence(text: str) -> str:
    """
    Return *text* with a capital letter and a full stop, unless it ends as a sentence does.

    >>> sentence("you sleep well"), sentence("Is it so? Yes.")
    ('You sleep well.', 'Is it so? Yes.')
    """
    return f"{text[:1].upper()}{ended(text)[1:]}"


def ended(text: str) -> str:
    """Return *text* with a full stop, unless it ends as a sentence does."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def member(first: Line | str, *rest: Block) -> Member:
    """Return what stands beside one bullet: a line, and blocks below it."""
    return (Paragraph(line(first) if isinstance(first, str) else first), *rest)


def shortened(members: Iterable[Member], limit: int | None) -> Listing:
    """Return a list of the members that fit, and how many there are beyond them."""
    everyone = list(members)
    shown = everyone if limit is None else everyone[:limit]
    more = len(everyone) - len(shown)
    note = [member(line(Span(f"and {more} more", "faint")))] if more else []
    return Listing((*shown, *note))
