"""Change: the formulas against numbers worked out by hand, thresholds on both sides."""

from math import isclose, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextsteps import MeasureError, Rulebook
from nextsteps.measures import (
    clinical_cutoff,
    clinically_significant_change,
    percent_fall,
    reliable_change,
    reliable_change_index,
    reliable_change_threshold,
)
from nextsteps.measures.change import change_of, is_remission, is_response

MEASURES = Rulebook.default().measures

RELIABLE = {
    ("phq-9", None): 6,
    ("gad-7", None): 4,
    ("gad-7", "nhs"): 4,
    ("wsas", None): 8,
    ("core-10", None): 6,
    ("k10", None): 8,
    ("pcl-5", None): 15,
    ("pcl-5", "older"): 10,
    ("pcl-5", "nhs"): 10,
    ("who-5", None): 10,
}


def test_threshold_by_hand():
    """
    SD 5.2 and reliability 0.75: the error of a score is 2.6, of a difference 3.677, times 1.96.
    """
    assert isclose(1.96 * sqrt(2) * 2.6, reliable_change_threshold(5.2, 0.75))
    assert 7.207 == round(reliable_change_threshold(5.2, 0.75), 3)


def test_index_by_hand():
    """
    Jacobson and Truax: a fall of 15 with an error of difference of 10.6066 is -1.4142.
    """
    index = reliable_change_index(47.5, 32.5, sd_baseline=15.0, reliability=0.75)

    assert -1.414 == round(index, 3)


def test_cutoff_by_hand():
    """
    (4 x 15 + 6 x 5) / (4 + 6) = 9: nearer to the group that spreads less.
    """
    cut = clinical_cutoff(mean_clinical=15, sd_clinical=6, mean_general=5, sd_general=4)

    assert 9.0 == cut


@pytest.mark.parametrize(("measure", "norms", "points"), [(*k, p) for k, p in RELIABLE.items()])
def test_change_counts_at_the_threshold_and_not_one_point_before(measure, norms, points):
    """
    Both ways, and for well-being upwards.
    """
    definition = MEASURES[measure]
    read_by = definition.norms_called(norms)
    middle = (definition.low + definition.high) // 2
    good = -1 if definition.higher_is == "worse" else 1
    found = tuple(
        change_of(definition, read_by, middle, middle + good * gain)
        for gain in (points, points - 1, 1 - points, -points)
    )

    assert ("improved", "unchanged", "unchanged", "worse") == found


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [(16, 15, "improved"), (19, 16, "unchanged"), (15, 16, "worse"), (20, 19, "improved")],
)
def test_the_alcohol_score_changes_by_zone(before, after, change):
    """
    No threshold is agreed for the AUDIT.
    """
    audit = MEASURES["audit"]

    assert change == change_of(audit, audit.norms_called(), before, after)


@pytest.mark.parametrize("measure", ["phq-2", "gad-2", "audit-c", "dast-10", "dar-5", "phq-4"])
def test_where_no_threshold_is_agreed_no_change_is_told(measure):
    """
    Nothing is made up.
    """
    definition = MEASURES[measure]
    norms = definition.norms_called()

    assert change_of(definition, norms, definition.low, definition.high) is None


def test_recovery_needs_a_reliable_change_across_the_cut_off():
    """
    16 to 9 is both; 22 to 10 stays a case; 12 to 9 is no reliable change.
    """
    found = tuple(
        clinically_significant_change(before, after, threshold=6, cutoff=10)
        for before, after in ((16, 9), (22, 10), (12, 9), (9, 3), (9, 15))
    )

    assert ("recovered", "improved", "unchanged", "improved", "worse") == found


def test_recovery_upwards():
    """
    Where higher is better the cut-off is crossed from below.
    """
    found = clinically_significant_change(40, 56, threshold=10, cutoff=50, higher_is="better")

    assert found == "recovered"


def test_response_is_half_and_remission_below_five():
    """
    PHQ-9: 20 to 10 and not to 11; a case below 5 and not at 5.
    """
    phq = MEASURES["phq-9"]
    norms = phq.norms_called()

    assert (True, False) == tuple(is_response(phq, norms, 20, after) for after in (10, 11))
    assert (True, False) == tuple(is_remission(phq, norms, 20, after) for after in (4, 5))
    assert is_remission(phq, norms, 9, 4) is False


def test_a_fall_is_counted_from_the_best_score():
    """
    On the K10 the best score is 10, so 30 to 20 is a fall by half.
    """
    assert 50.0 == percent_fall(MEASURES["k10"], 30, 20)
    assert percent_fall(MEASURES["k10"], 10, 12) is None


@pytest.mark.parametrize(
    "call",
    [
        lambda: reliable_change_threshold(0, 0.8),
        lambda: reliable_change_threshold(5, 1),
        lambda: reliable_change_threshold(5, -0.1),
        lambda: reliable_change_threshold(float("nan"), 0.5),
        lambda: reliable_change_threshold(5, 0.8, z=0),
        lambda: reliable_change(5, 8, threshold=0),
        lambda: clinical_cutoff(mean_clinical=1, sd_clinical=0, mean_general=1, sd_general=1),
    ],
)
def test_numbers_a_formula_cannot_take_are_errors(call):
    """
    M710, with the value.
    """
    with pytest.raises(MeasureError) as error:
        call()

    assert ["M710"] == [problem.code for problem in error.value.problems]


POINTS = st.integers(-100, 100)


@given(before=POINTS, after=POINTS, threshold=st.integers(1, 30))
def test_change_turns_over_with_time_and_with_direction(before, after, threshold):
    """
    What improves forwards is worse backwards, and worse where higher is better.
    """
    swapped = {"improved": "worse", "worse": "improved", "unchanged": "unchanged"}
    change = reliable_change(before, after, threshold=threshold)

    assert swapped[change] == reliable_change(after, before, threshold=threshold)
    assert swapped[change] == reliable_change(
        before, after, threshold=threshold, higher_is="better"
    )


@given(before=POINTS, after=POINTS, sd=st.floats(0.5, 20), reliability=st.floats(0, 0.98))
def test_the_index_and_the_threshold_agree(before, after, sd, reliability):
    """
    Beyond 1.96 is beyond the threshold.
    """
    index = reliable_change_index(before, after, sd_baseline=sd, reliability=reliability)
    threshold = reliable_change_threshold(sd, reliability)
    if not isclose(abs(after - before), threshold):
        assert (abs(index) > 1.96) is (abs(after - before) > threshold)
