"""What CQL can say of a rulebook: what holds, which steps are given, but not in which order."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from nextsteps.fhir.logic.conditions import TYPES, logic_of, text
from nextsteps.fhir.logic.names import (
    CONTRADICTED,
    ELSEWHERE,
    EMERGENCY,
    GRAVE,
    contradiction_name,
    finding_name,
    help_name,
    needs_name,
    outcome_name,
    reader_name,
    rule_name,
)
from nextsteps.fhir.logic.nodes import (
    Compared,
    Defined,
    Definition,
    Given,
    Is,
    Logic,
    Logics,
    No,
    ParameterType,
    Some,
    some,
)
from nextsteps.fhir.logic.steps import Step
from nextsteps.fhir.published import computable
from nextsteps.language import fact_names
from nextsteps.outcome import READER_OF
from nextsteps.rulebook import Rulebook
from nextsteps.rulebook.entries import Danger, Rule
from nextsteps.situation import Fact
from nextsteps.values import ASKER, COUNTRY


def logics_of(rulebook: Rulebook) -> Logics:
    """Return the definitions of *rulebook*, each after what it reads, and what they are given."""
    made = _Made(rulebook)
    return Logics(
        name=computable(rulebook.id),
        version=rulebook.version,
        parameters=made.parameters(),
        definitions=tuple(made.definitions()),
    )


@dataclass(frozen=True)
class _Made:
    rulebook: Rulebook

    @cached_property
    def _facts(self) -> Mapping[str, Fact]:
        return self.rulebook.situation.vocabulary().facts

    def parameters(self) -> dict[str, ParameterType]:
        conditions = self.rulebook.conditions
        every_one = (*conditions.rules.values(), *conditions.needs.values())
        read = {ASKER, COUNTRY}.union(
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
            logic = some([Defined(rule_name(name)) for name in own])
            yield Definition(finding_name(finding), logic, rulebook.findings[finding].title)
        for name in conditions.rules:
            if name not in done:
                yield self._rule(rulebook.rules[name])
        for name, condition in conditions.needs.items():
            says = f"what {name} needs"
            yield Definition(needs_name(name), logic_of(condition, self._facts), says)
        for name, condition in conditions.contradictions.items():
            question = rulebook.contradictions[name].question
            yield Definition(contradiction_name(name), logic_of(condition, self._facts), question)
        yield from self._whole()
        for name in sorted(rulebook.recommendations):
            yield from Step(rulebook.recommendations[name], rulebook, self._facts).definitions()

    def _rule(self, rule: Rule) -> Definition:
        logic = logic_of(self.rulebook.conditions.rules[rule.id], self._facts)
        return Definition(rule_name(rule.id), logic, rule.because)

    # What all steps are weighed by

    def _whole(self) -> Iterator[Definition]:
        for reader in ("relative", "clinician"):
            asking = [_asks(str(who)) for who, one in READER_OF.items() if one == reader]
            logic = Is("true", some(asking))
            yield Definition(reader_name(reader), logic, f"in the words of a {reader}")
        others = Some((Defined(reader_name("relative")), Defined(reader_name("clinician"))))
        says = "in the words of the client: also where nobody says who asks"
        yield Definition(reader_name("client"), No(others), says)
        emergency = self._dangers(lambda danger: danger.level == "emergency")
        yield Definition(EMERGENCY, some(emergency), "a danger of that level holds")
        grave = self._dangers(lambda one: one.level == "same_day" or one.kind == "misconduct")
        yield Definition(GRAVE, some(grave), "a danger for the same day, or misconduct")
        conflicts = [_is_true(contradiction_name(one)) for one in self.rulebook.contradictions]
        yield Definition(CONTRADICTED, some(conflicts), "facts that cannot all be true")
        yield from self._contacts()

    def _contacts(self) -> Iterator[Definition]:
        countries = [name for name in self.rulebook.contacts if name != ELSEWHERE]
        for country in countries:
            logic = Is("true", Compared("==", Given(COUNTRY), text(country)))
            yield Definition(help_name(country), logic, f"the contacts are those of {country}")
        here = some([Defined(help_name(country)) for country in countries])
        says = "no contacts of the country are known, or not the country"
        yield Definition(help_name(ELSEWHERE), No(here), says)

    def _dangers(self, fits: Callable[[Danger], bool]) -> list[Logic]:
        return [
            _is_true(finding_name(name))
            for name, finding in self.rulebook.dangers.items()
            if finding.danger is not None and fits(finding.danger)
        ]


def _is_true(name: str) -> Logic:
    return Is("true", Defined(name))


def _asks(who: str) -> Logic:
    return Compared("==", Given(ASKER), text(who))
