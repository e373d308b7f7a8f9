"""Put the calls together: routes, how much is done at once, and an answer to what goes wrong."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pydantic_core import to_json
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from nextsteps.cdshooks.app.answers import RefusedError
from nextsteps.cdshooks.app.message import body_of
from nextsteps.cdshooks.app.server import place_of
from nextsteps.errors import NextStepsError, Problem, ServiceError
from nextsteps.rulebook import Rulebook
from nextsteps.service import answers
from nextsteps.service.asked import (
    MAX_BYTES,
    AskedPlan,
    AskedScore,
    AskedSteps,
    AskedWhy,
    for_vocabulary,
    read_at_once,
    read_body,
)
from nextsteps.service.faults import answer_to
from nextsteps.service.openapi import openapi

log = logging.getLogger("nextsteps.service")

SMALL = 20_000
"""Up to so many bytes a body is read where it arrives, and not by another thread."""

_Answering = Callable[[Any, Rulebook], Any]
_REFUSED = {
    413: Problem("W101", "the body is too large"),
    415: Problem(
        "W102", "the body is not said to be JSON", help="`Content-Type: application/json`"
    ),
    408: Problem("W103", "the body took too long to arrive"),
    400: Problem("W103", "the body ended too early"),
}


def create_api(
    rulebook: Rulebook | None = None,
    *,
    max_bytes: int = MAX_BYTES,
    body_seconds: float = 10,
    at_once: int = 32,
) -> Starlette:
    """
    Return an ASGI app that answers in JSON.

    POST `/recommend`, `/questions`, `/explain` and `/score`; GET `/facts`, `/health`, `/version`
    and `/openapi.json`. What a body gets wrong is answered with all its errors; nothing that a
    caller sends is a 5xx, but for the 503 of a service that has its hands full.

    Args:
        rulebook: The rules; the shipped ones when None.
        max_bytes: How large a body may be.
        body_seconds: How long a body may take to arrive.
        at_once: How many calls are worked on or wait for it; one more gets a 503.
    """
    book = Rulebook.default() if rulebook is None else rulebook
    book.recommend({})  # the first plan makes the engine ready
    desk = _Desk(book, max_bytes, body_seconds, at_once, answers.words_of(book))
    steps = for_vocabulary(AskedSteps, book.situation)
    plans = for_vocabulary(AskedPlan, book.situation)
    whys = for_vocabulary(AskedWhy, book.situation)
    return Starlette(
        routes=[
            desk.posted("/recommend", steps, answers.recommended),
            desk.posted("/questions", plans, answers.questions),
            desk.posted("/explain", whys, answers.explained),
            desk.posted("/score", AskedScore, answers.scored),
            _fixed("/facts", answers.facts(book)),
            _fixed("/health", {"status": "ok"}),
            _fixed("/version", answers.version(book)),
            _fixed("/openapi.json", openapi(book, max_bytes)),
        ],
        exception_handlers={HTTPException: desk.not_routed},
    )


@dataclass(slots=True)
class _Desk:
    """What the calls share; `open` counts those that are being answered."""

    rulebook: Rulebook
    max_bytes: int
    body_seconds: float
    at_once: int
    words: frozenset[str]
    open: int = field(default=0, init=False)

    def posted(self, path: str, model: type[Any], answering: _Answering) -> Route:
        """Return the route that answers bodies of *model*."""

        async def endpoint(request: Request) -> Response:
            try:
                return await self._answered(request, model, answering)
            except RefusedError as refused:
                problem = _REFUSED.get(refused.status, _REFUSED[400])
                answer = answer_to(ServiceError(problem), self.words, refused.status)
                answer.headers.update(refused.headers)
                return answer
            except NextStepsError as error:
                return answer_to(error, self.words)
            except Exception as error:  # a fault of ours; its message may hold personal data
                log.error("a call failed: %s", place_of(error))
                problem = Problem("W107", "the service failed; the fault is not the call's")
                return answer_to(ServiceError(problem), self.words)

        return Route(path, endpoint, methods=["POST"])

    async def _answered(
        self, request: Request, model: type[Any], answering: _Answering
    ) -> Response:
        if self.open >= self.at_once:
            message = f"{self.at_once} calls are being answered"
            raise ServiceError(Problem("W104", message, help="try again in a second"))
        self.open += 1
        try:
            raw = await body_of(request, max_bytes=self.max_bytes, seconds=self.body_seconds)
            asked = read_at_once(raw, model) if len(raw) <= SMALL else None
            if isinstance(asked, AskedSteps) and not asked.questions:
                return _json(answering(asked, self.rulebook))  # sooner done than handed over
            return await run_in_threadpool(self._work, raw, model, answering)
        finally:
            self.open -= 1

    def _work(self, raw: bytes, model: type[Any], answering: _Answering) -> Response:
        return _json(answering(read_body(raw, model), self.rulebook))

    async def not_routed(self, _: Request, error: Exception) -> Response:
        """Answer a call of an address or a method that is not there."""
        assert isinstance(error, HTTPException)
        problem = Problem("W105", "there is no such call", help="`/openapi.json` lists all")
        answer = answer_to(ServiceError(problem), self.words, error.status_code)
        answer.headers.update(error.headers or {})
        return answer


def _fixed(path: str, values: Any) -> Route:
    body = _json(values).body

    async def endpoint(_: Request) -> Response:
        return Response(body, media_type="application/json")

    return Route(path, endpoint, methods=["GET"])


def _json(values: Any) -> Response:
    return Response(to_json(values), media_type="application/json")
