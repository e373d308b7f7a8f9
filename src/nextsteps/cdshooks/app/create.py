"""Put the endpoints together: routes, CORS, and an answer to whatever goes wrong."""

import logging
import time
from collections.abc import Iterable, Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from nextsteps.cdshooks.app.answers import RefusedError
from nextsteps.cdshooks.app.server import Fetch, Server, place_of
from nextsteps.cdshooks.app.service import Service
from nextsteps.cdshooks.app.store import FeedbackStore
from nextsteps.cdshooks.check import check_discovery
from nextsteps.cdshooks.discovery import Discovery
from nextsteps.cdshooks.tokens import TokenVerifier

log = logging.getLogger("nextsteps.cdshooks")


def create_app(
    services: Iterable[Service],
    *,
    verifier: TokenVerifier | None = None,
    base_url: str = "",
    origins: Sequence[str] = (),
    store: FeedbackStore | None = None,
    fetch: Fetch | None = None,
    max_bytes: int = 5_000_000,
    body_seconds: float = 10,
) -> Starlette:
    """
    Return an ASGI app that serves the *services* below `/cds-services`.

    - *verifier*: who may call; every call then needs a token made out for its URL, so *base_url*
      has to be what clients call, such as `https://cds.example.org`. Without it, everyone may.
    - *origins*: web pages that may call, such as `https://ehr.example.org`; none by default.
    - *store*: where feedback is kept; cards then get identifiers. Without it, feedback is a 404.
    - *fetch*: gets what was not prefetched. Nothing is fetched without it.
    - *max_bytes*, *body_seconds*: how large a body may be, and how long it may take.

    Raises ValueError for services that share id and hook, or that the standard does not allow.
    """
    if verifier is not None and not base_url.startswith(("https://", "http://")):
        raise ValueError("a verifier needs the base_url that clients call")
    if "*" in origins:
        raise ValueError("name the origins; `*` would let any page call on a user's behalf")
    server = Server(
        services=_by_id(services),
        verifier=verifier,
        base_url=base_url.rstrip("/"),
        store=store,
        fetch=fetch,
        max_bytes=max_bytes,
        body_seconds=body_seconds,
    )
    return Starlette(
        routes=[
            Route("/cds-services", server.discover, methods=["GET"]),
            Route("/cds-services/{id}", server.call, methods=["POST"]),
            Route("/cds-services/{id}/feedback", server.feedback, methods=["POST"]),
        ],
        middleware=[
            Middleware(
                CORSMiddleware,
                allow_origins=list(origins),
                allow_methods=["GET", "POST"],
                allow_headers=["Authorization", "Content-Type"],
            ),
            Middleware(_Guard),
        ],
        exception_handlers={RefusedError: _refused, HTTPException: _not_routed},
    )


def _by_id(services: Iterable[Service]) -> dict[tuple[str, str], Service]:
    listed = list(services)
    message = Discovery(services=tuple(one.describe() for one in listed)).to_dict()
    kept = ("discovery-unique", "discovery-id")
    faults = [
        str(one)
        for one in check_discovery(message)
        if one.level == "SHALL" or one.requirement in kept
    ]
    if faults:
        raise ValueError("\n".join(faults))
    return {(one.id, one.hook): one for one in listed}


async def _refused(_: Request, refused: Exception) -> Response:
    assert isinstance(refused, RefusedError)
    return refused.response()


async def _not_routed(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    answer = RefusedError(error.status_code, "not-found", error.detail).response()
    answer.headers.update(error.headers or {})
    return answer


class _Guard:
    """
    Log each call by its status and time alone, and answer errors of a service without details.

    An error of a service is the adopter's: it is logged by its kind and place, never by its
    message, which may hold what a patient record says.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status, started = 0, time.perf_counter()

        async def sending(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except Exception as error:
            log.error("a service failed: %s", place_of(error))
            if status == 0:
                failed = RefusedError(
                    500, "exception", "the service failed; the fault is not the call's"
                )
                await failed.response()(scope, receive, sending)
        log.info("answered %s in %.0f ms", status, (time.perf_counter() - started) * 1000)
