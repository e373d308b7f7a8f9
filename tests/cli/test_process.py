"""The command as a process of its own: pipes, colours, closed streams."""

import os
import subprocess
import sys
from pathlib import Path

import nextsteps
from tests.cli.conftest import ROOT, SKETCH

EXAMPLE = str(ROOT / "examples" / "stuck_after_fourteen_weeks.yaml")
COMMAND = [sys.executable, "-m", "nextsteps"]


def process(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run the command with its output piped."""
    kept = {
        key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR")
    }
    return subprocess.run(
        [*COMMAND, *arguments],
        capture_output=True, text=True, encoding="utf-8", check=False, env=kept | environment,
    )  # fmt: skip


def test_the_version_is_the_librarys() -> None:
    """`--version` prints the version and nothing else."""
    assert f"{nextsteps.__version__}\n" == process("--version").stdout


def test_a_pipe_gets_plain_text() -> None:
    """No colour codes where nobody sees colours."""
    ran = process("recommend", EXAMPLE, "--rulebook", SKETCH)

    assert ran.returncode == 0
    assert "\x1b" not in ran.stdout


def test_a_terminal_gets_colours() -> None:
    """With FORCE_COLOR, as at a terminal, there are colour codes and the same steps."""
    ran = process("recommend", EXAMPLE, "--rulebook", SKETCH, FORCE_COLOR="1")

    assert "\x1b[" in ran.stdout
    assert "Tell your therapist" in ran.stdout


def test_no_color_wins() -> None:
    """NO_COLOR makes the output plain even at a terminal."""
    ran = process("recommend", EXAMPLE, "--rulebook", SKETCH, FORCE_COLOR="1", NO_COLOR="1")

    assert "\x1b" not in ran.stdout


def test_problems_are_coloured_at_a_terminal() -> None:
    """The message is the same, with the code set off."""
    ran = process("recommend", "nobody.yaml", FORCE_COLOR="1")

    assert ran.returncode == 1
    assert "\x1b[" in ran.stderr
    assert "D110" in ran.stderr


def test_a_broken_pipe_is_no_error() -> None:
    """Whoever reads only the first line gets it, and nothing is said of the rest."""
    command = f"'{sys.executable}' -m nextsteps facts | head -n 1"
    ran = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False
    )

    assert (ran.returncode, ran.stderr, ran.stdout) == (0, "", "The facts of a situation\n")


def test_a_full_disk_is_told() -> None:
    """A write that fails is one line, not a traceback."""
    if not Path("/dev/full").exists():
        return
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run([*COMMAND, "facts"], stdout=full, stderr=subprocess.PIPE, check=False)

    assert ran.returncode == 1
    assert b"Traceback" not in ran.stderr


def test_closed_streams_are_no_crash() -> None:
    """A process started without streams ends without a traceback."""
    command = f"'{sys.executable}' -m nextsteps recommend - <&- >&-"
    ran = subprocess.run(["bash", "-c", command], stderr=subprocess.PIPE, check=False, text=True)

    assert ran.returncode == 1
    assert "standard input is closed" in ran.stderr


def test_an_ascii_terminal_gets_what_it_can_show() -> None:
    """Letters that the encoding lacks are replaced, and nothing fails."""
    ran = process("facts", PYTHONIOENCODING="ascii")

    assert ran.returncode == 0
