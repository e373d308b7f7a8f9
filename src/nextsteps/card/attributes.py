"""
Which facts tell one of the attributes of a person that a card must account for.

One table, by attribute, and the facts that tell none. When in doubt a fact is told: a card
that names one attribute too many misleads nobody. Facts of one's own vocabulary are stated
with the rulebook (`card: attributes:`); what is in neither is unclassified, and the card says so.
"""

from collections.abc import Iterable, Mapping

from nextsteps.rulebook.stated import ATTRIBUTES, Attribute, Stated

_TABLE: Mapping[Attribute, str] = {
    "race": "",
    "ethnicity": "cultural_mismatch therapist_behaviour_dismisses_culture",
    "language": "",
    "sexual_orientation": """
        therapist_behaviour_change_orientation concern_identity_distress cultural_mismatch
        therapist_behaviour_dismisses_culture
    """,
    "gender_identity": """
        therapist_behaviour_change_orientation concern_identity_distress cultural_mismatch
        therapist_behaviour_dismisses_culture
    """,
    "sex": "pregnant weeks_since_birth concern_postpartum_depression",
    "date_of_birth": "age in_school concern_child_behaviour",
    "social_determinants": """
        country in_school partner_violence abused_at_home concern_relationship recent_life_event
        support poor_diet cost_barrier covered_sessions_used_up waiting_weeks no_local_care
    """,
    "health_status": """
        pregnant weeks_since_birth
        progress symptom_trend no_progress feels_worse_after_sessions worse_for_days
        new_problems_since_therapy off_track progress_measured
        withheld_topic
        suicidal_thoughts suicidal_thoughts_type suicide_plan suicide_means suicide_intent
        suicide_attempt_now suicide_attempt_recent suicide_attempt_past self_harm_item self_harm
        hopelessness thoughts_of_harming_others plan_to_harm_others psychosis_symptoms
        voices_command_harm mania_symptoms not_eating_or_drinking in_danger_now intoxicated_now
        overdose_now overdose_recent danger_sign_fainting danger_sign_chest_pain
        danger_sign_rapid_weight_loss danger_sign_slow_breathing danger_sign_other
        concern_depression concern_anxiety concern_panic concern_stress concern_anger
        concern_addiction concern_trauma concern_ocd concern_bpd concern_eating_disorder
        concern_bipolar concern_psychosis concern_grief concern_postpartum_depression
        concern_child_behaviour concern_identity_distress concern_insomnia concern_adhd
        concern_chronic_pain severity functional_decline diagnosis_by_specialist
        physical_symptoms triggers_known
        medication_response side_effect_burden side_effect_weight_gain side_effect_drowsiness
        side_effect_sexual side_effect_nausea side_effect_other side_effect_agitation
        side_effect_fever_confusion_rigidity side_effect_rash_or_fever
        side_effect_lithium_toxicity
        substance substance_use severe_withdrawal_before relapse relapse_count
        withdrawal_sign_shaking withdrawal_sign_sweating withdrawal_sign_seizure
        withdrawal_sign_hallucinations withdrawal_sign_confusion withdrawal_sign_dizziness
        withdrawal_sign_electric_sensations
        sleep_hours physically_inactive poor_diet
        measured_depression measured_depression_severity measured_anxiety
        measured_anxiety_severity measured_ptsd measured_distress measured_distress_severity
        measured_impairment measured_wellbeing_poor measured_anger measured_alcohol
        measured_alcohol_risk measured_drug measured_drug_risk measured_change measured_weeks
        measured_started_above_cutoff measured_response measured_remission
        measured_early_response measured_on_track measured_alliance_trend measured_alliance_low
        scores_too_old scores_too_few
    """,
}
_NONE = """
    asker
    in_therapy weeks_in_therapy sessions_attended session_rhythm sessions_missed_of_last_8
    planned_sessions therapy_type therapy_format therapists_seen weeks_since_change_agreed
    moved_within_practice has_left_therapist therapist_leaving therapist_ended_abruptly
    tried_method_talk tried_method_supportive tried_method_psychodynamic
    tried_method_interpersonal tried_method_cbt tried_method_dbt tried_method_emdr
    tried_method_erp tried_method_trauma_focused tried_method_play tried_method_group
    tried_method_couples tried_method_anger_management tried_method_addiction_counselling
    no_connection stuck_in_patterns not_heard
    uncomfortable_with_therapist unsafe_with_therapist trust_in_therapist raised_with_therapist
    raised_result hard_to_speak_up withholding therapist_lacks_expertise outside_competence
    alliance_dropped therapist_behaviour_sexual_contact therapist_behaviour_sexual_comments
    therapist_behaviour_unwanted_touch therapist_behaviour_romantic_advances
    therapist_behaviour_threats therapist_behaviour_broke_confidentiality
    therapist_behaviour_loan_or_business therapist_behaviour_demands_secrecy
    therapist_behaviour_intoxicated therapist_behaviour_told_to_stop_medication
    therapist_behaviour_shames therapist_behaviour_pushes_beliefs
    therapist_behaviour_distracted_or_late therapist_behaviour_overshares
    therapist_behaviour_inflexible
    goals_set expectation homework_assigned homework_done homework_barrier
    asks_about_how_long asks_about_how_to_raise_it asks_about_new_therapist
    asks_about_choosing_therapist asks_about_therapy_type asks_about_medication
    asks_about_stopping_medication asks_about_stopping_therapy asks_about_ending_well
    asks_about_yoga_meditation asks_about_alternatives asks_about_quitting_substance
    asks_about_couples_therapy asks_about_reporting
    concern_personal_growth
    on_medication has_prescriber medication_class weeks_on_medication medication_trials
    medication_adherence days_since_stopped_medication wants_to_stop_medication
    prescriber_knows_side_effects
    stopping_alone refuses_treatment
"""

TELLING: Mapping[Attribute, frozenset[str]] = {
    name: frozenset(facts.split()) for name, facts in _TABLE.items()
}
"""For each attribute the facts of the library's vocabulary that tell it, or something of it."""
TELLING_NONE = frozenset(_NONE.split())
"""The facts of the library's vocabulary that tell none of them."""


def attributes_of(facts: Iterable[str], stated: Stated | None) -> dict[Attribute, tuple[str, ...]]:
    """Return which of *facts* tell which attribute; an attribute that none tells is left out."""
    own = {} if stated is None else stated.attributes
    known = sorted(facts)
    found = {
        name: tuple(one for one in known if name in own.get(one, ()) or one in TELLING[name])
        for name in ATTRIBUTES
    }
    return {name: some for name, some in found.items() if some}


def unclassified(facts: Iterable[str], stated: Stated | None) -> tuple[str, ...]:
    """Return those of *facts* of which nobody has said what they tell of a person."""
    known = TELLING_NONE.union(*TELLING.values(), () if stated is None else stated.attributes)
    return tuple(sorted(frozenset(facts) - known))
