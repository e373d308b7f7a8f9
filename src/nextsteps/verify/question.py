"""One question about all possible situations, which every prover can be asked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from nextsteps.errors import Problem
from nextsteps.rulebook import Rulebook
from nextsteps.verify.plan import PlanOf
from nextsteps.verify.witness import Witness

OfOne: TypeAlias = Callable[[PlanOf[Any]], list[Any]]
OfTwo: TypeAlias = Callable[[PlanOf[Any], PlanOf[Any]], list[Any]]
Answer: TypeAlias = Literal["possible", "impossible"]


@dataclass(frozen=True, slots=True)
class Question:
    """
    Is there a situation in which all propositions of `of_one` hold?

    With `of_two`: is there a situation, and the same with danger facts grown more dangerous
    (`only` these, if any are named), in which all of them hold?
    A fault is told at the entry `about` of `kind`, or at the entry `where`.
    `fault` is the answer that is a fault. `unless` names checks that, having found fault with
    the same entry, make this question idle. `case` tells apart questions of one check.
    """

    code: str
    kind: str
    about: str
    message: str
    of_one: OfOne | None = None
    of_two: OfTwo | None = None
    fault: Answer = "possible"
    only: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    case: str = ""
    help: str | None = None
    where: tuple[str, str] | None = None

    @property
    def name(self) -> str:
        """What tells this question from all others of the rulebook."""
        return f"{self.code} {self.about} {self.case}".strip()


@dataclass(frozen=True)
class Fault:
    """Something wrong with a rulebook, with a witness where one can show it."""

    problem: Problem
    about: str
    witness: Witness | None = None

    @property
    def name(self) -> str:
        """The check and what it found fault with: what `meant` entries name."""
        return f"{self.problem.code} {self.about}"

    def __str__(self) -> str:
        """Return the problem as a person reads it, and the witness below it."""
        if self.witness is None:
            return str(self.problem)
        return f"{self.problem}\n      = for example: {self.witness}"


def fault_of(rulebook: Rulebook, code: str, kind: str, about: str, message: str,
             help_text: str | None = None, witness: Witness | None = None) -> Fault:  # fmt: skip
    """Return a fault at the place where the entry *about* of *kind* is written."""
    place = rulebook.places.get((kind, about))
    return Fault(Problem(code, message, place, help_text), about, witness)
