"""Plans as documents: one tree of blocks, printed as text, Markdown or HTML."""

from typing import TypeAlias

from nextsteps.plan import Plan
from nextsteps.render.blocks import (
    Block,
    Box,
    Document,
    Fold,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Span,
)
from nextsteps.render.html import as_fragment, as_html
from nextsteps.render.markdown import as_markdown
from nextsteps.render.plan import plan_blocks
from nextsteps.render.text import as_text
from nextsteps.translation import ENGLISH, Catalogue

__all__ = [
    "Block",
    "Box",
    "Document",
    "Fold",
    "Heading",
    "Language",
    "Listing",
    "Paragraph",
    "Picture",
    "Span",
    "as_fragment",
    "as_html",
    "as_markdown",
    "as_text",
    "plan_blocks",
    "plan_to_fragment",
    "plan_to_html",
    "plan_to_markdown",
    "plan_to_text",
]


Language: TypeAlias = str | Catalogue
"""A language of the shipped rules by its code, such as "es", or the catalogue of any other."""


def plan_to_text(plan: Plan, *, full: bool = False, language: Language = "en") -> str:
    """
    Return *plan* as plain text for its reader, wrapped at 80 columns.

    Raises:
        CatalogueError: There is no such language (C101).
    """
    return as_text(plan_blocks(plan, full=full, language=_catalogue(language)))


def plan_to_markdown(plan: Plan, *, full: bool = False, language: Language = "en") -> str:
    """Return *plan* as Markdown for its reader."""
    return as_markdown(plan_blocks(plan, full=full, language=_catalogue(language)))


def plan_to_html(plan: Plan, *, full: bool = False, language: Language = "en") -> str:
    """Return *plan* as a page for its reader, in one file that needs nothing from outside."""
    return as_html(plan_blocks(plan, full=full, language=_catalogue(language)))


def plan_to_fragment(plan: Plan, *, full: bool = False, language: Language = "en") -> str:
    """Return *plan* as HTML to stand in another page, as a notebook shows it."""
    return as_fragment(plan_blocks(plan, full=full, language=_catalogue(language)))


def _catalogue(language: Language) -> Catalogue:
    if not isinstance(language, str):
        return language
    if language == ENGLISH.code:
        return ENGLISH
    from nextsteps.translation import catalogue_for  # which needs a reader of YAML

    return catalogue_for(language)
