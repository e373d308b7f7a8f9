"""
The card of a rulebook: what it is for, what it reads, what it rests on, and what can go wrong.

All that follows from the rules is computed, so that it cannot be told otherwise than it is;
what only people can say (intended use, limits, who has reviewed it) its authors state, and
what they do not state is told as missing.

>>> from nextsteps import Rulebook
>>> card = card_of(Rulebook.default())
>>> [one.name for one in card.attributes if one.number == 5 and not one.facts]
['race']
"""

from nextsteps.card.compare import card_from_json, changes_between
from nextsteps.card.make import card_of
from nextsteps.card.model import Card, Run
from nextsteps.card.schema import card_schema
from nextsteps.card.show import (
    card_to_csv,
    card_to_html,
    card_to_json,
    card_to_markdown,
)

__all__ = [
    "Card",
    "Run",
    "card_from_json",
    "card_of",
    "card_schema",
    "card_to_csv",
    "card_to_html",
    "card_to_json",
    "card_to_markdown",
    "changes_between",
]
