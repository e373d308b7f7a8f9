"""Facts about medicine, alcohol and drugs."""

from typing import ClassVar, Literal

from pydantic import BaseModel

from nextsteps.situation.fact import fact


class Medication(BaseModel):
    """Psychiatric medicine: what is taken, how, and with what effect."""

    SECTION: ClassVar[str] = "medication"

    on_medication: bool | None = fact(
        "Does the person take medicine for their mental health?",
        says="they [take|don't take] medicine for their mental health",
        topic="medication_details",
        change="fixed",
    )
    has_prescriber: bool | None = fact(
        "Is there a doctor or nurse who prescribes for the person?",
        says="there is [a|no] doctor or nurse who prescribes for them",
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
    ) = fact(
        "What kind of medicine is it?",
        says="the medicine is {}",
        words={
            "ssri": "an SSRI (antidepressant)",
            "snri": "an SNRI (antidepressant)",
            "other_antidepressant": "another antidepressant",
            "benzodiazepine": "a benzodiazepine",
            "antipsychotic": "an antipsychotic",
            "mood_stabiliser": "a mood stabiliser",
            "stimulant": "a stimulant",
            "opioid_treatment": "one for opioid addiction",
            "other": "of another kind",
        },
        topic="medication_details",
        follows="on_medication",
    )
    weeks_on_medication: float | None = fact(
        "For how many weeks has it been taken at the present dose?",
        says="they have taken the medicine at the present dose for {}",
        topic="medication_details",
        low=0,
        high=2600,
        unit="weeks",
        change="fixed",
        follows="on_medication",
    )
    medication_trials: int | None = fact(
        "How many medicines had a proper dose and time without success?",
        says="so far {} had a proper dose and time without success",
        topic="medication_details",
        low=0,
        high=50,
        unit="medicines",
        change="fixed",
    )
    medication_response: Literal["none", "partial", "good"] | None = fact(
        "How well does the medicine work?",
        says="the medicine works {}",
        words={"none": "not at all", "partial": "in part", "good": "well"},
        topic="medication_details",
        follows="on_medication",
    )
    medication_adherence: Literal["as_prescribed", "skips_doses", "stopped"] | None = fact(
        "Is it taken as prescribed?",
        says="the medicine is taken {}",
        words={
            "as_prescribed": "as prescribed",
            "skips_doses": "with doses left out",
            "stopped": "no longer",
        },
        topic="medication_adherence",
        change="changeable",
        follows="on_medication",
    )
    days_since_stopped_medication: float | None = fact(
        "How many days ago did the person stop it on their own?",
        says="they stopped the medicine on their own {} ago",
        topic="medication_adherence",
        low=0,
        high=3650,
        unit="days",
        change="fixed",
    )
    wants_to_stop_medication: bool | None = fact(
        "Does the person plan or wish to stop it?",
        says="they [plan or wish|don't plan or wish] to stop the medicine",
        topic="medication_adherence",
        follows="on_medication",
    )
    prescriber_knows_side_effects: bool | None = fact(
        "Does the prescriber know about the side effects?",
        says="the prescriber [knows|does not know] about the side effects",
        topic="medication_details",
        change="changeable",
        follows="on_medication",
    )
    side_effect_burden: Literal["mild", "bothersome", "severe"] | None = fact(
        "How heavy is the burden of side effects?",
        says="the burden of side effects is {}",
        topic="medication_details",
        follows="on_medication",
    )
    side_effect_weight_gain: bool | None = fact(
        "Is weight gain a side effect?",
        says="weight gain [is|is not] a side effect",
        topic="medication_details",
        group="side_effects",
        follows="on_medication",
    )
    side_effect_drowsiness: bool | None = fact(
        "Is drowsiness a side effect?",
        says="drowsiness [is|is not] a side effect",
        topic="medication_details",
        group="side_effects",
        follows="on_medication",
    )
    side_effect_sexual: bool | None = fact(
        "Are there sexual side effects?",
        says="there are [sexual|no sexual] side effects",
        topic="medication_details",
        group="side_effects",
        follows="on_medication",
    )
    side_effect_nausea: bool | None = fact(
        "Is nausea a side effect?",
        says="nausea [is|is not] a side effect",
        topic="medication_details",
        group="side_effects",
        follows="on_medication",
    )
    side_effect_other: bool | None = fact(
        "Are there other side effects?",
        says="there are [other|no other] side effects",
        topic="medication_details",
        group="side_effects",
        follows="on_medication",
    )
    side_effect_agitation: bool | None = fact(
        "Has the person become very restless or agitated since starting or changing it?",
        says="they [have|have not] become very restless or agitated since starting or changing the medicine",
        topic="medication_details",
        group="side_effects",
        danger="up",
        follows="on_medication",
    )
    side_effect_fever_confusion_rigidity: bool | None = fact(
        "Is there fever, confusion, stiffness or jerking since starting or changing it?",
        says="there is [fever|no fever], confusion, stiffness or jerking since starting or changing the medicine",
        topic="medication_details",
        group="side_effects",
        danger="up",
        follows="on_medication",
    )
    side_effect_rash_or_fever: bool | None = fact(
        "Is there a rash with fever or sores, or a fever with sore throat, on the medicine?",
        says="on the medicine there is [a rash with fever or sores, or a fever with sore throat|no rash with fever or sores, and no fever with sore throat]",
        topic="medication_details",
        group="side_effects",
        danger="up",
        follows="on_medication",
    )
    side_effect_lithium_toxicity: bool | None = fact(
        "On lithium: is there coarse shaking, unsteadiness, slurred speech, vomiting or drowsiness?",
        says="on lithium there is [coarse|no coarse] shaking, unsteadiness, slurred speech, vomiting or drowsiness",
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
    ) = fact(
        "Which substance is it mainly?",
        says="the substance is mainly {}",
        words={"other": "another one"},
        topic="substance_details",
    )
    substance_use: Literal["none", "occasional", "regular", "heavy_daily"] | None = fact(
        "How much is used at present?",
        says="at present there is {} of alcohol or drugs",
        words={
            "none": "no use",
            "occasional": "occasional use",
            "regular": "regular use",
            "heavy_daily": "heavy daily use",
        },
        topic="substance_details",
        danger="up",
        change="changeable",
    )
    stopping_alone: bool | None = fact(
        "Does the person plan to stop at once, without medical help?",
        says="they [plan|don't plan] to stop at once, without medical help",
        topic="substance_details",
        danger="up",
        change="changeable",
    )
    severe_withdrawal_before: bool | None = fact(
        "Has there been a seizure or delirium when stopping before?",
        says="there has been [a|no] seizure or delirium when stopping before",
        topic="substance_details",
        danger="up",
        change="fixed",
    )
    relapse: bool | None = fact(
        "Has the person relapsed after a stretch without use?",
        says="they [have|have not] relapsed after a stretch without use",
        topic="substance_details",
        change="fixed",
    )
    relapse_count: int | None = fact(
        "How many relapses so far?",
        says="they have had {} so far",
        topic="substance_details",
        low=0,
        high=100,
        unit="relapses",
        change="fixed",
        follows="relapse",
    )
    refuses_treatment: bool | None = fact(
        "Does the person with the problem decline treatment?",
        says="the person with the problem [declines|does not decline] treatment",
        topic="substance_details",
        change="changeable",
    )
    withdrawal_sign_shaking: bool | None = fact(
        "On cutting down or stopping: shaking?",
        says="cutting down or stopping [brings|does not bring] shaking",
        topic="substance_details",
        group="withdrawal_signs",
        danger="up",
    )
    withdrawal_sign_sweating: bool | None = fact(
        "On cutting down or stopping: sweating?",
        says="cutting down or stopping [brings|does not bring] sweating",
        topic="substance_details",
        group="withdrawal_signs",
        danger="up",
    )
    withdrawal_sign_seizure: bool | None = fact(
        "On cutting down or stopping: a seizure?",
        says="cutting down or stopping [brings|does not bring] a seizure",
        topic="substance_details",
        group="withdrawal_signs",
        danger="up",
    )
    withdrawal_sign_hallucinations: bool | None = fact(
        "On cutting down or stopping: seeing or hearing things?",
        says="cutting down or stopping [brings|does not bring] seeing or hearing things",
        topic="substance_details",
        group="withdrawal_signs",
        danger="up",
    )
    withdrawal_sign_confusion: bool | None = fact(
        "On cutting down or stopping: confusion or fever?",
        says="cutting down or stopping [brings|does not bring] confusion or fever",
        topic="substance_details",
        group="withdrawal_signs",
        danger="up",
    )
    withdrawal_sign_dizziness: bool | None = fact(
        "On cutting down or stopping: dizziness?",
        says="cutting down or stopping [brings|does not bring] dizziness",
        topic="substance_details",
        group="withdrawal_signs",
    )
    withdrawal_sign_electric_sensations: bool | None = fact(
        "On cutting down or stopping: electric feelings?",
        says="cutting down or stopping [brings|does not bring] electric feelings",
        topic="substance_details",
        group="withdrawal_signs",
    )
