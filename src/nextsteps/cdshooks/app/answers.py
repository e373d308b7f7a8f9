"""What goes back when something is wrong: an OperationOutcome without any value of the call."""

from collections.abc import Iterable
from typing import Any

from starlette.responses import JSONResponse

from nextsteps.cdshooks.check import Problem
from nextsteps.cdshooks.check.discovery import service
from nextsteps.cdshooks.check.feedback import feedback, override_reason, report
from nextsteps.cdshooks.check.request import authorization, request
from nextsteps.cdshooks.check.response import coding
from nextsteps.cdshooks.hooks import HOOKS

MAX_ISSUES = 20

_SHAPES = (request, authorization, service, report, feedback, override_reason, coding)
_NAMES = {
    *(name for shape in _SHAPES for name in shape.members),
    *(name for hook in HOOKS.values() for name in hook.required | hook.optional),
    "id",
}


class RefusedError(Exception):
    """A call that is not answered, with the status and one sentence for each reason."""

    def __init__(self, status: int, code: str, *says: str, **headers: str) -> None:
        self.status, self.code, self.says = status, code, says
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        super().__init__(status)

    def response(self) -> JSONResponse:
        """Return the answer."""
        issues = [_issue(self.code, says) for says in self.says[:MAX_ISSUES]]
        if len(self.says) > MAX_ISSUES:
            issues.append(_issue(self.code, f"and {len(self.says) - MAX_ISSUES} more"))
        outcome = {"resourceType": "OperationOutcome", "issue": issues}
        return JSONResponse(outcome, self.status, self.headers)


def _issue(code: str, says: str) -> dict[str, Any]:
    return {"severity": "error", "code": code, "details": {"text": says}}


def refused_for(problems: Iterable[Problem]) -> RefusedError:
    """Return the refusal of a message with *problems*."""
    return RefusedError(400, "invalid", *(_told(one) for one in problems))


def _told(problem: Problem) -> str:
    """Keys that the standard does not name are the caller's own words, and not repeated."""
    steps = (
        step if step in _NAMES or step.isdecimal() else "*" for step in problem.place.split("/")[1:]
    )
    place = "".join(f"/{step}" for step in steps) or "the message"
    return f"{place}: {problem.cause} [{problem.requirement}]; {problem.help}"
