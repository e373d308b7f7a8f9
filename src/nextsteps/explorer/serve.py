"""A small server for the page, for this machine alone: a browser runs no Python from a file."""

import functools
import http.server
from pathlib import Path
from typing import Any

LOOPBACK = "127.0.0.1"
_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src data:; "
    "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


class _Files(http.server.SimpleHTTPRequestHandler):
    """The files of a folder; nothing is logged, for nobody needs to know."""

    extensions_map = {  # noqa: RUF012  (as the base class has it)
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def end_headers(self) -> None:
        """Say that the page may ask for nothing but its own files."""
        self.send_header("Content-Security-Policy", _POLICY)
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *_arguments: Any) -> None:
        """Log nothing."""


def create_server(folder: Path, port: int = 0) -> http.server.ThreadingHTTPServer:
    """
    Return a server of *folder* that only this machine can reach; `serve_forever` runs it.

    Args:
        folder: A page that `write_page` wrote.
        port: The port; 0 takes any that is free.

    Raises:
        OSError: The port is taken.
    """
    serving = functools.partial(_Files, directory=str(folder))
    return http.server.ThreadingHTTPServer((LOOPBACK, port), serving)


def address_of(server: http.server.ThreadingHTTPServer) -> str:
    """Return where a browser finds the page."""
    return f"http://{LOOPBACK}:{server.server_address[1]}/"
