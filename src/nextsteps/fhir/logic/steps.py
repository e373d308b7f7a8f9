"""One recommendation as definitions: given or not, now or later, how urgent, what to check."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from nextsteps.fhir.logic.conditions import logic_of, outcome, text
from nextsteps.fhir.logic.names import (
    CONTRADICTED,
    EMERGENCY,
    GRAVE,
    check_name,
    check_of_needs_name,
    checked_rules,
    finding_name,
    given_name,
    needs_name,
    now_at_name,
    now_name,
    reader_name,
    rule_name,
    spoken_name,
    urgencies_of,
    urgency_name,
)
from nextsteps.fhir.logic.nodes import (
    Compared,
    Defined,
    Definition,
    Every,
    If,
    Is,
    Logic,
    No,
    Some,
    every,
    some,
)
from nextsteps.language import FAILURES, Condition, Or, failed_names, tried_names
from nextsteps.outcome import WITHHELD_IN_DANGER
from nextsteps.rulebook import Reader, Recommendation, Rulebook
from nextsteps.rulebook.entries import SAFETY_STAGES, Danger, RuleKind, Urgency
from nextsteps.situation import Fact
from nextsteps.weighing import NOT_TRIED

READERS: tuple[Reader, ...] = ("client", "relative", "clinician")

_Reads: TypeAlias = Callable[[Condition], Collection[str]]


@dataclass(frozen=True)
class Step:
    """A recommendation and what decides about it, as `nextsteps.weighing` does."""

    entry: Recommendation
    rulebook: Rulebook
    facts: Mapping[str, Fact]

    def definitions(self) -> Iterator[Definition]:
        """Yield what a plan says of it, each after what it reads."""
        name, title = self.entry.id, self.entry.title
        spoken = [*self._holding("recommend"), *self._core]
        yield Definition(spoken_name(name), some(spoken), f"something speaks for: {title}")
        yield Definition(given_name(name), self._given(), f"given: {title}")
        now = [Defined(given_name(name)), *self._does_not_wait()]
        yield Definition(now_name(name), every(now), f"given now: {title}")
        yield from self._urgency()
        yield from self._checks()

    def _given(self) -> Logic:
        needs = Defined(needs_name(self.entry.id))
        allowed = [No(self._retired()), No(self._withheld())]
        return every(
            [
                Defined(spoken_name(self.entry.id)),
                *self._readers(),
                *([No(Is("false", needs))] if self.entry.needs is not None else []),
                some([*self._core, every(allowed)]),
            ]
        )

    def _checks(self) -> Iterator[Definition]:
        """What to make sure of first; of a core step only whether it applies."""
        given = Defined(given_name(self.entry.id))
        if self.entry.needs is not None:
            says = f"open whether it applies: {self.entry.title}"
            logic = every([given, Is("null", Defined(needs_name(self.entry.id)))])
            yield Definition(check_of_needs_name(self.entry.id), logic, says)
        no_core = [No(one) for one in self._core]
        for rule in checked_rules(self.entry.id, self.rulebook):
            logic = every([given, *no_core, Is("null", _rule(rule.id))])
            yield Definition(check_name(rule.id), logic, f"to make sure of: {rule.because}")

    def _readers(self) -> list[Logic]:
        readers = [reader for reader in READERS if self.entry.text(reader) is not None]
        if len(readers) == len(READERS):
            return []
        return [some([Defined(reader_name(reader)) for reader in readers])]

    @cached_property
    def _core(self) -> list[Logic]:
        """The dangers that it serves: while one holds, nothing takes it away."""
        return [_is_true(finding_name(name)) for name in self._served()]

    def _served(self) -> Mapping[str, Danger]:
        dangers = {name: one.danger for name, one in self.rulebook.dangers.items()}
        return {
            name: danger
            for name, danger in dangers.items()
            if danger is not None and self.entry.id in danger.core
        }

    def _retired(self) -> Logic:
        """It was tried, and no rule that holds reads what came of it."""
        tried = outcome(self.entry.id)
        was_tried = Is(
            "true", every([Compared("!=", tried, text(one)) for one in NOT_TRIED if one])
        )
        failed = Is("true", some([Compared("==", tried, text(one)) for one in sorted(FAILURES)]))
        if not any(self._reasons_to_repeat(tried_names)):
            return was_tried
        again = If(failed, self._again(failed_names), self._again(tried_names))
        return Every((was_tried, No(again)))

    def _again(self, reads: _Reads) -> Logic:
        return some(list(self._reasons_to_repeat(reads)))

    def _reasons_to_repeat(self, reads: _Reads) -> Iterator[Logic]:
        """The parts of rules for it that read what came of it."""
        for rule in self.rulebook.rules_about(self.entry.id, "recommend"):
            condition = self.rulebook.conditions.rules[rule.id]
            for part in condition.parts if isinstance(condition, Or) else (condition,):
                if self.entry.id in reads(part):
                    yield Is("true", logic_of(part, self.facts))

    def _withheld(self) -> Logic:
        """Excluded, too early, or a big step while something contradicts itself."""
        reasons = [*self._holding("exclude"), *self._holding("not_yet")]
        about = [
            *self.rulebook.rules_about(self.entry.id, "exclude"),
            *self.rulebook.rules_about(self.entry.id, "not_yet"),
        ]
        reasons += [Is("null", _rule(one.id)) for one in about if one.if_unknown == "hold"]
        if self.entry.drastic:
            reasons.append(Defined(CONTRADICTED))
        return some(reasons)

    def _holding(self, kind: RuleKind) -> list[Logic]:
        rules = self.rulebook.rules_about(self.entry.id, kind)
        return [_is_true(rule_name(rule.id)) for rule in rules]

    def _does_not_wait(self) -> list[Logic]:
        """What does not serve a danger waits until it has passed; see `nextsteps.outcome.waits`."""
        grave = Defined(GRAVE) if self.entry.stage in WITHHELD_IN_DANGER else None
        if self.entry.stage not in SAFETY_STAGES and self.entry.kind == "action":
            waiting: Logic = Defined(EMERGENCY)
            return [No(waiting if grave is None else Some((waiting, grave)))]
        return [] if grave is None else [No(Every((No(Defined(EMERGENCY)), grave)))]

    def _urgency(self) -> Iterator[Definition]:
        *raised, least = urgencies_of(self.entry, self.rulebook)
        logic: Logic = text(least)
        for urgency in reversed(raised):
            logic = If(some(self._raised_to(urgency)), text(urgency), logic)
        yield Definition(
            urgency_name(self.entry.id), logic, f"how urgent it is: {self.entry.title}"
        )
        if not raised:
            return
        for urgency in (*raised, least):
            at = Compared("==", Defined(urgency_name(self.entry.id)), text(urgency))
            says = f"given now, {urgency.replace('_', ' ')}: {self.entry.title}"
            name = now_at_name(self.entry.id, urgency)
            yield Definition(name, Every((Defined(now_name(self.entry.id)), at)), says)

    def _raised_to(self, urgency: Urgency) -> list[Logic]:
        rules = self.rulebook.rules_about(self.entry.id, "recommend")
        found: list[Logic] = [
            _is_true(rule_name(one.id)) for one in rules if one.urgency == urgency
        ]
        for name, danger in self._served().items():
            if danger.level == urgency:
                found.append(_is_true(finding_name(name)))
        return found


def _rule(name: str) -> Logic:
    return Defined(rule_name(name))


def _is_true(name: str) -> Logic:
    return Is("true", Defined(name))
