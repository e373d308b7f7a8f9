"""Facts about concerns, medication, substances, daily life and access to care."""

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


class Medication(BaseModel):
    """Psychiatric medicine: what is taken, how, and with what effect."""

    SECTION: ClassVar[str] = "medication"

    on_medication: bool | None = fact(
        "Does the person take medicine for their mental health?",
        topic="medication_details",
        change="fixed",
    )
    has_prescriber: bool | None = fact(
        "Is there a doctor or nurse who prescribes for the person?",
        topic="medication_details",
        change="changeable",
    )
    medication_class: (
        Literal[
            "ssri",
            "snri",
            "other_antidepressant",
            "benzodiazepine",
            "antipsychotic",
            "clozapine",
            "lithium",
            "mood_stabiliser",
            "stimulant",
            "opioid_treatment",
            "other",
        ]
        | None
    ) = fact("What kind of medicine is it?", topic="medication_details", follows="on_medication")
    weeks_on_medication: float | None = fact(
        "For how many weeks has it been taken at the present dose?",
        topic="medication_details",
        low=0,
        high=2600,
        unit="weeks",
        change="fixed",
        follows="on_medication",
    )
    medication_trials: int | None = fact(
        "How many medicines had a proper dose and time without success?",
        topic="medication_details",
        low=0,
        high=50,
        unit="medicines",
        change="fixed",
    )
    medication_response: Literal["none", "partial", "good"] | None = fact(
        "How well does the medicine work?", topic="medication_details", follows="on_medication"
    )
    medication_adherence: Literal["as_prescribed", "skips_doses", "stopped"] | None = fact(
        "Is it taken as prescribed?",
        topic="medication_adherence",
        change="changeable",
        follows="on_medication",
    )
    days_since_stopped_medication: float | None = fact(
        "How many days ago did the person stop it on their own?",
        topic="medication_adherence",
        low=0,
        high=3650,
        unit="days",
        change="fixed",
    )
    wants_to_stop_medication: bool | None = fact(
        "Does the person plan or wish to stop it?",
        topic="medication_adherence",
        follows="on_medication",
    )
    prescriber_knows_side_effects: bool | None = fact(
        "Does the prescriber know about the side effects?",
        topic="medication_details",
        change="changeable",
        follows="on_medication",
    )
    side_effect_burden: Literal["mild", "bothersome", "severe"] | None = fact(
        "How heavy is the burden of side effects?",
        topic="medication_details",
        follows="on_medication",
    )
    side_effect_weight_gain: bool | None = fact(
        "Is weight gain a side effect?",
        topic="medication_details",
        group="side_effects",
        follows="on_medication",
    )
    side_effect_drowsiness: bool | None = fact(
        "Is drowsiness a side effect?",
        topic="medication_details",
        group="side_effects",
        follows="on_medication",
    )
    side_effect_sexual: bool | None = fact(
        "Are there sexual side effects?",
        topic="medication_details",
        group="side_effects",
        follows="on_medication",
    )
    side_effect_nausea: bool | None = fact(
        "Is nausea a side effect?",
        topic="medication_details",
        group="side_effects",
        follows="on_medication",
    )
    side_effect_other: bool | None = fact(
        "Are there other side effects?",
        topic="medication_details",
        group="side_effects",
        follows="on_medication",
    )
    side_effect_agitation: bool | None = fact(
        "Has the person become very restless or agitated since starting or changing it?",
        topic="medication_details",
        group="side_effects",
        danger="up",
        follows="on_medication",
    )
    side_effect_fever_confusion_rigidity: bool | None = fact(
        "Is there fever, confusion, stiffness or jerking since starting or changing it?",
        topic="medication_details",
        group="side_effects",
        danger="up",
        follows="on_medication",
    )
    side_effect_rash_or_fever: bool | None = fact(
        "Is there a rash with fever or sores, or a fever with sore throat, on the medicine?",
        topic="medication_details",
        group="side_effects",
        danger="up",
        follows="on_medication",
    )
    side_effect_lithium_toxicity: bool | None = fact(
        "On lithium: is there coarse shaking, unsteadiness, slurred speech, vomiting or drowsiness?",
        topic="medication_details",
        group="side_effects",
        danger="up",
        follows="on_medication",
    )


class Substances(BaseModel):
    """Alcohol and drugs."""

    SECTION: ClassVar[str] = "substances"

    substance: (
        Literal["alcohol", "opioids", "benzodiazepines", "cannabis", "stimulants", "other"] | None
    ) = fact("Which substance is it mainly?", topic="substance_details")
    substance_use: Literal["none", "occasional", "regular", "heavy_daily"] | None = fact(
        "How much is used at present?", topic="substance_details", danger="up", change="changeable"
    )
    stopping_alone: bool | None = fact(
        "Does the person plan to stop at once, without medical help?",
        topic="substance_details",
        danger="up",
        change="changeable",
    )
    severe_withdrawal_before: bool | None = fact(
        "Has there been a seizure or delirium when stopping before?",
        topic="substance_details",
        danger="up",
        change="fixed",
    )
    relapse: bool | None = fact(
        "Has the person relapsed after a stretch without use?",
        topic="substance_details",
        change="fixed",
    )
    relapse_count: int | None = fact(
        "How many relapses so far?",
        topic="substance_details",
        low=0,
        high=100,
        unit="relapses",
        change="fixed",
        follows="relapse",
    )
    refuses_treatment: bool | None = fact(
        "Does the person with the problem decline treatment?",
        topic="substance_details",
        change="changeable",
    )
    withdrawal_sign_shaking: bool | None = fact(
        "On cutting down or stopping: shaking?",
        topic="substance_details",
        group="withdrawal_signs",
        danger="up",
    )
    withdrawal_sign_sweating: bool | None = fact(
        "On cutting down or stopping: sweating?",
        topic="substance_details",
        group="withdrawal_signs",
        danger="up",
    )
    withdrawal_sign_seizure: bool | None = fact(
        "On cutting down or stopping: a seizure?",
        topic="substance_details",
        group="withdrawal_signs",
        danger="up",
    )
    withdrawal_sign_hallucinations: bool | None = fact(
        "On cutting down or stopping: seeing or hearing things?",
        topic="substance_details",
        group="withdrawal_signs",
        danger="up",
    )
    withdrawal_sign_confusion: bool | None = fact(
        "On cutting down or stopping: confusion or fever?",
        topic="substance_details",
        group="withdrawal_signs",
        danger="up",
    )
    withdrawal_sign_dizziness: bool | None = fact(
        "On cutting down or stopping: dizziness?",
        topic="substance_details",
        group="withdrawal_signs",
    )
    withdrawal_sign_electric_sensations: bool | None = fact(
        "On cutting down or stopping: electric feelings?",
        topic="substance_details",
        group="withdrawal_signs",
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
