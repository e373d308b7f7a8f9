"""Facts and outcomes side by side: the key of an outcome is "tried: its-id"."""

from collections.abc import Mapping
from typing import Any, TypeVar

from nextsteps.situation import Situation

TRIED = "tried: "

_Situation = TypeVar("_Situation", bound=Situation)


def outcome_key(recommendation: str) -> str:
    """
    Return the key of what came of *recommendation*.

    >>> outcome_key("second-opinion")
    'tried: second-opinion'
    """
    return f"{TRIED}{recommendation}"


def parted(entered: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """
    Return the facts of *entered*, and its outcomes by recommendation.

    >>> parted({"age": 31, "tried: second-opinion": "helped"})
    ({'age': 31}, {'second-opinion': 'helped'})
    """
    facts = {key: value for key, value in entered.items() if not key.startswith(TRIED)}
    outcomes = {
        key.removeprefix(TRIED): value for key, value in entered.items() if key.startswith(TRIED)
    }
    return facts, outcomes


def with_entered(situation: _Situation, entered: Mapping[str, Any]) -> _Situation:
    """Return *situation* with facts and outcomes that its vocabulary and rulebook know."""
    facts, outcomes = parted(entered)
    update: dict[str, Any] = dict(facts)
    if outcomes:
        update["tried"] = {**situation.tried, **outcomes}
    return situation.model_copy(update=update)
