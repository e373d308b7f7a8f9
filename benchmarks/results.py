"""What a benchmark finds out: tables, limits with their verdict, and curves."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from benchmarks.timing import Timed

Cells: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is measured: sizes of rulebooks, cases, rounds, and seconds a round."""

    sizes: tuple[int, ...] = (30, 100, 300, 1000, 3000)
    cases: int = 500  # they stay in the processor's cache, as a case just made
    many_cases: int = 3000  # all different, more than `rank` keeps and than the cache holds
    checked: int = 100
    rounds: int = 9
    seconds: float = 0.03
    rows: int = 102_400
    people: int = 1_000_000
    is_quick: bool = False


QUICK = Effort(
    sizes=(30,),
    cases=24,
    many_cases=48,
    checked=12,
    rounds=1,
    seconds=0.002,
    rows=1024,
    people=200,
    is_quick=True,
)


@dataclass(frozen=True, slots=True)
class Limit:
    """One thing that was promised; `measured` is None where it could not be measured here."""

    what: str
    measured: float | None
    limit: float
    unit: str = "times"
    at_least: bool = False
    strict: bool = False

    @property
    def verdict(self) -> str:
        """Whether it holds, worked out from the numbers."""
        if self.measured is None:
            return "not measured"
        if self.at_least:
            return "met" if self.measured >= self.limit else "not met"
        within = self.measured < self.limit if self.strict else self.measured <= self.limit
        return "met" if within else "not met"

    def cells(self) -> Cells:
        """Return the row of the report."""
        bound = "at least" if self.at_least else "under" if self.strict else "at most"
        measured = "-" if self.measured is None else f"{number(self.measured)} {self.unit}"
        return (self.what, measured, f"{bound} {number(self.limit)} {self.unit}", self.verdict)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head."""

    title: str
    head: Cells
    rows: tuple[Cells, ...]


@dataclass(frozen=True, slots=True)
class Curves:
    """A picture: per name its points, both axes logarithmic."""

    file: str
    title: str
    across: str
    up: str
    lines: dict[str, list[tuple[float, float]]]


@dataclass(slots=True)
class Section:
    """A part of the report."""

    title: str
    text: str
    tables: list[Table] = field(default_factory=list)
    limits: list[Limit] = field(default_factory=list)
    curves: list[Curves] = field(default_factory=list)


Measure: TypeAlias = Callable[[Effort], Section]


def number(value: float) -> str:
    """Return *value* with three digits that count."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def micro(seconds: float) -> str:
    """Return *seconds* as microseconds."""
    return number(seconds * 1e6)


def timed_cell(timed: Timed) -> str:
    """Return microseconds, and in brackets the ratio and its quartiles."""
    spread = f"{number(timed.low)} to {number(timed.high)}"
    return f"{micro(timed.seconds)} ({number(timed.ratio)}; {spread})"


def times(ratio: float, low: float, high: float) -> str:
    """Return a ratio with its quartiles."""
    return f"{number(ratio)} ({number(low)} to {number(high)})"
