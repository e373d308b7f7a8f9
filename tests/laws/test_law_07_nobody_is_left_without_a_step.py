"""Law 7: every concern is answered, every step can be reached, every rule can hold."""

from collections import Counter
from functools import cache

import pytest

from nextsteps import Rulebook, Truth
from nextsteps.engine import engine_for
from nextsteps.known import known_of
from nextsteps.language import unparse
from nextsteps.situation import Situation
from nextsteps.testing.witness import witnesses

ASKERS = ("client", "parent", "partner", "relative", "clinician", None)
CONCERNS = tuple(name for name in Situation.model_fields if name.startswith("concern_"))


@pytest.mark.parametrize("asker", ASKERS)
@pytest.mark.parametrize("concern", CONCERNS)
def test_a_concern_alone_gets_at_least_one_recommendation_of_its_own(shipped, concern, asker):
    """
    Whoever asks, and whatever else is unknown: something given now or later rests on it.
    """
    plan = shipped.recommend({concern: True, "asker": asker})

    nothing_known = shipped.recommend({"asker": asker})
    before = {step.id for step in (*nothing_known.recommendations, *nothing_known.later)}
    after = {step.id for step in (*plan.recommendations, *plan.later)}

    assert after - before


@pytest.mark.parametrize("asker", ASKERS)
def test_nobody_is_left_without_a_recommendation(shipped, asker):
    """
    Even of whom nothing is known gets a first step.
    """
    assert shipped.recommend({"asker": asker}).recommendations


def test_every_recommendation_can_be_reached(shipped):
    """
    For each there is a situation whose plan gives it, now or later.
    """
    reached: set[str] = set()
    for situation in _situations():
        plan = shipped.recommend(situation)
        reached |= {step.id for step in (*plan.recommendations, *plan.later)}

    missing = [name for name in shipped.recommendations if name not in reached]
    found = {
        name for name in missing for one in witnesses(shipped, name) if _gives(shipped, one, name)
    }

    assert [] == sorted(set(missing) - found)


def test_every_rule_holds_in_some_vignette(shipped):
    """
    A rule that no example makes true may be one that nothing makes true.
    """
    holding: set[str] = set()
    for situation in _situations():
        known = known_of(situation, shipped)
        truths = engine_for(shipped).evaluate(known).rules
        holding |= {name for name, truth in truths.items() if truth is Truth.TRUE}

    assert set() == shipped.rules.keys() - holding


def test_no_two_rules_say_the_same_of_the_same_step(shipped):
    """
    Two rules with one condition and one effect are one rule.
    """
    effects = Counter(
        (rule.kind, rule.target, unparse(shipped.conditions.rules[rule.id]), rule.if_unknown)
        for rule in shipped.rules.values()
    )

    assert {} == {effect: count for effect, count in effects.items() if count > 1}


def test_no_rule_argues_for_a_step_that_nobody_may_read(shipped):
    """
    Every recommendation is written for at least the person in therapy or the clinician.
    """
    wordless = [
        step.id
        for step in shipped.recommendations.values()
        if step.client is None and step.relative is None and step.clinician is None
    ]

    assert [] == wordless


def test_every_recommendation_has_a_rule_or_a_danger_that_gives_it(shipped):
    """
    What nothing argues for is never given.
    """
    core = {step for danger in shipped.dangers.values() for step in danger.danger.core}

    orphans = [
        name
        for name in shipped.recommendations
        if name not in core and not shipped.rules_about(name, "recommend")
    ]

    assert [] == orphans


@cache
def _situations() -> tuple[Situation, ...]:
    rulebook = Rulebook.default()
    return tuple(
        rulebook.situation.model_validate(dict(vignette.facts))
        for vignette in rulebook.vignettes.values()
    )


def _gives(rulebook: Rulebook, situation: Situation, name: str) -> bool:
    plan = rulebook.recommend(situation)
    return any(step.id == name for step in (*plan.recommendations, *plan.later))
