"""Sweeps and grids hold what `recommend` says of each situation, and nothing else."""

import pyarrow.compute as pc
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from nextsteps import Rulebook, Situation, SituationError, TableError
from nextsteps.explore import grid, plans, sweep
from nextsteps.explore.values import values_of
from tests.sketches import load_sketch
from tests.strategies import rulebooks_with_situation

STUCK = Situation(
    in_therapy=True,
    no_progress=True,
    weeks_in_therapy=14,
    suicidal_thoughts=False,
    measures=[{"measure": "phq-9", "week": week, "total": 15 + week} for week in (0, 3)],
)


def told(plan):
    """What a plan says, as rows of a table."""
    level = {"safety": plan.safety.at_least, "safety_could_be": plan.safety.could_be}
    return [
        {
            "place": place,
            "rank": rank,
            "recommendation": step.id,
            "urgency": step.urgency,
            "strength": step.arguments_for[0].strength,
            "rules_for": sorted(one.rule for one in step.arguments_for),
            "rules_against": sorted(one.rule for one in step.arguments_against),
            **level,
        }
        for place, steps in (("now", plan.recommendations), ("later", plan.later))
        for rank, step in enumerate(steps, 1)
    ] or [{"place": None, "rank": None, "recommendation": None, **level}]


def rows(table, **where):
    """The rows of a table where facts have these values, without the facts and the titles."""
    found = []
    for row in table.to_pylist():
        if all(row[name] == value for name, value in where.items()):
            for name in ("rules_for", "rules_against"):
                row[name] = sorted(row[name] or ())
            found.append({name: value for name, value in row.items() if name not in where})
    for row in found:
        row.pop("title")
        if row["place"] is None:
            for name in ("urgency", "strength", "rules_for", "rules_against"):
                assert not row.pop(name)
    return found


@pytest.mark.parametrize(
    ("fact", "values"),
    [
        ("weeks_in_therapy", None),
        ("weeks_in_therapy", [1, 14.5, None]),
        ("suicidal_thoughts_type", None),
        ("asker", None),
        ("progress", ["good", None, "worse"]),
    ],
)
def test_a_row_of_a_sweep_is_what_recommend_says(shipped, fact, values):
    """Place, rank, urgency, rules and safety, for each value of the fact."""
    table = sweep(STUCK, fact, values)
    tried = values or values_of(Situation.vocabulary().facts[fact], shipped)

    assert table.column_names[0] == fact
    for value in tried:
        plan = shipped.recommend(STUCK.with_facts(**{fact: value}))
        assert told(plan) == rows(table, **{fact: value})


@given(rulebooks_with_situation(), st.integers(0, 1000))
@settings(max_examples=25, phases=(Phase.explicit, Phase.generate))
def test_a_sweep_of_any_rulebook_is_what_recommend_says(case, number):
    """Generated rulebooks, in which not everybody is told something."""
    rulebook, situation = case
    facts = [one for one in situation.vocabulary().facts.values() if values_of(one, rulebook)]
    fact = facts[number % len(facts)]
    table = sweep(situation, fact.name, rulebook=rulebook)

    for value in values_of(fact, rulebook):
        plan = rulebook.recommend(situation.with_facts(**{fact.name: value}))
        assert told(plan) == rows(table, **{fact.name: value})


def test_a_grid_contains_the_sweeps_along_both_facts():
    """What stands in a grid where one fact has the situation's own value is the other's sweep."""
    weeks = ("weeks_in_therapy", [2, 14, 30])
    table = grid(STUCK, weeks, "raised_with_therapist")
    here = pc.field("raised_with_therapist").is_null()
    across = table.filter(here).drop_columns("raised_with_therapist")
    down = table.filter(pc.field("weeks_in_therapy") == 14).drop_columns("weeks_in_therapy")

    assert across.equals(sweep(STUCK, *weeks))
    assert down.equals(sweep(STUCK, "raised_with_therapist"))


def test_nobody_is_lost_whom_no_rule_speaks_to():
    """Such a person has one row, which says how grave it is."""
    rulebook = load_sketch()
    table = plans([Situation(), Situation(suicide_plan=True)], rulebook)

    assert [1, 2] == table["person"].to_pylist()
    assert [None, "get-help"] == table["recommendation"].to_pylist()
    assert ["clear", "emergency"] == table["safety"].to_pylist()


def test_numbers_are_tried_on_both_sides_of_each_threshold():
    """The sketch compares weeks with 12, 3 and 2."""
    fact = Situation.vocabulary().facts["weeks_in_therapy"]

    assert [1, 2, 3, 4, 11, 12, 13] == values_of(fact, load_sketch())


def test_an_unknown_fact_is_told_with_what_was_meant():
    """The name that comes closest."""
    with pytest.raises(SituationError) as told_so:
        sweep(STUCK, "weeks_in_terapy")

    assert "did you mean `weeks_in_therapy`?" in str(told_so.value)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: sweep(STUCK, "country"),
        lambda: sweep(STUCK, "age", []),
        lambda: grid(STUCK, "no_progress", "no_progress"),
        lambda: plans([]),
    ],
)
def test_what_cannot_be_tried_is_refused(ask):
    """No values, the same fact twice, nobody at all."""
    with pytest.raises(TableError) as told_so:
        ask()

    assert ["T909"] == [problem.code for problem in told_so.value.problems]


def test_the_default_rulebook_is_the_shipped_one():
    """And a rulebook of one's own is used throughout."""
    assert sweep(STUCK, "no_progress").equals(
        sweep(STUCK, "no_progress", rulebook=Rulebook.default())
    )
    unsaid = Situation(in_therapy=True, weeks_in_therapy=14, raised_with_therapist=False)
    assert {"talk-to-therapist", None} == set(
        sweep(unsaid, "no_progress", rulebook=load_sketch())["recommendation"].to_pylist()
    )
