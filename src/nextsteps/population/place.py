"""The places that a step can take in an answer."""

from typing import Literal, TypeAlias, get_args

Place: TypeAlias = Literal[
    "now",
    "later",
    "not_yet",
    "excluded",
    "already_tried",
    "opposite",
    "not_applicable",
    "not_for_this_reader",
]
PLACES: tuple[Place, ...] = get_args(Place)
NOW, LATER, NOT_YET, EXCLUDED, ALREADY_TRIED, OPPOSITE, NOT_APPLICABLE, NOT_FOR_READER = range(8)
