"""The load benchmark asks both servers, and counts what they answer."""

import sys

from benchmarks import service_load


def test_both_servers_answer_every_call(monkeypatch, capsys):
    """
    In a small run; what is measured there means nothing.
    """
    monkeypatch.setattr(sys, "argv", ["service_load", "--requests", "32", "--rounds", "2"])

    service_load.main()

    throughput, _, errors, memory = capsys.readouterr().out.splitlines()
    assert "0 errors in 32 requests" == errors
    assert "of the throughput of the constant" in throughput
    assert memory.startswith("memory: ")
