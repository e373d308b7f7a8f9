"""Why a recommendation is given: its arguments, down to the facts that make them hold."""

from collections.abc import Mapping
from dataclasses import dataclass

from nextsteps.engine import engine_for
from nextsteps.language import Known
from nextsteps.plan import Argument, Plan
from nextsteps.rulebook import Rulebook
from nextsteps.situation.equals import with_equals
from nextsteps.unsettled import Reading


@dataclass(frozen=True, slots=True)
class ArgumentShown:
    """An argument with facts that alone make its rule hold, and the sources in full."""

    argument: Argument
    facts: Mapping[str, object]
    sources: tuple[str, ...]

    def __str__(self) -> str:
        facts = ", ".join(f"{name} = {_shown(value)}" for name, value in self.facts.items())
        known = f"known: {facts}" if facts else "holds in every situation"
        lines = [f"{self.argument.because} ({self.argument.rule})", f"  {known}"]
        return "\n".join([*lines, *(f"  source: {source}" for source in self.sources)])


@dataclass(frozen=True, slots=True)
class Why:
    """The arguments for and against one recommendation that the plan gives."""

    recommendation: str
    title: str
    arguments_for: tuple[ArgumentShown, ...]
    arguments_against: tuple[ArgumentShown, ...]

    def __str__(self) -> str:
        lines = [self.title, *(f"+ {argument}" for argument in self.arguments_for)]
        return "\n".join([*lines, *(f"- {argument}" for argument in self.arguments_against)])


def why(plan: Plan, recommendation: str) -> Why:
    """
    Return the arguments of a recommendation that *plan* gives now or later.

    Raises:
        PlanError: The plan does not give it (P503), or its rulebook is not at hand (P502).
    """
    step = plan.find(recommendation)
    rulebook = plan.require_rulebook()
    reading = reading_of(plan, rulebook)
    return Why(
        recommendation,
        step.title,
        tuple(_show(argument, reading, rulebook) for argument in step.arguments_for),
        tuple(_show(argument, reading, rulebook) for argument in step.arguments_against),
    )


def reading_of(plan: Plan, rulebook: Rulebook) -> Reading:
    """Return the rulebook's conditions read against the plan's situation."""
    known = Known(*with_equals(plan.situation.facts(), plan.situation.tried))
    return Reading(rulebook.conditions, known, engine_for(rulebook).evaluate(known))


def _show(argument: Argument, reading: Reading, rulebook: Rulebook) -> ArgumentShown:
    facts = reading.support(reading.conditions.rules[argument.rule])
    sources = tuple(
        _cited(rulebook, reference.source, reference.locator, reference.grade)
        for reference in argument.references
    )
    return ArgumentShown(argument, facts, sources)


def _cited(rulebook: Rulebook, source: str, locator: str, grade: str) -> str:
    entry = rulebook.sources[source]
    who = entry.organisation or entry.authors
    return f"{who}, {entry.title} ({entry.year}), {locator}; evidence {grade}"


def _shown(value: object) -> str:
    return (
        {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    )
