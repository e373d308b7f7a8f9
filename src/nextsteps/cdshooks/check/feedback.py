"""What the standard says of feedback."""

from collections.abc import Mapping
from typing import Any

from nextsteps.cdshooks.check.problem import Place, problem
from nextsteps.cdshooks.check.response import coding, uuid
from nextsteps.cdshooks.check.shape import Problems, Shape, each, one_of, such, text
from nextsteps.cdshooks.feedback import is_time

accepted_suggestion = Shape(required={"id": uuid})


def _says_something(reason: Mapping[str, Any], place: Place) -> Problems:
    if "reason" not in reason and "userComment" not in reason:
        yield problem("cds-fb-3", place, "neither a reason nor a comment is given")


override_reason = Shape(
    required={}, optional={"reason": coding, "userComment": text}, rules=(_says_something,)
)


def _accepted(feedback: Mapping[str, Any], place: Place) -> Problems:
    if feedback.get("outcome") == "accepted" and "acceptedSuggestions" not in feedback:
        cause = "nothing says which suggestions were accepted"
        yield problem(
            "cds-fb-2", (*place, "acceptedSuggestions"), cause, "add `acceptedSuggestions`"
        )


_is_timestamp = such("feedback-time", is_time, "this is not a time with a zone")


def _timestamp(value: Any, place: Place) -> Problems:
    found = list(_is_timestamp(value, place))
    yield from found
    if not found and not value.upper().endswith(("Z", "+00:00")):
        yield problem("feedback-utc", place, "the time is of another zone", "send it in UTC")


feedback = Shape(
    required={
        "card": uuid,
        "outcome": one_of("cds-fb-1", "accepted", "overridden"),
        "outcomeTimestamp": _timestamp,
    },
    optional={
        "acceptedSuggestions": each(accepted_suggestion),
        "overrideReason": override_reason,
    },
    rules=(_accepted,),
)
report = Shape(required={"feedback": each(feedback, may_be_empty=True)})
