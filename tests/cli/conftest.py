"""The command line run in this process, with what it printed."""

import io
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from nextsteps.cli import run

ROOT = Path(__file__).parents[2]
SKETCH = str(ROOT / "tests" / "sketch")


@dataclass(frozen=True)
class Ran:
    """What one command did."""

    code: int
    out: str
    err: str
    seconds: float = field(compare=False)

    def __str__(self) -> str:
        return f"{self.out}{self.err}exit code {self.code}\n"


Run = Callable[..., Ran]


@pytest.fixture
def nextsteps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Runs `nextsteps` in an empty folder; `given` is what stands on standard input."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.setenv("COLUMNS", "80")

    def run_it(*arguments: str, given: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        started = time.process_time()  # of the processor, so that a busy machine is no fault
        code = run(arguments)
        seconds = time.process_time() - started
        return Ran(code, *capsys.readouterr(), seconds)

    return run_it
