"""Facts about concerns, daily life and access to care."""

from typing import ClassVar, Literal

from pydantic import BaseModel

from nextsteps.situation.fact import fact


class Concerns(BaseModel):
    """What the therapy is for; several concerns may be true at once."""

    SECTION: ClassVar[str] = "concerns"

    concern_depression: bool | None = fact(
        "Is depression or low mood a concern?",
        says="depression or low mood [is|is not] a concern",
        topic="concern",
        group="concerns",
    )
    concern_anxiety: bool | None = fact(
        "Is anxiety or worry a concern?",
        says="anxiety or worry [is|is not] a concern",
        topic="concern",
        group="concerns",
    )
    concern_panic: bool | None = fact(
        "Are panic attacks a concern?",
        says="panic attacks [are|are not] a concern",
        topic="concern",
        group="concerns",
    )
    concern_stress: bool | None = fact(
        "Is stress a concern?",
        says="stress [is|is not] a concern",
        topic="concern",
        group="concerns",
    )
    concern_anger: bool | None = fact(
        "Is anger a concern?", says="anger [is|is not] a concern", topic="concern", group="concerns"
    )
    concern_addiction: bool | None = fact(
        "Is alcohol, drug use or another addiction a concern?",
        says="alcohol, drug use or another addiction [is|is not] a concern",
        topic="concern",
        group="concerns",
    )
    concern_trauma: bool | None = fact(
        "Is trauma or PTSD a concern?",
        says="trauma or PTSD [is|is not] a concern",
        topic="concern",
        group="concerns",
    )
    concern_ocd: bool | None = fact(
        "Is OCD a concern?", says="OCD [is|is not] a concern", topic="concern", group="concerns"
    )
    concern_bpd: bool | None = fact(
        "Is borderline personality disorder a concern?",
        says="borderline personality disorder [is|is not] a concern",
        topic="concern",
        group="concerns",
    )
    concern_eating_disorder: bool | None = fact(
        "Is an eating disorder a concern?",
        says="an eating disorder [is|is not] a concern",
        topic="concern",
        group="concerns",
    )
    concern_bipolar: bool | None = fact(
        "Is bipolar disorder a concern?",
        says="bipolar disorder [is|is not] a concern",
        topic="concern",
        group="concerns",
    )
    concern_psychosis: bool | None = fact(
        "Is a psychotic illness a concern?",
        says="a psychotic illness [is|is not] a concern",
        topic="concern",
        group="concerns",
    )
    concern_grief: bool | None = fact(
        "Is grief a concern?", says="grief [is|is not] a concern", topic="concern", group="concerns"
    )
    concern_relationship: bool | None = fact(
        "Is the relationship with a partner a concern?",
        says="the relationship with a partner [is|is not] a concern",
        topic="concern",
        group="concerns",
    )
    concern_postpartum_depression: bool | None = fact(
        "Is depression after a birth a concern?",
        says="depression after a birth [is|is not] a concern",
        topic="concern",
        group="concerns",
    )
    concern_child_behaviour: bool | None = fact(
        "Is a child's behaviour the concern?",
        says="a child's behaviour [is|is not] a concern",
        topic="concern",
        group="concerns",
    )
    concern_personal_growth: bool | None = fact(
        "Is personal growth what the therapy is for?",
        says="personal growth [is|is not] what the therapy is for",
        topic="concern",
        group="concerns",
    )
    concern_identity_distress: bool | None = fact(
        "Is distress about identity a concern?",
        says="distress about identity [is|is not] a concern",
        topic="concern",
        group="concerns",
    )
    concern_insomnia: bool | None = fact(
        "Is poor sleep a concern of its own?",
        says="poor sleep [is|is not] a concern",
        topic="concern",
        group="concerns",
    )
    concern_adhd: bool | None = fact(
        "Is ADHD a concern?", says="ADHD [is|is not] a concern", topic="concern", group="concerns"
    )
    concern_chronic_pain: bool | None = fact(
        "Is lasting pain a concern?",
        says="lasting pain [is|is not] a concern",
        topic="concern",
        group="concerns",
    )
    severity: Literal["mild", "moderate", "severe"] | None = fact(
        "How severe is it overall?", says="overall it is {}", topic="severity"
    )
    functional_decline: bool | None = fact(
        "Can the person no longer manage basics such as washing, eating or work?",
        says="they can [no longer|still] manage basics such as washing, eating or work",
        topic="severity",
    )
    diagnosis_by_specialist: bool | None = fact(
        "Was the diagnosis made by a mental-health specialist?",
        says="the diagnosis [was|was not] made by a mental-health specialist",
        topic="diagnosis",
        change="changeable",
    )
    physical_symptoms: bool | None = fact(
        "Are there bodily symptoms that could have another cause, such as tiredness, feeling cold, or pain?",
        says="there are [bodily|no bodily] symptoms that could have another cause",
        topic="diagnosis",
    )
    triggers_known: bool | None = fact(
        "Does the person know what sets the problem off?",
        says="they [know|don't know] what sets the problem off",
        topic="concern",
        change="changeable",
    )


class Life(BaseModel):
    """Sleep, movement, events and support."""

    SECTION: ClassVar[str] = "life"

    recent_life_event: (
        Literal["bereavement", "job_loss", "separation", "move", "other", "none"] | None
    ) = fact(
        "Has something big happened lately?",
        says="lately there was {}",
        words={
            "bereavement": "the death of someone close",
            "job_loss": "the loss of a job",
            "separation": "a separation",
            "move": "a move",
            "other": "another big event",
            "none": "no big event",
        },
        topic="life",
        change="fixed",
    )
    support: Literal["none", "some", "strong"] | None = fact(
        "Are there friends or family to talk to?",
        says="they have {}",
        words={
            "none": "no friends or family to talk to",
            "some": "some friends or family to talk to",
            "strong": "strong support from friends or family",
        },
        topic="life",
        change="changeable",
    )
    sleep_hours: float | None = fact(
        "How many hours of sleep a night, usually?",
        says="they usually sleep {} a night",
        topic="life",
        low=0,
        high=24,
        unit="hours",
        change="changeable",
    )
    physically_inactive: bool | None = fact(
        "Does the person hardly move or exercise?",
        says="they [hardly|do] move or exercise",
        topic="life",
        change="changeable",
    )
    poor_diet: bool | None = fact(
        "Does the person eat badly or at odd times?",
        says="they [eat|don't eat] badly or at odd times",
        topic="life",
        change="changeable",
    )


class Access(BaseModel):
    """What stands in the way of care."""

    SECTION: ClassVar[str] = "access"

    cost_barrier: bool | None = fact(
        "Is money in the way of care?", says="money [is|is not] in the way of care", topic="access"
    )
    covered_sessions_used_up: bool | None = fact(
        "Are the insured sessions used up?",
        says="the insured sessions [are|are not] used up",
        topic="access",
    )
    waiting_weeks: float | None = fact(
        "How many weeks is the wait for therapy?",
        says="the wait for therapy is {}",
        topic="access",
        low=0,
        high=520,
        unit="weeks",
    )
    no_local_care: bool | None = fact(
        "Is there no suitable care nearby?",
        says="there is [no suitable|suitable] care nearby",
        topic="access",
    )
