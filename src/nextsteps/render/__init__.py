"""Plans as documents: one tree of blocks, printed as text or Markdown."""

from nextsteps.plan import Plan
from nextsteps.render.blocks import Block, Box, Document, Heading, Listing, Paragraph, Span
from nextsteps.render.markdown import as_markdown
from nextsteps.render.plan import plan_blocks
from nextsteps.render.text import as_text

__all__ = [
    "Block",
    "Box",
    "Document",
    "Heading",
    "Listing",
    "Paragraph",
    "Span",
    "as_markdown",
    "as_text",
    "plan_blocks",
    "plan_to_markdown",
    "plan_to_text",
]


def plan_to_text(plan: Plan, *, full: bool = False) -> str:
    """Return *plan* as plain text for its reader, wrapped at 80 columns."""
    return as_text(plan_blocks(plan, full=full))


def plan_to_markdown(plan: Plan, *, full: bool = False) -> str:
    """Return *plan* as Markdown for its reader."""
    return as_markdown(plan_blocks(plan, full=full))
