"""How often things are so among made-up people: each share with what it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import pyarrow as pa

MADE_UP = "made up"

Shares: TypeAlias = Mapping[object, float]


@dataclass(frozen=True, slots=True)
class Rate:
    """
    Of all people, how many have which value of a fact; the rest have none stated.

    `basis` is the study that says so, or "made up".
    """

    fact: str
    shares: Shares
    basis: str = MADE_UP


def _yes(fact: str, share: float, basis: str = MADE_UP) -> Rate:
    return Rate(fact, {True: share, False: 1 - share}, basis)


RATES: tuple[Rate, ...] = (
    Rate("asker", {"client": 0.8, "clinician": 0.1, "partner": 0.05, "parent": 0.05}),
    _yes(
        "has_left_therapist",
        0.197,
        "dropout averages 19.7% over 669 studies (Swift and Greenberg 2012)",
    ),
    Rate(
        "severity",
        {"mild": 0.25, "moderate": 0.5, "severe": 0.25},
        "at least 25% begin below clinical cut-offs, here mild (psychoutcomes.org); rest made up",
    ),
    Rate("session_rhythm", {"weekly": 0.7, "fortnightly": 0.2, "irregular": 0.1}),
    Rate(
        "therapy_type",
        {"talk": 0.3, "cbt": 0.3, "supportive": 0.2, "psychodynamic": 0.1, "group": 0.1},
    ),
    Rate("sessions_missed_of_last_8", {0: 0.5, 1: 0.25, 2: 0.1, 3: 0.08, 5: 0.07}),
    _yes("progress_measured", 0.3),
    _yes("goals_set", 0.5),
    _yes("not_heard", 0.15),
    _yes("no_connection", 0.12),
    _yes("hard_to_speak_up", 0.3),
    _yes("stuck_in_patterns", 0.3),
    _yes("unsafe_with_therapist", 0.01),
    _yes("therapist_behaviour_sexual_comments", 0.003),
    _yes("therapist_lacks_expertise", 0.08),
    _yes("cultural_mismatch", 0.05),
    _yes("homework_assigned", 0.5),
    _yes("concern_depression", 0.45),
    _yes("concern_anxiety", 0.4),
    _yes("concern_trauma", 0.12),
    _yes("concern_addiction", 0.1),
    _yes("concern_ocd", 0.04),
    _yes("concern_anger", 0.06),
    _yes("concern_eating_disorder", 0.04),
    _yes("concern_relationship", 0.15),
    _yes("concern_grief", 0.07),
    _yes("concern_insomnia", 0.15),
    _yes("suicidal_thoughts", 0.08),
    _yes("self_harm", 0.04),
    _yes("partner_violence", 0.03),
    _yes("psychosis_symptoms", 0.01),
    _yes("mania_symptoms", 0.01),
    _yes("thoughts_of_harming_others", 0.01),
    _yes("on_medication", 0.35),
    _yes("cost_barrier", 0.1),
    Rate("support", {"none": 0.1, "some": 0.5, "strong": 0.4}),
    _yes("asks_about_new_therapist", 0.1),
    _yes("asks_about_medication", 0.1),
)
"""The shares among everybody, before it is drawn what of it was told."""

MEDICINE = (
    Rate("medication_class", {"ssri": 0.65, "snri": 0.2, "other_antidepressant": 0.15}),
    Rate(
        "medication_response",
        {"good": 0.37, "partial": 0.33, "none": 0.3},
        "remission at the first of several medicines about 37%, and contested "
        "(Rush and others 2006, Pigott and others 2023); the rest made up",
    ),
    Rate("medication_adherence", {"as_prescribed": 0.7, "skips_doses": 0.25, "stopped": 0.05}),
    _yes("side_effect_nausea", 0.15),
    _yes("side_effect_sexual", 0.2),
)
"""The shares among those who take medicine."""

IMPROVED_AFTER: Mapping[float, float] = {0: 0.02, 4: 0.2, 8: 0.22, 15: 0.5, 30: 0.65}
"""How many have improved after so many sessions; what lies between is drawn in a line."""
IMPROVED_BASIS = (
    "about 20% in routine care within 5 sessions, half after 13 to 18, about 60% at best "
    "(Hansen, Lambert and Forman 2002); 22% by session 8 (Kadera and others 1996)"
)
WORSE = 0.08
WORSE_BASIS = "5 to 10% of adults get worse in therapy (dose and harm studies)"

TOLD = 0.7
"""How likely anything is told at all: made up. What was not told is unknown."""
SCORED = 0.35
"""How many have filled in the PHQ-9, twice to five times: made up."""


def improved_after(sessions: float) -> float:
    """
    Return the share of people who have improved after so many sessions.

    >>> improved_after(6), improved_after(100)
    (0.21, 0.65)
    """
    known = list(IMPROVED_AFTER.items())
    for (start, low), (end, high) in pairwise(known):
        if sessions <= end:
            return round(low + (high - low) * (sessions - start) / (end - start), 6)
    return known[-1][1]


def rates() -> pa.Table:
    """Return all shares as a table: fact, value, of (everybody, or who), share, basis."""
    rows = [
        {"fact": one.fact, "value": str(value), "of": whom, "share": share, "basis": one.basis}
        for whom, some in (("everybody", RATES), ("those who take medicine", MEDICINE))
        for one in some
        for value, share in one.shares.items()
    ]
    rows += [
        {"fact": "progress", "value": "some or good", "of": f"after {sessions:g} sessions",
         "share": share, "basis": IMPROVED_BASIS}
        for sessions, share in IMPROVED_AFTER.items()
    ]  # fmt: skip
    rows.append(
        {"fact": "progress", "value": "worse", "of": "everybody", "share": WORSE,
         "basis": WORSE_BASIS}
    )  # fmt: skip
    return pa.Table.from_pylist(rows)
