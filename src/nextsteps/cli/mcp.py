"""`nextsteps mcp`: the rules as tools for an assistant, over standard input and output."""

from typing import Annotated

from cyclopts import Parameter

from nextsteps.cli.situation import rulebook_in
from nextsteps.errors import Problem, ServiceError


def mcp(
    *,
    rulebook: Annotated[
        str | None,
        Parameter(name=("--rulebook", "--rules"), help="A folder of rules; else the shipped ones."),
    ] = None,
) -> None:
    """Offer the rules as tools to an assistant (Model Context Protocol, standard input)."""
    try:
        from nextsteps.mcp_server import create_server
    except ImportError as error:
        message = f"the tools need `{error.name}`, which is not installed"
        help_text = "pip install 'nextsteps[mcp]'"
        raise ServiceError(Problem("W108", message, help=help_text)) from None
    create_server(rulebook_in(rulebook)).run("stdio")
