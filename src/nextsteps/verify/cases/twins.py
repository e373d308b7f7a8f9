"""Two situations side by side, so that every pair of situations is one model."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nextsteps.language import And, Atom, Condition, Not, Or
from nextsteps.rulebook import Rulebook
from nextsteps.situation import Situation
from nextsteps.verify.cases.reach import Reach
from nextsteps.verify.cnf import Cnf
from nextsteps.verify.facts import AGE_OF_SCORES, Stated, known_rails, new_stated
from nextsteps.verify.logic import Pair
from nextsteps.verify.meaning import SatMeaning
from nextsteps.verify.rails import Choice, Number, Rail
from nextsteps.verify.solver import Model, Solver, holds
from nextsteps.verify.stating import literals_stating
from nextsteps.verify.unlike import unlike
from nextsteps.verify.witness import situation_of

_SCORES = "scores of an age that nobody knows"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two situations: what is stated, what follows, and what conditions make of it."""

    stated: Stated
    known: Mapping[str, Rail]
    meaning: SatMeaning


class Twins:
    """A situation in which a rule holds, and another in which it does not."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.cnf = Cnf()
        self.one, self.other = self._side(), self._side()
        conflicts = rulebook.conditions.contradictions.values()
        self.calm = [
            -side.meaning.truth(condition).true
            for side in (self.one, self.other)
            for condition in conflicts
        ]
        self._known = self._better_unknown()
        self._different = self._better_the_same()
        facts = rulebook.situation.vocabulary().facts
        # Who reads a case knows what was said, not what a questionnaire would show.
        self._scores_first = sorted(
            self._known, key=lambda name: not (name in facts and facts[name].measured)
        )
        self.solver = Solver(self.cnf, rather_not=self._known.values())

    def _side(self) -> Side:
        stated = new_stated(self.cnf, (self.rulebook,))
        known = known_rails(self.cnf, stated, self.rulebook)
        return Side(stated, known.facts, SatMeaning(self.cnf, known, self.rulebook))

    def _better_unknown(self) -> dict[str, int]:
        """Where a fact or a step is known on either side; `tried` marks steps."""
        one, other = self.one.stated, self.other.stated
        known = {
            name: self.cnf.some([rail.known, other.facts[name].known])
            for name, rail in one.facts.items()
        }
        for step, rail in one.tried.items():
            known[f"tried {step}"] = self.cnf.some([rail.known, other.tried[step].known])
        scores = [one.undated_scores, other.undated_scores]
        return known | {_SCORES: self.cnf.some(scores)}

    def _better_the_same(self) -> dict[str, int]:
        one, other = self.one.stated, self.other.stated
        pairs: dict[str, tuple[Rail, Rail]] = {
            name: (rail, other.facts[name]) for name, rail in one.facts.items()
        }
        pairs |= {f"tried {step}": (rail, other.tried[step]) for step, rail in one.tried.items()}
        return {
            name: self.cnf.some(
                unlike(self.cnf, *both) for both in zip(_all(left), _all(right), strict=True)
            )
            for name, (left, right) in pairs.items()
        }

    # -- propositions

    def same(self, part: Atom) -> int:
        """Hold where *part* has the same truth in both."""
        one, other = (side.meaning.truth(part) for side in (self.one, self.other))
        differs = [unlike(self.cnf, one.true, other.true), unlike(self.cnf, one.false, other.false)]
        return -self.cnf.some(differs)

    def decides(self, side: Side, condition: Condition, part: Atom) -> int:
        """Hold where *condition* would turn over if *part* did, and nothing else."""
        if_true = self._with_part(side, condition, part, Pair(self.cnf.yes, self.cnf.no))
        if_false = self._with_part(side, condition, part, Pair(self.cnf.no, self.cnf.yes))
        rises = self.cnf.every([if_true.true, if_false.false])
        falls = self.cnf.every([if_true.false, if_false.true])
        return self.cnf.some([rises, falls])

    def _with_part(
        self, side: Side, condition: Condition, part: Atom, truth: Pair[int]
    ) -> Pair[int]:
        if condition == part:
            return truth
        match condition:
            case Not(inner):
                true, false = self._with_part(side, inner, part, truth)
                return Pair(false, true)
            case And(parts) | Or(parts):
                pairs = [self._with_part(side, one, part, truth) for one in parts]
                all_, any_ = (0, 1) if isinstance(condition, And) else (1, 0)
                sides = {
                    all_: self.cnf.every(pair[all_] for pair in pairs),
                    any_: self.cnf.some(pair[any_] for pair in pairs),
                }
                return Pair(sides[0], sides[1])
            case _:
                return side.meaning.truth(condition)

    # -- answers

    def can(self, literals: Sequence[int]) -> bool:
        """Return whether some pair of situations makes all *literals* hold."""
        return self._model(literals) is not None

    def _model(self, literals: Sequence[int]) -> Model | None:
        """Ask the solver; no model of one rule is of use for the next."""
        return self.solver.solve(literals, keep=False)

    def stating(self, situation: Situation) -> list[int]:
        """Return literals that hold where the first situation is this one."""
        return literals_stating(situation, self.one.stated, self.rulebook)

    def situation(self, side: Side, model: Model) -> Situation:
        """Return what *model* states on one side."""
        return situation_of(model, side.stated, side.known, self.rulebook)

    def smallest(self, literals: Sequence[int], reach: Reach) -> Model | None:
        """
        Return a pair of *literals* with few facts, and few of them different.

        Only what is in *reach* is known at all.
        """
        within = {*reach.facts, *(f"tried {step}" for step in reach.steps)}
        if AGE_OF_SCORES in within:
            within.add(_SCORES)
        out = [-known for name, known in self._known.items() if name not in within]
        model = self._model([*literals, *out])
        if model is None:
            return None
        droppable = [self._known[name] for name in self._scores_first if name in within]
        droppable += [self._different[name] for name in self._different if name in within]
        for stated in (self.other.stated, self.one.stated):
            droppable += [stated.facts[name].known for name in stated.facts if name in within]
        for one in droppable:
            smaller = self._model([*literals, *out, -one]) if holds(model, one) else model
            if smaller is not None:
                model = smaller
                out.append(-one)
        return model


def _all(rail: Rail) -> tuple[int, ...]:
    match rail:
        case Choice(values):
            return tuple(values.values())
        case Number(above, known):
            return (known, *above.values())
