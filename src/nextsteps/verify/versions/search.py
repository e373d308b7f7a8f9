"""Situations in which two rulebooks give different plans, found by a solver, kind by kind."""

from nextsteps.situation import Situation
from nextsteps.verify.possible import TranslationError
from nextsteps.verify.solver import Model, Solver
from nextsteps.verify.versions.joint import Joint
from nextsteps.verify.versions.kinds import KINDS, Kind, kinds_between
from nextsteps.verify.witness import situation_of

ENOUGH = 4
"""With so many situations for a kind of difference, no more are looked for."""

_BY_STEP: tuple[Kind, ...] = (
    "level", "could_be", "excluded", "not_yet", "steps", "later", "urgency",
)  # fmt: skip
_BY_RANK: tuple[Kind, ...] = ("order", "first")


class Search:
    """
    Looks for differences; a kind for which it finds nothing is proved never to occur.

    Questions about rank are by far the dearest, so they are asked only where no situation
    found so far shows such a difference already.
    """

    def __init__(self, joint: Joint) -> None:
        self.joint = joint
        self.asked = 0
        self._found: dict[Kind, list[Situation]] = {kind: [] for kind in KINDS}
        self._calm = [-literal for literal in joint.conflicts()]

    def run(self) -> dict[Kind, list[Situation]]:
        """Return the situations found, as the solver gave them, at most `ENOUGH` of a kind."""
        with Solver(self.joint.cnf, rather_not=self._stated()) as solver:
            for kind in _BY_STEP:
                self._look_for(kind, solver)
            for kind in _BY_RANK:
                if not self._found[kind]:
                    self._look_for(kind, solver)
            self.asked = solver.calls
        return self._found

    def _stated(self) -> list[int]:
        stated = self.joint.stated
        return [rail.known for rail in (*stated.facts.values(), *stated.tried.values())]

    def _look_for(self, kind: Kind, solver: Solver) -> None:
        found = 0
        for spot in self.joint.spots(kind):
            model = solver.find([spot.literal])
            if model is None:
                continue
            # Rather without contradictions, where that can be.
            self._keep(solver.find([spot.literal, *self._calm]) or model, kind)
            found += 1
            if found == ENOUGH:
                return

    def _keep(self, model: Model, kind: Kind) -> None:
        """Keep a situation for every kind of difference that it shows."""
        joint = self.joint
        old, new = joint.old.rulebook, joint.new.rulebook
        situation = situation_of(model, joint.stated, joint.known.facts, new)
        shown = kinds_between(old.recommend(situation), new.recommend(situation))
        if kind not in shown:
            raise TranslationError(f"no {kind} when replayed: {situation.facts()}")
        for one in shown:
            if len(self._found[one]) < ENOUGH:
                self._found[one].append(situation)
