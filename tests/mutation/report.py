"""What came of mutants of the code when they were last tried: `report.yaml`."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

REPORT = Path(__file__).with_name("report.yaml")
_HEAD = """\
# What came of mutants of the code, as `make mutation` measured it; written, do not edit.
# `left` is what no test failed for, known by function and by what the line became.
"""


@dataclass(frozen=True, order=True)
class Survivor:
    """A function, and the lines that one mutant put into it, or else took out of it."""

    where: str
    becomes: str


@dataclass(frozen=True)
class Measured:
    """
    What came of the mutants of one package on one day.

    `mutants` is how many there are, of which `tried` were. `left` is what was not noticed,
    with those (`timeouts`) for which the tests ran out of time.
    """

    package: str
    date: str
    mutants: int
    tried: int
    noticed: int
    timeouts: int
    left: tuple[Survivor, ...]

    @property
    def share(self) -> float:
        """The part of what was tried that was noticed."""
        return self.noticed / self.tried


def read(path: Path = REPORT) -> list[Measured]:
    """Return what was measured of each package, in the order of the report."""
    written: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [
        Measured(**one | {"left": tuple(Survivor(*left) for left in one["left"])})
        for one in written
    ]


def write(measured: Iterable[Measured], path: Path = REPORT) -> None:
    """Write the report anew."""
    listed = [
        {
            "package": one.package,
            "date": one.date,
            "mutants": one.mutants,
            "tried": one.tried,
            "noticed": one.noticed,
            "timeouts": one.timeouts,
            "left": [[left.where, left.becomes] for left in one.left],
        }
        for one in measured
    ]
    text = yaml.safe_dump(listed, sort_keys=False, width=10_000, allow_unicode=True)
    path.write_text(_HEAD + text, encoding="utf-8")
