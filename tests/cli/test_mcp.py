"""`nextsteps mcp` says what it lacks."""

import sys


def test_without_the_extra_it_says_how_to_install_it(nextsteps, monkeypatch):
    """No traceback, and no half-started server."""
    monkeypatch.delitem(sys.modules, "nextsteps.mcp_server", raising=False)
    monkeypatch.setitem(sys.modules, "mcp.server.mcpserver", None)

    ran = nextsteps("mcp")

    assert (1, "") == (ran.code, ran.out)
    assert "pip install 'nextsteps[mcp]'" in ran.err
