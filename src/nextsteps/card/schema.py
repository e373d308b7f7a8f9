"""The JSON Schema of a card, made from its model."""

from typing import Any

from nextsteps.card.model import Card
from nextsteps.schema import model_schema


def card_schema() -> dict[str, Any]:
    """
    Return the JSON Schema of a card.

    >>> card_schema()["title"]
    'Card'
    """
    return model_schema(Card)
