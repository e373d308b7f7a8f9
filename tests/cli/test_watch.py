"""`nextsteps check --watch`."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Thread

from tests.cli.conftest import Run
from tests.cli.test_check import CLEAN

SUMMARY = "small 0.1.0: 1 rule, 1 recommendation, 2 vignettes"
PATIENCE = 60  # seconds, for a busy machine


class Watching:
    """A process that watches, and the lines that it prints."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self._lines: Queue[str] = Queue()
        Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line)

    def until(self, end: str) -> str:
        """What it prints next, up to a line that begins with *end*."""
        lines = [self._lines.get(timeout=PATIENCE)]
        while not lines[-1].startswith(end):
            lines.append(self._lines.get(timeout=PATIENCE))
        return "".join(lines)

    def stopped(self) -> tuple[int, str]:
        """The exit code after Ctrl-C, and what is on standard error."""
        self._process.send_signal(signal.SIGINT)
        assert self._process.stderr is not None
        return self._process.wait(PATIENCE), self._process.stderr.read()


@contextmanager
def watching(folder: Path) -> Iterator[Watching]:
    """`nextsteps check FOLDER --watch --no-proof`, until the block ends."""
    process = subprocess.Popen(
        [sys.executable, "-m", "nextsteps", "check", folder.name, "--watch", "--no-proof"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=folder.parent,
        env={**os.environ, "NO_COLOR": "1"},
    )  # fmt: skip
    with process:
        try:
            yield Watching(process)
        finally:
            process.kill()


def test_a_change_is_checked_and_only_what_is_new_is_shown(tmp_path: Path) -> None:
    """A mistake appears, stays and is mended; Ctrl-C ends with the code of the last check."""
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "all.yaml").write_text(CLEAN.replace("id: r\n", "id: other\n"))
    end = "The vignettes were run"
    with watching(rules) as process:
        first = process.until(end)
        assert first.count("error[R409]") == 1
        assert first.count("error[R410]") == 2

        (rules / "all.yaml").write_text("# one line more\n" + CLEAN)
        mended = process.until(end)
        assert mended.startswith("\nchanged: all.yaml\nmended: R410: ")
        assert f"{SUMMARY}, no problems\n" in mended

        (rules / "all.yaml").write_text("rules: [\n")
        assert "error[D103]" in process.until("rules: 1 problem; the rulebook does not load")

        (rules / "all.yaml").write_text(CLEAN.replace("holds: [r]", "fails: [r]"))
        broken = process.until(end)
        assert broken.count("error[R410]") == 1
        assert f"{SUMMARY}, 2 problems\n" in broken

        (rules / "more.yaml").write_text("vignettes: []  # FILL IN some\n")
        again = process.until(end)
        assert again.startswith(f"\nchanged: more.yaml\n2 problems as before\n{SUMMARY}")
        assert "2 problems, 1 place to fill in\n" in again

        assert (1, "") == process.stopped()


def test_without_problems_ctrl_c_ends_in_zero(tmp_path: Path) -> None:
    """As the check itself would."""
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "all.yaml").write_text(CLEAN)
    with watching(rules) as process:
        process.until("The vignettes were run")
        assert (0, "") == process.stopped()


def test_only_a_folder_can_be_watched(nextsteps: Run) -> None:
    """What is no folder is a problem, as without watching, and nothing waits for it."""
    ran = nextsteps("check", "nowhere", "--watch")

    assert ran.code == 1
    assert "`nowhere` is not a folder" in ran.out


def test_watching_prints_text(nextsteps: Run) -> None:
    """Other formats are for other programs, which do not watch."""
    assert nextsteps("check", "rules", "--watch", "--format", "json").code == 2
