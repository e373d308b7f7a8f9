"""What every prover must be able to say; the questions are written over this alone."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, Concatenate, Generic, NamedTuple, ParamSpec, Protocol, TypeVar

from nextsteps.language import Condition
from nextsteps.situation.fact import FactValue

P = TypeVar("P")
_Made = TypeVar("_Made")
_Arguments = ParamSpec("_Arguments")


class Pair(NamedTuple, Generic[P]):
    """
    A three-valued truth as two propositions: it is TRUE, and it is FALSE.

    INVARIANT: never both; neither means UNKNOWN. So `not` swaps the two.
    """

    true: P
    false: P


class Logic(Protocol[P]):
    """Propositions and how they are joined."""

    @property
    def yes(self) -> P:
        """What always holds."""
        ...

    @property
    def no(self) -> P:
        """What never holds."""
        ...

    def negation(self, part: P) -> P:
        """Hold where *part* does not."""
        ...

    def every(self, parts: Iterable[P]) -> P:
        """Hold where all of *parts* do; with no parts, always."""
        ...

    def some(self, parts: Iterable[P]) -> P:
        """Hold where any of *parts* does; with no parts, never."""
        ...

    def fresh(self, name: str) -> P:
        """Return a proposition of which nothing is said yet."""
        ...

    def require(self, part: P) -> None:
        """Look only at what makes *part* hold, from now on."""
        ...


class Meaning(Protocol[P]):
    """All possible situations, as one translation of the reference meaning sees them."""

    @property
    def logic(self) -> Logic[P]:
        """The propositions it speaks in."""
        ...

    def truth(self, condition: Condition) -> Pair[P]:
        """Return when *condition* is TRUE and when it is FALSE, after all inference."""
        ...

    def rule(self, name: str) -> Pair[P]:
        """Return the truth of a rule's condition."""
        ...

    def finding(self, name: str) -> Pair[P]:
        """Return the truth of a finding: the Kleene OR of its rules."""
        ...

    def fact_is(self, name: str, value: FactValue) -> P:
        """Hold where a yes/no or choice fact is known to be *value*, after all inference."""
        ...

    def outcome_is(self, step: str, outcome: str) -> P:
        """Hold where *outcome* is what came of *step*, after all inference."""
        ...


def once(
    make: Callable[Concatenate[Any, _Arguments], _Made],
) -> Callable[Concatenate[Any, _Arguments], _Made]:
    """Make a method's propositions once per object: they are asked for by the thousand."""

    @wraps(make)
    def made(self: Any, /, *args: _Arguments.args, **more: _Arguments.kwargs) -> _Made:
        key = (make.__name__, args)
        if key not in self.made:
            self.made[key] = make(self, *args, **more)
        found: _Made = self.made[key]
        return found

    return made
