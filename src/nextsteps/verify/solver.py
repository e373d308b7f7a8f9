"""One incremental solver with assumptions, and a pool of the models it found."""

from array import array
from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import Any, Self

from nextsteps.verify.cnf import NO, YES, Cnf
from nextsteps.verify.installed import installed

Model = Sequence[int]
"""A literal's variable v is `model[v - 1]`: positive where it holds."""


def holds(model: Model, literal: int) -> bool:
    """Return whether *literal* holds in *model*."""
    return (model[abs(literal) - 1] > 0) is (literal > 0)


class Solver:
    """
    Answers whether some situation makes literals hold, all at once.

    Every model is kept: most questions are answered by one that is in the pool, as a bit in
    one whole number per literal, and never reach the solver.
    """

    def __init__(self, cnf: Cnf, *, rather_not: Iterable[int] = ()) -> None:
        """*rather_not* are literals that models leave out where they can: known facts."""
        solvers = installed("pysat.solvers")
        self._cnf = cnf
        self._fed = 0
        self._gates = 0
        self._known_size = 0
        self._solver: Any = solvers.Solver(name="glucose4")
        self._rather_not = [-literal for literal in rather_not]
        self._pool: list[array[int]] = []
        self._bits: dict[int, tuple[int, int]] = {}
        self.calls = 0
        self.answered_by_pool = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._solver.delete()

    def find(self, literals: Iterable[int]) -> Model | None:
        """Return a model in which all *literals* hold; None where there is none."""
        wanted = {literal for literal in literals if literal != YES}
        if NO in wanted:
            return None
        pooled = self._in_pool(wanted)
        if pooled is not None:
            self.answered_by_pool += 1
            return pooled
        return self.solve(sorted(wanted))

    def solve(self, assumptions: Sequence[int], *, keep: bool = True) -> Model | None:
        """Ask the solver itself; *keep* what it finds for later questions."""
        self._feed()
        self.calls += 1
        if not self._solver.solve(assumptions=list(assumptions)):
            return None
        model = array("i", self._solver.get_model())  # a tenth of a list's memory
        model.extend(range(-len(model) - 1, -self._cnf.size - 1, -1))  # what no clause mentions
        if keep:
            self._pool.append(model)
        return model

    def fewest(self, model: Model, literals: Sequence[int], counted: Sequence[int]) -> Model:
        """
        Return a model of *literals* in which the fewest of *counted* hold; *model* is a start.

        Leaving out one by one can end where only two at once could go, so here they are counted.
        """
        most = sum(holds(model, one) for one in counted)
        if most <= 1:
            return model
        totals = installed("pysat.card").ITotalizer(
            lits=list(counted), ubound=most, top_id=self._cnf.size
        )
        clauses = [*self._cnf.clauses, *totals.cnf.clauses]
        with installed("pysat.solvers").Solver(name="glucose4", bootstrap_with=clauses) as solver:
            while most and solver.solve(assumptions=[*literals, -totals.rhs[most - 1]]):
                model = solver.get_model()[: self._cnf.size]
                most = sum(holds(model, one) for one in counted)
        totals.delete()
        return model

    def _feed(self) -> None:
        """Hand over what is new. Models grow by new gates; by anything else they grow stale."""
        cnf = self._cnf
        if self._fed == len(cnf.clauses):
            return
        self._solver.append_formula(cnf.clauses[self._fed :])
        gates = cnf.gates[self._gates :]
        new_clauses = sum(len(parts) + 1 for _, parts in gates)
        if len(gates) == cnf.size - self._known_size and (
            new_clauses == len(cnf.clauses) - self._fed
        ):
            for model in self._pool:
                _extend(model, gates)
        else:
            self._pool.clear()
            self._bits.clear()
            self._solver.set_phases(self._rather_not)
        self._fed, self._gates, self._known_size = len(cnf.clauses), len(cnf.gates), cnf.size

    def _in_pool(self, wanted: set[int]) -> Model | None:
        self._feed()
        common = (1 << len(self._pool)) - 1
        for literal in wanted:
            common &= self._bits_of(literal)
            if not common:
                return None
        return self._pool[common.bit_length() - 1] if common else None

    def _bits_of(self, literal: int) -> int:
        """One bit per model in the pool: whether *literal* holds there."""
        seen, bits = self._bits.get(literal, (0, 0))
        for index in range(seen, len(self._pool)):
            if holds(self._pool[index], literal):
                bits |= 1 << index
        self._bits[literal] = (len(self._pool), bits)
        return bits


def _extend(model: "array[int]", gates: Iterable[tuple[int, tuple[int, ...]]]) -> None:
    for gate, parts in gates:
        model.append(gate if all(holds(model, part) for part in parts) else -gate)
