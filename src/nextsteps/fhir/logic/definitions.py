"""What CQL can say of a rulebook: what holds, which steps are given, but not in which order."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from nextsteps.fhir.logic.conditions import (
    TYPES,
    finding_name,
    logic_of,
    outcome,
    outcome_name,
    text,
)
from nextsteps.fhir.logic.nodes import (
    Compared,
    Defined,
    Definition,
    Every,
    Given,
    If,
    Is,
    Logic,
    Logics,
    No,
    ParameterType,
    Some,
    every,
    some,
)
from nextsteps.fhir.published import computable
from nextsteps.language import FAILURES, Condition, Or, fact_names, failed_names, tried_names
from nextsteps.outcome import READER_OF, WITHHELD_IN_DANGER
from nextsteps.rulebook import Reader, Recommendation, Rulebook
from nextsteps.rulebook.entries import SAFETY_STAGES, URGENCIES, Rule, RuleKind, Urgency
from nextsteps.situation import Fact
from nextsteps.values import ASKER
from nextsteps.weighing import NOT_TRIED

READERS: tuple[Reader, ...] = ("client", "relative", "clinician")
EMERGENCY, GRAVE = "an emergency holds", "grave danger holds"
CONTRADICTED = "facts contradict each other"

_Fits: TypeAlias = Callable[[str, str], bool]
_Reads: TypeAlias = Callable[[Condition], Collection[str]]


def logics_of(rulebook: Rulebook) -> Logics:
    """Return the definitions of *rulebook*, each after what it reads, and what they are given."""
    made = _Made(rulebook)
    return Logics(
        name=computable(rulebook.id),
        version=rulebook.version,
        parameters=made.parameters(),
        definitions=tuple(made.definitions()),
    )


def given_name(recommendation: str) -> str:
    """Return the name of the definition that a step is given, now or later."""
    return f"given {recommendation}"


def now_name(recommendation: str) -> str:
    """Return the name of the definition that a step is given now."""
    return f"now {recommendation}"


def urgency_name(recommendation: str) -> str:
    """Return the name of the definition that says how urgent a step is."""
    return f"urgency {recommendation}"


def now_at_name(recommendation: str, urgency: Urgency) -> str:
    """Return the name of the definition that a step is given now with just that urgency."""
    return f"now {recommendation}, {urgency}"


def rule_name(rule: str) -> str:
    """Return the name of a rule's definition."""
    return f"rule {rule}"


def check_name(rule: str) -> str:
    """Return the name of the definition that a rule against a given step is still open."""
    return f"check {rule}"


def check_of_needs_name(recommendation: str) -> str:
    """Return the name of the definition that it is open whether a given step applies."""
    return f"check needs {recommendation}"


def checked_rules(recommendation: str, rulebook: Rulebook) -> list[Rule]:
    """Return the rules against a step that are to be made sure of first while they are open."""
    about = [
        *rulebook.rules_about(recommendation, "exclude"),
        *rulebook.rules_about(recommendation, "not_yet"),
    ]
    return [rule for rule in about if rule.if_unknown == "check"]


def urgencies_of(entry: Recommendation, rulebook: Rulebook) -> tuple[Urgency, ...]:
    """Return how urgent a step can be, the most urgent first."""
    found: set[Urgency] = {entry.urgency}
    found |= {
        one.urgency
        for one in rulebook.rules_about(entry.id, "recommend")
        if one.urgency is not None
    }
    for finding in rulebook.dangers.values():
        if finding.danger is not None and entry.id in finding.danger.core:
            found.add(finding.danger.level)
    least = URGENCIES.index(entry.urgency)
    return tuple(one for one in URGENCIES if one in found and URGENCIES.index(one) <= least)


