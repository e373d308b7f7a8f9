"""One situation before one rulebook, with all that laws look at, worked out once."""

from dataclasses import dataclass
from functools import cached_property

from nextsteps.engine import Evaluation, engine_for
from nextsteps.known import known_of
from nextsteps.language import Known
from nextsteps.plan import Plan, Recommended
from nextsteps.rulebook import Rulebook
from nextsteps.situation import FactValue, Situation
from nextsteps.situation.stated import stated


@dataclass(frozen=True)
class Case:
    """A rulebook and a situation; the plan and the truths are worked out when first read."""

    rulebook: Rulebook
    situation: Situation

    @cached_property
    def known(self) -> Known:
        """What conditions are evaluated against."""
        return known_of(self.situation, self.rulebook)

    @cached_property
    def evaluation(self) -> Evaluation:
        """The truth of every condition."""
        return engine_for(self.rulebook).evaluate(self.known)

    @cached_property
    def plan(self) -> Plan:
        """What the rulebook advises."""
        return self.rulebook.recommend(self.situation)

    @property
    def given(self) -> tuple[Recommended, ...]:
        """The steps given now or later."""
        return (*self.plan.recommendations, *self.plan.later)

    def with_learned(self, learned: Situation) -> "Case":
        """Return the same with all that *learned* knows and this does not, even by inference."""
        known = self.known
        facts = {name: value for name, value in learned.facts().items() if name not in known.facts}
        outcomes = {name: one for name, one in learned.tried.items() if name not in known.tried}
        tried = self.situation.tried | outcomes
        return Case(self.rulebook, self.situation.with_facts(**facts, tried=tried))

    def with_fact(self, name: str, value: FactValue) -> "Case":
        """Return the same with one fact changed or added."""
        return Case(self.rulebook, self.situation.with_facts(**{name: value}))

    def __repr__(self) -> str:
        return f"Case({self.rulebook.id}, {stated(self.situation)})"
