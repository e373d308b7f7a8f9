"""Explanations as plain values, for JSON."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from pydantic_core import to_json


class Plain:
    """Base of the explanations: to plain values, and to JSON."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """Return this as values that JSON can hold; unknown is None."""
        values: dict[str, Any] = plain(self)
        return values

    def to_json(self, *, indent: int | None = None) -> str:
        """Return this as JSON, the same bytes for the same explanation."""
        return to_json(self.to_dict(), indent=indent).decode()


def plain(value: Any) -> Any:
    """
    Return *value* as plain values: a dataclass as its fields, but for those it never shows.

    >>> from nextsteps.ranking import Comparison
    >>> plain(Comparison("a", "b", "urgency", "today", "routine"))["criterion"]
    'urgency'
    """
    if is_dataclass(value):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value) if one.repr}
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    return value
