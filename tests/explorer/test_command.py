"""`nextsteps explore` writes the page and opens it."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import SKETCH, Run


def test_the_command_writes_the_page_of_a_rulebook(
    nextsteps: Run, pieces: Path, tmp_path: Path
) -> None:
    """Into the folder that it says, with the folder of the rules for the copied code."""
    ran = nextsteps("explore", SKETCH, "--to", "out", "--no-serve")

    assert (ran.code, ran.out, ran.err) == (0, "The page is in out.\n", "")
    assert json.loads((tmp_path / "out" / "nextsteps-page.json").read_text())["folder"] == SKETCH


def test_the_command_opens_the_page_and_ends_quietly(
    nextsteps: Run, pieces: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Ctrl-C, with exit code 0."""
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)

    def interrupted(_server: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("http.server.ThreadingHTTPServer.serve_forever", interrupted)
    ran = nextsteps("explore", SKETCH)

    assert ran.code == 0
    assert opened == re.findall(r"http://127\.0\.0\.1:\d+/", ran.out)
    assert len(opened) == 1


def test_the_command_tells_a_fault_without_a_traceback(nextsteps: Run, pieces: Path) -> None:
    """The folder of the rules is no place for the page."""
    ran = nextsteps("explore", SKETCH, "--to", SKETCH, "--no-serve")

    assert ran.code == 1
    assert "error[X103]" in ran.err
