"""What would change a plan: the smallest changes that bring a recommendation in, out or first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Literal, TypeAlias, get_args

from nextsteps.explain.ways import Ways, follow
from nextsteps.explain.why import reading_of
from nextsteps.explain.why_not import require_recommendation
from nextsteps.explain.wishes import Wishes, Wishing
from nextsteps.explain.words import shown
from nextsteps.known import known_of
from nextsteps.plan import Plan
from nextsteps.rulebook import Rulebook
from nextsteps.situation import Fact, FactValue
from nextsteps.values import values_that_matter

Target: TypeAlias = Literal["in", "out", "top"]
"""Among the recommendations given now; not among them; the first of them."""

MAX_FACTS = 3
"""No change is of more facts than this."""
MAX_CHANGES = 5
"""At most so many changes are told."""
MAX_PLANS = 1500
"""At most so many plans are tried; counted, not timed, so that the answer is always the same."""

_Facts: TypeAlias = dict[str, FactValue]


@dataclass(frozen=True, slots=True)
class Change:
    """Facts that, changed or learnt together, are enough: `before` holds None where unknown."""

    facts: Mapping[str, FactValue]
    before: Mapping[str, FactValue | None]

    def __str__(self) -> str:
        return ", ".join(
            f"{name} = {shown(value)} (now {shown(self.before[name])})"
            for name, value in self.facts.items()
        )


@dataclass(frozen=True, slots=True)
class Changes:
    """
    The smallest changes that reach the target; each was tried, and does.

    Without any, `already` says that the plan is so now. `is_exhaustive` is False where the
    search was cut short: then "none" means none among what was tried.
    """

    recommendation: str
    to: Target
    already: bool
    changes: tuple[Change, ...]
    is_exhaustive: bool

    def __str__(self) -> str:
        goal = {"in": "given", "out": "given no longer", "top": "first"}[self.to]
        head = f"`{self.recommendation}` would be {goal}"
        if self.already:
            return f"{head}: it is so already"
        if self.changes:
            return "\n".join([f"{head} if", *(f"  {change}" for change in self.changes)])
        found = "none within three" if self.is_exhaustive else "none found"
        return f"{head} by changes to facts that one can change or come to know: {found}"


def what_would_change(plan: Plan, recommendation: str, to: Target = "in") -> Changes:
    """
    Return the smallest changes of facts that bring *recommendation* in, out, or to the top.

    Only facts that a person can change or come to know are touched: never a fixed one, never
    a danger fact that is known, never what the person would rather not say, and nothing that
    would contradict what is known. Of one choice of facts the nearest values are told.

    Raises:
        PlanError: The rulebook has no such recommendation (P503) or is not at hand (P502).
        ValueError: *to* is not a target.

    >>> import nextsteps as ns
    >>> plan = ns.recommend({"in_therapy": True, "weeks_in_therapy": 14})
    >>> print(what_would_change(plan, "talk-to-therapist").changes[0])
    progress = none (now unknown)
    """
    if to not in get_args(Target):
        raise ValueError(f"`to` is one of {', '.join(get_args(Target))}, not {to!r}")
    rulebook = plan.require_rulebook()
    require_recommendation(rulebook, recommendation)
    search = _Search(plan, rulebook, recommendation, to)
    if search.is_reached(plan):
        return Changes(recommendation, to, True, (), True)
    found: list[_Facts] = []
    for most in range(1, MAX_FACTS + 1):
        found = search.run(most)
        if found:
            break
    known = search.known
    changes = tuple(
        Change(facts, {name: known.get(name) for name in facts}) for facts in found[:MAX_CHANGES]
    )
    return Changes(recommendation, to, False, changes, not search.is_cut)


@dataclass
class _Search:
    """Fulfils one of the wishes, asks the plan that comes out again, and so on."""

    plan: Plan
    rulebook: Rulebook
    recommendation: str
    to: Target
    is_cut: bool = False
    _plans: dict[frozenset[tuple[str, FactValue]], Plan] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.known = known_of(self.plan.situation, self.rulebook).facts
        self.vocabulary: Mapping[str, Fact] = self.rulebook.situation.vocabulary().facts
        self.open = frozenset(filter(self._is_open, values_that_matter(self.rulebook)))

    def _is_open(self, name: str) -> bool:
        """Whether a fact may be changed; what only follows from others changes with these."""
        fact, situation = self.vocabulary[name], self.plan.situation
        if fact.change == "fixed" or fact.measured or name in situation.declined:
            return False
        if name not in self.known:
            return True
        return fact.danger is None and name in situation.facts()

    def run(self, most: int) -> list[_Facts]:
        """Return the changes of no more than *most* facts that reach the target, best first."""
        found: dict[tuple[str, ...], _Facts] = {}
        seen: dict[frozenset[tuple[str, FactValue]], int] = {}
        for facts in sorted(self._from({}, most, seen), key=self._order):
            names = tuple(name for name in self.vocabulary if name in facts)
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
            # The values come from the vocabulary, so they need no check.
            situation = self.plan.situation.model_copy(update=facts)
            self._plans[key] = self.rulebook.recommend(situation)
        return self._plans[key]

    def _steps(self, plan: Plan, facts: _Facts, left: int) -> Iterator[_Facts]:
        reading = reading_of(plan, self.rulebook)
        stated = frozenset(plan.situation.facts())
        ways = Ways(self.rulebook, reading, stated, self.open - facts.keys(), left)
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
        dangers = [name for name in self.known if self.vocabulary[name].danger is not None]
        return all(after.facts.get(name) == self.known[name] for name in dangers)

    def _nearest(self, name: str, values: frozenset[FactValue]) -> list[FactValue]:
        return sorted(values, key=lambda value: self._distance(name, value))

    def _distance(self, name: str, value: FactValue) -> float:
        now = self.known.get(name)
        if isinstance(value, str):
            return float(values_that_matter(self.rulebook)[name].index(value))
        start = float(now) if isinstance(now, int | float) else 0.0
        return abs(float(value) - start) if now is not None else -abs(float(value) - start)

    def _order(self, facts: _Facts) -> tuple[object, ...]:
        """Few facts, no danger, then what is to be learnt rather than otherwise than known."""
        places = list(self.vocabulary)
        return (
            len(facts),
            sum(self.vocabulary[name].danger is not None for name in facts),
            sum(name in self.known for name in facts),
            sorted(places.index(name) for name in facts),
            [self._distance(name, facts[name]) for name in sorted(facts)],
        )
