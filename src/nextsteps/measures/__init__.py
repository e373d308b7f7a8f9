"""Questionnaires: their scores, bands, reliable change, and course over time."""

from nextsteps.measures.change import (
    Change,
    ClinicalChange,
    clinical_cutoff,
    clinically_significant_change,
    percent_fall,
    reliable_change,
    reliable_change_index,
    reliable_change_threshold,
)
from nextsteps.measures.course import (
    Course,
    Point,
    Track,
    Trend,
    early_response,
    expected_burden,
    slope,
    track,
    trend,
)
from nextsteps.measures.definition import Band, Measure, Norms
from nextsteps.measures.derive import Shown, facts_from_scores
from nextsteps.measures.scoring import Score, find_measure, score
from nextsteps.measures.series import Occasion, Series, read_series

__all__ = [
    "Band",
    "Change",
    "ClinicalChange",
    "Course",
    "Measure",
    "Norms",
    "Occasion",
    "Point",
    "Score",
    "Series",
    "Shown",
    "Track",
    "Trend",
    "clinical_cutoff",
    "clinically_significant_change",
    "early_response",
    "expected_burden",
    "facts_from_scores",
    "find_measure",
    "percent_fall",
    "read_series",
    "reliable_change",
    "reliable_change_index",
    "reliable_change_threshold",
    "score",
    "slope",
    "track",
    "trend",
]
