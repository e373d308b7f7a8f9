"""Why a recommendation is given: its arguments, down to the facts that make them hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from nextsteps.engine import engine_for
from nextsteps.explain.plain import Plain
from nextsteps.explain.sets import SmallestSets
from nextsteps.explain.words import shown
from nextsteps.known import known_of, shown_by_scores
from nextsteps.plan import Argument, Plan
from nextsteps.rulebook import Rulebook
from nextsteps.unsettled import Reading


@dataclass(frozen=True, slots=True)
class ArgumentShown(Plain):
    """
    An argument with what alone makes its rule hold, and the sources in full.

    `sets` are the smallest sets of facts and outcomes (at most `MAX_SETS`) of which each by
    itself is enough, and none holds anything in vain; `facts` is the first of them.
    `findings` are those on the way from `facts` to the rule, deepest first, and whether they
    hold. `scores` names the scores behind those of the facts that questionnaires show.
    """

    argument: Argument
    facts: Mapping[str, object]
    sources: tuple[str, ...]
    scores: Mapping[str, str] = field(default_factory=dict)
    sets: tuple[Mapping[str, object], ...] = ()
    findings: Mapping[str, bool] = field(default_factory=dict)

    def __str__(self) -> str:
        known = f"known: {self._told(self.facts)}" if self.facts else "holds in every situation"
        lines = [f"{self.argument.because} ({self.argument.rule})", f"  {known}"]
        lines += [f"  or: {self._told(facts)}" for facts in self.sets[1:]]
        if self.findings:
            passed = (name if holds else f"not {name}" for name, holds in self.findings.items())
            lines.append(f"  through: {', '.join(passed)}")
        return "\n".join([*lines, *(f"  source: {source}" for source in self.sources)])

    def _told(self, facts: Mapping[str, object]) -> str:
        scores = {name: f" ({self.scores[name]})" for name in facts if name in self.scores}
        return ", ".join(
            f"{name} = {shown(value)}{scores.get(name, '')}" for name, value in facts.items()
        )


@dataclass(frozen=True, slots=True)
class Why(Plain):
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
    sets = sets_of(plan)
    scores = scores_behind(plan, sets.rulebook, sets.reading)
    return Why(
        recommendation,
        step.title,
        tuple(_show(argument, sets, scores) for argument in step.arguments_for),
        tuple(_show(argument, sets, scores) for argument in step.arguments_against),
    )


def sets_of(plan: Plan) -> SmallestSets:
    """Return what works out the smallest sets of facts behind the rules that hold in *plan*."""
    rulebook = plan.require_rulebook()
    return SmallestSets(reading_of(plan, rulebook), plan.situation, rulebook)


def reading_of(plan: Plan, rulebook: Rulebook) -> Reading:
    """Return the rulebook's conditions read against the plan's situation."""
    known = known_of(plan.situation, rulebook)
    return Reading(rulebook.conditions, known, engine_for(rulebook).evaluate(known))


def scores_behind(plan: Plan, rulebook: Rulebook, reading: Reading) -> Mapping[str, str]:
    """Return the scores behind facts that nobody stated, or that scores made graver."""
    if not plan.situation.measures:
        return {}
    stated, known = plan.situation.facts(), reading.known.facts
    behind = shown_by_scores(plan.situation, rulebook).behind
    return {name: scores for name, scores in behind.items() if stated.get(name) != known.get(name)}


def _show(argument: Argument, sets: SmallestSets, scores: Mapping[str, str]) -> ArgumentShown:
    smallest = sets.of_rule(argument.rule)
    sources = tuple(
        _cited(sets.rulebook, reference.source, reference.locator, reference.grade)
        for reference in argument.references
    )
    return ArgumentShown(
        argument,
        smallest[0],
        sources,
        {name: scores[name] for facts in smallest for name in facts if name in scores},
        smallest,
        sets.findings_passed(argument.rule, smallest[0]),
    )


def _cited(rulebook: Rulebook, source: str, locator: str, grade: str) -> str:
    entry = rulebook.sources[source]
    who = entry.organisation or entry.authors
    return f"{who}, {entry.title} ({entry.year}), {locator}; evidence {grade}"
