"""
What becomes of one recommendation: given, held back, excluded, set aside, or not supported.

INVARIANT: nothing takes a core step of a danger that holds away.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TypeAlias

from nextsteps.arguments import argument_key, arguments_of, withholding
from nextsteps.language import FAILURES, Condition, Or, failed_names, tried_names
from nextsteps.plan import (
    Argument,
    Check,
    Conflict,
    Excluded,
    Held,
    Recommended,
    SetAside,
)
from nextsteps.rulebook import Finding, Reader, Recommendation, Rule, Rulebook
from nextsteps.rulebook.entries import URGENCIES, IfUnknown, Level, RuleKind, Urgency
from nextsteps.situation import Situation
from nextsteps.truth import Truth
from nextsteps.unsettled import Reading

MOST_KEPT = 4096
"""How many steps of a rulebook are kept when they were made."""

Weighed: TypeAlias = Recommended | Held | Excluded | SetAside | None

NOT_TRIED = (None, "never", "declined")
NEEDS_CHECK = "Make sure first that this applies."


@dataclass(frozen=True)
class Scales:
    """
    One situation against one rulebook: what all recommendations are weighed by.

    Which facts would settle a check is worked out only where that is told.
    """

    rulebook: Rulebook
    reading: Reading
    reader: Reader
    dangers: tuple[Finding, ...]
    conflicts: tuple[Conflict, ...]
    tells_facts: bool = True

    def weigh_all(self) -> list[Recommended | Held | Excluded | SetAside]:
        """Return what becomes of each recommendation that something known speaks for."""
        entries = self.rulebook.recommendations
        weighed = [self.weigh(entries[name]) for name in sorted(self.spoken_for)]
        return [one for one in weighed if one is not None]

    @cached_property
    def spoken_for(self) -> frozenset[str]:
        """The recommendations that a rule or a danger which holds speaks for."""
        found = [target for target, kind in self._arguments if kind == "recommend"]
        return frozenset((*found, *self._core))

    def weigh(self, entry: Recommendation) -> Weighed:
        """Return what becomes of *entry*; None when nothing known speaks for it."""
        arguments = self._arguments_for(entry.id)
        if not arguments:
            return None
        if entry.text(self.reader) is None:
            because = f"it is not for the {self.reader}"
            return SetAside(entry.id, entry.title, "not_for_this_reader", because)
        needs = Truth.TRUE if entry.needs is None else self.reading.evaluation.needs[entry.id]
        if needs is Truth.FALSE:
            because = "what it needs is not given here"
            title = entry.title_for(self.reader)
            return SetAside(entry.id, title, "not_applicable", because)
        checks = self._check_of_needs(entry.id) if needs is Truth.UNKNOWN else ()
        core = self._core_level(entry.id) if self.dangers else None
        if core is not None:
            return self._step(entry.id, arguments, core, checks, None)
        again = self._reason_to_repeat(entry.id)
        withheld = self._retired(entry, again) or self._withheld(entry)
        if withheld is not None:
            return withheld
        checks += self._checks(entry.id)
        return self._step(entry.id, arguments, None, checks, again)

    def withheld(self, recommendation: str) -> Held | Excluded | None:
        """Return what keeps a step from being given, whether or not anything speaks for it."""
        entry = self.rulebook.recommendations[recommendation]
        return self._withheld(entry)

    def _step(
        self,
        recommendation: str,
        arguments: tuple[Argument, ...],
        core: Level | None,
        checks: tuple[Check, ...],
        again: str | None,
    ) -> Recommended:
        against = tuple(self._arguments.get((recommendation, "caution"), ()))
        declined = self.reading.known.tried.get(recommendation) == "declined"
        make = maker_of(self.rulebook)
        return make(recommendation, self.reader, arguments, against, core, checks, again, declined)

    # Arguments

    @cached_property
    def _core(self) -> Mapping[str, list[tuple[Finding, Level]]]:
        """The core steps of the dangers that hold, each with these dangers."""
        found: dict[str, list[tuple[Finding, Level]]] = {}
        for finding in self.dangers:
            if finding.danger is not None:
                for step in finding.danger.core:
                    found.setdefault(step, []).append((finding, finding.danger.level))
        return found

    def _core_level(self, recommendation: str) -> Level | None:
        """The gravest danger that holds and has this core step."""
        levels = [level for _, level in self._core.get(recommendation, ())]
        return min(levels, key=URGENCIES.index, default=None)

    def _arguments_for(self, recommendation: str) -> tuple[Argument, ...]:
        """Those of the dangers it is a core step of, and of the rules; strongest first."""
        found = self._arguments.get((recommendation, "recommend"), [])
        dangers = self._core.get(recommendation) if self.dangers else None
        if dangers is None:
            return tuple(found)
        of_dangers = [
            replace(argument, strength="strong", ground=danger.id, urgency=level)
            for danger, level in dangers
            for argument in self._arguments.get((danger.id, "finding"), ())
        ]
        return tuple(sorted((*found, *of_dangers), key=argument_key))

    @cached_property
    def _arguments(self) -> Mapping[tuple[str, RuleKind], list[Argument]]:
        """The arguments that hold for each target and kind: the strongest first, then by id."""
        numbers, in_order = arguments_of(self.rulebook)
        found: dict[tuple[str, RuleKind], list[Argument]] = {}
        for number in sorted(map(numbers.__getitem__, self.reading.evaluation.rules_holding)):
            about, argument = in_order[number]
            found.setdefault(about, []).append(argument)
        return found

    def _rules_holding(self, target: str, kind: RuleKind) -> Sequence[Rule]:
        """The rules that hold, by id."""
        found = self._arguments.get((target, kind))
        if found is None:
            return ()
        return [self.rulebook.rules[name] for name in sorted(one.rule for one in found)]

    # What keeps a step from being given

    def _retired(self, entry: Recommendation, again: str | None) -> SetAside | None:
        """A step that was done or failed is not given again as if it were new."""
        outcome = self.reading.known.tried.get(entry.id)
        if outcome in NOT_TRIED or again is not None:
            return None
        because = f"it was tried already ({str(outcome).replace('_', ' ')})"
        title = entry.title_for(self.reader)
        return SetAside(entry.id, title, "already_tried", because, outcome=outcome)

    def _reason_to_repeat(self, recommendation: str) -> str | None:
        """The reason of a rule that holds and reads what came of this very step."""
        outcome = self.reading.known.tried.get(recommendation)
        if outcome in NOT_TRIED:
            return None
        reads = failed_names if outcome in FAILURES else tried_names
        for rule in self._rules_holding(recommendation, "recommend"):
            condition = self.reading.conditions.rules[rule.id]
            reasons = condition.parts if isinstance(condition, Or) else (condition,)
            holding = (part for part in reasons if self.reading.truth(part) is Truth.TRUE)
            if any(recommendation in reads(part) for part in holding):
                return rule.because
        return None

    def _withheld(self, entry: Recommendation) -> Held | Excluded | None:
        excluding = self._rules_holding(entry.id, "exclude")
        if excluding:
            names = tuple(rule.id for rule in excluding)
            return Excluded(entry.id, entry.title_for(self.reader), excluding[0].because, names)
        holding = [*self._rules_holding(entry.id, "not_yet"), *self._unknown(entry.id, "hold")]
        if holding:
            return self._held_by_rules(entry, holding)
        if entry.drastic and self.conflicts:
            return self._held_by_conflicts(entry)
        return None

    def _held_by_rules(self, entry: Recommendation, rules: list[Rule]) -> Held:
        until = rules[0].until or "it is known whether this applies"
        names = tuple(rule.id for rule in rules)
        facts = self._open_facts(self._conditions(rules))
        title = entry.title_for(self.reader)
        return Held(entry.id, title, rules[0].because, until, names, facts)

    def _held_by_conflicts(self, entry: Recommendation) -> Held:
        facts = tuple(dict.fromkeys(fact for one in self.conflicts for fact in one.facts))
        because = "Some of what is known contradicts itself, and this is a big step."
        names = tuple(one.id for one in self.conflicts)
        title = entry.title_for(self.reader)
        return Held(entry.id, title, because, "it is clear which is right", names, facts)

    def _unknown(self, recommendation: str, then: IfUnknown) -> list[Rule]:
        """The rules that could withhold *recommendation*, and are to hold or be checked then."""
        truths, rules = self.reading.evaluation.rules, withholding(self.rulebook)
        asked = rules.get((recommendation, then), ())
        return [rule for rule in asked if truths[rule.id] is Truth.UNKNOWN]

    def _checks(self, recommendation: str) -> tuple[Check, ...]:
        return tuple(
            [
                Check(rule.because, self._open_facts(self._conditions([rule])), rule.id)
                for rule in self._unknown(recommendation, "check")
            ]
        )

    def _check_of_needs(self, recommendation: str) -> tuple[Check, ...]:
        needs = self.reading.conditions.needs[recommendation]
        return (Check(NEEDS_CHECK, self._open_facts([needs])),)

    def _open_facts(self, conditions: Iterable[Condition]) -> tuple[str, ...]:
        if not self.tells_facts:
            return ()
        found = frozenset().union(*(self.reading.open_facts(one) for one in conditions))
        return _in_its_order(found, self.rulebook.situation) if len(found) > 1 else tuple(found)

    def _conditions(self, rules: Iterable[Rule]) -> list[Condition]:
        return [self.reading.conditions.rules[rule.id] for rule in rules]


def _in_its_order(names: Iterable[str], vocabulary: type[Situation]) -> tuple[str, ...]:
    """Return the facts *names* as the vocabulary orders them."""
    return tuple(sorted(names, key=_places(vocabulary).__getitem__))


@lru_cache(maxsize=8)
def _places(vocabulary: type[Situation]) -> Mapping[str, int]:
    return {name: place for place, name in enumerate(vocabulary.vocabulary().facts)}


@lru_cache(maxsize=8)
def maker_of(rulebook: Rulebook) -> Callable[..., Recommended]:
    """
    Return what makes the steps that *rulebook* gives, and keeps the last ones it made.

    INVARIANT: it reads nothing of a situation but its arguments, so what is kept by them can't
    be another step than the one that would be made anew.
    """

    @lru_cache(maxsize=MOST_KEPT)
    def make(
        recommendation: str,
        reader: Reader,
        arguments: tuple[Argument, ...],
        against: tuple[Argument, ...],
        core: Level | None,
        checks: tuple[Check, ...],
        again: str | None,
        declined: bool,
    ) -> Recommended:
        entry = rulebook.recommendations[recommendation]
        text = entry.text(reader)
        assert text is not None  # what is for another reader is set aside
        raised: list[Urgency] = [one.urgency for one in arguments if one.urgency is not None]
        return Recommended(
            id=entry.id,
            title=entry.title_for(reader),
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
            arguments_against=against,
            checks=checks,
            again=again,
            declined=declined,
        )

    return make
