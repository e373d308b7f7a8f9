"""A caseload at a glance counts what `recommend` says to each person."""

import xml.etree.ElementTree as ET
from collections import Counter

import pyarrow as pa
import pytest

from nextsteps import Rulebook, TableError
from nextsteps.population import rule_change, summary
from tests.golden import assert_golden
from tests.population.people import people, scores, situations
from tests.sketches import load_sketch, sketch
from tests.strategies import Clinic

FOUR = pa.table(
    {
        "in_danger_now": [True, False, False, None],
        "suicide_plan": [False, False, True, None],
        "no_progress": [True, True, True, True],
        "weeks_in_therapy": [20.0] * 4,
    }
)


@pytest.fixture(scope="module")
def seen():
    """The shipped vignettes at a glance."""
    return summary(people(), measures=scores(), sample=20, batch_rows=100)


@pytest.fixture(scope="module")
def plans():
    """The plans of the same people."""
    return [Rulebook.default().recommend(one) for one in situations()]


def test_levels_alerts_and_steps_are_those_of_the_plans(seen, plans):
    """
    Each count is what counting over the plans one by one gives.
    """
    levels = Counter(plan.safety.at_least for plan in plans)
    alerts = Counter(danger.id for plan in plans for danger in plan.safety.dangers)
    first = Counter(plan.recommendations[0].id for plan in plans)
    steps = Counter(step.id for plan in plans for step in plan.recommendations)

    assert levels == Counter(seen.levels)
    assert Counter(plan.safety.could_be for plan in plans) == Counter(seen.could_be)
    assert alerts == Counter(seen.alerts)
    assert first == Counter(seen.first_steps)
    assert steps == Counter(seen.steps)
    assert round(100 * alerts.total() / len(plans), 2) == seen.alerts_per_100


def test_questions_are_counted_over_a_sample(seen):
    """
    Five questions each for twenty people, the same twenty every time.
    """
    assert (20, 100) == (seen.sampled, sum(seen.questions.values()))
    again = summary(people(), measures=scores(), sample=20, batch_rows=577)
    assert again.questions == seen.questions


def test_a_fact_that_nobody_tells_is_missing_of_all():
    """
    What is known of one of three is missing of two, with what follows from it.
    """
    told = summary(pa.table({"suicide_plan": [True, None, None]}), sample=0)

    assert (2, 2, 3) == (
        told.missing["suicide_plan"],
        told.missing["suicidal_thoughts"],
        told.missing["therapy_type"],
    )


def test_the_summary_prints_as_text_table_and_picture(seen):
    """
    The same numbers three times; the picture asks for nothing from outside.
    """
    picture = ET.fromstring(seen.svg())  # noqa: S314  (our own)
    words = " ".join(picture.itertext())
    table = seen.table().to_pylist()

    assert {"alert", "first step", "missing", "question", "safety", "safety could be", "step"} == {
        row["what"] for row in table
    }
    assert f"{seen.levels['emergency']} (" in words
    assert {"svg", "title", "text", "rect"} == {one.tag.partition("}")[2] for one in picture.iter()}


def test_the_text_of_a_summary_is_short_and_aligned():
    """
    A few people and the sketch: each count with its share, the most frequent first.
    """
    told = summary(FOUR, rulebook=load_sketch(), sample=4)

    assert_golden("population/summary.txt", str(told))


def test_a_rule_change_shows_the_burden_before_and_after():
    """
    A danger rule that asks for less raises more alerts: how many, and of whom.
    """
    narrow = load_sketch(("in_danger_now or suicide_plan", "in_danger_now"))

    change = rule_change(FOUR, narrow, load_sketch(), sample=0)

    assert (25.0, 50.0) == (change.before.alerts_per_100, change.after.alerts_per_100)
    assert (1, 0, 1, 0) == (change.raised, change.lowered, change.alerted, change.silenced)
    assert 1 == change.other_first_step
    assert {"what": "alert", "name": "in_danger", "before": 1, "after": 2} in (
        change.table().to_pylist()
    )
    assert_golden("population/rule-change.txt", str(change))
    ET.fromstring(change.svg())  # noqa: S314  (our own)


def test_rulebooks_of_different_facts_are_not_compared():
    """
    One table cannot be read by two vocabularies.
    """
    other = Rulebook.from_text(sketch(), name="sketch.yaml", situation=Clinic)

    with pytest.raises(TableError, match="do not know the same facts"):
        rule_change(pa.table({"age": [3]}), load_sketch(), other)
