"""
Three-valued truth: TRUE, FALSE, UNKNOWN, combined by the strong Kleene tables.

UNKNOWN means "not known", never "no", so a truth value has no `bool()`: whoever
needs a yes or no must say which of the three values counts as yes.
"""

from collections.abc import Iterable
from enum import Enum
from typing import NoReturn


class Truth(Enum):
    """
    What is known of a statement.

    >>> Truth.UNKNOWN is Truth.of(None)
    True
    >>> if Truth.TRUE: pass
    Traceback (most recent call last):
    TypeError: a Truth is not a bool: compare it with `is Truth.TRUE`
    """

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"

    @classmethod
    def of(cls, value: bool | None) -> "Truth":
        """Return the truth for True, False, or None (not known)."""
        if value is None:
            return cls.UNKNOWN
        return cls.TRUE if value else cls.FALSE

    def __bool__(self) -> NoReturn:
        raise TypeError("a Truth is not a bool: compare it with `is Truth.TRUE`")


def negation(truth: Truth) -> Truth:
    """Return FALSE for TRUE, TRUE for FALSE, and UNKNOWN for itself."""
    match truth:
        case Truth.TRUE:
            return Truth.FALSE
        case Truth.FALSE:
            return Truth.TRUE
        case Truth.UNKNOWN:
            return Truth.UNKNOWN


def conjunction(truths: Iterable[Truth]) -> Truth:
    """Return FALSE if any part is FALSE, else UNKNOWN if any is, else TRUE."""
    result = Truth.TRUE
    for truth in truths:
        if truth is Truth.FALSE:
            return Truth.FALSE
        if truth is Truth.UNKNOWN:
            result = Truth.UNKNOWN
    return result


def disjunction(truths: Iterable[Truth]) -> Truth:
    """Return TRUE if any part is TRUE, else UNKNOWN if any is, else FALSE."""
    result = Truth.FALSE
    for truth in truths:
        if truth is Truth.TRUE:
            return Truth.TRUE
        if truth is Truth.UNKNOWN:
            result = Truth.UNKNOWN
    return result
