"""What a rule rests on, as a tree."""

from hypothesis import given, settings
from hypothesis import strategies as st

from nextsteps import Rulebook
from nextsteps.explain.roots import Root, roots_of
from nextsteps.explain.why import sets_of
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
