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

import pytest

from nextsteps.cli.report import Checked
from nextsteps.cli.watch import watched
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


def save(path: Path, text: str) -> None:
    """Write a file in one go, however slow the machine is."""
    whole = path.with_suffix(".new")
    whole.write_text(text)
    whole.replace(path)


def test_a_change_is_checked_and_only_what_is_new_is_shown(tmp_path: Path) -> None:
    """A mistake appears, stays and is mended; Ctrl-C ends with the code of the last check."""
    rules = tmp_path / "rules"
    rules.mkdir()
    save(rules / "all.yaml", CLEAN.replace("id: r\n", "id: other\n"))
    end = "The vignettes were run"
    with watching(rules) as process:
        first = process.until(end)
        assert first.startswith("watching rules; Ctrl-C ends\n")
        assert first.count("error[R409]") == 1
        assert first.count("error[R410]") == 2

        save(rules / "all.yaml", "# one line more\n" + CLEAN)
        mended = process.until(end)
        assert mended.startswith("\nchanged: all.yaml\nmended: R410: ")
        assert f"{SUMMARY}, no problems\n" in mended

        save(rules / "all.yaml", "rules: [\n")
        assert "error[D103]" in process.until("rules: 1 problem; the rulebook does not load")

        save(rules / "all.yaml", CLEAN.replace("holds: [r]", "fails: [r]"))
        broken = process.until(end)
        assert broken.count("error[R410]") == 1
        assert f"{SUMMARY}, 2 problems\n" in broken

        save(rules / "more.yaml", "vignettes: []  # FILL IN some\n")
        again = process.until(end)
        assert again.startswith(f"\nchanged: more.yaml\n2 problems as before\n{SUMMARY}")
        assert "2 problems, 1 place to fill in\n" in again

        assert (1, "") == process.stopped()


def test_without_problems_ctrl_c_ends_in_zero(tmp_path: Path) -> None:
    """As the check itself would."""
    rules = tmp_path / "rules"
    rules.mkdir()
    save(rules / "all.yaml", CLEAN)
    with watching(rules) as process:
        process.until("The vignettes were run")
        assert (0, "") == process.stopped()


def test_a_file_that_is_written_in_parts_is_checked_when_it_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is told of faults in half a file."""
    path = tmp_path / "all.yaml"
    path.write_text("first")
    happens = iter([lambda: path.write_text(""), lambda: path.write_text("seco"),
                    lambda: path.write_text("second"), lambda: None, stop])  # fmt: skip
    monkeypatch.setattr("nextsteps.cli.watch.time.sleep", lambda _seconds: next(happens)())
    checked: list[str] = []

    def check() -> Checked:
        checked.append(path.read_text())
        return Checked(str(tmp_path), None, ())

    watched(str(tmp_path), check, lambda _checked, _before=None, /: None)

    assert ["first", "second"] == checked


def stop() -> None:
    """Ctrl-C."""
    raise KeyboardInterrupt


def test_only_a_folder_can_be_watched(nextsteps: Run) -> None:
    """What is no folder is a problem, as without watching, and nothing waits for it."""
    ran = nextsteps("check", "nowhere", "--watch")

    assert ran.code == 1
    assert "`nowhere` is not a folder" in ran.out


def test_watching_prints_text(nextsteps: Run) -> None:
    """Other formats are for other programs, which do not watch."""
    assert nextsteps("check", "rules", "--watch", "--format", "json").code == 2
