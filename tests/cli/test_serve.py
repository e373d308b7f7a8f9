"""`nextsteps serve` answers on the loopback interface, and says what it lacks."""

import sys

import httpx

from tests.cli.conftest import SKETCH
from tests.service.served import serving


def test_it_serves_until_it_is_ended():
    """A process of its own, asked over a socket; nothing that a call says is printed."""
    with serving("--rules", SKETCH) as served:
        asked = {"situation": {"no_progress": True, "age": 77}}
        answer = httpx.post(f"{served.address}/recommend", json=asked, timeout=20).json()

    assert "sketch" == answer["rulebook"]["id"]
    assert served.address in served.printed
    assert "no_progress" not in served.printed


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
