"""What goes back when something is wrong: the library's errors as JSON, all at once."""

import re
from collections.abc import Collection, Iterable
from typing import Any

from starlette.responses import JSONResponse

from nextsteps.errors import NextStepsError, Problem

_QUOTED = re.compile(r"`([^`]*)`")
_STATUS = {"W101": 413, "W102": 415, "W103": 408, "W104": 503, "W105": 404, "W107": 500}
"""Every other problem is one of what the body says: 422, and 400 where it is not JSON."""


def answer_to(error: NextStepsError, words: Collection[str], status: int = 0) -> JSONResponse:
    """
    Return the answer to a call that went wrong.

    Args:
        error: What is wrong.
        words: The words that messages may quote; all others are the caller's own.
        status: The HTTP status; 0 stands for the one that goes with the first code.
    """
    problems = [_plain(problem, words) for problem in error.problems]
    headers = {"Retry-After": "1"} if problems[0]["code"] == "W104" else None
    return JSONResponse({"errors": problems}, status or _status(error.problems), headers)


def told(problem: Problem, words: Collection[str]) -> str:
    """Return a problem as one sentence with its code, without words that may be a caller's."""
    shown = f"{without_strange_words(problem.message, words)} [{problem.code}]"
    return shown if problem.help is None else f"{shown}; {problem.help}"


def _status(problems: Iterable[Problem]) -> int:
    code = next(iter(problems)).code
    return _STATUS.get(code, 400 if code.startswith("D") else 422)


def _plain(problem: Problem, words: Collection[str]) -> dict[str, Any]:
    place = problem.location
    return {
        "code": problem.code,
        "cause": without_strange_words(problem.message, words),
        "help": problem.help,
        "place": None if place is None else {"line": place.line, "column": place.column},
    }


def without_strange_words(message: str, words: Collection[str]) -> str:
    """
    Return *message* with what it quotes left out, unless all of it is among *words*.

    What a caller wrote in place of a name may be anything, a person's name too.

    >>> without_strange_words("unknown fact `Jane Roe`, not `age`", {"age"})
    'unknown fact `…`, not `age`'
    """

    def shown(found: re.Match[str]) -> str:
        steps = found[1].split(".")
        known = all(step in words or (step.isdecimal() and len(step) < 4) for step in steps)
        return found[0] if known else "`…`"

    return _QUOTED.sub(shown, message)
