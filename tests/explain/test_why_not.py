"""`plan.why_not`: exactly the parts that fail or are unknown, through findings."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nextsteps import Plan, Rulebook, Truth
from nextsteps.explain import NearRule
from nextsteps.explain.part import missing
from nextsteps.explain.why import reading_of
from tests.sketches import load_sketch
from tests.strategies import cases

BOTH = pytest.mark.parametrize("which", ["generated", "shipped"])
FEW = settings(max_examples=settings.default.max_examples // 4)


def _near(plan: Plan, name: str) -> tuple[NearRule, ...]:
    return plan.why_not(name).near


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
