"""
What becomes of one recommendation: given, held back, excluded, set aside, or not supported.

INVARIANT: nothing takes a core step of a danger that holds away.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias

from nextsteps.language import FAILURES, Or, failed_names, tried_names
from nextsteps.plan import (
    Argument,
    Check,
    Conflict,
    Excluded,
    Held,
    Recommended,
    Reference,
    SetAside,
)
from nextsteps.ranking import STRENGTHS
from nextsteps.rulebook import Finding, Reader, Recommendation, Rule, Rulebook
from nextsteps.rulebook.entries import URGENCIES, Level, RuleKind, Urgency
from nextsteps.truth import Truth
from nextsteps.unsettled import Reading

Weighed: TypeAlias = Recommended | Held | Excluded | SetAside | None

NOT_TRIED = (None, "never", "declined")


@dataclass(frozen=True, slots=True)
class Scales:
    """One situation against one rulebook: what all recommendations are weighed by."""

    rulebook: Rulebook
    reading: Reading
    reader: Reader
    dangers: tuple[Finding, ...]
    conflicts: tuple[Conflict, ...]

    def weigh(self, entry: Recommendation) -> Weighed:
        """Return what becomes of *entry*; None when nothing known speaks for it."""
        core = self._core_level(entry.id)
        arguments = self._arguments_for(entry.id)
        if not arguments:
            return None
        title = entry.title_for(self.reader)
        if entry.text(self.reader) is None:
            because = f"it is not for the {self.reader}"
            return SetAside(entry.id, title, "not_for_this_reader", because)
        needs = self.reading.evaluation.needs.get(entry.id, Truth.TRUE)
        if needs is Truth.FALSE:
            because = "what it needs is not given here"
            return SetAside(entry.id, title, "not_applicable", because)
        checks = self._check_of_needs(entry.id) if needs is Truth.UNKNOWN else ()
        step = self._step(entry, arguments, core, checks)
        if core is not None:
            return step
        again = self._reason_to_repeat(entry.id)
        withheld = self._retired(entry.id, title, again) or self._withheld(entry, title)
        if withheld is not None:
            return withheld
        return replace(step, again=again, checks=(*checks, *self._checks(entry.id)))

    def _step(
        self,
        entry: Recommendation,
        arguments: tuple[Argument, ...],
        core: Level | None,
        checks: tuple[Check, ...],
    ) -> Recommended:
        text = entry.text(self.reader)
        assert text is not None  # the caller asked for the reader's words first
        raised: list[Urgency] = [one.urgency for one in arguments if one.urgency is not None]
        return Recommended(
            id=entry.id,
            title=entry.title_for(self.reader),
            what=text.what,
            how=text.how,
            look_again=entry.look_again,
            advice=entry.advice,
            kind=entry.kind,
            stage=entry.stage,
            urgency=min((entry.urgency, *raised), key=URGENCIES.index),
            effort=entry.effort,
            core=core,
            arguments_for=arguments,
            arguments_against=self._holding(entry.id, "caution"),
            checks=checks,
            again=None,
            declined=self.reading.known.tried.get(entry.id) == "declined",
        )

    # Arguments

    def _dangers_with_core(self, recommendation: str) -> list[tuple[Finding, Level]]:
        return [
            (danger, danger.danger.level)
            for danger in self.dangers
            if danger.danger is not None and recommendation in danger.danger.core
        ]

    def _core_level(self, recommendation: str) -> Level | None:
        """The gravest danger that holds and has this core step."""
        levels = [level for _, level in self._dangers_with_core(recommendation)]
        return min(levels, key=URGENCIES.index, default=None)

    def _arguments_for(self, recommendation: str) -> tuple[Argument, ...]:
        """Those of the dangers it is a core step of, and of the rules; strongest first."""
        found = list(self._holding(recommendation, "recommend"))
        for danger, level in self._dangers_with_core(recommendation):
            for rule in self._rules(danger.id, "finding", Truth.TRUE):
                argument = replace(
                    self._argument(rule), strength="strong", ground=danger.id, urgency=level
                )
                found.append(argument)
        return tuple(sorted(found, key=_argument_key))

    def _holding(self, recommendation: str, kind: RuleKind) -> tuple[Argument, ...]:
        return tuple(self._argument(rule) for rule in self._rules(recommendation, kind, Truth.TRUE))

    def _argument(self, rule: Rule) -> Argument:
        sources = self.rulebook.sources
        return Argument(
            rule=rule.id,
            kind=rule.kind,
            because=rule.because,
            ground=rule.ground or rule.id,
            strength=rule.strength,
            urgency=rule.urgency,
            references=tuple(
                Reference(cited.source, cited.locator, cited.grade or sources[cited.source].grade)
                for cited in rule.sources
            ),
        )

    def _rules(self, target: str, kind: RuleKind, truth: Truth) -> list[Rule]:
        rules = self.rulebook.rules_about(target, kind)
        return [rule for rule in rules if self.reading.evaluation.rules[rule.id] is truth]

    # What keeps a step from being given

    def _retired(self, recommendation: str, title: str, again: str | None) -> SetAside | None:
        """A step that was done or failed is not given again as if it were new."""
        outcome = self.reading.known.tried.get(recommendation)
        if outcome in NOT_TRIED or again is not None:
            return None
        because = f"it was tried already ({str(outcome).replace('_', ' ')})"
        return SetAside(recommendation, title, "already_tried", because, outcome=outcome)

    def _reason_to_repeat(self, recommendation: str) -> str | None:
        """The reason of a rule that holds and reads what came of this very step."""
        outcome = self.reading.known.tried.get(recommendation)
        if outcome in NOT_TRIED:
            return None
        reads = failed_names if outcome in FAILURES else tried_names
        for rule in self._rules(recommendation, "recommend", Truth.TRUE):
            condition = self.reading.conditions.rules[rule.id]
            reasons = condition.parts if isinstance(condition, Or) else (condition,)
            holding = (part for part in reasons if self.reading.truth(part) is Truth.TRUE)
            if any(recommendation in reads(part) for part in holding):
                return rule.because
        return None

    def _withheld(self, entry: Recommendation, title: str) -> Held | Excluded | None:
        excluding = self._rules(entry.id, "exclude", Truth.TRUE)
        if excluding:
            names = tuple(rule.id for rule in excluding)
            return Excluded(entry.id, title, excluding[0].because, names)
        holding = self._rules(entry.id, "not_yet", Truth.TRUE)
        holding += [rule for rule in self._unknown(entry.id) if rule.if_unknown == "hold"]
        if holding:
            return self._held_by_rules(entry.id, title, holding)
        if entry.drastic and self.conflicts:
            return self._held_by_conflicts(entry.id, title)
        return None

    def _held_by_rules(self, recommendation: str, title: str, rules: list[Rule]) -> Held:
        until = rules[0].until or "it is known whether this applies"
        names = tuple(rule.id for rule in rules)
        facts = self._open_facts(rules)
        return Held(recommendation, title, rules[0].because, until, names, facts)

    def _held_by_conflicts(self, recommendation: str, title: str) -> Held:
        facts = tuple(dict.fromkeys(fact for one in self.conflicts for fact in one.facts))
        because = "Some of what is known contradicts itself, and this is a big step."
        names = tuple(one.id for one in self.conflicts)
        return Held(recommendation, title, because, "it is clear which is right", names, facts)

    def _unknown(self, recommendation: str) -> list[Rule]:
        return [
            *self._rules(recommendation, "exclude", Truth.UNKNOWN),
            *self._rules(recommendation, "not_yet", Truth.UNKNOWN),
        ]

    def _checks(self, recommendation: str) -> tuple[Check, ...]:
        rules = [rule for rule in self._unknown(recommendation) if rule.if_unknown == "check"]
        return tuple(Check(rule.because, self._open_facts([rule]), rule.id) for rule in rules)

    def _check_of_needs(self, recommendation: str) -> tuple[Check, ...]:
        open_facts = self.reading.open_facts(self.reading.conditions.needs[recommendation])
        return (Check("Make sure first that this applies.", self._in_order(open_facts)),)

    def _open_facts(self, rules: Iterable[Rule]) -> tuple[str, ...]:
        conditions = self.reading.conditions.rules
        found = (self.reading.open_facts(conditions[rule.id]) for rule in rules)
        return self._in_order(frozenset().union(*found))

    def _in_order(self, facts: frozenset[str]) -> tuple[str, ...]:
        return tuple(name for name in self.rulebook.situation.vocabulary().facts if name in facts)


def _argument_key(argument: Argument) -> tuple[int, int, str]:
    urgency = len(URGENCIES) if argument.urgency is None else URGENCIES.index(argument.urgency)
    return (STRENGTHS.index(argument.strength), urgency, argument.rule)
