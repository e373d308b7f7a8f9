"""A card as JSON, Markdown, HTML, and its hazards as CSV."""

import csv
import io
import json
from typing import Any

from nextsteps.card.document import card_blocks
from nextsteps.card.model import Card
from nextsteps.render import as_html, as_markdown

_COLUMNS = ("id", "hazard", "cause", "effect", "severity", "control", "evidence", "remains")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def card_to_json(card: Card) -> str:
    """
    Return *card* as JSON; what is empty or not stated is left out.

    Each rule, recommendation, hazard and source is one line, so that a change shows as such.
    """
    values = card.model_dump(mode="json", exclude_defaults=True)
    parts = [f'"{key}": {_part_as_json(part)}' for key, part in values.items()]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _part_as_json(part: Any) -> str:
    """A list or mapping of parts with each on a line of its own; all else on one line."""
    if isinstance(part, list) and part and isinstance(part[0], dict):
        return "[\n" + ",\n".join(_as_json(one) for one in part) + "\n]"
    if isinstance(part, dict) and part:
        return "{\n" + ",\n".join(f"{_as_json(key)}: {_as_json(part[key])}" for key in part) + "\n}"
    return _as_json(part)


def _as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


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
