"""`nextsteps serve` as a process of its own."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass
class Served:
    """Where it listens, and, once it has ended, what it printed."""

    address: str
    printed: str = ""


@contextmanager
def serving(*options: str) -> Iterator[Served]:
    """Serve on a free port of the loopback interface, from the first answer until the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "nextsteps", "serve", "--port", str(port), *options]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        served = Served(f"http://127.0.0.1:{port}")
        try:
            _wait_for(port, process)
            yield served
        finally:
            process.terminate()
            served.printed, _ = process.communicate(timeout=20)


def _wait_for(port: int, process: subprocess.Popen[str]) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            assert process.poll() is None, "it ended"
            time.sleep(0.05)
    raise AssertionError("it never answered")
