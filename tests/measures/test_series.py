"""Questionnaires in a situation: order is no matter, and every fault is told."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from nextsteps import MeasureError, Plan, Rulebook, Situation, SituationError, recommend
from nextsteps.document import Source
from nextsteps.measures import read_series
from nextsteps.situation import Filled
from nextsteps.situation.read import situation_from
from tests.golden import assert_golden

MEASURES = Rulebook.default().measures

FAULTS = {
    "unknown-measure": [{"measure": "phq9", "week": 0, "total": 3}],
    "unknown-measure-far-off": [{"measure": "horoscope", "week": 0, "total": 3}],
    "unknown-norms": [{"measure": "gad-7", "week": 0, "total": 3, "norms": "nsh"}],
    "different-norms": [
        {"measure": "gad-7", "week": 0, "total": 3, "norms": "nhs"},
        {"measure": "gad-7", "week": 1, "total": 3},
    ],
    "wrong-count": [{"measure": "phq-9", "week": 0, "answers": [1]}],
    "answer-out-of-range": [{"measure": "audit", "week": 0, "answers": [0] * 8 + [1, 0]}],
    "no-such-item": [{"measure": "phq-9", "week": 0, "item": {10: 1}}],
    "item-out-of-range": [{"measure": "phq-9", "week": 0, "item": {9: 4}}],
    "total-out-of-range": [{"measure": "phq-9", "week": 0, "total": 28}],
    "total-does-not-fit-item": [{"measure": "phq-9", "week": 0, "total": 1, "item": {9: 3}}],
    "missing-answer": [{"measure": "core-10", "week": 0, "answers": [None] + [1] * 9}],
    "in-the-future": [{"measure": "phq-9", "date": date(2026, 11, 24), "total": 3}],
    "twice": [{"measure": "phq-9", "week": 4, "total": 3}] * 2,
    "twice-and-different": [
        {"measure": "phq-9", "week": 4, "total": 3},
        {"measure": "phq-9", "week": 4, "total": 5},
    ],
    "weeks-and-dates": [
        {"measure": "phq-9", "week": 4, "total": 3},
        {"measure": "phq-9", "date": date(2026, 11, 1), "total": 5},
    ],
    "everything-at-once": [
        {"measure": "phq9", "week": 0, "total": 3},
        {"measure": "phq-9", "week": 1, "answers": [9, 1]},
        {"measure": "phq-9", "date": date(2027, 1, 1), "total": 99},
        {"measure": "gad-7", "week": 2, "total": -1},
    ],
}

SHAPES = {
    "no-time": "measures:\n- {measure: phq-9, total: 14}\n",
    "two-times": "measures:\n- {measure: phq-9, week: 1, date: 2026-11-01, total: 14}\n",
    "no-score": "measures:\n- {measure: phq-9, week: 1}\n",
    "answers-and-item": "measures:\n- {measure: phq-9, week: 1, answers: [1], item: {9: 1}}\n",
    "unknown-key": "measures:\n- {measure: phq-9, week: 1, totl: 3}\n",
    "text-for-a-number": "measures:\n- {measure: phq-9, week: 1, total: '14'}\n",
    "a-decimal-total": "measures:\n- {measure: phq-9, week: 1, total: 14.5}\n",
    "no-day-of-the-calendar": "measures:\n- {measure: phq-9, date: 2026-11-31, total: 14}\n",
    "a-number-for-a-date": "measures:\n- {measure: phq-9, date: 20261101, total: 14}\n",
    "no-list": "measures: {measure: phq-9}\n",
}


@pytest.mark.parametrize("what", FAULTS)
def test_faults_are_told(what):
    """
    All of them, in the words of the person who wrote the scores.
    """
    with pytest.raises(MeasureError) as error:
        recommend({"as_of": date(2026, 11, 23), "measures": FAULTS[what]})

    assert_golden(f"measures/{what}.txt", str(error.value))


@pytest.mark.parametrize("what", SHAPES)
def test_wrong_shapes_are_told_at_their_place(what):
    """
    Before any rulebook is at hand.
    """
    with pytest.raises(SituationError) as error:
        situation_from(Source("me.yaml", SHAPES[what]))

    assert_golden(f"measures/shape-{what}.txt", str(error.value))


def test_a_day_itself_is_not_in_its_future():
    """
    A questionnaire may be of the day that the situation describes.
    """
    day = date(2026, 11, 23)

    assert recommend({"as_of": day, "measures": [{"measure": "phq-9", "date": day, "total": 3}]})


def test_without_measures_in_the_rulebook_they_are_refused():
    """
    Nothing is dropped silently.
    """
    text = """
rulebook: {id: small, version: 1.0.0, title: Small}
sources: [{id: s, title: S, year: 2026, authors: A, note: n, grade: C, checked: 2026-11-23}]
findings: [{id: f, title: f}]
rules:
- {id: r, finding: f, when: not_heard, because: b, sources: [{source: s, locator: l}]}
"""
    small = Rulebook.from_text(text)

    assert small.recommend({})
    with pytest.raises(MeasureError, match="the rulebook has no measures"):
        small.recommend({"measures": [{"measure": "phq-9", "week": 0, "total": 3}]})


def test_a_situation_with_measures_survives_json():
    """
    So does its plan.
    """
    situation = Situation(
        as_of=date(2026, 11, 23),
        measures=[
            {"measure": "phq-9", "date": "2026-11-01", "total": 14, "item": {9: 1}},
            {"measure": "core-10", "week": 2, "answers": [None] + [1] * 9, "prorate": True},
        ],
    )
    plan = recommend(situation)

    assert situation == Situation.model_validate_json(situation.model_dump_json())
    assert plan == Plan.from_json(plan.to_json())
    assert situation == Plan.from_json(plan.to_json()).situation


def test_an_entry_cannot_be_changed():
    """
    Situations are values.
    """
    entry = Situation(measures=[{"measure": "phq-9", "week": 0, "total": 3}]).measures[0]

    with pytest.raises(ValidationError):
        entry.total = 4


@given(
    st.permutations(
        [Filled(measure="phq-9", week=week, total=20 - week) for week in range(6)]
        + [Filled(measure="gad-7", date=date(2026, 11, day), total=day) for day in (1, 8, 15)]
    )
)
def test_the_order_told_is_no_matter(told):
    """
    Scores are put in the order of time.
    """
    gad, phq = read_series(told, MEASURES)

    assert "phq-9: 20, 19, 18, 17, 16, 15" == str(phq.course)
    assert ("gad-7: 1, 8, 15", 2.0) == (str(gad.course), gad.course.weeks)
