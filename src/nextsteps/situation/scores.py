"""
What questionnaire scores show. These facts are worked out from `measures`, never asked.

Without scores each has its resting value: no, 0 or "not_measured" (how old scores are can be
unknown). So a rule may read that
a score shows something, but never that none does: an absent score is no good news.
"""

from typing import Any, ClassVar, Literal

from pydantic import BaseModel

from nextsteps.situation.fact import fact


def _measured(question: str, **more: Any) -> Any:
    return fact(question, topic="progress_measure", measured=True, **more)


class Scores(BaseModel):
    """What the scores of questionnaires show; worked out from `measures`, never asked."""

    SECTION: ClassVar[str] = "scores"

    measured_depression: bool | None = _measured(
        "Is the latest depression score at or above its cut-off?",
        says="the latest depression score is [at or above|below] its cut-off",
    )
    measured_depression_severity: (
        Literal["not_measured", "none", "mild", "moderate", "moderately_severe", "severe"] | None
    ) = _measured(
        "How severe is depression by the latest score?",
        says="depression is {} by the latest score",
        words={"none": "absent"},
    )
    measured_anxiety: bool | None = _measured(
        "Is the latest anxiety score at or above its cut-off?",
        says="the latest anxiety score is [at or above|below] its cut-off",
    )
    measured_anxiety_severity: (
        Literal["not_measured", "none", "mild", "moderate", "severe"] | None
    ) = _measured(
        "How severe is anxiety by the latest score?",
        says="anxiety is {} by the latest score",
        words={"none": "absent"},
    )
    measured_ptsd: bool | None = _measured(
        "Is the latest score of a trauma questionnaire at or above its cut-off?",
        says="the latest score of a trauma questionnaire is [at or above|below] its cut-off",
    )
    measured_distress: bool | None = _measured(
        "Is the latest score of general distress at or above its cut-off?",
        says="the latest score of general distress is [at or above|below] its cut-off",
    )
    measured_distress_severity: (
        Literal["not_measured", "low", "mild", "moderate", "severe"] | None
    ) = _measured(
        "How severe is general distress by the latest score?",
        says="general distress is {} by the latest score",
    )
    measured_impairment: Literal["not_measured", "low", "significant", "severe"] | None = _measured(
        "How much does the problem impair daily life by the latest score?",
        says="impairment in daily life is {} by the latest score",
    )
    measured_wellbeing_poor: bool | None = _measured(
        "Is the latest score of well-being in the poor range?",
        says="the latest score of well-being is [in|not in] the poor range",
    )
    measured_anger: bool | None = _measured(
        "Is the latest anger score at or above its cut-off?",
        says="the latest anger score is [at or above|below] its cut-off",
    )
    measured_alcohol: bool | None = _measured(
        "Is the latest score of an alcohol questionnaire at or above its cut-off?",
        says="the latest score of an alcohol questionnaire is [at or above|below] its cut-off",
    )
    measured_alcohol_risk: (
        Literal["not_measured", "low", "increasing", "higher", "possible_dependence"] | None
    ) = _measured(
        "How great is the risk from alcohol by the latest score?",
        says="the risk from alcohol is {} by the latest score",
        words={"possible_dependence": "high, with possible dependence,"},
    )
    measured_drug: bool | None = _measured(
        "Is the latest score of a drug questionnaire at or above its cut-off?",
        says="the latest score of a drug questionnaire is [at or above|below] its cut-off",
    )
    measured_drug_risk: (
        Literal["not_measured", "none", "low", "moderate", "substantial", "severe"] | None
    ) = _measured(
        "How great are the problems with drugs by the latest score?",
        says="problems with drugs are {} by the latest score",
        words={"none": "absent"},
    )

    measured_change: Literal["not_measured", "improved", "unchanged", "worse"] | None = _measured(
        "Has any score changed reliably since the first one (one that is worse decides)?",
        says="since the first time the scores are {}",
        words={
            "improved": "clearly better",
            "unchanged": "not clearly changed",
            "worse": "clearly worse",
        },
    )
    measured_weeks: float | None = _measured(
        "How many weeks lie between the first and the latest main score?",
        says="the first and the latest main score are {} apart",
        low=0,
        high=2600,
        unit="weeks",
    )
    measured_started_above_cutoff: bool | None = _measured(
        "Was the first main score at or above its cut-off?",
        says="the first main score was [at or above|below] its cut-off",
    )
    measured_response: bool | None = _measured(
        "Has the main score fallen by half or more since the first one?",
        says="the main score [has|has not] fallen by half or more since the first one",
    )
    measured_remission: bool | None = _measured(
        "Has the main score fallen from above its cut-off into the range of remission?",
        says="the main score [has|has not] fallen from above its cut-off into the range of remission",
    )
    measured_early_response: Literal["not_measured", "not_seen", "seen"] | None = _measured(
        "Did the main score fall by a fifth or more within the first four weeks?",
        says="a fall of the main score by a fifth in the first four weeks was {}",
    )
    measured_on_track: Literal["not_measured", "too_early", "on_track", "off_track"] | None = (
        _measured(
            "Is the main score where it should be by now?",
            says="the main score is {} by now",
            words={
                "too_early": "too early to judge",
                "on_track": "on track",
                "off_track": "off track",
            },
        )
    )
    measured_alliance_trend: Literal["not_measured", "rising", "steady", "falling"] | None = (
        _measured(
            "Where do the ratings of the sessions tend over the latest five?",
            says="the latest ratings of the sessions are {}",
        )
    )
    measured_alliance_low: bool | None = _measured(
        "Is the latest rating of a session low?",
        says="the latest rating of a session is [low|not low]",
    )
    scores_too_old: bool | None = _measured(
        "Are the latest scores too old to go by?",
        says="the latest scores are [too old|recent enough] to go by",
    )
    scores_too_few: bool | None = _measured(
        "Are there too few scores to see a course?",
        says="there are [too few|enough] scores to see a course",
    )
