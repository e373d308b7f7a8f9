"""Why a recommendation is given: its arguments, down to the facts that make them hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from nextsteps.engine import engine_for
from nextsteps.known import known_of, shown_by_scores
from nextsteps.plan import Argument, Plan
from nextsteps.rulebook import Rulebook
from nextsteps.unsettled import Reading


@dataclass(frozen=True, slots=True)
class ArgumentShown:
    """
    An argument with facts that alone make its rule hold, and the sources in full.

    `scores` names the scores behind those of the facts that questionnaires show.
    """

    argument: Argument
    facts: Mapping[str, object]
    sources: tuple[str, ...]
    scores: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        facts = ", ".join(
            f"{name} = {_shown(value)}" + (f" ({self.scores[name]})" if name in self.scores else "")
            for name, value in self.facts.items()
        )
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
    scores = _scores_behind(plan, rulebook, reading)
    return Why(
        recommendation,
        step.title,
        tuple(_show(argument, reading, rulebook, scores) for argument in step.arguments_for),
        tuple(_show(argument, reading, rulebook, scores) for argument in step.arguments_against),
    )


def reading_of(plan: Plan, rulebook: Rulebook) -> Reading:
    """Return the rulebook's conditions read against the plan's situation."""
    known = known_of(plan.situation, rulebook)
    return Reading(rulebook.conditions, known, engine_for(rulebook).evaluate(known))


def _scores_behind(plan: Plan, rulebook: Rulebook, reading: Reading) -> Mapping[str, str]:
    """The scores behind facts that nobody stated, and behind those that scores made graver."""
    if not plan.situation.measures:
        return {}
    stated, known = plan.situation.facts(), reading.known.facts
    behind = shown_by_scores(plan.situation, rulebook).behind
    return {name: scores for name, scores in behind.items() if stated.get(name) != known.get(name)}


def _show(
    argument: Argument, reading: Reading, rulebook: Rulebook, scores: Mapping[str, str]
) -> ArgumentShown:
    facts = reading.support(reading.conditions.rules[argument.rule])
    sources = tuple(
        _cited(rulebook, reference.source, reference.locator, reference.grade)
        for reference in argument.references
    )
    behind = {name: scores[name] for name in facts if name in scores}
    return ArgumentShown(argument, facts, sources, behind)


def _cited(rulebook: Rulebook, source: str, locator: str, grade: str) -> str:
    entry = rulebook.sources[source]
    who = entry.organisation or entry.authors
    return f"{who}, {entry.title} ({entry.year}), {locator}; evidence {grade}"


def _shown(value: object) -> str:
    return (
        {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    )
