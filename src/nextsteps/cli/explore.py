"""`nextsteps explore`: a page to try situations on, that runs the rules in the browser."""

import webbrowser
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from nextsteps.cli.situation import rulebook_in
from nextsteps.cli.terminal import write


def explore(
    rulebook: Annotated[
        str | None, Parameter(name="DIR", help="A folder of rules; else the shipped ones.")
    ] = None,
    /,
    *,
    to: Annotated[str, Parameter(help="The folder that the page is written into.")] = (
        "nextsteps-page"
    ),
    serve: Annotated[
        bool, Parameter(help="Serve the page, for this machine alone, until it is interrupted.")
    ] = True,
    open: Annotated[bool, Parameter(help="Open the served page in a browser.")] = True,  # noqa: A002
    port: Annotated[int, Parameter(help="The port; 0 takes any that is free.")] = 0,
) -> None:
    """Write a private page that runs the rules in the browser, and open it."""
    from nextsteps.explorer.page import write_page
    from nextsteps.explorer.serve import address_of, create_server

    folder = Path(to)
    write_page(folder, rulebook_in(rulebook), loaded_from=rulebook)
    write(f"The page is in {folder}.\n")
    if not serve:
        return
    with create_server(folder, port) as server:
        write(f"It is at {address_of(server)} until you press Ctrl-C.\n")
        if open:
            webbrowser.open(address_of(server))
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            write("\n")
