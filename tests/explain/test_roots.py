"""What a rule rests on, as a tree."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nextsteps import Rulebook
from nextsteps.explain.roots import Root, roots_of
from nextsteps.explain.why import sets_of
from tests.sketches import load_sketch
from tests.strategies import cases


@settings(max_examples=60)
@given(data=st.data())
def test_the_tree_ends_in_just_what_makes_the_rule_hold(data: st.DataObject) -> None:
    """Its leaves are the facts and outcomes of the smallest set: none too many, none missing."""
    rulebook, situation = data.draw(cases(data.draw(st.sampled_from(("generated", "shipped")))))
    plan = rulebook.recommend(situation)
    sets = sets_of(plan)
    off = [
        (argument.rule, told, found)
        for step in plan.recommendations
        for argument in step.arguments_for
        for told in map(set, sets.of_rule(argument.rule))
        if (found := entries(roots_of(sets, argument.rule, told))) != told
    ]

    assert off == []


def entries(roots: tuple[Root, ...]) -> set[str]:
    """All leaves of the trees."""
    return {key for root in roots for key in root.entries()}


def test_a_finding_stands_between_the_rule_and_its_facts() -> None:
    """As the conditions of the shipped rules say it."""
    plan = Rulebook.default().recommend({"in_therapy": True, "no_progress": True})
    rule = plan.find("talk-to-therapist").arguments_for[0].rule
    sets = sets_of(plan)
    (finding,) = (one for one in roots_of(sets, rule, sets.of_rule(rule)[0]) if one.is_finding)

    assert [below.name for below in finding.below] == ["no_progress"]
    assert finding.value is True


WHEN = "when: stalled and not raised_with_therapist"
ROOTS = {
    "what came of a step, and what must not be": (
        'failed("switch-therapist") and not (age > 60 or stalled)',
        {"age": 30, "no_progress": False, "tried": {"switch-therapist": "no_change"}},
        (
            Root("tried: switch-therapist", "no_change"),
            Root("age", 30.0),
            Root("stalled", False, is_finding=True, below=(Root("no_progress", False),)),
        ),
    ),
    "the first in the vocabulary of two that each do": (
        "no_progress or (not_heard or age > 20)",
        {"not_heard": True, "age": 30},
        (Root("age", 30),),
    ),
    "a finding that must not hold, one part of which fails": (
        "not (stalled and not_heard) and not tried('switch-therapist')",
        {"not_heard": False, "tried": {"switch-therapist": "never"}},
        (Root("not_heard", False), Root("tried: switch-therapist", "never")),
    ),
    "what follows from what was said": (
        "suicidal_thoughts and not_heard",
        {"suicide_plan": True, "not_heard": True},
        (Root("suicide_plan", True), Root("not_heard", True)),
    ),
    "a fact that says what came of a step": (
        "failed('talk-to-therapist')",
        {"raised_result": "no_change"},
        (Root("raised_result", "no_change"),),
    ),
    "one of several kinds, and what holds anyway": (
        "progress in ('none', 'worse') and True",
        {"progress": "none"},
        (Root("progress", "none"),),
    ),
}


@pytest.mark.parametrize("name", ROOTS)
def test_the_tree_has_just_these_roots(name: str) -> None:
    """From left to right, as the condition reads them."""
    when, facts, expected = ROOTS[name]
    plan = load_sketch((WHEN, f"when: {when}")).recommend(facts)
    sets = sets_of(plan)

    assert roots_of(sets, "talk-when-stalled", sets.of_rule("talk-when-stalled")[0]) == expected


def test_a_finding_that_does_not_hold_rests_on_all_its_rules() -> None:
    """Each of them fails."""
    second = "- {id: stalled-too, finding: stalled, when: off_track, because: So., sources:"
    cited = "[{source: a-book, locator: page 4}]}"
    rulebook = load_sketch(
        (WHEN, "when: not stalled"), ("contradictions:", f"{second} {cited}\ncontradictions:")
    )
    sets = sets_of(rulebook.recommend({"no_progress": False, "off_track": False}))

    (root,) = roots_of(sets, "talk-when-stalled", ("no_progress", "off_track"))
    assert {"no_progress", "off_track"} == set(root.entries())
