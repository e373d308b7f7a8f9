"""Why a recommendation is not given, or not given first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from nextsteps.errors import PlanError, Problem, suggestion
from nextsteps.explain.part import MAX_TOLD, Part, missing, nearest_leaves
from nextsteps.explain.plain import Plain
from nextsteps.explain.why import reading_of, scores_behind, sets_of
from nextsteps.explain.words import shown
from nextsteps.plan import Plan
from nextsteps.ranking import Comparison, compare
from nextsteps.rulebook import Rulebook
from nextsteps.truth import Truth
from nextsteps.unsettled import Reading

Blocked: TypeAlias = Literal[
    "first", "outranked", "later", "excluded", "not_yet", "set_aside", "unsupported"
]


@dataclass(frozen=True, slots=True)
class NearRule(Plain):
    """
    A rule that would argue for it, and exactly the parts of its condition that do not hold.

    `fails` and `unknown` are these parts as text; `parts` follow findings down to the facts.
    """

    rule: str
    because: str
    fails: tuple[str, ...]
    unknown: tuple[str, ...]
    parts: tuple[Part, ...] = ()

    def __str__(self) -> str:
        lines = [f"{self.rule} does not hold"]
        lines += [line for part in self.parts for line in part.lines(indent=1)]
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Barrier(Plain):
    """
    A rule, or danger, that stands in the way: what makes it hold, or what is not known of it.

    `facts` is a smallest set that makes it hold; empty where it stands because it is unknown.
    `scores` names the scores behind those of the facts that questionnaires show.
    """

    rule: str
    because: str
    facts: Mapping[str, object]
    unknown: tuple[str, ...] = ()
    scores: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        facts = ", ".join(f"{name} = {shown(value)}" for name, value in self.facts.items())
        known = f" (known: {facts})" if facts else ""
        return f"by rule {self.rule}{known or self._open()}"

    def _open(self) -> str:
        return f" (not known: {', '.join(self.unknown)})" if self.unknown else ""


@dataclass(frozen=True, slots=True)
class WhyNot(Plain):
    """
    What stands in the way of one recommendation.

    `rules` are the ids of what excludes it or holds it back, `barriers` the same with facts;
    `outranked_by` says by which criterion each step above it wins; `near` are the rules that
    would speak for it, the nearest first; `needs` is what it needs and is not given.
    """

    recommendation: str
    title: str
    blocked: Blocked
    because: str
    rules: tuple[str, ...] = ()
    outranked_by: tuple[Comparison, ...] = ()
    near: tuple[NearRule, ...] = ()
    barriers: tuple[Barrier, ...] = ()
    needs: tuple[Part, ...] = ()

    def __str__(self) -> str:
        lines = [f"{self.title}: {self.because}"]
        explained = {barrier.rule for barrier in self.barriers}
        lines += [f"  {barrier}" for barrier in self.barriers]
        lines += [f"  by {rule}" for rule in self.rules if rule not in explained]
        lines += [f"  {comparison}" for comparison in self.outranked_by]
        lines += [line for part in self.needs for line in part.lines(indent=1)]
        told = self.near[:MAX_TOLD]
        lines += [f"  {line}" for rule in told for line in str(rule).splitlines()]
        if len(self.near) > MAX_TOLD:
            lines.append(f"  and {len(self.near) - MAX_TOLD} more rules")
        return "\n".join(lines)


def why_not(plan: Plan, recommendation: str) -> WhyNot:
    """
    Return why *recommendation* is not the first thing *plan* gives.

    Raises:
        PlanError: The rulebook has no such recommendation (P503) or is not at hand (P502).
    """
    rulebook = plan.require_rulebook()
    require_recommendation(rulebook, recommendation)
    return next(_findings_about(plan, recommendation))


def require_recommendation(rulebook: Rulebook, name: str) -> None:
    """
    Make sure that *rulebook* has the recommendation *name*.

    Raises:
        PlanError: It has not (P503).
    """
    if name not in rulebook.recommendations:
        help_text = suggestion(name, rulebook.recommendations)
        raise PlanError(Problem("P503", f"unknown recommendation `{name}`", help=help_text))


def _findings_about(plan: Plan, name: str) -> Iterator[WhyNot]:
    yield from _given(plan, name)
    for excluded in plan.excluded:
        if excluded.id == name:
            yield WhyNot(
                name,
                excluded.title,
                "excluded",
                excluded.because,
                excluded.rules,
                barriers=_barriers(plan, excluded.rules),
            )
    for held in plan.not_yet:
        if held.id == name:
            because = f"not until {held.until}: {held.because}"
            yield WhyNot(
                name,
                held.title,
                "not_yet",
                because,
                held.rules,
                barriers=_barriers(plan, held.rules),
            )
    for aside in plan.set_aside:
        if aside.id == name:
            needs = _missing_needs(plan, name) if aside.cause == "not_applicable" else ()
            yield WhyNot(name, aside.title, "set_aside", aside.because, needs=needs)
    yield _unsupported(plan, name)


def _given(plan: Plan, name: str) -> Iterator[WhyNot]:
    for place, step in enumerate(plan.recommendations):
        if step.id == name and place == 0:
            yield WhyNot(name, step.title, "first", "it is the first recommendation")
        elif step.id == name:
            above = plan.recommendations[:place]
            because = f"it is given, in place {place + 1}"
            outranked_by = tuple(compare(other, step) for other in above)
            yield WhyNot(name, step.title, "outranked", because, outranked_by=outranked_by)
    for step in plan.later:
        if step.id == name:
            because = "it waits until the danger has passed"
            rules = tuple(danger.id for danger in plan.safety.dangers)
            yield WhyNot(name, step.title, "later", because, rules)


def _missing_needs(plan: Plan, name: str) -> tuple[Part, ...]:
    reading = reading_of(plan, plan.require_rulebook())
    return missing(reading.conditions.needs[name], reading)


def _barriers(plan: Plan, rules: tuple[str, ...]) -> tuple[Barrier, ...]:
    """The rules that exclude or hold, with the facts behind them; contradictions are no rules."""
    sets = sets_of(plan)
    rulebook, reading = sets.rulebook, sets.reading
    scores = scores_behind(plan, rulebook, reading)
    found: list[Barrier] = []
    for name in rules:
        if name not in rulebook.rules:
            continue
        because = rulebook.rules[name].because
        if reading.evaluation.rules[name] is Truth.TRUE:
            facts = sets.of_rule(name)[0]
            shown_by = {fact: scores[fact] for fact in facts if fact in scores}
            found.append(Barrier(name, because, facts, scores=shown_by))
        else:
            open_facts = reading.open_facts(reading.conditions.rules[name])
            order = rulebook.situation.vocabulary().facts
            asked = tuple(one for one in order if one in open_facts)
            found.append(Barrier(name, because, {}, asked))
    return tuple(found)


def _unsupported(plan: Plan, name: str) -> WhyNot:
    """The rules that would speak for it, those of dangers that it is a core step of too."""
    rulebook = plan.require_rulebook()
    reading = reading_of(plan, rulebook)
    rules = list(rulebook.rules_about(name, "recommend"))
    for danger in rulebook.dangers.values():
        if danger.danger is not None and name in danger.danger.core:
            rules += rulebook.rules_about(danger.id, "finding")
    near = [_near(rule.id, rule.because, reading) for rule in rules]
    near.sort(key=_distance)
    title = rulebook.recommendations[name].title_for(plan.reader)
    because = "nothing that is known speaks for it"
    return WhyNot(name, title, "unsupported", because, near=tuple(near))


def _distance(rule: NearRule) -> tuple[int, int, int, str]:
    """Parts that fail, parts that are unknown, then how much lies below these."""
    return len(rule.fails), len(rule.unknown), len(nearest_leaves(rule.parts)), rule.rule


def _near(rule: str, because: str, reading: Reading) -> NearRule:
    parts = missing(reading.conditions.rules[rule], reading)
    return NearRule(
        rule,
        because,
        tuple(part.text for part in parts if part.state == "fails"),
        tuple(part.text for part in parts if part.state == "unknown"),
        parts,
    )
