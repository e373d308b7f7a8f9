"""A small tree of blocks: what a document says, apart from how it is printed."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from nextsteps.render.drawings import Drawing

Tone: TypeAlias = Literal["plain", "strong", "faint"]
BoxKind: TypeAlias = Literal["danger", "warning", "note"]


SKIP = "Skip to the content"
CONTENTS = "On this page"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one tone; "faint" is for what only some readers need."""

    text: str
    tone: Tone = "plain"


Line: TypeAlias = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title of the document."""

    text: str
    level: Literal[1, 2] = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, wrapped by the printer."""

    line: Line


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; each member is a few blocks, of which the first stands beside the bullet."""

    members: "tuple[tuple[Block, ...], ...]"
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """Something that must not be overlooked."""

    kind: BoxKind
    title: str
    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Fold:
    """
    More than most readers want, closed until somebody opens it.

    Where nothing can be opened (text, Markdown) it is left out: there the full plan tells it.
    """

    title: str
    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, and the same in words: for text, and for those who do not see."""

    drawing: Drawing
    words: "tuple[Block, ...]"


Block: TypeAlias = Heading | Paragraph | Listing | Box | Fold | Picture


@dataclass(frozen=True, slots=True)
class Document:
    """
    Blocks in reading order, in which language they are, and the words of the page around them.

    `skip` and `contents` are what a page calls its link to the content and its table of it.
    """

    blocks: tuple[Block, ...]
    language: str = "en"
    skip: str = SKIP
    contents: str = CONTENTS


def line(*parts: str | Span) -> Line:
    """
    Return a line of spans; a plain string is a plain span, and empty parts are left out.

    >>> line("Why: ", Span("NICE 2022", "faint"), "")
    (Span(text='Why: ', tone='plain'), Span(text='NICE 2022', tone='faint'))
    """
    spans = (Span(part) if isinstance(part, str) else part for part in parts)
    return tuple(span for span in spans if span.text)


def paragraph(*parts: str | Span) -> Paragraph:
    """Return a paragraph of *parts*; see `line`."""
    return Paragraph(line(*parts))


def bullets(*lines: Line | str) -> Listing:
    """Return a list with one paragraph per member."""
    made = (line(one) if isinstance(one, str) else one for one in lines)
    return Listing(tuple((Paragraph(one),) for one in made))


def plain(spans: Line) -> str:
    """Return the text of a line without its tones."""
    return "".join(span.text for span in spans)
