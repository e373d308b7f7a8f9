"""Two answers side by side: whether anything that counts comes out differently."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from nextsteps.engine import Evaluation, engine_for
from nextsteps.known import known_of
from nextsteps.language import Known
from nextsteps.outcome import Outcome, outcome_of, scales_of, what_counts_of
from nextsteps.plan import Excluded, Held, Recommended
from nextsteps.questions.places import ARGUING
from nextsteps.rulebook import Rulebook
from nextsteps.rulebook.entries import URGENCIES
from nextsteps.situation import FactValue, Situation
from nextsteps.truth import Truth
from nextsteps.unsettled import Reading
from nextsteps.values import ASKER, COUNTRY
from nextsteps.weighing import Scales, Weighed


@dataclass(frozen=True)
class Side:
    """A situation in which some more facts are learnt, and as much of its plan as is needed."""

    rulebook: Rulebook
    known: Known

    @classmethod
    def of(
        cls, rulebook: Rulebook, situation: Situation, learnt: Mapping[str, FactValue]
    ) -> "Side":
        """Return *situation* with what is *learnt* as if it were stated."""
        return cls(rulebook, known_of(situation, rulebook, learnt))

    def differs(self, other: "Side") -> bool:
        """
        Return whether the outcomes differ in what counts.

        Where no danger, contradiction, reader or country is another, only recommendations can
        about which another condition holds, so only these are weighed.
        """
        if self.evaluation.findings != other.evaluation.findings and self._danger != other._danger:
            return True
        if self._frame != other._frame:
            return self.outcome.what_counts != other.outcome.what_counts
        is_open = False
        spoken_for = self._scales.spoken_for | other._scales.spoken_for
        for name in self._turned(other):
            if name not in spoken_for:
                continue
            one, another = self._weigh(name), other._weigh(name)
            if one != another:
                if self._is_plain and self._is_told(one, another, spoken_for):
                    return True
                is_open = True
        return is_open and self.outcome.what_counts != other.outcome.what_counts

    @cached_property
    def _danger(self) -> tuple[object, ...]:
        """The dangers that hold, and how grave it could be."""
        findings = self.evaluation.findings
        holding = self.evaluation.findings_holding & self.rulebook.dangers.keys()
        possible = {
            danger.danger.level
            for name, danger in self.rulebook.dangers.items()
            if danger.danger is not None and findings[name] is not Truth.FALSE
        }
        return (holding, min(possible, key=URGENCIES.index, default="clear"))

    @cached_property
    def _frame(self) -> tuple[object, ...]:
        """What bears on more than single recommendations."""
        truths, facts = self.evaluation.contradictions, self.known.facts
        conflicts = [name for name, truth in truths.items() if truth is Truth.TRUE]
        return (conflicts, facts.get(ASKER), facts.get(COUNTRY))

    def _turned(self, other: "Side") -> Iterator[str]:
        """Yield the recommendations that might come out differently, the likely ones first."""
        rules = self.rulebook.rules
        changed = self.evaluation.rules_that_differ(other.evaluation)
        yield from sorted({rules[one].target for one in changed if rules[one].kind in ARGUING})
        for one in changed:  # another reason for the same danger speaks for its core steps
            danger = self.rulebook.dangers.get(rules[one].target)
            if danger is not None and danger.danger is not None:
                yield from danger.danger.core
        needs, others = self.evaluation.needs, other.evaluation.needs
        yield from (name for name in needs if needs[name] is not others[name])
        yield from sorted(self.known.tried.keys() | other.known.tried.keys())

    @cached_property
    def _is_plain(self) -> bool:
        """Whether nothing that is given could wait for a danger to pass."""
        dangers = (one.danger for one in self._scales.dangers if one.danger is not None)
        return all(one.level == "days" and one.kind == "harm" for one in dangers)

    def _is_told(self, one: Weighed, other: Weighed, spoken_for: frozenset[str]) -> bool:
        """Whether a difference is sure to show; beside an opposite it may not."""
        match one, other:
            case Recommended(), Recommended():
                differs = what_counts_of(one) != what_counts_of(other)
                return differs and not self.rulebook.opposites[one.id] & spoken_for
            case (Recommended() as step, _) | (_, Recommended() as step):
                return not self.rulebook.opposites[step.id] & spoken_for
            case (Held() | Excluded(), _) | (_, Held() | Excluded()):
                return type(one) is not type(other)
            case _:
                return False

    def _weigh(self, recommendation: str) -> Weighed:
        return self._scales.weigh(self.rulebook.recommendations[recommendation])

    @cached_property
    def evaluation(self) -> Evaluation:
        """The truth of every condition."""
        return engine_for(self.rulebook).evaluate(self.known)

    @cached_property
    def outcome(self) -> Outcome:
        """All that comes out."""
        return outcome_of(self._scales)

    @cached_property
    def _reading(self) -> Reading:
        return Reading(self.rulebook.conditions, self.known, self.evaluation)

    @cached_property
    def _scales(self) -> Scales:
        return scales_of(self.rulebook, self._reading, tells_facts=False)
