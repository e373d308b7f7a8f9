"""What the rules make of each recommendation, whether or not anything speaks for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from nextsteps.engine import DEFAULT_ENGINE, engine_for
from nextsteps.guard.reply import FaultKind
from nextsteps.known import known_of
from nextsteps.outcome import Outcome, outcome_of, scales_of, waits
from nextsteps.plan import Excluded, Recommended
from nextsteps.rulebook import Rulebook
from nextsteps.rulebook.entries import Finding
from nextsteps.situation import Situation
from nextsteps.unsettled import Reading
from nextsteps.weighing import Scales


@dataclass(frozen=True, slots=True)
class Barred:
    """A recommendation that must not be advised here: how, why, and by which rules."""

    step: str
    title: str
    kind: FaultKind
    because: str
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Judged:
    """One situation, read by the rules: what is given, and what must not be advised."""

    rulebook: Rulebook
    scales: Scales
    outcome: Outcome

    @classmethod
    def of(cls, situation: Situation, rulebook: Rulebook) -> "Judged":
        """Read *situation* by *rulebook*."""
        known = known_of(situation, rulebook)
        evaluation = engine_for(rulebook, DEFAULT_ENGINE).evaluate(known)
        reading = Reading(rulebook.conditions, known, evaluation)
        scales = scales_of(rulebook, reading)
        return cls(rulebook, scales, outcome_of(scales))

    @property
    def given(self) -> tuple[Recommended, ...]:
        """The steps of the plan, but those for later."""
        return self.outcome.recommendations

    @cached_property
    def barred(self) -> Mapping[str, Barred]:
        """The recommendations that are excluded, held back, or wait for danger to pass."""
        given = {step.id for step in self.given}
        found = (self._barred(name) for name in self.rulebook.recommendations if name not in given)
        return {one.step: one for one in found if one is not None}

    def _barred(self, name: str) -> Barred | None:
        entry = self.rulebook.recommendations[name]
        withheld = self.scales.withheld(name)
        title = entry.title_for(self.outcome.reader)
        if withheld is not None:
            kind: FaultKind = "excluded" if isinstance(withheld, Excluded) else "not_yet"
            return Barred(name, title, kind, withheld.because, withheld.rules)
        if waits(entry, self.scales.dangers):
            because = "Safety comes first: this waits until the danger has passed."
            return Barred(name, title, "later", because, _rules(self.outcome))
        return None

    @property
    def gravest(self) -> tuple[Finding, ...]:
        """The dangers that hold, of the gravest level among them."""
        return tuple(
            one
            for one in self.scales.dangers
            if one.danger is not None and one.danger.level == self.outcome.safety.at_least
        )

    def rules_of(self, danger: str) -> tuple[str, ...]:
        """Return the rules by which *danger* holds."""
        named = {one.id: one.rules for one in self.outcome.safety.dangers}
        return named[danger]


def _rules(outcome: Outcome) -> tuple[str, ...]:
    return tuple(dict.fromkeys(rule for one in outcome.safety.dangers for rule in one.rules))
