"""
Two rulebooks over the same situations: where their plans are not the same, as propositions.

Both are translated onto the same facts, so what is written the same becomes the same literal
and needs no proof. A kind of difference is a list of *spots* (a step, a pair of steps, a
level), each with a literal that holds exactly where the two plans differ there.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from nextsteps.language import Found
from nextsteps.rulebook import Rulebook
from nextsteps.rulebook.entries import URGENCIES, Level
from nextsteps.verify.cnf import NO, Cnf
from nextsteps.verify.facts import known_rails, new_stated
from nextsteps.verify.meaning import SatMeaning
from nextsteps.verify.plan import PlanOf
from nextsteps.verify.rank import LEVELS
from nextsteps.verify.unlike import unlike
from nextsteps.verify.versions.kinds import Kind


@dataclass(frozen=True, slots=True)
class Spot:
    """One place where plans could differ; *literal* holds where they do."""

    about: str
    literal: int


class Joint:
    """All situations, and the plans of two rulebooks in each."""

    def __init__(self, old: Rulebook, new: Rulebook) -> None:
        self.cnf = Cnf()
        self.stated = new_stated(self.cnf, (old, new))
        self.known = known_rails(self.cnf, self.stated, new)
        self.old: PlanOf[int] = PlanOf(SatMeaning(self.cnf, self.known, old), old)
        self.new = _Follower(SatMeaning(self.cnf, self.known, new), new, self.old)
        self.steps = tuple(sorted({*old.recommendations, *new.recommendations}))
        self.shared = tuple(sorted(old.recommendations.keys() & new.recommendations.keys()))

    def spots(self, kind: Kind) -> Iterator[Spot]:
        """Yield every spot of *kind* that is not the same by the way it is written."""
        spots = {
            "level": self._level,
            "could_be": self._could_be,
            "first": self._first,
            "steps": self._steps,
            "order": self._order,
            "urgency": self._urgency,
            "later": self._later,
            "not_yet": self._held,
            "excluded": self._excluded,
        }[kind]()
        for about, literal in spots:
            if literal != NO:
                yield Spot(about, literal)

    def conflicts(self) -> list[int]:
        """Return where facts contradict each other, by either rulebook."""
        return [
            plan.meaning.truth(condition).true
            for plan in (self.old, self.new)
            for condition in plan.rulebook.conditions.contradictions.values()
        ]

    # -- the kinds

    def _level(self) -> Iterator[tuple[str, int]]:
        for level in LEVELS:
            yield level, self._unlike(self.old.level(level), self.new.level(level))

    def _could_be(self) -> Iterator[tuple[str, int]]:
        for level in LEVELS:
            yield level, self._unlike(_could_be(self.old, level), _could_be(self.new, level))

    def _steps(self) -> Iterator[tuple[str, int]]:
        for step in self.steps:
            yield step, self._unlike(*self._now(step))

    def _later(self) -> Iterator[tuple[str, int]]:
        for step in self.steps:
            yield step, self._unlike(*self._both(step, self._is_later))

    def _is_later(self, plan: PlanOf[int], step: str) -> int:
        return self.cnf.every([plan.given(step), plan.waits(step)])

    def _held(self) -> Iterator[tuple[str, int]]:
        for step in self.steps:
            yield step, self._unlike(*self._both(step, PlanOf.held))

    def _excluded(self) -> Iterator[tuple[str, int]]:
        for step in self.steps:
            yield step, self._unlike(*self._both(step, PlanOf.excluded))

    def _urgency(self) -> Iterator[tuple[str, int]]:
        for step in self.shared:
            other = self.cnf.some(
                self._unlike(self.old.urgency(step, at), self.new.urgency(step, at))
                for at in URGENCIES[:-1]
            )
            given = (self.old.given(step), self.new.given(step))
            yield step, NO if other == NO else self.cnf.every([other, *given])

    def _order(self) -> Iterator[tuple[str, int]]:
        """Two steps can change places only where the rank of one may be another than before."""
        moved = [step for step in self.shared if not self.new.ranks_the_same(step)]
        for step in moved:
            for rival in self.shared:
                if rival == step or (rival in moved and rival < step):
                    continue
                turned = self._unlike(self.old.above(step, rival), self.new.above(step, rival))
                if turned != NO:
                    both = (*self._now(step), *self._now(rival))
                    yield f"{step} and {rival}", self.cnf.every([turned, *both])

    def _first(self) -> Iterator[tuple[str, int]]:
        """
        Whether another step comes first: asked only of steps that can be told apart.

        INVARIANT: if the old first step and the new one are both given in the same situations
        and ranked by the same things, they cannot have changed places.
        """
        for step in self.steps:
            if self._unlike(*self._now(step)) == NO and self.new.ranks_the_same(step):
                continue
            yield step, self._unlike(*self._both(step, PlanOf.first))

    # -- what they are made of

    def _both(self, step: str, ask: Callable[[PlanOf[int], str], int]) -> tuple[int, int]:
        """Ask both plans of *step*; one that does not know it answers no."""
        before, after = (
            ask(plan, step) if step in plan.rulebook.recommendations else NO
            for plan in (self.old, self.new)
        )
        return before, after

    def _now(self, step: str) -> tuple[int, int]:
        return self._both(step, PlanOf.now)

    def _unlike(self, one: int, other: int) -> int:
        return unlike(self.cnf, one, other)


class _Follower(PlanOf[int]):
    """
    The newer rulebook's plans; what is written as in the older one is taken from there.

    Steps with opposites stand in a circle of definitions, so equal ones get different literals
    unless somebody sees that the whole group of rivals is the same.
    """

    def __init__(self, meaning: SatMeaning, rulebook: Rulebook, leader: PlanOf[int]) -> None:
        super().__init__(meaning, rulebook)
        self._leader = leader
        self._same: dict[str, bool] = {}

    def given(self, step: str) -> int:
        """Hold where it is given, now or later."""
        if self.rulebook.opposites[step] and self._is_same_group(step):
            return self._leader.given(step)
        return super().given(step)

    def ranks_the_same(self, step: str) -> bool:
        """Return whether all that the rank of *step* rests on is written as before."""
        if step not in self._same:
            is_shared = step in self._leader.rulebook.recommendations
            self._same[step] = is_shared and _ranked_by(self, step) == _ranked_by(
                self._leader, step
            )
        return self._same[step]

    def _is_same_group(self, step: str) -> bool:
        group, open_ = {step}, [step]
        while open_:
            one = open_.pop()
            if not self._is_same_rival(one):
                return False
            more = self.rulebook.opposites[one] - group
            group |= more
            open_ += more
        return True

    def _is_same_rival(self, step: str) -> bool:
        leader = self._leader
        return (
            step in leader.rulebook.recommendations
            and self.rulebook.opposites[step] == leader.rulebook.opposites[step]
            and self.ranks_the_same(step)
            and self.ranked(step) == leader.ranked(step)
        )


def _could_be(plan: PlanOf[int], least: Level) -> int:
    """Where a danger of this level or a graver one is not ruled out."""
    limit = URGENCIES.index(least)
    possible = [
        name
        for name, found in plan.rulebook.dangers.items()
        if found.danger is not None and URGENCIES.index(found.danger.level) <= limit
    ]
    return plan.logic.some(-plan.meaning.truth(Found(name)).false for name in possible)


def _ranked_by(plan: PlanOf[int], step: str) -> tuple[object, ...]:
    """All that the rank of *step* rests on; equal for both rulebooks, it ranks the same."""
    rulebook, entry = plan.rulebook, plan.rulebook.recommendations[step]
    arguments = frozenset(
        (
            rule.kind,
            rule.strength,
            rule.urgency,
            rule.ground or rule.id,
            plan.meaning.rule(rule.id).true,
        )
        for rule in chain(
            rulebook.rules_about(step, "recommend"), rulebook.rules_about(step, "caution")
        )
    )
    return (entry.stage, entry.urgency, arguments, frozenset(_cores(plan, step)))


def _cores(plan: PlanOf[int], step: str) -> Iterable[tuple[str, str, int]]:
    for name, found in plan.rulebook.dangers.items():
        if found.danger is not None and step in found.danger.core:
            yield name, found.danger.level, plan.danger(name)