@dataclass(frozen=True)
class _Made:
    rulebook: Rulebook

    @cached_property
    def _facts(self) -> Mapping[str, Fact]:
        return self.rulebook.situation.vocabulary().facts

    def parameters(self) -> dict[str, ParameterType]:
        conditions = self.rulebook.conditions
        every_one = (*conditions.rules.values(), *conditions.needs.values())
        read = {ASKER}.union(
            *(fact_names(one) for one in (*every_one, *conditions.contradictions.values()))
        )
        found = {name: TYPES[fact.kind] for name, fact in self._facts.items() if name in read}
        tried: dict[str, ParameterType] = {
            outcome_name(name): "String" for name in sorted(self.rulebook.recommendations)
        }
        return found | tried

    def definitions(self) -> Iterator[Definition]:
        conditions, rulebook = self.rulebook.conditions, self.rulebook
        done: set[str] = set()
        for finding, own in conditions.findings.items():
            yield from (self._rule(rulebook.rules[name]) for name in own)
            done.update(own)
            logic = some([_rule(name) for name in own])
            yield Definition(finding_name(finding), logic, rulebook.findings[finding].title)
        for name in conditions.rules:
            if name not in done:
                yield self._rule(rulebook.rules[name])
        for name, condition in conditions.needs.items():
            says = f"what {name} needs"
            yield Definition(f"needs {name}", logic_of(condition, self._facts), says)
        for name, condition in conditions.contradictions.items():
            question = rulebook.contradictions[name].question
            yield Definition(f"contradiction {name}", logic_of(condition, self._facts), question)
        yield from self._whole()
        for name in sorted(rulebook.recommendations):
            yield from self._step(rulebook.recommendations[name])

    def _rule(self, rule: Rule) -> Definition:
        logic = logic_of(self.rulebook.conditions.rules[rule.id], self._facts)
        return Definition(rule_name(rule.id), logic, rule.because)

    # What all steps are weighed by

    def _whole(self) -> Iterator[Definition]:
        for reader in ("relative", "clinician"):
            asking = [_asks(str(who)) for who, one in READER_OF.items() if one == reader]
            logic = Is("true", some(asking))
            yield Definition(f"for {reader}", logic, f"in the words of a {reader}")
        client = No(Some((Defined("for relative"), Defined("for clinician"))))
        yield Definition("for client", client, "in the words of the client: also where nobody says")
        levels = self._dangers(lambda level, _: level == "emergency")
        yield Definition(EMERGENCY, some(levels), "a danger of that level holds")
        grave = self._dangers(lambda level, kind: level == "same_day" or kind == "misconduct")
        yield Definition(GRAVE, some(grave), "a danger for the same day, or misconduct")
        conflicts = [_is_true(f"contradiction {name}") for name in self.rulebook.contradictions]
        yield Definition(CONTRADICTED, some(conflicts), "facts that cannot all be true")

    def _dangers(self, fits: _Fits) -> list[Logic]:
        return [
            _is_true(finding_name(name))
            for name, finding in self.rulebook.dangers.items()
            if finding.danger is not None and fits(finding.danger.level, finding.danger.kind)
        ]

    # One step

    def _step(self, entry: Recommendation) -> Iterator[Definition]:
        title, core = entry.title, self._core(entry)
        spoken = [*self._holding(entry.id, "recommend"), *core]
        yield Definition(f"spoken for {entry.id}", some(spoken), f"something speaks for: {title}")
        allowed = [No(self._retired(entry)), No(self._withheld(entry))]
        given = [
            Defined(f"spoken for {entry.id}"),
            *self._readers(entry),
            *([No(Is("false", Defined(f"needs {entry.id}")))] if entry.needs else []),
            some([*core, every(allowed)]),
        ]
        yield Definition(given_name(entry.id), every(given), f"given: {title}")
        now = [Defined(given_name(entry.id)), *self._does_not_wait(entry)]
        yield Definition(now_name(entry.id), every(now), f"given now: {title}")
        yield from self._urgency(entry)
        yield from self._checks(entry)

    def _checks(self, entry: Recommendation) -> Iterator[Definition]:
        """What to make sure of first; of a core step only whether it applies."""
        given = Defined(given_name(entry.id))
        if entry.needs is not None:
            says = f"open whether it applies: {entry.title}"
            logic = every([given, Is("null", Defined(f"needs {entry.id}"))])
            yield Definition(check_of_needs_name(entry.id), logic, says)
        no_core = [No(one) for one in self._core(entry)]
        for rule in checked_rules(entry.id, self.rulebook):
            logic = every([given, *no_core, Is("null", _rule(rule.id))])
            yield Definition(check_name(rule.id), logic, f"to make sure of: {rule.because}")

    def _readers(self, entry: Recommendation) -> list[Logic]:
        readers = [reader for reader in READERS if entry.text(reader) is not None]
        if len(readers) == len(READERS):
            return []
        return [some([Defined(f"for {reader}") for reader in readers])]

    def _core(self, entry: Recommendation) -> list[Logic]:
        """The dangers that it serves: while one holds, nothing takes it away."""
        return [
            _is_true(finding_name(name))
            for name, finding in self.rulebook.dangers.items()
            if finding.danger is not None and entry.id in finding.danger.core
        ]

    def _retired(self, entry: Recommendation) -> Logic:
        """It was tried, and no rule that holds reads what came of it."""
        tried = outcome(entry.id)
        was_tried = Is(
            "true", every([Compared("!=", tried, text(one)) for one in NOT_TRIED if one])
        )
        failed = Is("true", some([Compared("==", tried, text(one)) for one in sorted(FAILURES)]))
        if not any(self._reasons_to_repeat(entry.id, tried_names)):
            return was_tried
        again = If(failed, self._again(entry.id, failed_names), self._again(entry.id, tried_names))
        return Every((was_tried, No(again)))

    def _again(self, recommendation: str, reads: _Reads) -> Logic:
        return some(list(self._reasons_to_repeat(recommendation, reads)))

    def _reasons_to_repeat(self, recommendation: str, reads: _Reads) -> Iterator[Logic]:
        """The parts of rules for it that read what came of it."""
        for rule in self.rulebook.rules_about(recommendation, "recommend"):
            condition = self.rulebook.conditions.rules[rule.id]
            for part in condition.parts if isinstance(condition, Or) else (condition,):
                if recommendation in reads(part):
                    yield Is("true", logic_of(part, self._facts))

    def _withheld(self, entry: Recommendation) -> Logic:
        """Excluded, too early, or a big step while something contradicts itself."""
        reasons = [*self._holding(entry.id, "exclude"), *self._holding(entry.id, "not_yet")]
        about = [
            *self.rulebook.rules_about(entry.id, "exclude"),
            *self.rulebook.rules_about(entry.id, "not_yet"),
        ]
        reasons += [Is("null", _rule(one.id)) for one in about if one.if_unknown == "hold"]
        if entry.drastic:
            reasons.append(Defined(CONTRADICTED))
        return some(reasons)

    def _holding(self, recommendation: str, kind: RuleKind) -> list[Logic]:
        rules = self.rulebook.rules_about(recommendation, kind)
        return [_is_true(rule_name(rule.id)) for rule in rules]

    def _does_not_wait(self, entry: Recommendation) -> list[Logic]:
        """What does not serve a danger waits until it has passed; see `nextsteps.outcome.waits`."""
        grave = Defined(GRAVE) if entry.stage in WITHHELD_IN_DANGER else None
        if entry.stage not in SAFETY_STAGES and entry.kind == "action":
            waiting: Logic = Defined(EMERGENCY)
            return [No(waiting if grave is None else Some((waiting, grave)))]
        return [] if grave is None else [No(Every((No(Defined(EMERGENCY)), grave)))]

    def _urgency(self, entry: Recommendation) -> Iterator[Definition]:
        *raised, least = urgencies_of(entry, self.rulebook)
        logic: Logic = text(least)
        for urgency in reversed(raised):
            logic = If(some(self._raised_to(entry, urgency)), text(urgency), logic)
        yield Definition(urgency_name(entry.id), logic, f"how urgent it is: {entry.title}")
        if not raised:
            return
        for urgency in (*raised, least):
            at = Compared("==", Defined(urgency_name(entry.id)), text(urgency))
            says = f"given now, {urgency.replace('_', ' ')}: {entry.title}"
            name = now_at_name(entry.id, urgency)
            yield Definition(name, Every((Defined(now_name(entry.id)), at)), says)

    def _raised_to(self, entry: Recommendation, urgency: Urgency) -> list[Logic]:
        rules = self.rulebook.rules_about(entry.id, "recommend")
        found: list[Logic] = [
            _is_true(rule_name(one.id)) for one in rules if one.urgency == urgency
        ]
        for name, finding in self.rulebook.dangers.items():
            danger = finding.danger
            if danger is not None and danger.level == urgency and entry.id in danger.core:
                found.append(_is_true(finding_name(name)))
        return found


def _rule(name: str) -> Logic:
    return Defined(rule_name(name))


def _is_true(name: str) -> Logic:
    return Is("true", Defined(name))


def _asks(who: str) -> Logic:
    return Compared("==", Given(ASKER), text(who))
