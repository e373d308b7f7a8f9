"""
The service under load on loopback, beside the same server that answers a constant.

    uv run python -m benchmarks.service_load --requests 200000

Both servers are uvicorn with one worker, each in a process of its own; both read the whole
body, and the constant has the size of a plan. They are asked by turns, over connections that
stay open, for the plans of dense situations without questions. Told are the share of the
constant's throughput, the 99th percentile of the time of a call against the constant's, the
errors, and how much memory the service took before its first call, after its first round and at
the end.
"""

import argparse
import asyncio
import json
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, sleep

from benchmarks.shipped import KINDS, situations
from nextsteps import Rulebook

CONNECTIONS = 8
_SERVERS = {
    "service": "from nextsteps.service import create_api as made",
    "constant": (
        "import functools\n"
        "from starlette.applications import Starlette\n"
        "from starlette.responses import Response\n"
        "from starlette.routing import Route\n"
        "async def answer(request):\n"
        "    await request.body()\n"
        "    return Response(BODY, media_type='application/json')\n"
        "routes = [Route('/recommend', answer, methods=['POST'])]\n"
        "made = functools.partial(Starlette, routes=routes)"
    ),
}


@dataclass(frozen=True, slots=True)
class Round:
    """What came of one round of calls: their seconds, and how many were not answered by a 200."""

    seconds: float
    each: tuple[float, ...]
    errors: int


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=20_000, help="of each server, in all")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    rulebook = Rulebook.default()
    some = situations(rulebook, KINDS["dense"], 60)
    bodies = [json.dumps({"situation": one.facts(), "questions": False}).encode() for one in some]
    sizes = [len(rulebook.recommend(one).to_json(questions=False)) for one in some]
    count = options.requests // options.rounds
    found: dict[str, list[Round]] = {"service": [], "constant": []}
    with (
        _serving("service", 0) as (port, process),
        _serving("constant", int(median(sizes))) as (
            other,
            _,
        ),
    ):
        memory = [_resident(process.pid)]
        for _ in range(options.rounds):
            found["constant"].append(asyncio.run(_ask(other, bodies, count)))
            found["service"].append(asyncio.run(_ask(port, bodies, count)))
            memory.append(_resident(process.pid))
    for line in _told(found, memory):
        print(line)


def _told(found: dict[str, list[Round]], memory: Sequence[float]) -> Iterator[str]:
    pairs = list(zip(found["service"], found["constant"], strict=True))
    share = median(constant.seconds / service.seconds for service, constant in pairs)
    slow = median(_high(service) / _high(constant) for service, constant in pairs)
    asked = sum(len(one.each) for one in found["service"])
    errors = sum(one.errors for one in found["service"])
    rate = median(len(one.each) / one.seconds for one in found["service"])
    yield f"{share:.2f} of the throughput of the constant; {rate:.0f} plans a second"
    yield f"99th percentile: {slow:.2f} times that of the constant"
    yield f"{errors} errors in {asked:,} requests"
    start, first, *_, end = (*memory, memory[-1])
    yield f"memory: {start:.0f} MB at first, {first:.0f} MB after a round, {end:.0f} MB at the end"


def _high(one: Round) -> float:
    return quantiles(one.each, n=100)[-1]


def _resident(process: int) -> float:
    """MB of memory that a process holds."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * 4096 / 1e6


@contextmanager
def _serving(name: str, size: int) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = (
        f"BODY = b'x' * {size}\n{_SERVERS[name]}\nimport uvicorn\n"
        f"uvicorn.run(made(), port={port}, log_level='warning', access_log=False)"
    )
    process = subprocess.Popen([sys.executable, "-c", program])  # noqa: S603
    try:
        _wait_for(port)
        yield port, process
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            sleep(0.1)
    raise TimeoutError(f"nothing listens on {port}")


async def _ask(port: int, bodies: Sequence[bytes], count: int) -> Round:
    each: list[float] = []
    start = perf_counter()
    share = [count // CONNECTIONS] * CONNECTIONS
    errors = await asyncio.gather(*(_connection(port, bodies, own, each) for own in share))
    return Round(perf_counter() - start, tuple(each), sum(errors))


async def _connection(port: int, bodies: Sequence[bytes], count: int, each: list[float]) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    errors = 0
    for number in range(count):
        body = bodies[number % len(bodies)]
        begun = perf_counter()
        writer.write(
            b"POST /recommend HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            b"Content-Length: %d\r\n\r\n" % len(body) + body
        )
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        length = int(head.split(b"content-length: ")[1].split(b"\r\n")[0])
        await reader.readexactly(length)
        each.append(perf_counter() - begun)
        errors += not head.startswith(b"http/1.1 200")
    writer.close()
    await writer.wait_closed()
    return errors


if __name__ == "__main__":
    main()
