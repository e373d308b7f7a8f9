"""A card as JSON, Markdown, HTML, and its hazards as CSV."""

import csv
import io
import json

from nextsteps.card.document import card_blocks
from nextsteps.card.model import Card
from nextsteps.render import as_html, as_markdown

_COLUMNS = ("id", "hazard", "cause", "effect", "severity", "control", "evidence", "remains")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def card_to_json(card: Card) -> str:
    """Return *card* as JSON; what is empty or not stated is left out."""
    values = card.model_dump(mode="json", exclude_defaults=True)
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def card_to_markdown(card: Card) -> str:
    """Return *card* as Markdown."""
    return as_markdown(card_blocks(card))


def card_to_html(card: Card) -> str:
    """Return *card* as a page, in one file that needs nothing from outside."""
    return as_html(card_blocks(card))


def card_to_csv(card: Card) -> str:
    """
    Return the hazards of *card* as CSV: the first rows of a hazard log of one's own.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for hazard in card.hazards:
        row = hazard.model_dump(mode="json")
        row["evidence"] = "; ".join(f"{one.kind} {one.id}" for one in hazard.evidence)
        writer.writerow([_cell(row[name] or "") for name in _COLUMNS])
    return stream.getvalue()


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
