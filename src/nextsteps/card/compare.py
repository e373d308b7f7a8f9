"""A card read back, and what has changed since it was made."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from nextsteps.card.model import Card
from nextsteps.errors import Problem, RulebookError

_MANY = 5


def card_from_json(text: str, name: str = "the card") -> Card:
    """
    Read a card that `card_to_json` wrote.

    Raises:
        RulebookError: It is no card (R421).
    """
    try:
        return Card.model_validate_json(text)
    except (ValidationError, RecursionError) as error:
        where = ""
        if isinstance(error, ValidationError):
            where = ".".join(str(step) for step in error.errors(include_url=False)[0]["loc"])
        message = f"`{name}` is no card" + (f": look at `{where}`" if where else "")
        help_text = "make it anew: `nextsteps card --format json --to FILE`"
        raise RulebookError(Problem("R421", message, help=help_text)) from None


def changes_between(old: Card, new: Card) -> tuple[str, ...]:
    """Return in one line each which parts of *new* are not as in *old*, in the card's order."""
    before, after = old.model_dump(mode="json"), new.model_dump(mode="json")
    return tuple(_changes("", before, after))


def _changes(place: str, before: Any, after: Any) -> Iterator[str]:
    if before == after:
        return
    one, other = _by_name(before), _by_name(after)
    if _are_words(before) and _are_words(after) and set(before) != set(after):
        one, other = dict.fromkeys(before), dict.fromkeys(after)
    if one is None or other is None:
        yield f"{place}: {_short(before)} is now {_short(after)}"
        return
    name = f"{place}." if place else ""
    for word, keys in (("gone", one.keys() - other.keys()), ("new", other.keys() - one.keys())):
        if keys:
            yield f"{place or 'the card'}: {word}: {_listed(sorted(keys))}"
    for key in one:
        if key in other:
            yield from _changes(f"{name}{key}", one[key], other[key])
    if one == other:
        yield f"{place}: the order is another"


def _by_name(part: Any) -> Mapping[str, Any] | None:
    """A mapping as it is, a list of parts by their ids; None for what has no names."""
    if isinstance(part, dict):
        return part
    if isinstance(part, list) and part and all(isinstance(one, dict) for one in part):
        for key in ("id", "name", "what"):
            if all(key in one for one in part):
                return {str(one[key]): one for one in part}
    return None


def _are_words(part: Any) -> bool:
    return isinstance(part, list) and all(isinstance(one, str) for one in part)


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - _MANY} more" if len(names) > _MANY else ""
    return ", ".join(names[:_MANY]) + more
