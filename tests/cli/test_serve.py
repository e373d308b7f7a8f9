"""`nextsteps serve` answers on the loopback interface, and says what it lacks."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

from tests.cli.conftest import SKETCH


def test_it_serves_until_it_is_ended():
    """A process of its own, asked over a socket; nothing that a call says is printed."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "nextsteps", "serve", "--port", str(port), "--rules", SKETCH]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ}
    ) as served:
        try:
            answer = _asked(port, {"situation": {"no_progress": True, "age": 77}})
        finally:
            served.terminate()
        printed, _ = served.communicate(timeout=20)

    assert "sketch" == answer["rulebook"]["id"]
    assert f"127.0.0.1:{port}" in printed
    assert "no_progress" not in printed


def _asked(port, body):
    url = f"http://127.0.0.1:{port}/recommend"
    call = urllib.request.Request(
        url, json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    for _ in range(400):
        try:
            with urllib.request.urlopen(call, timeout=20) as answer:  # noqa: S310
                return json.load(answer)
        except urllib.error.URLError:
            time.sleep(0.05)
    raise AssertionError("it never answered")


def test_without_the_extra_it_says_how_to_install_it(nextsteps, monkeypatch):
    """No traceback, and no half-started server."""
    monkeypatch.setitem(sys.modules, "uvicorn", None)

    ran = nextsteps("serve")

    assert (1, "") == (ran.code, ran.out)
    assert (
        "error[W108]: the service needs `uvicorn`, which is not installed\n"
        "      = help: pip install 'nextsteps[service]'\n"
    ) == ran.err


def test_beyond_loopback_it_warns_and_listens_where_it_was_told(nextsteps, monkeypatch):
    """Who listens to the world is told that nobody is asked who they are."""
    called = []
    monkeypatch.setattr("uvicorn.run", lambda _, **options: called.append(options))

    beyond, within = nextsteps("serve", "--host", "0.0.0.0"), nextsteps("serve")  # noqa: S104

    assert ("0.0.0.0", "127.0.0.1") == (called[0]["host"], called[1]["host"])  # noqa: S104
    assert "Others can reach 0.0.0.0" in beyond.err
    assert "" == within.err
