"""`nextsteps serve`: the rulebook as a web service."""

import sys
from typing import Annotated

from cyclopts import Parameter

from nextsteps.cli.extras import needed
from nextsteps.cli.situation import OwnFacts, rulebook_in
from nextsteps.cli.terminal import write
from nextsteps.errors import ServiceError

_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def serve(
    *,
    host: Annotated[str, Parameter(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, Parameter(help="The port to listen on.")] = 8000,
    rulebook: Annotated[
        str | None,
        Parameter(name=("--rulebook", "--rules"), help="A folder of rules; else the shipped ones."),
    ] = None,
    situation: OwnFacts = None,
) -> None:
    """Serve plans, questions, explanations and scores as JSON, and CDS Hooks."""
    with needed("service", "the service needs", ServiceError, "W108"):
        import uvicorn

        from nextsteps.service import create_service

    app = create_service(rulebook_in(rulebook, situation))
    if host not in _LOOPBACK:
        write(
            f"Others can reach {host}: put it behind a server that knows who calls, "
            "and speaks TLS.\n",
            sys.stderr,
        )
    uvicorn.run(app, host=host, port=port, access_log=False, server_header=False)
