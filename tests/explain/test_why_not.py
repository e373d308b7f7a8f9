"""`plan.why_not`: exactly the parts that fail or are unknown, through findings."""

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nextsteps import Plan, Rulebook, Situation, Truth
from nextsteps.engine import engine_for
from nextsteps.explain import NearRule, Part
from nextsteps.explain.entered import with_entered
from nextsteps.explain.part import missing
from nextsteps.explain.why import reading_of
from nextsteps.known import known_of
from nextsteps.language import And, Condition, Found, Not, Or
from nextsteps.ranking import CRITERIA
from nextsteps.truth import conjunction, disjunction, negation
from nextsteps.unsettled import Reading
from tests.sketches import load_sketch
from tests.strategies import cases

BOTH = pytest.mark.parametrize("which", ["generated", "shipped"])
FEW = settings(max_examples=settings.default.max_examples // 4)


def _near(plan: Plan, name: str) -> tuple[NearRule, ...]:
    return plan.why_not(name).near


def _one_way(parts: Iterable[Part], data: Any) -> list[Part]:
    """The leaves of one way, drawn for each part that has several."""
    leaves: list[Part] = []
    for part in parts:
        leaves += _one_way(data.draw(st.sampled_from(part.ways)), data) if part.ways else [part]
    return leaves


def _truth_given(condition: Condition, chosen: set[Condition], reading: Reading) -> Truth:
    """The truth of *condition* where those *chosen* hold, whatever is known."""
    if condition in chosen:
        return Truth.TRUE
    if Not(condition) in chosen:
        return Truth.FALSE
    match condition:
        case Not(part):
            return negation(_truth_given(part, chosen, reading))
        case And(parts):
            return conjunction(_truth_given(part, chosen, reading) for part in parts)
        case Or(parts):
            return disjunction(_truth_given(part, chosen, reading) for part in parts)
        case Found(finding):
            rules = reading.conditions.findings[finding]
            return disjunction(
                _truth_given(reading.conditions.rules[rule], chosen, reading) for rule in rules
            )
        case _:
            return reading.truth(condition)


def _truth_of_rule(rulebook: Rulebook, rule: str, situation: Situation) -> Truth:
    return engine_for(rulebook).evaluate(known_of(situation, rulebook)).rules[rule]


@BOTH
@FEW
@given(data=st.data())
def test_a_rule_that_holds_misses_nothing_and_any_other_misses_something(which, data):
    """
    Parts are told just where the rule is not TRUE.
    """
    rulebook, situation = data.draw(cases(which))
    reading = reading_of(rulebook.recommend(situation), rulebook)

    for rule, condition in rulebook.conditions.rules.items():
        holds = reading.evaluation.rules[rule] is Truth.TRUE
        assert holds is (missing(condition, reading) == ())


@BOTH
@FEW
@given(data=st.data())
def test_the_unknown_parts_are_those_that_questions_could_settle(which, data):
    """
    Of a rule that is UNKNOWN, the facts of the unknown parts are its open facts.
    """
    rulebook, situation = data.draw(cases(which))
    reading = reading_of(rulebook.recommend(situation), rulebook)
    vocabulary = rulebook.situation.vocabulary().facts

    for rule, condition in rulebook.conditions.rules.items():
        if reading.evaluation.rules[rule] is not Truth.UNKNOWN:
            continue
        texts = " ".join(
            leaf.text
            for part in missing(condition, reading)
            for leaf in part.leaves()
            if leaf.state == "unknown"
        )
        open_facts = reading.open_facts(condition) & vocabulary.keys()
        assert all(name in texts or "talk-to-therapist" in texts for name in open_facts)


@BOTH
@FEW
@given(data=st.data())
def test_a_part_that_fails_says_what_is_known_instead(which, data):
    """
    Every part that fails and rests on one fact shows the fact's value.
    """
    rulebook, situation = data.draw(cases(which))
    plan = rulebook.recommend(situation)
    name = data.draw(st.sampled_from(sorted(rulebook.recommendations)))

    leaves = [leaf for near in _near(plan, name) for part in near.parts for leaf in part.leaves()]

    silent = [one.text for one in leaves if one.state == "fails" and not one.known]
    assert {"not True"} >= set(silent)


@BOTH
@FEW
@given(data=st.data())
def test_the_facts_of_a_barrier_make_its_rule_hold(which, data):
    """
    With nothing else known, what a barrier names makes its rule TRUE; else what is open is told.
    """
    rulebook, situation = data.draw(cases(which))
    plan = rulebook.recommend(situation)
    blocked = [one.id for one in (*plan.excluded, *plan.not_yet)]

    barriers = [barrier for name in blocked for barrier in plan.why_not(name).barriers]

    reading = reading_of(plan, rulebook)
    for barrier in barriers:
        condition = rulebook.conditions.rules[barrier.rule]
        if reading.truth(condition) is Truth.UNKNOWN:  # by outcomes too, which are not asked
            assert set(barrier.unknown) == reading.open_facts(condition)
        else:
            alone = with_entered(rulebook.situation(), barrier.facts)
            assert Truth.TRUE is _truth_of_rule(rulebook, barrier.rule, alone)


@BOTH
@FEW
@given(data=st.data())
def test_every_rule_that_stands_in_the_way_is_a_barrier(which, data):
    """
    No rule that excludes or holds back goes without what makes it do so.
    """
    rulebook, situation = data.draw(cases(which))
    plan = rulebook.recommend(situation)

    for blocked in (*plan.excluded, *plan.not_yet):
        told = plan.why_not(blocked.id)
        rules = [name for name in told.rules if name in rulebook.rules]
        assert rules == [barrier.rule for barrier in told.barriers]


@BOTH
@FEW
@given(data=st.data())
def test_a_rule_holds_once_its_missing_parts_do(which, data):
    """
    Whichever way is taken below each missing part, its leaves are enough for the near rule.
    """
    rulebook, situation = data.draw(cases(which))
    plan = rulebook.recommend(situation)
    name = data.draw(st.sampled_from(sorted(rulebook.recommendations)))
    reading = reading_of(plan, rulebook)

    for near in _near(plan, name):
        assume(not any("True" in leaf.text for part in near.parts for leaf in part.leaves()))
        chosen = {leaf.condition for leaf in _one_way(near.parts, data)}
        assert Truth.TRUE is _truth_given(rulebook.conditions.rules[near.rule], chosen, reading)


@BOTH
@FEW
@given(data=st.data())
def test_a_rule_still_fails_without_one_of_its_missing_parts(which, data):
    """
    None of the parts that are told is told in vain.
    """
    rulebook, situation = data.draw(cases(which))
    plan = rulebook.recommend(situation)
    name = data.draw(st.sampled_from(sorted(rulebook.recommendations)))
    reading = reading_of(plan, rulebook)

    for near in _near(plan, name):
        for left_out in near.parts:
            rest = [part for part in near.parts if part is not left_out]
            chosen = {leaf.condition for leaf in _one_way(rest, data)}
            if not {leaf.condition for leaf in left_out.leaves()} & chosen:
                condition = rulebook.conditions.rules[near.rule]
                assert Truth.TRUE is not _truth_given(condition, chosen, reading)


@BOTH
@FEW
@given(data=st.data())
def test_outranked_by_names_the_first_criterion_that_differs(which, data):
    """
    All before it are equal, and on it the step above is better.
    """
    rulebook, situation = data.draw(cases(which))
    plan = rulebook.recommend(situation)

    for place, step in enumerate(plan.recommendations):
        comparisons = plan.why_not(step.id).outranked_by
        above = plan.recommendations[:place]
        assert [(one.id, step.id) for one in above] == [
            (told.higher, told.lower) for told in comparisons
        ]
        for other, told in zip(above, comparisons, strict=True):
            keys = [(one.name, one.key(other), one.key(step)) for one in CRITERIA]
            first = next(key for key in keys if key[1] != key[2])
            assert first[0] == told.criterion
            assert first[1] < first[2]


def test_a_finding_is_followed_down_to_the_facts() -> None:
    """The finding, the fact that fails with its value, and the one that is not known."""
    plan = load_sketch().recommend({"no_progress": True, "weeks_in_therapy": 3})

    (near,) = _near(plan, "talk-to-therapist")

    assert (("stalled",), ("not raised_with_therapist",)) == (near.fails, near.unknown)
    (leaf,) = near.parts[0].leaves()
    assert ("weeks_in_therapy >= 12", {"weeks_in_therapy": 3.0}) == (leaf.text, dict(leaf.known))


def test_a_core_step_names_the_rules_of_its_danger() -> None:
    """Crisis help comes with a danger; without, it says which facts would mean one."""
    (near,) = _near(load_sketch().recommend({}), "get-help")

    assert "danger-now" == near.rule


def test_what_holds_it_back_is_told_with_its_facts() -> None:
    """The rule, and what makes it hold."""
    rulebook = load_sketch(("when: weeks_in_therapy < 3", "when: sessions_attended < 3"))
    known = {"no_progress": True, "weeks_in_therapy": 14, "raised_result": "no_change"}
    told = rulebook.recommend(known | {"sessions_attended": 1}).why_not("switch-therapist")

    assert {"sessions_attended": 1} == told.barriers[0].facts


def test_needs_that_are_not_given_are_told() -> None:
    """A step that does not apply says which part of what it needs fails."""
    plan = load_sketch().recommend(
        {
            "no_progress": True,
            "weeks_in_therapy": 14,
            "raised_with_therapist": False,
            "in_therapy": False,
        }
    )

    assert ["in_therapy"] == [part.text for part in plan.why_not("talk-to-therapist").needs]


def test_the_nearest_rules_come_first() -> None:
    """The fewest parts that fail, then the fewest unknown."""
    near = _near(Rulebook.default().recommend({"in_therapy": True}), "switch-therapist")

    assert sorted(len(one.fails) for one in near) == [len(one.fails) for one in near]
