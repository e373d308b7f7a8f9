"""What pictures show, as plain data: scores over time, an order, and what a step rests on."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

NO_CHANGE = "no clear change"
BranchKind: TypeAlias = Literal["fact", "finding", "rule", "step"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One score: weeks from the first one, the time in words and in short, and its points."""

    weeks: float
    when: str
    tick: str
    total: int


@dataclass(frozen=True, slots=True)
class Cut:
    """A total that means something, such as the cut-off, and its name."""

    total: int
    name: str


@dataclass(frozen=True, slots=True)
class Scores:
    """
    The scores of one questionnaire over time.

    `low` and `high` are the ends of the scale. Totals within `steady` are no reliable change
    from the first. `better` names the better direction, as in "lower is better";
    `points` and `steady_name` are how the drawing calls its scale and what is within `steady`.
    """

    title: str
    said: str
    low: int
    high: int
    better: Literal["lower", "higher"]
    marks: tuple[Mark, ...]
    steady: tuple[int, int] | None
    cuts: tuple[Cut, ...]
    points: str = ""
    steady_name: str = NO_CHANGE


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion, and what it says of each step."""

    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranks:
    """
    Why steps stand in their order.

    `rows` are the criteria in order, down to the last that decides. `decided[i]` is the row
    that sets step i above step i + 1; above that row their cells are equal in rank. `step` is
    the word for a step.
    """

    title: str
    said: str
    rows: tuple[Row, ...]
    decided: tuple[int, ...]
    step: str = "Step"


@dataclass(frozen=True, slots=True)
class Branch:
    """
    A step, a rule, a finding or a fact in words, and what it rests on in turn.

    `name` is what its kind is called, where not by the word for it.
    """

    kind: BranchKind
    text: str
    below: "tuple[Branch, ...]" = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Roots:
    """What one step rests on: from facts through findings to rules to the step."""

    title: str
    said: str
    step: Branch


Drawing: TypeAlias = Scores | Ranks | Roots
