"""Facts about danger. Each is flagged: more of it is more dangerous."""

from typing import ClassVar, Literal

from pydantic import BaseModel

from nextsteps.situation.fact import fact


class Safety(BaseModel):
    """Danger to the person, to others, and from others."""

    SECTION: ClassVar[str] = "safety"

    suicidal_thoughts: bool | None = fact(
        "Does the person have thoughts of ending their life, or of being better off dead?",
        says="they [have|don't have] thoughts of ending their life or of being better off dead",
        topic="safety_now",
        danger="up",
    )
    suicidal_thoughts_type: Literal["neither", "passive", "active"] | None = fact(
        "Is it a wish to be dead (passive), thinking of doing it (active), or neither?",
        says="the thoughts are {}",
        words={
            "neither": "neither of being dead nor of doing it",
            "passive": "a wish to be dead",
            "active": "of doing it",
        },
        topic="safety_now",
        danger="up",
        follows="suicidal_thoughts",
    )
    suicide_plan: bool | None = fact(
        "Is there a plan for how to do it?",
        says="there is [a|no] plan for how to end their life",
        topic="safety_now",
        danger="up",
        follows="suicidal_thoughts",
    )
    suicide_means: bool | None = fact(
        "Are the means at hand?",
        says="the means to end their life [are|are not] at hand",
        topic="safety_now",
        danger="up",
        follows="suicidal_thoughts",
    )
    suicide_intent: bool | None = fact(
        "Does the person mean to act on the thoughts?",
        says="they [mean|don't mean] to act on thoughts of ending their life",
        topic="safety_now",
        danger="up",
        follows="suicidal_thoughts",
    )
    suicide_attempt_now: bool | None = fact(
        "Has the person just tried to end their life, or begun to?",
        says="they have [just tried to end their life, or begun to|not just tried to end their life]",
        topic="safety_now",
        danger="up",
        change="fixed",
    )
    suicide_attempt_recent: bool | None = fact(
        "Was there an attempt in the past three months?",
        says="there was [an|no] attempt to end their life in the past three months",
        topic="safety_now",
        danger="up",
        change="fixed",
    )
    suicide_attempt_past: bool | None = fact(
        "Was there ever an attempt before that?",
        says="there was [an|no] attempt to end their life more than three months ago",
        topic="safety_now",
        danger="up",
        change="fixed",
    )
    self_harm_item: int | None = fact(
        "If a PHQ-9 was filled in: what was the answer to its last question (0 to 3)?",
        says="the answer to the last question of the PHQ-9 was {}",
        topic="safety_now",
        low=0,
        high=3,
        danger="up",
        change="fixed",
    )
    self_harm: bool | None = fact(
        "Does the person hurt themselves at present?",
        says="they [hurt|don't hurt] themselves at present",
        topic="safety_now",
        danger="up",
    )
    hopelessness: bool | None = fact(
        "Does the person say that there is no hope or no point?",
        says="they [say|don't say] that there is no hope or no point",
        topic="safety_now",
        danger="up",
    )
    thoughts_of_harming_others: bool | None = fact(
        "Are there thoughts of harming someone else?",
        says="there are [thoughts|no thoughts] of harming someone else",
        topic="safety_now",
        danger="up",
    )
    plan_to_harm_others: bool | None = fact(
        "Is there a plan or an urge to act on them, rather than frightening images?",
        says="there is [a plan or an urge|no plan or urge] to act on thoughts of harming someone",
        topic="safety_now",
        danger="up",
        follows="thoughts_of_harming_others",
    )
    psychosis_symptoms: bool | None = fact(
        "Does the person hear or see things others don't, or hold fixed strange beliefs?",
        says="they [hear or see things others don't, or hold fixed strange beliefs|don't hear or see things others don't, and hold no fixed strange beliefs]",
        topic="safety_now",
        danger="up",
    )
    voices_command_harm: bool | None = fact(
        "Do voices tell the person to harm themselves or someone?",
        says="voices [tell|don't tell] them to harm themselves or someone else",
        topic="safety_now",
        danger="up",
        follows="psychosis_symptoms",
    )
    mania_symptoms: bool | None = fact(
        "Is there little need for sleep with racing thoughts or reckless acts?",
        says="there is [little|no drop in the] need for sleep with racing thoughts or reckless acts",
        topic="safety_now",
        danger="up",
    )
    not_eating_or_drinking: bool | None = fact(
        "Has the person all but stopped eating or drinking?",
        says="they have [all but|not] stopped eating or drinking",
        topic="safety_now",
        danger="up",
    )
    partner_violence: bool | None = fact(
        "Is a partner violent or controlling?",
        says="[a|no] partner is violent or controlling",
        topic="safety_now",
        danger="up",
    )
    abused_at_home: bool | None = fact(
        "Is a child, teenager or dependent adult abused at home?",
        says="[a|no] child, teenager or dependent adult is abused at home",
        topic="safety_now",
        danger="up",
    )
    in_danger_now: bool | None = fact(
        "Is anyone in danger at this moment?",
        says="[someone|no one] is in danger at this moment",
        topic="safety_now",
        danger="up",
    )
    intoxicated_now: bool | None = fact(
        "Is the person drunk or on drugs right now?",
        says="they [are|are not] drunk or on drugs right now",
        topic="safety_now",
        danger="up",
    )
    overdose_now: bool | None = fact(
        "Has the person taken too much of a drug or medicine today or yesterday?",
        says="they [have|have not] taken too much of a drug or medicine today or yesterday",
        topic="safety_now",
        danger="up",
        change="fixed",
    )
    overdose_recent: bool | None = fact(
        "Was there an overdose in the past year?",
        says="there was [an|no] overdose in the past year",
        topic="safety_now",
        danger="up",
        change="fixed",
    )
    danger_sign_fainting: bool | None = fact(
        "Has the person fainted lately?",
        says="they [have|have not] fainted lately",
        topic="safety_now",
        group="danger_signs",
        danger="up",
    )
    danger_sign_chest_pain: bool | None = fact(
        "Is there chest pain?",
        says="there is [chest|no chest] pain",
        topic="safety_now",
        group="danger_signs",
        danger="up",
    )
    danger_sign_rapid_weight_loss: bool | None = fact(
        "Is weight falling fast?",
        says="weight [is|is not] falling fast",
        topic="safety_now",
        group="danger_signs",
        danger="up",
    )
    danger_sign_slow_breathing: bool | None = fact(
        "Is breathing slow, or is the person hard to wake?",
        says="[breathing is slow, or they are hard to wake|breathing is not slow, and they are not hard to wake]",
        topic="safety_now",
        group="danger_signs",
        danger="up",
    )
    danger_sign_other: bool | None = fact(
        "Is there another bodily danger sign?",
        says="there is [another|no other] bodily danger sign",
        topic="safety_now",
        group="danger_signs",
        danger="up",
    )
