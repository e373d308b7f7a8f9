"""
What HL7's rules say about a message: all problems at once.

Each function takes a message as it came, as JSON text or parsed, and never raises on it:

>>> for problem in check_response({"cards": [{"summary": "Weight is due", "indicator": "hard"}]}):
...     print(problem)
/cards/0/source: SHALL [member-required]: it is missing
  help: add `source`
/cards/0/indicator: SHALL [card-indicator]: this is none of the allowed values
  help: use `info` or `warning` or `critical`

`REQUIREMENTS` lists every rule that is looked at.
"""

from typing import Any

from pydantic_core import from_json

from nextsteps.cdshooks.check.discovery import discovery
from nextsteps.cdshooks.check.feedback import report
from nextsteps.cdshooks.check.problem import REQUIREMENTS, Level, Problem, Requirement, problem
from nextsteps.cdshooks.check.request import request
from nextsteps.cdshooks.check.response import response
from nextsteps.cdshooks.check.shape import Shape

__all__ = [
    "REQUIREMENTS",
    "Level",
    "Problem",
    "Requirement",
    "check_discovery",
    "check_feedback",
    "check_request",
    "check_response",
]


def _checked(shape: Shape, message: Any) -> tuple[Problem, ...]:
    if isinstance(message, str | bytes | bytearray):
        try:
            message = from_json(message, allow_inf_nan=False)
        except ValueError:
            return (problem("json-type", (), "this is not JSON", "send one JSON object, in UTF-8"),)
    return tuple(shape(message, ()))


def check_discovery(message: Any) -> tuple[Problem, ...]:
    """Return what is wrong with an answer of the discovery endpoint."""
    return _checked(discovery, message)


def check_request(message: Any) -> tuple[Problem, ...]:
    """Return what is wrong with a call; the context is checked for the hooks of HL7's library."""
    return _checked(request, message)


def check_response(message: Any) -> tuple[Problem, ...]:
    """Return what is wrong with the answer to a call."""
    return _checked(response, message)


def check_feedback(message: Any) -> tuple[Problem, ...]:
    """Return what is wrong with a report of feedback."""
    return _checked(report, message)
