"""Propositions as literals of a SAT solver: every `and` and `or` becomes clauses, once."""

from collections.abc import Iterable

YES = 1
NO = -1


class Cnf:
    """
    Literals 2, 3, ... beside YES, and the clauses that tie them together.

    A literal is a whole number, its negation the negative; equal gates share one literal.
    `gates` are those made, in order: each is the conjunction of its parts.

    >>> cnf = Cnf()
    >>> a, b = cnf.fresh("a"), cnf.fresh("b")
    >>> cnf.every([a, b]) == cnf.every([b, a, YES])
    True
    >>> cnf.every([a, -a]) == NO
    True
    """

    yes = YES
    no = NO

    def __init__(self) -> None:
        self.clauses: list[list[int]] = [[YES]]
        self.size = 1
        self.gates: list[tuple[int, tuple[int, ...]]] = []
        self._made: dict[tuple[int, ...], int] = {}

    def fresh(self, name: str = "") -> int:  # noqa: ARG002  (names are for the second opinion)
        """Return a literal of which nothing is said yet."""
        self.size += 1
        return self.size

    def require(self, part: int) -> None:
        """Demand *part*."""
        self.clause([part])

    def clause(self, literals: list[int]) -> None:
        """Demand at least one of *literals*."""
        self.clauses.append(literals)

    def negation(self, part: int) -> int:
        """Hold where *part* does not."""
        return -part

    def every(self, parts: Iterable[int]) -> int:
        """Hold where all of *parts* do."""
        wanted = {part for part in parts if part != YES}
        if NO in wanted or any(-part in wanted for part in wanted):
            return NO
        if not wanted:
            return YES
        if len(wanted) == 1:
            return wanted.pop()
        return self._gate(tuple(sorted(wanted)))

    def some(self, parts: Iterable[int]) -> int:
        """Hold where any of *parts* does."""
        return -self.every(-part for part in parts)

    def same(self, one: int, other: int) -> None:
        """Demand that both hold, or neither."""
        self.clause([-one, other])
        self.clause([one, -other])

    def _gate(self, parts: tuple[int, ...]) -> int:
        if parts not in self._made:
            gate = self.fresh()
            self._made[parts] = gate
            self.gates.append((gate, parts))
            for part in parts:
                self.clause([-gate, part])
            self.clause([gate, *(-part for part in parts)])
        return self._made[parts]
