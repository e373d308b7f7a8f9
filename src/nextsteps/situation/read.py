"""A situation from a YAML or JSON file or text, with every problem at its place."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from nextsteps.document import Node, Source, read_node, read_source
from nextsteps.errors import Problem, SituationError
from nextsteps.shape import problems_of
from nextsteps.situation.model import Situation

CODES = {
    "": "S202",
    "unknown_fact": "S201",
    "literal_error": "S204",
    "not_a_choice": "S204",
    "contradictory_list": "S205",
    "greater_than_equal": "S203",
    "less_than_equal": "S203",
    "finite_number": "S203",
    "wrong_filled": "S207",
}


def read_situation(
    path: Path | str,
    *,
    model: type[Situation] = Situation,
    changes: Mapping[str, Any] | None = None,
) -> Situation:
    """
    Read the situation in the file at *path*, YAML or JSON.

    Args:
        path: The file.
        model: The vocabulary.
        changes: Facts that replace those of the file.

    Raises:
        DocumentError: The file cannot be read, or is not YAML or JSON.
        SituationError: Listing every fact that is unknown, of the wrong type or out of range.
    """
    return situation_from(read_source(path), model=model, changes=changes)


def situation_from(
    source: Source, *, model: type[Situation] = Situation, changes: Mapping[str, Any] | None = None
) -> Situation:
    """Read the situation in *source*; see `read_situation`."""
    node = read_node(source)
    if not isinstance(node.value, dict):
        message = "a situation is a mapping of facts"
        help_text = "one fact a line, as in `no_progress: true`"
        raise SituationError(Problem("S206", message, node.location, help_text))
    return _checked(node.plain(), node, model, changes or {})


def situation_of(facts: Any, *, model: type[Situation] = Situation) -> Situation:
    """
    Return the situation that a mapping of facts tells; its faults have no place.

    Raises:
        SituationError: As for `read_situation`, every fault of it.

    >>> situation_of({"age": 31}).age
    31
    """
    if not isinstance(facts, Mapping):
        help_text = 'as in `{"no_progress": true}`'
        raise SituationError(Problem("S206", "a situation is a mapping of facts", help=help_text))
    return _checked(dict(facts), None, model, {})


def _checked(
    facts: Any, node: Node | None, model: type[Situation], changes: Mapping[str, Any]
) -> Situation:
    try:
        return model.model_validate(facts | dict(changes))
    except ValidationError as error:
        raise SituationError(problems_of(error, node, model, CODES)) from None
