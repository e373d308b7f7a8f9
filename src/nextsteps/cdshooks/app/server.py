"""Answer the three endpoints: discovery, a service, its feedback."""

import inspect
import logging
import traceback
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import uuid4

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from nextsteps.cdshooks.app.answers import RefusedError
from nextsteps.cdshooks.app.message import body_of, message_in
from nextsteps.cdshooks.app.service import InvalidContextError, MissingDataError, Service
from nextsteps.cdshooks.app.store import FeedbackStore
from nextsteps.cdshooks.check import check_feedback, check_request
from nextsteps.cdshooks.discovery import Discovery
from nextsteps.cdshooks.feedback import FeedbackReport
from nextsteps.cdshooks.request import HookRequest
from nextsteps.cdshooks.response import Card, HookResponse, Suggestion
from nextsteps.cdshooks.tokens import Caller, TokenError, TokenVerifier

_Named = TypeVar("_Named", Card, Suggestion)
log = logging.getLogger("nextsteps.cdshooks")

Fetched = Mapping[str, Any]
Fetch = Callable[[HookRequest, Mapping[str, str]], Fetched | Awaitable[Fetched]]
"""Gets what was not prefetched: from a request and templates by key, to resources by key."""


@dataclass(frozen=True, slots=True)
class Server:
    """What the endpoints share."""

    services: Mapping[tuple[str, str], Service]
    verifier: TokenVerifier | None
    base_url: str
    store: FeedbackStore | None
    fetch: Fetch | None
    max_bytes: int
    body_seconds: float

    @property
    def ids(self) -> frozenset[str]:
        """All ids of services."""
        return frozenset(id_ for id_, _ in self.services)

    async def discover(self, request: Request) -> Response:
        """List the services."""
        await self._caller(request, "/cds-services")
        described = tuple(one.describe() for one in self.services.values())
        return _json(Discovery(services=described).to_json())

    async def call(self, request: Request) -> Response:
        """Answer a hook."""
        await self._caller(request, f"/cds-services/{request.path_params['id']}")
        id_ = self._known_id(request)
        called = message_in(await self._body(request), check_request, HookRequest)
        service = self.services.get((id_, called.hook))
        if service is None:
            raise RefusedError(400, "not-supported", "this service does not answer that hook")
        response = await self._answer(service, await self._complete(service, called))
        return _json((_identified(response) if self.store else response).to_json())

    async def feedback(self, request: Request) -> Response:
        """Keep what a client reports."""
        caller = await self._caller(request, f"/cds-services/{request.path_params['id']}/feedback")
        id_ = self._known_id(request)
        if self.store is None:
            raise RefusedError(404, "not-found", "feedback is not collected here")
        report = message_in(await self._body(request), check_feedback, FeedbackReport)
        issuer, tenant = (caller.issuer, caller.tenant) if caller else (None, None)
        await run_in_threadpool(self.store.add, id_, report, issuer=issuer, tenant=tenant)
        return Response(status_code=200)

    def _known_id(self, request: Request) -> str:
        id_: str = request.path_params["id"]
        if id_ not in self.ids:
            raise RefusedError(404, "not-found", "there is no such service here")
        return id_

    async def _caller(self, request: Request, path: str) -> Caller | None:
        if self.verifier is None:
            return None
        shown, audience = request.headers.get("authorization"), self.base_url + path
        try:
            return await run_in_threadpool(self.verifier.verify, shown, audience)
        except TokenError as refused:
            log.warning("token refused: %s", refused.reason.value)
            error = 'Bearer error="invalid_token"' if shown else "Bearer"
            raise RefusedError(401, "login", str(refused), WWW_Authenticate=error) from None

    async def _body(self, request: Request) -> bytes:
        return await body_of(request, max_bytes=self.max_bytes, seconds=self.body_seconds)

    async def _complete(self, service: Service, called: HookRequest) -> HookRequest:
        """Get what was not prefetched; what can't be got ends the call, as the standard says."""
        missing = service.missing(called)
        if missing and self.fetch is not None:
            templates = {key: service.prefetch[key] for key in missing}
            fetched = await _run(self.fetch, called, templates)
            known = {key: fetched[key] for key in missing if key in fetched}
            prefetch = {**(called.prefetch or {}), **known}
            called = called.model_copy(update={"prefetch": prefetch or None})
        still_missing = service.missing(called)
        if still_missing:
            raise _precondition(still_missing)
        return called

    async def _answer(self, service: Service, called: HookRequest) -> HookResponse:
        try:
            answer = await _run(service.answer, called)
            if isinstance(answer, HookResponse):
                return answer
            return HookResponse(cards=tuple(answer))
        except MissingDataError as missing:
            raise _precondition(missing.keys) from None
        except InvalidContextError as invalid:
            raise RefusedError(400, "invalid", *invalid.says) from None


async def _run(function: Callable[..., Any], *about: Any) -> Any:
    """Call a function of the adopter's, in a thread of its own unless it is async."""
    if inspect.iscoroutinefunction(function):
        return await function(*about)
    answer = await run_in_threadpool(function, *about)
    return await answer if inspect.isawaitable(answer) else answer


def _precondition(keys: Iterable[str]) -> RefusedError:
    return RefusedError(
        412, "processing", *(f"prefetch `{key}` is missing, and cannot be fetched" for key in keys)
    )


def _json(content: bytes) -> Response:
    return Response(content, media_type="application/json")


def _identified(response: HookResponse) -> HookResponse:
    """Give cards and suggestions the identifiers without which no feedback can come."""
    return response.model_copy(update={"cards": tuple(_card(card) for card in response.cards)})


def _card(card: Card) -> Card:
    suggestions = card.suggestions and tuple(_with_uuid(one) for one in card.suggestions)
    return _with_uuid(card).model_copy(update={"suggestions": suggestions})


def _with_uuid(one: _Named) -> _Named:
    return one if one.uuid else one.model_copy(update={"uuid": str(uuid4())})


def place_of(error: BaseException) -> str:
    """Say what kind of error it was and where it arose; its message may hold personal data."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "?"
    return f"{type(error).__name__} at {where}"
