"""Bands and cut-offs agree with the published tables at every boundary, on both sides."""

import pytest

from nextsteps import Rulebook
from nextsteps.measures import score

MEASURES = Rulebook.default().measures

BANDS = {
    ("phq-9", None): "0-4 minimal, 5-9 mild, 10-14 moderate, 15-19 moderately severe, 20-27 severe",
    ("phq-9", "nice-ng222"): "0-15 less severe, 16-27 more severe",
    ("phq-4", None): "0-2 none, 3-5 mild, 6-8 moderate, 9-12 severe",
    ("gad-7", None): "0-4 minimal, 5-9 mild, 10-14 moderate, 15-21 severe",
    ("gad-7", "nhs"): "0-4 minimal, 5-9 mild, 10-14 moderate, 15-21 severe",
    ("audit", None): "0-7 zone I and, 8-15 zone II and, 16-19 zone III and, 20-40 zone IV and",
    ("dast-10", None): "0-0 none, 1-2 low, 3-5 moderate, 6-8 substantial, 9-10 severe",
    ("wsas", None): "0-9 subclinical, 10-20 significant impairment, 21-40 moderately severe",
    ("core-10", None): (
        "0-5 healthy, 6-10 low, 11-15 mild, 16-20 moderate, 21-25 moderately severe, 26-40 severe"
    ),
    ("k10", "abs"): "10-15 low, 16-21 moderate, 22-29 high, 30-50 very high",
    ("k10", "clinical"): "10-19 likely well, 20-24 mild, 25-29 moderate, 30-50 severe",
    ("who-5", None): "0-28 poor and depression likely, 32-48 poor, 52-100 fair or good",
}

CASENESS = {
    ("phq-9", None): 10,
    ("phq-2", None): 3,
    ("gad-7", None): 10,
    ("gad-7", "nhs"): 8,
    ("gad-2", None): 3,
    ("audit", None): 8,
    ("audit-c", None): 3,
    ("audit-c", "us-women"): 3,
    ("audit-c", "us-men"): 4,
    ("audit-c", "uk"): 5,
    ("dast-10", None): 3,
    ("wsas", None): 10,
    ("core-10", None): 11,
    ("core-10", "depression"): 13,
    ("k10", "clinical"): 20,
    ("pcl-5", None): 31,
    ("pcl-5", "nhs"): 32,
    ("pcl-5", "german-clinical"): 34,
    ("dar-5", None): 12,
    ("dar-5", "portuguese"): 9,
}

RANGES = {
    "phq-9": (9, 0, 27, "worse"),
    "phq-2": (2, 0, 6, "worse"),
    "phq-4": (4, 0, 12, "worse"),
    "gad-7": (7, 0, 21, "worse"),
    "gad-2": (2, 0, 6, "worse"),
    "audit": (10, 0, 40, "worse"),
    "audit-c": (3, 0, 12, "worse"),
    "dast-10": (10, 0, 10, "worse"),
    "wsas": (5, 0, 40, "worse"),
    "k10": (10, 10, 50, "worse"),
    "pcl-5": (20, 0, 80, "worse"),
    "who-5": (5, 0, 100, "better"),
    "core-10": (10, 0, 40, "worse"),
    "dar-5": (5, 5, 25, "worse"),
    "alliance-0-10": (1, 0, 10, "better"),
}

LOINC = {
    "phq-9": "44261-6",
    "phq-2": "55758-7",
    "gad-7": "70274-6",
    "audit": "75624-7",
    "audit-c": "75626-2",
    "dast-10": "82667-7",
}


def _edges():
    for (measure, norms), written in BANDS.items():
        for part in written.split(", "):
            span, name = part.split(" ", 1)
            for total in map(int, span.split("-")):
                yield measure, norms, total, name


@pytest.mark.parametrize(("measure", "norms", "total", "name"), list(_edges()))
def test_both_ends_of_every_band_are_in_it(measure, norms, total, name):
    """
    The bands have no gaps, so these are both sides of every boundary (WHO-5: in steps of 4).
    """
    band = score(MEASURES[measure], total=total, norms=norms).band

    assert band.name.replace(",", " and").startswith(name)


@pytest.mark.parametrize(
    ("measure", "norms", "cut"), [(*key, cut) for key, cut in CASENESS.items()]
)
def test_the_cut_off_counts_and_one_point_less_does_not(measure, norms, cut):
    """
    Caseness is at the cut-off or above.
    """
    at = score(MEASURES[measure], total=cut, norms=norms)
    below = score(MEASURES[measure], total=cut - 1, norms=norms)

    assert (True, False) == (at.is_case, below.is_case)


def test_well_being_counts_from_raw_12_down():
    """
    WHO-5: a raw sum below 13, that is 50 or less of 100, is poor.
    """
    who = MEASURES["who-5"]
    twelve, thirteen = score(who, answers=[3, 3, 2, 2, 2]), score(who, answers=[3, 3, 3, 2, 2])

    assert (48, True, 52, False) == (
        twelve.total,
        twelve.is_case,
        thirteen.total,
        thirteen.is_case,
    )


def test_a_rating_of_six_is_low_and_seven_is_not():
    """
    The session rating: higher is better.
    """
    rating = MEASURES["alliance-0-10"]

    assert (True, False) == tuple(score(rating, total=total).is_case for total in (6, 7))


def test_the_australian_scheme_has_no_cut_off():
    """
    K10: the two schemes are never mixed.
    """
    assert score(MEASURES["k10"], total=40, norms="abs").is_case is None


@pytest.mark.parametrize(
    ("anxiety", "depression", "positive"),
    [
        ([2, 1], [1, 1], ("anxiety",)),
        ([1, 1], [2, 1], ("depression",)),
        ([3, 0], [0, 3], ("anxiety", "depression")),
        ([1, 1], [1, 1], ()),
    ],
)
def test_each_half_of_the_phq_4_counts_from_three(anxiety, depression, positive):
    """
    The first two questions are about anxiety, the last two about depression.
    """
    assert positive == score(MEASURES["phq-4"], answers=anxiety + depression).positive_parts


def test_all_measures_have_their_items_and_range():
    """
    Fifteen measures, with the range that their sources give.
    """
    found = {
        name: (one.items.count, one.low, one.high, one.higher_is) for name, one in MEASURES.items()
    }

    assert RANGES == found


def test_codes_are_given_only_where_they_are_certain():
    """
    LOINC's codes of total scores, never those of panels.
    """
    assert LOINC == {name: one.loinc.total for name, one in MEASURES.items() if one.loinc}


def test_every_measure_has_a_licence_note():
    """
    Nobody uses a questionnaire without seeing on what terms.
    """
    assert all(one.licence for one in MEASURES.values())
