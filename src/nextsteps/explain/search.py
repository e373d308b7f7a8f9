"""The search behind what would change a plan: fulfil a wish, ask the plan that comes out again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import Literal, TypeAlias

from nextsteps.explain.entered import TRIED, outcome_key, parted, with_entered
from nextsteps.explain.ways import OUTCOMES, Ways, follow
from nextsteps.explain.why import reading_of
from nextsteps.explain.wishes import Wishes, Wishing
from nextsteps.known import known_of
from nextsteps.language import Known
from nextsteps.plan import Plan
from nextsteps.rulebook import Rulebook
from nextsteps.situation import Fact, FactValue, Situation
from nextsteps.situation.equals import RAISED_STEP
from nextsteps.values import values_that_matter

Target: TypeAlias = Literal["in", "out", "top"]
"""Among the recommendations given now; not among them; the first of them."""

MAX_FACTS = 3
"""No change is of more facts than this."""
MAX_PLANS = 1500
"""At most so many plans are tried; counted, not timed, so that the answer is always the same."""

_Facts: TypeAlias = dict[str, FactValue]
_UNSETTLED = ("done", "ongoing")  # an outcome of which more can be learnt, or that may yet come


@dataclass
class Search:
    """Fulfils one of the wishes, asks the plan that comes out again, and so on."""

    plan: Plan
    rulebook: Rulebook
    recommendation: str
    to: Target
    is_cut: bool = False
    _plans: dict[frozenset[tuple[str, FactValue]], Plan] = field(default_factory=dict)
    _followed: dict[tuple[str, FactValue], Known] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.known = known_of(self.plan.situation, self.rulebook)
        self.vocabulary: Mapping[str, Fact] = self.rulebook.situation.vocabulary().facts

    @cached_property
    def open(self) -> dict[str, tuple[FactValue, ...]]:
        """The facts and outcomes that may be changed, in order, with the values they may take."""
        values = values_that_matter(self.rulebook)
        facts = {name: values[name] for name in values if self._is_open(name)}
        outcomes = {
            outcome_key(step): self._outcomes_of(step) for step in self.rulebook.recommendations
        }
        return facts | {key: values for key, values in outcomes.items() if values}

    def before(self, key: str) -> FactValue | None:
        """What is known now of a fact or an outcome."""
        if key.startswith(TRIED):
            return self.known.tried.get(key.removeprefix(TRIED))
        return self.known.facts.get(key)

    def _is_open(self, name: str) -> bool:
        """Whether a fact may be changed; what only follows from others changes with these."""
        fact, situation = self.vocabulary[name], self.plan.situation
        if fact.change == "fixed" or fact.measured or name in situation.declined:
            return False
        if name not in self.known.facts:
            return True
        return fact.danger is None and name in situation.facts()

    def _outcomes_of(self, step: str) -> tuple[FactValue, ...]:
        """What may yet come of *step*, or be learnt of it; nothing where that is settled."""
        outcome = self.plan.situation.tried.get(step)
        entry = self.rulebook.recommendations[step]
        if entry.kind == "warning" or entry.is_safety_step:
            return ()  # neither makes room by being tried
        if outcome in _UNSETTLED:
            return tuple(one for one in OUTCOMES if one != "never")
        if step == self.recommendation or outcome not in (None, "never"):
            return ()
        if step == RAISED_STEP and outcome is None:
            return ()  # there are facts that say the same
        return tuple(one for one in OUTCOMES if one != outcome)

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {key: place for place, key in enumerate(self.open)}

    def run(self, most: int) -> list[_Facts]:
        """Return the changes of no more than *most* facts that reach the target, best first."""
        found: dict[tuple[str, ...], _Facts] = {}
        seen: dict[frozenset[tuple[str, FactValue]], int] = {}
        for facts in sorted(self._from({}, most, seen), key=self._order):
            names = tuple(sorted(facts, key=self._places.__getitem__))
            found.setdefault(names, {name: facts[name] for name in names})
        fewest = min(map(len, found), default=0)
        return [facts for names, facts in found.items() if len(names) == fewest]

    def is_reached(self, plan: Plan) -> bool:
        """Whether *plan* is as wished."""
        given = [step.id for step in plan.recommendations]
        match self.to:
            case "in":
                return self.recommendation in given
            case "out":
                return self.recommendation not in given
            case "top":
                return given[:1] == [self.recommendation]

    def _from(
        self, facts: _Facts, left: int, seen: dict[frozenset[tuple[str, FactValue]], int]
    ) -> Iterator[_Facts]:
        key = frozenset(facts.items())
        if seen.get(key, -1) >= left:
            return
        seen[key] = left
        plan = self._plan(facts)
        if plan is None:
            return
        if facts and self.is_reached(plan):
            if self._is_sound(plan, facts):
                yield facts
            return
        if not left:
            return
        for more in self._steps(plan, facts, left):
            yield from self._from(facts | more, left - len(more), seen)

    def _plan(self, facts: _Facts) -> Plan | None:
        key = frozenset(facts.items())
        if key not in self._plans:
            if len(self._plans) >= MAX_PLANS:
                self.is_cut = True
                return None
            situation = with_entered(self.plan.situation, facts)
            self._plans[key] = self.rulebook.recommend(situation)
        return self._plans[key]

    def _steps(self, plan: Plan, facts: _Facts, left: int) -> Iterator[_Facts]:
        reading = reading_of(plan, self.rulebook)
        stated = frozenset(plan.situation.facts())
        still_open = {key: values for key, values in self.open.items() if key not in facts}
        ways = Ways(self.rulebook, reading, stated, still_open, left, self._followed)
        tried: set[tuple[tuple[str, FactValue], ...]] = set()
        for wishes in self._wishes(Wishing(plan, reading, self.rulebook)):
            for way in ways.of_all(wishes):
                for values in product(*(self._nearest(name, way[name]) for name in way)):
                    step = tuple(zip(way, values, strict=True))
                    if step and step not in tried:
                        tried.add(step)
                        yield dict(step)

    def _wishes(self, wishing: Wishing) -> Iterator[Wishes]:
        match self.to:
            case "in":
                return wishing.to_come_in(self.recommendation)
            case "out":
                return wishing.to_go_out(self.recommendation)
            case "top":
                return wishing.to_lead(self.recommendation)

    def reaches(self, situation: Situation) -> bool:
        """Whether the plan for *situation* is as wished, and what it says is sound."""
        plan = self.rulebook.recommend(situation)
        return self.is_reached(plan) and self._is_sound(plan, {})

    def _is_sound(self, plan: Plan, facts: _Facts) -> bool:
        """Whether nothing contradicts what is known, and no known danger fact is another."""
        conflicts = {conflict.id for conflict in self.plan.contradictions}
        if any(conflict.id not in conflicts for conflict in plan.contradictions):
            return False
        after = known_of(plan.situation, self.rulebook)
        alone = follow(facts, self.rulebook)
        if any(after.facts.get(name) != value for name, value in alone.facts.items()):
            return False
        if any(after.tried.get(name) != value for name, value in alone.tried.items()):
            return False
        known = self.known.facts
        dangers = [name for name in known if self.vocabulary[name].danger is not None]
        return all(after.facts.get(name) == known[name] for name in dangers)

    def _nearest(self, name: str, values: frozenset[FactValue]) -> list[FactValue]:
        return sorted(values, key=lambda value: self._distance(name, value))

    def _distance(self, name: str, value: FactValue) -> float:
        now = self.before(name)
        if isinstance(value, str):
            return float(self.open[name].index(value))
        start = float(now) if isinstance(now, int | float) else 0.0
        return abs(float(value) - start) if now is not None else -abs(float(value) - start)

    def _order(self, facts: _Facts) -> tuple[object, ...]:
        """Few facts, no danger, no step to be tried, then what is to be learnt of the present."""
        stated, outcomes = parted(facts)
        return (
            len(facts),
            sum(self.vocabulary[name].danger is not None for name in stated),
            len(outcomes),
            sum(name in self.known.facts for name in stated),
            sorted(self._places[name] for name in facts),
            [self._distance(name, facts[name]) for name in sorted(facts)],
        )
