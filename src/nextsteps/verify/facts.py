"""
Every possible situation as literals: what is stated, and what is known after inference.

INVARIANT: this is `nextsteps.known.known_of`, step for step, in the same order. What scores
show is covered by stating it: see docs/explanation/proof.md.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import get_args

from nextsteps.known import resting_values
from nextsteps.language import Condition
from nextsteps.rulebook import Rulebook
from nextsteps.situation import Fact, FactValue, Outcome
from nextsteps.situation.equals import OUTCOME_OF, RAISED, RAISED_STEP, RESULT, RESULT_OF
from nextsteps.situation.implied import denial_of
from nextsteps.verify.cnf import NO, Cnf
from nextsteps.verify.cuts import Cut, all_cuts
from nextsteps.verify.rails import Choice, Rail, new_choice, new_rail, where_unknown

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
AGE_OF_SCORES = "scores_too_old"
"""The one measured fact that can stay unknown although there are scores."""


@dataclass
class Stated:
    """What somebody may state: one rail per fact and per step, and whether scores are given."""

    facts: dict[str, Rail]
    tried: dict[str, Choice]
    undated_scores: int = NO
    undated_measure: str | None = None


@dataclass
class KnownRails:
    """What is known once everything that follows was added."""

    facts: dict[str, Rail]
    tried: dict[str, Choice] = field(default_factory=dict)


def conditions_of(rulebook: Rulebook) -> list[Condition]:
    """Return every condition of *rulebook*, those of its laws included."""
    conditions = rulebook.conditions
    named = (conditions.rules, conditions.needs, conditions.contradictions)
    return [*(one for each in named for one in each.values()), *conditions.laws.values()]


def readable_facts(rulebook: Rulebook) -> dict[str, Fact]:
    """Return the facts that conditions can read: all but texts."""
    vocabulary = rulebook.situation.vocabulary().facts
    return {name: fact for name, fact in vocabulary.items() if fact.kind != "text"}


def undated_measure(rulebooks: Sequence[Rulebook]) -> str | None:
    """Return a measure that all *rulebooks* know, whose scores may be of an age nobody knows."""
    if any(AGE_OF_SCORES not in one.situation.vocabulary().facts for one in rulebooks):
        return None
    scales = [
        {name for name, measure in one.measures.items() if measure.kind != "alliance"}
        for one in rulebooks
    ]
    return min(set.intersection(*scales), default=None)


def new_stated(cnf: Cnf, rulebooks: Sequence[Rulebook], more: Iterable[Condition] = ()) -> Stated:
    """Return rails on which every situation that *rulebooks*, and *more*, can read is a model."""
    facts = readable_facts(rulebooks[0])
    conditions = [condition for one in rulebooks for condition in conditions_of(one)] + [*more]
    cuts: dict[str, tuple[Cut, ...]] = all_cuts(conditions, facts)
    steps = {RAISED_STEP, *(step for one in rulebooks for step in one.recommendations)}
    stated = Stated(
        {name: new_rail(cnf, fact, cuts.get(name, ())) for name, fact in facts.items()},
        {step: new_choice(cnf, OUTCOMES) for step in sorted(steps)},
    )
    stated.undated_measure = undated_measure(rulebooks)
    if stated.undated_measure is not None:
        stated.undated_scores = cnf.fresh()
        cnf.clause([-stated.undated_scores, -stated.facts[AGE_OF_SCORES].known])
    return stated


def known_rails(cnf: Cnf, stated: Stated, rulebook: Rulebook) -> KnownRails:
    """Return what is known where *stated* is stated."""
    rails = KnownRails(dict(stated.facts), dict(stated.tried))
    if RAISED in stated.facts and RESULT in stated.facts:
        _with_equals(cnf, stated, rails)
    _with_implied(cnf, rails, rulebook.situation.vocabulary().facts)
    _with_resting(cnf, stated, rails, resting_values(rulebook.situation))
    return rails


def _with_equals(cnf: Cnf, stated: Stated, rails: KnownRails) -> None:
    """Follow `situation.equals.with_equals`."""
    raised, result = stated.facts[RAISED], stated.facts[RESULT]
    outcome = stated.tried[RAISED_STEP].values
    assert isinstance(raised, Choice)
    assert isinstance(result, Choice)
    fill = _filler(cnf, rails.facts)
    for name, literal in outcome.items():
        if name != "declined":
            fill(RAISED, literal, name != "never")
        told_so = RESULT_OF.get(name)  # type: ignore[call-overload]
        if told_so is not None:
            fill(RESULT, literal, told_so)
    denied = raised.values[False]
    told = cnf.every([-denied, result.known])
    tell = _filler(cnf, rails.tried)
    tell(RAISED_STEP, denied, "never")
    fill(RAISED, told, True)
    for value, literal in result.values.items():
        tell(RAISED_STEP, cnf.every([-denied, literal]), OUTCOME_OF[value])
    tell(RAISED_STEP, cnf.every([-denied, -told, raised.known]), "done")


def _with_implied(cnf: Cnf, rails: KnownRails, vocabulary: Mapping[str, Fact]) -> None:
    """Follow `situation.implied.with_implied`: openers first, from what was known before."""
    before = dict(rails.facts)
    fill = _filler(cnf, rails.facts)
    linked = [
        (name, fact.follows, denial)
        for name, fact in vocabulary.items()
        if fact.follows in rails.facts and (denial := denial_of(fact)) is not None
    ]
    for name, opener, denial in linked:
        follower = before[name]
        assert isinstance(follower, Choice)
        affirmed = cnf.every([follower.known, -follower.values[denial]])
        fill(str(opener), affirmed, True)
    for name, opener, denial in linked:
        rail = rails.facts[str(opener)]
        assert isinstance(rail, Choice)
        fill(name, rail.values[False], denial)


def _with_resting(
    cnf: Cnf, stated: Stated, rails: KnownRails, resting: Mapping[str, FactValue]
) -> None:
    """A measured fact of which no score speaks has its resting value."""
    fill = _filler(cnf, rails.facts)
    for name, value in resting.items():
        if name in rails.facts:
            open_ = stated.undated_scores if name == AGE_OF_SCORES else NO
            fill(name, -open_, value)


def _filler(cnf: Cnf, rails: dict[str, Rail] | dict[str, Choice]) -> Callable[..., None]:
    """Return what fills in a value where a condition holds and nothing is known."""

    def fill(name: str, when: int, value: FactValue) -> None:
        rails[name] = where_unknown(cnf, rails[name], when, value)  # type: ignore[assignment]

    return fill
