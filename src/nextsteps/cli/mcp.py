"""`nextsteps mcp`: the rules as tools for an assistant, over standard input and output."""

from typing import Annotated

from cyclopts import Parameter

from nextsteps.cli.extras import needed
from nextsteps.cli.situation import OwnFacts, rulebook_in
from nextsteps.errors import ServiceError


def mcp(
    *,
    rulebook: Annotated[
        str | None,
        Parameter(name=("--rulebook", "--rules"), help="A folder of rules; else the shipped ones."),
    ] = None,
    situation: OwnFacts = None,
) -> None:
    """Offer the rules as tools to an assistant (Model Context Protocol, standard input)."""
    with needed("mcp", "the tools need", ServiceError, "W108"):
        from nextsteps.mcp_server import create_server

    create_server(rulebook_in(rulebook, situation)).run("stdio")
