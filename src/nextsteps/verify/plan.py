"""
The plan as propositions: what is given, held back, excluded, retired, dropped, and when.

INVARIANT: this is `nextsteps.weighing` and `nextsteps.outcome`, said over any logic. What
the plan merely shows (words, checks, questions, contacts) is not here.
"""

from collections.abc import Iterable
from typing import Any, Generic

from nextsteps.language import FAILURES, Or, failed_names, tried_names
from nextsteps.outcome import READER_OF, WITHHELD_IN_DANGER
from nextsteps.rulebook import Finding, Reader, Recommendation, Rulebook
from nextsteps.rulebook.entries import URGENCIES, Level, RuleKind, Urgency
from nextsteps.verify.facts import OUTCOMES
from nextsteps.verify.logic import Logic, Meaning, P, once
from nextsteps.verify.rank import Rank
from nextsteps.weighing import NOT_TRIED

READERS: tuple[Reader, ...] = ("client", "relative", "clinician")


class PlanOf(Generic[P]):
    """Every plan of a rulebook at once; each proposition is made when it is first asked for."""

    def __init__(self, meaning: Meaning[P], rulebook: Rulebook) -> None:
        self.meaning = meaning
        self.logic: Logic[P] = meaning.logic
        self.rulebook = rulebook
        self._rank = Rank(meaning, rulebook)
        self._kept: dict[str, P] = {}
        self.made: dict[Any, P] = {}

    # -- safety

    @once
    def level(self, level: Level) -> P:
        """Hold where `safety.at_least` is *level* or graver."""
        return self.logic.some(self.danger(one.id) for one in self._dangers(level))

    @once
    def danger(self, finding: str) -> P:
        """Hold where the finding is TRUE."""
        return self.meaning.finding(finding).true

    def _dangers(self, least: Level) -> Iterable[Finding]:
        limit = URGENCIES.index(least)
        for danger in self.rulebook.dangers.values():
            if danger.danger is not None and URGENCIES.index(danger.danger.level) <= limit:
                yield danger

    # -- one recommendation

    def given(self, step: str) -> P:
        """Hold where it is given, now or later."""
        if not self.rulebook.opposites[step]:
            return self.ranked(step)
        if step not in self._kept:
            self._kept[step] = self.logic.fresh(f"given {step}")
            self._define_kept(step)
        return self._kept[step]

    def _define_kept(self, step: str) -> None:
        """Of two opposites the lower is dropped, unless it is a core step."""
        logic = self.logic
        rivals = [
            logic.some(
                [
                    logic.every([self.ranked(rival), self.core(rival)]),
                    logic.every([self.given(rival), self._rank.above(rival, step)]),
                ]
            )
            for rival in sorted(self.rulebook.opposites[step])
        ]
        stays = logic.some([self.core(step), logic.negation(logic.some(rivals))])
        meaning = logic.every([self.ranked(step), stays])
        kept = self._kept[step]
        logic.require(logic.some([logic.negation(kept), meaning]))
        logic.require(logic.some([kept, logic.negation(meaning)]))

    @once
    def now(self, step: str) -> P:
        """Hold where it is among the recommendations, not among those for later."""
        return self.logic.every([self.given(step), self.logic.negation(self.waits(step))])

    @once
    def waits(self, step: str) -> P:
        """Hold where danger puts it off."""
        entry = self.rulebook.recommendations[step]
        emergency = self.level("emergency")
        parts = []
        if not entry.is_safety_step and entry.kind == "action":
            parts.append(emergency)
        if entry.stage in WITHHELD_IN_DANGER:
            calm = self.logic.negation(emergency)
            serious = self.logic.some([self.level("same_day"), self._misconduct()])
            parts.append(self.logic.every([calm, serious]))
        return self.logic.some(parts)

    @once
    def _misconduct(self) -> P:
        return self.logic.some(
            self.danger(one.id)
            for one in self.rulebook.dangers.values()
            if one.danger is not None and one.danger.kind == "misconduct"
        )

    @once
    def ranked(self, step: str) -> P:
        """Hold where it takes part in the ranking: fitting, and core or not taken away."""
        taken = self.logic.some([self.retired(step), self.withheld(step)])
        free = self.logic.some([self.core(step), self.logic.negation(taken)])
        return self.logic.every([self.fits(step), free])

    @once
    def fits(self, step: str) -> P:
        """Hold where something argues for it, the reader has words for it, and needs are met."""
        entry = self.rulebook.recommendations[step]
        parts = [self.supported(step), self._has_words(entry)]
        needs = self.rulebook.conditions.needs.get(step)
        if needs is not None:
            parts.append(self.logic.negation(self.meaning.truth(needs).false))
        return self.logic.every(parts)

    def supported(self, step: str) -> P:
        """Hold where a rule or a danger argues for it."""
        return self.logic.some([self._any_rule(step, "recommend"), self.core(step)])

    def core(self, step: str) -> P:
        """Hold where it is a core step of a danger that holds."""
        return self._rank.core_at(step, "days")

    @once
    def retired(self, step: str) -> P:
        """Hold where it was tried and nothing names a reason to repeat it."""
        logic, meaning = self.logic, self.meaning
        retired = []
        for outcome in OUTCOMES:
            if outcome in NOT_TRIED:
                continue
            came = meaning.outcome_is(step, outcome)
            again = self._reason_to_repeat(step, failed=outcome in FAILURES)
            retired.append(logic.every([came, logic.negation(again)]))
        return logic.some(retired)

    @once
    def untried(self, step: str) -> P:
        """Hold where nothing is known of it having been tried."""
        return self.logic.negation(
            self.logic.some(self.meaning.outcome_is(step, outcome) for outcome in OUTCOMES)
        )

    def _reason_to_repeat(self, step: str, *, failed: bool) -> P:
        reads = failed_names if failed else tried_names
        found = []
        for rule in self.rulebook.rules_about(step, "recommend"):
            condition = self.rulebook.conditions.rules[rule.id]
            parts = condition.parts if isinstance(condition, Or) else (condition,)
            found += [self.meaning.truth(part).true for part in parts if step in reads(part)]
        return self.logic.some(found)

    @once
    def withheld(self, step: str) -> P:
        """Hold where a rule excludes it or holds it back, whether or not it is a core step."""
        return self.logic.some([self._barred(step), self._must_wait(step)])

    def excluded(self, step: str) -> P:
        """Hold where the plan lists it among the excluded."""
        return self.logic.every([self._open_to_withholding(step), self._barred(step)])

    def held(self, step: str) -> P:
        """Hold where the plan lists it under `not_yet`."""
        not_barred = self.logic.negation(self._barred(step))
        return self.logic.every(
            [self._open_to_withholding(step), not_barred, self._must_wait(step)]
        )

    def cautioned(self, step: str) -> P:
        """Hold where it is given, and a rule that holds speaks against it."""
        return self.logic.every([self.given(step), self._any_rule(step, "caution")])

    def _open_to_withholding(self, step: str) -> P:
        core, retired = self.core(step), self.retired(step)
        taken = self.logic.negation(self.logic.some([core, retired]))
        return self.logic.every([self.fits(step), taken])

    def _barred(self, step: str) -> P:
        return self._any_rule(step, "exclude")

    def _must_wait(self, step: str) -> P:
        parts = [self._any_rule(step, "not_yet"), *self._held_while_unknown(step)]
        if self.rulebook.recommendations[step].drastic:
            conflicts = self.rulebook.conditions.contradictions.values()
            parts += [self.meaning.truth(condition).true for condition in conflicts]
        return self.logic.some(parts)

    def _held_while_unknown(self, step: str) -> Iterable[P]:
        kinds: tuple[RuleKind, ...] = ("exclude", "not_yet")
        for kind in kinds:
            for rule in self.rulebook.rules_about(step, kind):
                if rule.if_unknown == "hold":
                    pair = self.meaning.rule(rule.id)
                    yield self.logic.negation(self.logic.some(pair))

    def _any_rule(self, step: str, kind: RuleKind) -> P:
        rules = self.rulebook.rules_about(step, kind)
        return self.logic.some(self.meaning.rule(rule.id).true for rule in rules)

    # -- who reads, and what comes first

    def reader(self, reader: Reader) -> P:
        """Hold where the words are for *reader*; who asks is unknown: for the client."""
        of_reader = [
            self.meaning.fact_is("asker", str(asker))
            for asker, who in READER_OF.items()
            if who == reader
        ]
        if reader != "client":
            return self.logic.some(of_reader)
        rest = [self.meaning.fact_is("asker", str(asker)) for asker in READER_OF]
        return self.logic.negation(self.logic.some(rest))

    def _has_words(self, entry: Recommendation) -> P:
        written = [reader for reader in READERS if entry.text(reader) is not None]
        if len(written) == len(READERS):
            return self.logic.yes
        return self.logic.some(self.reader(reader) for reader in written)

    def urgency(self, step: str, least: Urgency) -> P:
        """Hold where its urgency, if it is given, is *least* or more."""
        return self._rank.urgency(step, least)

    def core_at(self, step: str, level: Level) -> P:
        """Hold where it is a core step of a danger of *level* or graver that holds."""
        return self._rank.core_at(step, level)

    def above(self, one: str, other: str) -> P:
        """Hold where *one* ranks above *other*, should both be given."""
        return self._rank.above(one, other)

    def first(self, step: str) -> P:
        """Hold where it is the first recommendation."""
        others = (other for other in self.rulebook.recommendations if other != step)
        before = (self.logic.every([self.now(one), self.above(one, step)]) for one in others)
        return self.logic.every([self.now(step), self.logic.negation(self.logic.some(before))])
