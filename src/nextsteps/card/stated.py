"""What the authors of a rulebook have stated of it; a place left open states nothing."""

from typing import Any

from nextsteps.authoring.unfinished import MARK
from nextsteps.rulebook import Rulebook, Stated


def stated_of(rulebook: Rulebook) -> Stated:
    """Return what is stated, without each text that says FILL IN: it counts as not stated."""
    stated = rulebook.stated or Stated()
    texts = {name: _filled_in(getattr(stated, name)) for name in Stated.model_fields}
    return stated.model_copy(update=texts)


def _filled_in(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(one for one in value if MARK not in one)
    return None if isinstance(value, str) and MARK in value else value
