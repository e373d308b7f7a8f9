"""All possible situations of a rulebook: which of them make something hold, and a witness."""

from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import Self

from nextsteps.recommend import recommend
from nextsteps.rulebook import Rulebook
from nextsteps.situation import Situation
from nextsteps.verify.cnf import Cnf
from nextsteps.verify.facts import Stated, known_rails, new_stated
from nextsteps.verify.meaning import SatMeaning
from nextsteps.verify.moved import moved_rails
from nextsteps.verify.plan import PlanOf
from nextsteps.verify.propositions import propositions, said_by_the_library
from nextsteps.verify.solver import Model, Solver, holds
from nextsteps.verify.witness import Witness, situation_of


class TranslationError(RuntimeError):
    """The prover and the library disagree: a fault in this package, never a rulebook's."""


class View:
    """What is stated in one possible situation, and all that follows from it."""

    def __init__(self, cnf: Cnf, stated: Stated, rulebook: Rulebook) -> None:
        self.stated = stated
        self.known = known_rails(cnf, stated, rulebook)
        self.meaning = SatMeaning(cnf, self.known, rulebook)
        self.plan: PlanOf[int] = PlanOf(self.meaning, rulebook)
        self.rulebook = rulebook
        self.named = propositions(self.plan)

    def situation(self, model: Model) -> Situation:
        """Return what *model* states."""
        return situation_of(model, self.stated, self.known.facts, self.rulebook)

    def replayed(self, model: Model) -> Witness:
        """
        Return the situation that *model* states with the plan it really gets.

        Raises:
            TranslationError: Anything comes out otherwise than the model says.
        """
        situation = self.situation(model)
        said = said_by_the_library(situation, self.rulebook)
        wrong = [name for name, part in self.named.items() if holds(model, part) is not said[name]]
        if wrong:
            shown = f"{situation.facts()}, tried {situation.tried}"
            raise TranslationError(f"does not replay: {'; '.join(wrong[:5])}; with {shown}")
        return Witness(situation, recommend(situation, rulebook=self.rulebook, engine="reference"))

    def known_literals(self) -> list[int]:
        """Return the literals of "this is stated", for what a witness can leave out."""
        rails = (*self.stated.facts.values(), *self.stated.tried.values())
        return [self.stated.undated_scores, *(rail.known for rail in rails)]


class Possible:
    """
    Every situation over a rulebook's vocabulary, behind one solver.

    >>> import nextsteps as ns
    >>> with Possible(ns.Rulebook.default()) as possible:
    ...     witness = possible.witness([possible.plan.level("emergency")])
    >>> len(witness.situation.facts()), witness.plan.safety.at_least
    (1, 'emergency')
    """

    def __init__(self, rulebook: Rulebook, *others: Rulebook) -> None:
        """*others* read the same situations: `view_of` shows what they make of them."""
        self.rulebook = rulebook
        self.cnf = Cnf()
        self._stated = new_stated(self.cnf, (rulebook, *others))
        self.view = View(self.cnf, self._stated, rulebook)
        self.plan = self.view.plan
        self.meaning = self.view.meaning
        self.solver = Solver(self.cnf, rather_not=self.view.known_literals())
        self._worse: Moved | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.solver.__exit__(kind, error, trace)

    def view_of(self, rulebook: Rulebook) -> View:
        """Return what another rulebook, one that was named at first, makes of each situation."""
        return View(self.cnf, self._stated, rulebook)

    def can(self, literals: Iterable[int]) -> bool:
        """Return whether some situation makes all *literals* hold."""
        return self.solver.find(literals) is not None

    def witness(self, literals: Sequence[int]) -> Witness | None:
        """
        Return a situation, as little known as can be, in which all *literals* hold, or None.

        Raises:
            TranslationError: The library does not agree about that situation.
        """
        model = self.smallest(literals, self.view.known_literals())
        return None if model is None else self.view.replayed(model)

    def smallest(self, literals: Sequence[int], droppable: Sequence[int]) -> Model | None:
        """Return a model of *literals* with as few of *droppable* as can be, or None."""
        model = self.solver.find(literals)
        if model is None:
            return None
        out = [-one for one in droppable if not holds(model, one)]
        for one in droppable:
            if not holds(model, one):
                continue  # it fell out along with another
            smaller = self.solver.solve([*literals, *out, -one])
            if smaller is not None:
                model = smaller
                out = [-other for other in droppable if not holds(model, other)]
        return self.solver.fewest(model, literals, droppable)

    def worse(self) -> "Moved":
        """Return each situation beside one in which danger facts have moved in their direction."""
        if self._worse is None:
            self._worse = Moved(self)
        return self._worse


class Moved:
    """Pairs of situations: the second is the first with any danger facts grown more dangerous."""

    def __init__(self, possible: Possible) -> None:
        cnf = possible.cnf
        stated, self.moved = moved_rails(cnf, possible.view.stated, possible.rulebook)
        self.before = possible.view
        self.after = View(cnf, stated, possible.rulebook)
        self._possible = possible

    def among(self, literals: Iterable[int], only: Sequence[str] = ()) -> list[int]:
        """Return *literals*, and that nothing has moved but the facts *only*, if any are named."""
        still = [-one for name, one in self.moved.items() if only and name not in only]
        return [*literals, *still]

    def witness(self, literals: Sequence[int]) -> Witness | None:
        """Return a pair in which *literals* hold, as little moved and known as can be, or None."""
        droppable = [*self.moved.values(), *self.before.known_literals()]
        model = self._possible.smallest(literals, droppable)
        if model is None:
            return None
        before, after = self.before.replayed(model), self.after.replayed(model)
        return Witness(after.situation, after.plan, before)
