"""Scores from answers: what holds for every measure, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextsteps import MeasureError, Rulebook
from nextsteps.measures import Measure, find_measure, score

MEASURES = Rulebook.default().measures


@st.composite
def filled_in(draw: st.DrawFn) -> tuple[Measure, list[int]]:
    measure = draw(st.sampled_from(list(MEASURES.values())))
    items = range(1, measure.items.count + 1)
    return measure, [draw(st.sampled_from(measure.items.allowed(item))) for item in items]


@given(filled_in())
def test_a_score_lies_in_its_range_and_in_one_band(case):
    """
    Whatever the answers.
    """
    measure, answers = case
    found = score(measure, answers=answers)
    norms = measure.norms_called()

    assert measure.low <= found.total <= measure.high
    assert found.total == sum(answers) * measure.factor
    holding = [band for band in norms.bands if band.low <= found.total <= band.high]
    assert holding == ([found.band] if norms.bands else [])


@given(filled_in())
def test_answers_and_their_total_score_alike(case):
    """
    A total alone gives the same score, but for the parts.
    """
    measure, answers = case
    found = score(measure, answers=answers)
    alone = score(measure, total=found.total)

    assert (found.total, found.band, found.is_case) == (alone.total, alone.band, alone.is_case)
    assert found == score(measure, answers=answers, total=found.total)


@given(filled_in(), st.data())
def test_a_graver_answer_never_lowers_the_total(case, data):
    """
    Points add up.
    """
    measure, answers = case
    item = data.draw(st.integers(1, measure.items.count))
    allowed = measure.items.allowed(item)
    higher = data.draw(st.sampled_from([one for one in allowed if one >= answers[item - 1]]))
    more = [*answers[: item - 1], higher, *answers[item:]]

    assert score(measure, answers=more).total >= score(measure, answers=answers).total


@given(st.lists(st.integers(0, 4), min_size=10, max_size=10), st.integers(0, 9))
def test_a_prorated_score_stays_within_what_the_answer_could_have_made_it(answers, missing):
    """
    The mean of the others lies between the lowest and the highest answer.
    """
    core = MEASURES["core-10"]
    known = sum(answers) - answers[missing]
    gap = [*answers[:missing], None, *answers[missing + 1 :]]
    found = score(core, answers=gap, prorate=True)

    assert known <= found.total <= known + 4
    assert 1 == found.prorated


def test_prorating_by_hand():
    """
    CORE-10: nine answers that sum to 13 make 14.44, which is 14.
    """
    core = MEASURES["core-10"]
    answers = [2, 1, 1, None, 2, 0, 2, 2, 2, 1]

    assert 14 == score(core, answers=answers, prorate=True).total


REFUSED = {
    "too few answers": ("phq-9", {"answers": [1, 2]}, "M702"),
    "too many answers": ("phq-9", {"answers": [1] * 10}, "M702"),
    "nothing": ("phq-9", {}, "M702"),
    "an answer too high": ("phq-9", {"answers": [4, *[0] * 8]}, "M703"),
    "an answer below zero": ("phq-9", {"answers": [-1, *[0] * 8]}, "M703"),
    "an answer of zero where one is lowest": ("k10", {"answers": [0, *[1] * 9]}, "M703"),
    "one point for the ninth of the AUDIT": ("audit", {"answers": [*[0] * 8, 1, 0]}, "M703"),
    "a total too high": ("phq-9", {"total": 28}, "M703"),
    "a total too low": ("dar-5", {"total": 4}, "M703"),
    "a raw sum of the WHO-5": ("who-5", {"total": 13}, "M703"),
    "a missing answer": ("phq-9", {"answers": [None, *[0] * 8]}, "M704"),
    "a missing answer, prorated": ("phq-9", {"answers": [None, *[0] * 8], "prorate": True}, "M704"),
    "prorating not asked for": ("core-10", {"answers": [None, *[0] * 9]}, "M704"),
    "two missing": ("core-10", {"answers": [None, None, *[0] * 8], "prorate": True}, "M704"),
    "a total that does not fit": ("phq-9", {"answers": [1] * 9, "total": 8}, "M705"),
    "norms of another measure": ("phq-9", {"total": 8, "norms": "uk"}, "M709"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_a_questionnaire_cannot_hold_is_refused(what):
    """
    One problem, with its code.
    """
    measure, given_, code = REFUSED[what]
    with pytest.raises(MeasureError) as error:
        score(MEASURES[measure], **given_)

    assert [code] == [problem.code for problem in error.value.problems]


def test_every_wrong_answer_is_told():
    """
    Nothing stops at the first fault.
    """
    with pytest.raises(MeasureError) as error:
        score(MEASURES["gad-7"], answers=[4, 0, 5, 0, None, 0, -2], norms="german")

    assert ["M709", "M703", "M703", "M703", "M704"] == [one.code for one in error.value.problems]


def test_a_measure_is_found_however_it_is_written():
    """
    Capitals, spaces and hyphens don't matter; anything else gets a suggestion.
    """
    assert {"phq-9"} == {find_measure(MEASURES, one).id for one in ("phq-9", "PHQ9", "Phq 9")}
    with pytest.raises(MeasureError, match="did you mean `phq-9`"):
        find_measure(MEASURES, "phq-99")
