"""
Whether a difference between two scores is more than chance, and what it amounts to.

Formulas are in points of the total. Jacobson and Truax count a change as *reliable* when
measurement error alone would rarely produce it, and as *clinically significant* when it
also crosses from the clinical into the general population.
"""

from math import sqrt
from typing import Literal, TypeAlias

from nextsteps.errors import MeasureError, Problem
from nextsteps.measures.definition import Direction, Measure, Norms
from nextsteps.measures.scoring import band_of, is_case

Change: TypeAlias = Literal["improved", "unchanged", "worse"]
ClinicalChange: TypeAlias = Literal["recovered", "improved", "unchanged", "worse"]


def reliable_change_threshold(sd_baseline: float, reliability: float, *, z: float = 1.96) -> float:
    """
    Return the smallest difference that measurement error alone rarely produces, in points.

    The Jacobson-Truax criterion: ``z * sqrt(2) * sem``, where
    ``sem = sd_baseline * sqrt(1 - reliability)``.

    Args:
        sd_baseline: Spread of first scores in the reference sample, in points; > 0.
        reliability: Of the measure in that sample, unitless; 0 <= reliability < 1.
        z: Two-sided normal quantile; 1.96 keeps the false-alarm rate at 5 %.

    Raises:
        MeasureError: An argument is outside its range (M710).

    Source:
        Jacobson & Truax (1991), J Consult Clin Psychol 59(1):12-19

    >>> round(reliable_change_threshold(sd_baseline=5.0, reliability=0.84), 2)
    5.54
    """
    _require(sd_baseline > 0, "the standard deviation", sd_baseline, "above 0")
    _require(0 <= reliability < 1, "the reliability", reliability, "from 0 to below 1")
    _require(z > 0, "z", z, "above 0")
    return z * sqrt(2) * sd_baseline * sqrt(1 - reliability)


def reliable_change_index(
    before: float, after: float, *, sd_baseline: float, reliability: float
) -> float:
    """
    Return the difference in units of its standard error: beyond 1.96 either way is reliable.

    Args:
        before: First score, in points.
        after: Later score, in points.
        sd_baseline: As for `reliable_change_threshold`.
        reliability: As for `reliable_change_threshold`.

    Raises:
        MeasureError: An argument is outside its range (M710).

    Source:
        Jacobson & Truax (1991), J Consult Clin Psychol 59(1):12-19

    >>> round(reliable_change_index(20, 14, sd_baseline=5.0, reliability=0.84), 2)
    -2.12
    """
    error = reliable_change_threshold(sd_baseline, reliability, z=1.0)
    return (after - before) / error


def clinical_cutoff(
    *, mean_clinical: float, sd_clinical: float, mean_general: float, sd_general: float
) -> float:
    """
    Return the cut-off c between two populations, in points.

    Each mean is weighted by the other group's spread:
    ``c = (sd_general * mean_clinical + sd_clinical * mean_general) / (sd_general + sd_clinical)``.

    Raises:
        MeasureError: A spread is not above 0 (M710).

    Source:
        Jacobson & Truax (1991), J Consult Clin Psychol 59(1):12-19

    >>> clinical_cutoff(mean_clinical=16, sd_clinical=6, mean_general=4, sd_general=3)
    8.0
    """
    _require(sd_clinical > 0, "the clinical standard deviation", sd_clinical, "above 0")
    _require(sd_general > 0, "the general standard deviation", sd_general, "above 0")
    weighted = sd_general * mean_clinical + sd_clinical * mean_general
    return weighted / (sd_general + sd_clinical)


def reliable_change(
    before: float, after: float, *, threshold: float, higher_is: Direction = "worse"
) -> Change:
    """
    Return whether the score changed by *threshold* points or more, and which way.

    Args:
        before: First score, in points.
        after: Later score, in points.
        threshold: Smallest difference that counts, in points; > 0.
        higher_is: What a higher score means.

    Raises:
        MeasureError: The threshold is not above 0 (M710).

    >>> reliable_change(16, 10, threshold=6), reliable_change(16, 11, threshold=6)
    ('improved', 'unchanged')
    """
    _require(threshold > 0, "the threshold", threshold, "above 0")
    gain = before - after if higher_is == "worse" else after - before
    if gain >= threshold:
        return "improved"
    return "worse" if gain <= -threshold else "unchanged"


