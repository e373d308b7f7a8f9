"""Facts about concerns, daily life and access to care."""

from typing import ClassVar, Literal

from pydantic import BaseModel

from nextsteps.situation.fact import fact


class Concerns(BaseModel):
    """What the therapy is for; several concerns may be true at once."""

    SECTION: ClassVar[str] = "concerns"

    concern_depression: bool | None = fact(
        "Is depression or low mood a concern?", topic="concern", group="concerns"
    )
    concern_anxiety: bool | None = fact(
        "Is anxiety or worry a concern?", topic="concern", group="concerns"
    )
    concern_panic: bool | None = fact(
        "Are panic attacks a concern?", topic="concern", group="concerns"
    )
    concern_stress: bool | None = fact("Is stress a concern?", topic="concern", group="concerns")
    concern_anger: bool | None = fact("Is anger a concern?", topic="concern", group="concerns")
    concern_addiction: bool | None = fact(
        "Is alcohol, drug use or another addiction a concern?", topic="concern", group="concerns"
    )
    concern_trauma: bool | None = fact(
        "Is trauma or PTSD a concern?", topic="concern", group="concerns"
    )
    concern_ocd: bool | None = fact("Is OCD a concern?", topic="concern", group="concerns")
    concern_bpd: bool | None = fact(
        "Is borderline personality disorder a concern?", topic="concern", group="concerns"
    )
    concern_eating_disorder: bool | None = fact(
        "Is an eating disorder a concern?", topic="concern", group="concerns"
    )
    concern_bipolar: bool | None = fact(
        "Is bipolar disorder a concern?", topic="concern", group="concerns"
    )
    concern_psychosis: bool | None = fact(
        "Is a psychotic illness a concern?", topic="concern", group="concerns"
    )
    concern_grief: bool | None = fact("Is grief a concern?", topic="concern", group="concerns")
    concern_relationship: bool | None = fact(
        "Is the relationship with a partner a concern?", topic="concern", group="concerns"
    )
    concern_postpartum_depression: bool | None = fact(
        "Is depression after a birth a concern?", topic="concern", group="concerns"
    )
    concern_child_behaviour: bool | None = fact(
        "Is a child's behaviour the concern?", topic="concern", group="concerns"
    )
    concern_personal_growth: bool | None = fact(
        "Is personal growth what the therapy is for?", topic="concern", group="concerns"
    )
    concern_identity_distress: bool | None = fact(
        "Is distress about identity a concern?", topic="concern", group="concerns"
    )
    concern_insomnia: bool | None = fact(
        "Is poor sleep a concern of its own?", topic="concern", group="concerns"
    )
    concern_adhd: bool | None = fact("Is ADHD a concern?", topic="concern", group="concerns")
    concern_chronic_pain: bool | None = fact(
        "Is lasting pain a concern?", topic="concern", group="concerns"
    )
    severity: Literal["mild", "moderate", "severe"] | None = fact(
        "How severe is it overall?", topic="severity"
    )
    functional_decline: bool | None = fact(
        "Can the person no longer manage basics such as washing, eating or work?", topic="severity"
    )
    diagnosis_by_specialist: bool | None = fact(
        "Was the diagnosis made by a mental-health specialist?",
        topic="diagnosis",
        change="changeable",
    )
    physical_symptoms: bool | None = fact(
        "Are there bodily symptoms that could have another cause, such as tiredness, feeling cold, or pain?",
        topic="diagnosis",
    )
    triggers_known: bool | None = fact(
        "Does the person know what sets the problem off?", topic="concern", change="changeable"
    )


class Life(BaseModel):
    """Sleep, movement, events and support."""

    SECTION: ClassVar[str] = "life"

    recent_life_event: (
        Literal["bereavement", "job_loss", "separation", "move", "other", "none"] | None
    ) = fact("Has something big happened lately?", topic="life", change="fixed")
    support: Literal["none", "some", "strong"] | None = fact(
        "Are there friends or family to talk to?", topic="life", change="changeable"
    )
    sleep_hours: float | None = fact(
        "How many hours of sleep a night, usually?",
        topic="life",
        low=0,
        high=24,
        unit="hours",
        change="changeable",
    )
    physically_inactive: bool | None = fact(
        "Does the person hardly move or exercise?", topic="life", change="changeable"
    )
    poor_diet: bool | None = fact(
        "Does the person eat badly or at odd times?", topic="life", change="changeable"
    )


class Access(BaseModel):
    """What stands in the way of care."""

    SECTION: ClassVar[str] = "access"

    cost_barrier: bool | None = fact("Is money in the way of care?", topic="access")
    covered_sessions_used_up: bool | None = fact(
        "Are the insured sessions used up?", topic="access"
    )
    waiting_weeks: float | None = fact(
        "How many weeks is the wait for therapy?", topic="access", low=0, high=520, unit="weeks"
    )
    no_local_care: bool | None = fact("Is there no suitable care nearby?", topic="access")
