"""What a law is: a sentence, and what breaks it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from nextsteps.testing.case import Case

Breaches: TypeAlias = Callable[[Case, Case], list[str]]
After: TypeAlias = Literal["the same", "more is known", "danger is worse"]


@dataclass(frozen=True, slots=True)
class Law:
    """
    A sentence that is true of every plan.

    `breaches` gets a case and the same case `after` something, and returns in words what
    breaks the law: nothing where it holds. Most laws look at the first only.
    """

    number: int
    sentence: str
    breaches: Breaches
    after: After = "the same"

    def __str__(self) -> str:
        return f"{self.number}: {self.sentence}"


def alone(breaches: Callable[[Case], list[str]]) -> Breaches:
    """Return the breaches of a law that looks at one case only."""
    return lambda case, _: breaches(case)
