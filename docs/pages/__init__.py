"""
The generated pages: each is a function of the rulebook.

`pages` holds them all, by their place below `docs/`.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import nextsteps as ns
from docs.pages.api import api_pages
from docs.pages.architecture import PICTURE, architecture_page, architecture_picture
from docs.pages.article import article_coverage
from docs.pages.card import card_json, card_page
from docs.pages.commands import commands_page
from docs.pages.conclusions import dangers_page, findings_page, questions_page, sources_page
from docs.pages.deciding import deciding_page
from docs.pages.errors import errors_page
from docs.pages.guarantees import guarantees_page
from docs.pages.recommendations import index_page, recommendation_page
from docs.pages.records import records_page
from docs.pages.reference import facts_page
from docs.pages.review import review_list
from docs.pages.vignettes import vignette_coverage

DOCS = Path(__file__).parents[1]
RULES = "rules"
SINGLE_PAGES: Mapping[str, Callable[[ns.Rulebook], str]] = {
    PICTURE: architecture_picture,
    "guarantees.md": guarantees_page,
    "reference/architecture.md": architecture_page,
    "reference/article-coverage.md": article_coverage,
    "reference/card.json": card_json,
    "reference/card.md": card_page,
    "reference/cli.md": commands_page,
    "reference/errors.md": errors_page,
    "reference/facts.md": facts_page,
    "reference/record-codes.md": records_page,
    "reference/review-list.md": review_list,
    "reference/vignette-coverage.md": vignette_coverage,
    "reference/what-decides.md": deciding_page,
    f"{RULES}/dangers.md": dangers_page,
    f"{RULES}/findings.md": findings_page,
    f"{RULES}/index.md": index_page,
    f"{RULES}/questions.md": questions_page,
    f"{RULES}/sources.md": sources_page,
}


def pages(rulebook: ns.Rulebook) -> dict[str, str]:
    """Return the text of every generated page by its place below `docs/`."""
    written = {name: write(rulebook) for name, write in SINGLE_PAGES.items()}
    written |= api_pages()
    for name, step in sorted(rulebook.recommendations.items()):
        place = f"{RULES}/{name}.md"
        if place in written:
            raise ValueError(f"the recommendation `{name}` has the name of another page")
        written[place] = recommendation_page(step, rulebook)
    return written


def write_pages(rulebook: ns.Rulebook, folder: Path = DOCS) -> None:
    """Write all pages below *folder*, and remove the rules' pages that are no longer written."""
    texts = pages(rulebook)
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    for path in left_over(texts, folder):
        path.unlink()


def left_over(names: Mapping[str, str], folder: Path = DOCS) -> Iterator[Path]:
    """Yield the rules' pages below *folder* that are not among *names*."""
    for path in sorted((folder / RULES).glob("*.md")):
        if f"{RULES}/{path.name}" not in names:
            yield path
