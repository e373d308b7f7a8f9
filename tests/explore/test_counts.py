"""What is counted over many people is what one gets by asking `recommend` again and again."""

from collections import Counter
from itertools import combinations_with_replacement

from nextsteps import Situation
from nextsteps.explore import co_firing, flow, population, rule_map, scores, what_decides
from nextsteps.explore.counts import NO_CONCERN
from nextsteps.explore.values import values_of
from tests.sketches import load_sketch

PEOPLE = population(40, seed=3)
FACTS = ("no_progress", "weeks_in_therapy", "suicidal_thoughts", "on_medication", "progress")


def first(plan):
    """The first step of a plan."""
    return plan.recommendations[0].id if plan.recommendations else None


def by_asking(situations, fact, rulebook):
    """For how many people some value of a fact gives another first step, or level of safety."""
    steps = levels = 0
    values = values_of(Situation.vocabulary().facts[fact], rulebook)
    for situation in situations:
        now = rulebook.recommend(situation)
        other = [rulebook.recommend(situation.with_facts(**{fact: value})) for value in values]
        steps += any(first(plan) != first(now) for plan in other)
        levels += any(plan.safety.at_least != now.safety.at_least for plan in other)
    return {"first_step": steps, "safety": levels}


def test_what_decides_is_counted_as_by_asking(shipped):
    """Over people with scores, and without."""
    table = what_decides(PEOPLE[:15], FACTS)
    counted = {row["fact"]: row for row in table.to_pylist()}

    assert set(FACTS) == set(counted)
    for fact in FACTS:
        expected = by_asking(PEOPLE[:15], fact, shipped)
        assert expected == {name: counted[fact][name] for name in expected}


def test_what_decides_tries_all_that_rules_read():
    """Of a rulebook of one's own, in which some people are told nothing."""
    rulebook = load_sketch()
    people = [one.with_facts(measures=()) for one in PEOPLE]
    table = what_decides(people, rulebook=rulebook).to_pylist()

    for row in table:
        assert by_asking(people, row["fact"], rulebook).items() <= row.items()
    assert [row["first_step"] for row in table] == sorted(
        (row["first_step"] for row in table), reverse=True
    )


def test_rules_that_fire_together_are_counted_once_each(shipped):
    """Each pair of rules for somebody's steps, and how many people it is of either."""
    together = Counter()
    for situation in PEOPLE:
        plan = shipped.recommend(situation)
        steps = (*plan.recommendations, *plan.later)
        rules = sorted({one.rule for step in steps for one in step.arguments_for})
        together.update(combinations_with_replacement(rules, 2))
    table = co_firing(PEOPLE).to_pylist()

    assert dict(together) == {
        tuple(sorted((row["rule"], row["other"]))): row["both"] for row in table
    }
    for row in table:
        alone = together[row["rule"], row["rule"]] + together[row["other"], row["other"]]
        assert row["either"] == (
            row["both"] if row["rule"] == row["other"] else alone - row["both"]
        )
        assert row["share"] == row["both"] / row["either"]


def test_people_flow_from_each_of_their_concerns(shipped):
    """Each concern of each person is counted with their first step."""
    expected = Counter()
    members = Situation.vocabulary().groups["concerns"]
    for situation in PEOPLE:
        named = [name for name, fact in members.items() if getattr(situation, fact)]
        plan = shipped.recommend(situation)
        for name in named or [NO_CONCERN]:
            expected[name, first(plan), plan.safety.level] += 1

    assert expected == {
        (row["member"], row["recommendation"], row["safety"]): row["people"]
        for row in flow(PEOPLE).to_pylist()
    }


def test_the_lit_path_is_what_why_says(shipped):
    """Its rules are the arguments, its facts those of their first smallest sets."""
    for situation in PEOPLE:
        plan = shipped.recommend(situation)
        step = plan.recommendations[0].id
        why = plan.why(step)
        table = rule_map(step, plan=plan, lit_only=True).to_pylist()
        arguments = (*why.arguments_for, *why.arguments_against)
        lit = {
            kind: {one["name"] for one in table if one["kind"] == kind} for kind in ("rule", "fact")
        }
        spoken = {one.argument.rule for one in arguments if one.argument.kind != "finding"}

        assert {fact for one in arguments for fact in one.facts} == lit["fact"]
        assert spoken <= lit["rule"]


def test_a_rule_map_holds_every_rule_about_its_step(shipped):
    """Lit or not."""
    table = rule_map("switch-therapist", whole=True).to_pylist()
    rules = {
        rule.id
        for rule in shipped.rules.values()
        if rule.target == "switch-therapist" and rule.kind != "finding"
    }

    assert rules == {row["name"] for row in table if row["kind"] == "rule"}
    assert not any(row["lit"] for row in table)


def test_scores_come_with_the_band_of_no_reliable_change():
    """Six points on the PHQ-9 make a change."""
    filled = [
        {"measure": "phq-9", "week": week, "total": total} for week, total in ((2, 15), (8, 9))
    ]
    table = scores(Situation(measures=filled)).to_pylist()

    assert [(0, 15), (6, 9)] == [(row["week"], row["total"]) for row in table]
    assert {(9, 21, "improved")} == {
        (row["steady_low"], row["steady_high"], row["change"]) for row in table
    }
