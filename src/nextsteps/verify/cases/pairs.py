"""For one part of one condition: two situations that show it deciding, or why none do."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from nextsteps.language import Atom, Compare, Condition, Shown, parts_of, unparse
from nextsteps.situation import Situation
from nextsteps.truth import Truth
from nextsteps.verify.cases.model import NotShown
from nextsteps.verify.cases.reach import Reach
from nextsteps.verify.cases.twins import Side, Twins
from nextsteps.verify.cnf import NO
from nextsteps.verify.cuts import Cut, cuts_of
from nextsteps.verify.numbers import Cuts, with_readable_numbers
from nextsteps.verify.rails import Number
from nextsteps.verify.solver import Model

_MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Found:
    """The rule holds in the first situation, and not in the second."""

    holds: Situation
    otherwise: Situation
    shown: Shown


@dataclass
class Finder:
    """
    Looks at one condition; situations in which it holds are used again where they serve.

    Where that can be, *support* is true in both situations: what argues for the step that the
    condition withholds, so that its effect on the plan is seen.
    """

    twins: Twins
    condition: Condition
    support: Condition
    reach: Reach
    cuts: Cuts
    bases: list[Situation] = field(default_factory=list)

    def pair(self, part: Atom, to: Truth) -> Found | NotShown:
        """Return a pair in which *part* makes the condition *to*, or why there is none."""
        ways: tuple[Shown, ...] = ("alone", "masked") if to is Truth.FALSE else ("alone",)
        for shown in ways:
            for goal in self._goals(part, to, shown):
                found = self._pair(part, goal, shown)
                if found is not None:
                    if found.holds not in self.bases:
                        self.bases.append(found.holds)
                    return found
        return NotShown(unparse(part), to, self._why_not(part, to))

    # -- what is looked for

    def _goals(self, part: Atom, to: Truth, shown: Shown) -> Iterator[list[int]]:
        rest = self._rest(part, shown)
        return ([*flip, *rest] for flip in self._flips(part, to))

    def _flips(self, part: Atom, to: Truth) -> Iterator[list[int]]:
        """The condition turns, and *part* with it: either way round, or out of sight."""
        turned = self._turned(to)
        one, other = (side.meaning.truth(part) for side in self._sides())
        if to is Truth.UNKNOWN:
            yield [*turned, -other.true, -other.false]
            return
        yield [*turned, one.true, other.false]
        yield [*turned, one.false, other.true]

    def _sides(self) -> tuple[Side, Side]:
        return self.twins.one, self.twins.other

    def _turned(self, to: Truth) -> list[int]:
        one, other = (side.meaning.truth(self.condition) for side in self._sides())
        if to is Truth.FALSE:
            return [one.true, other.false]
        return [one.true, -other.true, -other.false]

    def _rest(self, part: Atom, shown: Shown) -> list[int]:
        if shown == "alone":
            return [self.twins.same(one) for one in self._others(part)]
        return [self.twins.decides(side, self.condition, part) for side in self._sides()]

    def _others(self, part: Atom) -> list[Atom]:
        return [one for one in parts_of(self.condition) if one != part]

    # -- the best that can be had

    def _pair(self, part: Atom, goal: list[int], shown: Shown) -> Found | None:
        if NO in goal or not self.twins.can(goal):
            return None
        for wished in self._wishes(part):
            wanted = [*goal, *wished]
            for base in self.bases:
                model = self.twins.smallest([*wanted, *self.twins.stating(base)], self.reach)
                if model is not None:
                    return Found(base, self._situation(self.twins.other, model, part), shown)
            model = self.twins.smallest(wanted, self.reach)
            if model is not None:
                one, other = (self._situation(side, model, part) for side in self._sides())
                return Found(one, other, shown)
        raise AssertionError("the goal alone was found before")

    def _wishes(self, part: Atom) -> Iterator[list[int]]:
        """What would be nice to have, the most of it first."""
        calm, near = self.twins.calm, self._at_threshold(part)
        supported = [side.meaning.truth(self.support).true for side in self._sides()]
        yield from ([*calm, *near, *supported], [*calm, *near], calm, near, [])

    def _at_threshold(self, part: Atom) -> list[int]:
        """Each side lies in the cell next to the threshold."""
        cut = threshold(part, self.cuts, self.twins)
        if cut is None:
            return []
        assert isinstance(part, Compare)
        cuts = self.cuts[part.fact]
        place = cuts.index(cut)
        near = []
        for side in self._sides():
            rail = side.stated.facts[part.fact]
            assert isinstance(rail, Number)
            if place + 1 < len(cuts):
                near.append(-rail.above[cuts[place + 1]])
            if place:
                near.append(self.twins.cnf.some([-rail.known, rail.above[cuts[place - 1]]]))
        return near

    def _situation(self, side: Side, model: Model, part: Atom) -> Situation:
        cut = threshold(part, self.cuts, self.twins)
        below = None if cut is None or not isinstance(part, Compare) else (part.fact, cut)
        return with_readable_numbers(self.twins.situation(side, model), self.cuts, below=below)

    # -- why not

    def _why_not(self, part: Atom, to: Truth) -> str:
        twins, text = self.twins, f"`{unparse(part)}`"
        if not twins.can([twins.one.meaning.truth(self.condition).true]):
            return "the condition never holds"
        if not twins.can(self._turned(to)):
            return f"the condition is never {to.value}"
        never = self._never(part, to)
        if never is not None:
            return never
        tied = self._tied_to(part, to)
        if not tied:
            return f"the condition never turns from true to {to.value} along with {text}"
        return f"{text} cannot change alone: {_one_of(tied)} changes too"

    def _never(self, part: Atom, to: Truth) -> str | None:
        truth = self.twins.one.meaning.truth(part)
        wanted = {
            Truth.TRUE: [truth.true],
            Truth.FALSE: [truth.false],
            Truth.UNKNOWN: [-truth.true, -truth.false],
        }
        needed = (Truth.TRUE, Truth.FALSE) if to is Truth.FALSE else (Truth.UNKNOWN,)
        for one in needed:
            if not self.twins.can(wanted[one]):
                return f"`{unparse(part)}` is never {one.value}"
        return None

    def _tied_to(self, part: Atom, to: Truth) -> list[Atom]:
        """The fewest other parts that, kept as they are, keep *part* from deciding."""
        tied = self._others(part)
        for one in list(tied):
            fewer = [other for other in tied if other != one]
            same = [self.twins.same(other) for other in fewer]
            if not any(self.twins.can([*goal, *same]) for goal in self._flips(part, to)):
                tied = fewer
        return tied


def _one_of(parts: list[Atom]) -> str:
    names = [f"`{unparse(part)}`" for part in parts]
    if len(names) > _MOST_NAMED:
        names[_MOST_NAMED - 1 :] = [f"one of {len(names) - _MOST_NAMED + 1} others"]
    return " or ".join(names)


def threshold(part: Atom, cuts: Cuts, twins: Twins) -> Cut | None:
    """Return the one cut of a comparison of numbers; None for other parts, and for `==`."""
    if not isinstance(part, Compare) or isinstance(part.value, str):
        return None
    facts = twins.rulebook.situation.vocabulary().facts
    found = cuts_of(facts[part.fact], part)
    return found[0] if len(found) == 1 and found[0] in cuts[part.fact] else None