def clinically_significant_change(
    before: float,
    after: float,
    *,
    threshold: float,
    cutoff: float,
    higher_is: Direction = "worse",
) -> ClinicalChange:
    """
    Return the reliable change, "recovered" where it also crossed *cutoff*.

    Args:
        before: First score, in points.
        after: Later score, in points.
        threshold: Smallest difference that counts, in points; > 0.
        cutoff: First score that counts as clinical, in points.
        higher_is: What a higher score means.

    >>> clinically_significant_change(16, 9, threshold=6, cutoff=10)
    'recovered'
    >>> clinically_significant_change(22, 10, threshold=6, cutoff=10)
    'improved'
    """
    change = reliable_change(before, after, threshold=threshold, higher_is=higher_is)
    sign = 1 if higher_is == "worse" else -1
    crossed = sign * after < sign * cutoff <= sign * before
    return "recovered" if change == "improved" and crossed else change


def change_of(measure: Measure, norms: Norms, before: int, after: int) -> Change | None:
    """
    Return the reliable change by the measure's own norms; None where none is agreed.

    Where the norms say so, another band is what counts.

    >>> import nextsteps as ns
    >>> measures = ns.Rulebook.default().measures
    >>> phq, audit = measures["phq-9"], measures["audit"]
    >>> change_of(phq, phq.norms_called(), 9, 17), change_of(audit, audit.norms_called(), 16, 15)
    ('worse', 'improved')
    """
    if norms.reliable_change is not None:
        return reliable_change(
            before, after, threshold=norms.reliable_change, higher_is=measure.higher_is
        )
    if not norms.change_by_band:
        return None
    first, last = band_of(norms, before), band_of(norms, after)
    if first is None or last is None:
        return None
    return reliable_change(first.low, last.low, threshold=1, higher_is=measure.higher_is)


def percent_fall(measure: Measure, before: float, after: float) -> float | None:
    """
    Return by how many percent the burden fell; negative for a rise.

    The burden is counted from the measure's best possible score, so it can fall by 100 % on
    every measure. None when it was best already.

    >>> import nextsteps as ns
    >>> percent_fall(ns.Rulebook.default().measures["phq-9"], 20, 15)
    25.0
    """
    start = measure.burden(before)
    return None if start == 0 else 100 * (start - measure.burden(after)) / start


def is_response(measure: Measure, norms: Norms, before: int, after: int) -> bool | None:
    """
    Return whether the score fell by the share that counts as a response; None without one.

    >>> import nextsteps as ns
    >>> phq = ns.Rulebook.default().measures["phq-9"]
    >>> is_response(phq, phq.norms_called(), 20, 10), is_response(phq, phq.norms_called(), 20, 11)
    (True, False)
    """
    fall = percent_fall(measure, before, after)
    if norms.response_percent is None or fall is None:
        return None
    return fall >= norms.response_percent


def is_remission(measure: Measure, norms: Norms, before: int, after: int) -> bool | None:
    """
    Return whether a score that counted has fallen into the range of remission; None without one.

    >>> import nextsteps as ns
    >>> phq = ns.Rulebook.default().measures["phq-9"]
    >>> is_remission(phq, phq.norms_called(), 16, 4), is_remission(phq, phq.norms_called(), 16, 5)
    (True, False)
    """
    if norms.remission_below is None:
        return None
    began = is_case(measure, norms, before) is True
    return began and measure.burden(after) < measure.burden(norms.remission_below)


def _require(holds: bool, what: str, value: float, allowed: str) -> None:
    if not holds:
        raise MeasureError(Problem("M710", f"{what} is {value:g}; it must be {allowed}"))
