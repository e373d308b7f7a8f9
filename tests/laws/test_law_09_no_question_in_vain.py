"""Law 9: no question is asked in vain, and none that matters is missing."""

from itertools import product
from math import prod
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from nextsteps import Plan, Rulebook, Situation
from nextsteps.known import known_of
from nextsteps.questions import Candidates, witness_of
from nextsteps.testing.sample import sample
from nextsteps.values import values_that_matter
from tests.complete import complete_situation
from tests.strategies import cases, shipped_situations

SEEDS = st.integers(0, 2**32 - 1)
MOST = 300
"""So many situations are compared by trying them all."""
# One reading of all questions of the shipped rulebook takes about as long as 400 plans.
FEW = settings(
    max_examples=max(8, settings.default.max_examples // 10),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # to shrink one would take minutes
)
FILTERED = [*settings.default.suppress_health_check, HealthCheck.filter_too_much]


@settings(suppress_health_check=FILTERED)
@given(data=st.data())
def test_the_questions_are_exactly_those_whose_answer_can_matter(data):
    """
    Trying every answer to every other question, unanswered ones too, finds the same facts.
    """
    rulebook, situation = data.draw(cases("generated"))
    seed = data.draw(SEEDS)
    situation = _with_few_unknown(rulebook, situation, Random(seed))  # noqa: S311
    unknown = _unknown(rulebook, situation)
    assume(unknown)

    asked = {one.fact for one in rulebook.recommend(situation).questions}

    assert _by_trying(rulebook, situation, unknown) == asked


@FEW
@given(seed=SEEDS, likeness=st.sampled_from(("lifelike", "any")))
def test_a_fact_that_changes_the_plan_is_asked_while_it_is_unknown(shipped, seed, likeness):
    """
    If two complete situations differ in one fact and in their plans, the fact is asked
    wherever it is not known, however much else is not.
    """
    random = Random(seed)  # noqa: S311
    complete = complete_situation(shipped, random, likeness)
    fact = _one_that_matters(shipped, complete, random)
    assume(fact is not None)
    hidden = {name for name in complete.facts() if random.random() < random.choice((0.1, 0.5, 0.9))}
    partial = complete.with_facts(**dict.fromkeys(hidden | {fact}))
    assume(fact not in known_of(partial, shipped).facts)

    assert fact in {one.fact for one in shipped.recommend(partial).questions}


@pytest.mark.parametrize("which", ["generated", "shipped"])
@FEW
@given(data=st.data())
def test_a_witness_is_real(which, data):
    """
    The two situations that show why a fact is asked give plans that differ.
    """
    rulebook, situation = data.draw(cases(which))
    plan = rulebook.recommend(situation)
    assume(plan.questions)
    fact = data.draw(st.sampled_from(plan.questions)).fact
    witness = witness_of(plan, fact)
    assume(witness is not None)

    first, second = (
        rulebook.recommend(situation.with_facts(**witness.others, **{fact: answer}))
        for answer in witness.answers
    )

    assert _what_counts(first) != _what_counts(second)


def test_without_danger_hardly_a_question_is_without_a_witness(shipped):
    """
    One without is asked only because not every situation can be tried: fewer than one in fifty.
    """
    plans = [shipped.recommend(situation) for situation in sample(shipped, range(30))]
    asked = without = 0
    for plan in [plan for plan in plans if plan.safety.at_least == "clear"][:12]:
        found = Candidates.of_plan(plan)
        asked += len(plan.questions)
        without += sum(found.search.witness(one.fact) is None for one in plan.questions)

    assert asked > 500
    assert without * 50 < asked


@FEW
@given(situation=shipped_situations())
def test_what_was_declined_is_not_asked_again(shipped, situation):
    """
    Whatever the questions were, those declined are gone.
    """
    asked = [one.fact for one in shipped.recommend(situation).questions]
    declined = situation.with_facts(declined=situation.declined | set(asked[::2]))

    again = {one.fact for one in shipped.recommend(declined).questions}

    assert not again & set(asked[::2])


def test_where_somebody_is_decides_whom_they_can_call_and_is_asked(shipped):
    """
    The country changes the contacts, though no rule reads it.
    """
    assert "country" in {one.fact for one in shipped.recommend({}).questions}
    assert "country" not in {one.fact for one in shipped.recommend({"country": "GB"}).questions}


# -- by trying


def _unknown(rulebook: Rulebook, situation: Situation) -> list[str]:
    known = known_of(situation, rulebook).facts
    vocabulary = rulebook.situation.vocabulary().facts
    return [
        name
        for name in values_that_matter(rulebook)
        if name not in known and name not in situation.declined and not vocabulary[name].measured
    ]


def _with_few_unknown(rulebook: Rulebook, situation: Situation, random: Random) -> Situation:
    """*situation* without scores, with so many facts learnt that all can be tried."""
    values = values_that_matter(rulebook)
    situation = situation.model_copy(update={"measures": ()})
    unknown = _unknown(rulebook, situation)
    random.shuffle(unknown)
    while prod(len(values[name]) + 1 for name in unknown) > MOST:
        name = unknown.pop()
        situation = situation.model_copy(update={name: random.choice(values[name])})
        unknown = [one for one in unknown if one in _unknown(rulebook, situation)]
    return situation


def _by_trying(rulebook: Rulebook, situation: Situation, unknown: list[str]) -> set[str]:
    values = values_that_matter(rulebook)
    found: dict[tuple[Any, ...], object] = {}
    for answers in product(*((None, *values[name]) for name in unknown)):
        facts = {name: one for name, one in zip(unknown, answers, strict=True) if one is not None}
        found[answers] = _what_counts(rulebook.recommend(situation.model_copy(update=facts)))
    matter: set[str] = set()
    for place, name in enumerate(unknown):
        for answers, one in found.items():
            others = (
                found[*answers[:place], other, *answers[place + 1 :]] for other in values[name]
            )
            if answers[place] is not None and any(other != one for other in others):
                matter.add(name)
                break
    return matter


def _one_that_matters(rulebook: Rulebook, complete: Situation, random: Random) -> str | None:
    """A fact of which another value gives another plan."""
    values, facts = values_that_matter(rulebook), complete.facts()
    before = _what_counts(rulebook.recommend(complete))
    names = sorted(facts.keys() & values.keys())
    for name in random.sample(names, min(40, len(names))):
        other = random.choice(values[name])
        if before != _what_counts(rulebook.recommend(complete.model_copy(update={name: other}))):
            return name
    return None


def _what_counts(plan: Plan) -> object:
    safety = plan.safety
    return (
        (safety.at_least, safety.could_be, {one.id for one in safety.dangers}, safety.contact),
        [
            (
                step.id,
                step.urgency,
                {(one.ground, one.strength, one.urgency) for one in step.arguments_for},
                {one.ground for one in step.arguments_against},
                step.again,
                [check.rule for check in step.checks],
            )
            for step in plan.recommendations
        ],
        {one.id for one in plan.not_yet},
        {one.id for one in plan.excluded},
    )
