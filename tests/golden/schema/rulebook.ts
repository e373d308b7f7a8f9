/** Wherever `when` is TRUE, `then` is so. */
export interface Always {
  /** The condition, in words of the rule language */
  when: string | true;
  /** What is so wherever `when` is TRUE */
  then: Then;
}

/** A range of totals with a name, both ends included. */
export interface Band {
  /** The lowest total in it */
  low: number;
  /** The highest total in it */
  high: number;
  /** What it is called */
  name: string;
  /** What it fills into the severity fact */
  value?: string | null;
}

/** Where in a source a point stands, and the point in our own words. */
export interface Citation {
  /** The id of a source */
  source: string;
  /** The page, section, row or recommendation where it says so */
  locator: string;
  /** The point that it supports, in our own words */
  says?: string | null;
  /** How good the evidence for this one point is, where it is weaker than the source */
  grade?: "A" | "B" | "C" | "unverified" | null;
}

/** Where to get help at once in one country; `country` "*" is for all others. */
export interface Contact {
  /** Two capital letters, as in DE; "*": all others */
  country: string;
  /** The emergency number */
  emergency: string;
  /** Telephone lines and services */
  lines?: Line[];
  /** The day on which somebody last looked it up, as in 2026-11-23 */
  checked: string;
  /** seen (at the operator or government), secondary (elsewhere) or unverified */
  confidence: "seen" | "secondary" | "unverified";
}

/** Facts that cannot all be true, and what to ask. */
export interface Contradiction {
  /** Its name for other entries, plans and records: never changed once released */
  id: string;
  /** What cannot all be true */
  when: string | true;
  /** The facts that it is about */
  facts: FactName[];
  /** What to ask then */
  question: string;
}

/** What makes a finding a danger. */
export interface Danger {
  /** How soon help is needed: emergency (now), same_day or days */
  level: "emergency" | "same_day" | "days";
  /** The steps that are always given with it, and that nothing can take away */
  core: string[];
  /** harm, or misconduct of a therapist */
  kind?: "harm" | "misconduct";
}

export type DangerFactName =
  | "abused_at_home"
  | "danger_sign_chest_pain"
  | "danger_sign_fainting"
  | "danger_sign_other"
  | "danger_sign_rapid_weight_loss"
  | "danger_sign_slow_breathing"
  | "hopelessness"
  | "in_danger_now"
  | "intoxicated_now"
  | "mania_symptoms"
  | "not_eating_or_drinking"
  | "overdose_now"
  | "overdose_recent"
  | "partner_violence"
  | "plan_to_harm_others"
  | "psychosis_symptoms"
  | "self_harm"
  | "self_harm_item"
  | "severe_withdrawal_before"
  | "side_effect_agitation"
  | "side_effect_fever_confusion_rigidity"
  | "side_effect_lithium_toxicity"
  | "side_effect_rash_or_fever"
  | "stopping_alone"
  | "substance_use"
  | "suicidal_thoughts"
  | "suicidal_thoughts_type"
  | "suicide_attempt_now"
  | "suicide_attempt_past"
  | "suicide_attempt_recent"
  | "suicide_intent"
  | "suicide_means"
  | "suicide_plan"
  | "therapist_behaviour_broke_confidentiality"
  | "therapist_behaviour_change_orientation"
  | "therapist_behaviour_demands_secrecy"
  | "therapist_behaviour_intoxicated"
  | "therapist_behaviour_loan_or_business"
  | "therapist_behaviour_romantic_advances"
  | "therapist_behaviour_sexual_comments"
  | "therapist_behaviour_sexual_contact"
  | "therapist_behaviour_threats"
  | "therapist_behaviour_told_to_stop_medication"
  | "therapist_behaviour_unwanted_touch"
  | "thoughts_of_harming_others"
  | "unsafe_with_therapist"
  | "voices_command_harm"
  | "withdrawal_sign_confusion"
  | "withdrawal_sign_hallucinations"
  | "withdrawal_sign_seizure"
  | "withdrawal_sign_shaking"
  | "withdrawal_sign_sweating";

/** What shows that a control works: a test, a law or vignette of the rulebook, or a check. */
export interface Evidence {
  /** The id of a test, as in tests/test_app.py::test_the_number_is_shown */
  test?: string | null;
  /** The id of a law */
  law?: string | null;
  /** The id of a vignette */
  vignette?: string | null;
  /** The code of a check of the loader or the prover */
  check?: string | null;
}

export type FactName =
  | "abused_at_home"
  | "age"
  | "alliance_dropped"
  | "asker"
  | "asks_about_alternatives"
  | "asks_about_choosing_therapist"
  | "asks_about_couples_therapy"
  | "asks_about_ending_well"
  | "asks_about_how_long"
  | "asks_about_how_to_raise_it"
  | "asks_about_medication"
  | "asks_about_new_therapist"
  | "asks_about_quitting_substance"
  | "asks_about_reporting"
  | "asks_about_stopping_medication"
  | "asks_about_stopping_therapy"
  | "asks_about_therapy_type"
  | "asks_about_yoga_meditation"
  | "concern_addiction"
  | "concern_adhd"
  | "concern_anger"
  | "concern_anxiety"
  | "concern_bipolar"
  | "concern_bpd"
  | "concern_child_behaviour"
  | "concern_chronic_pain"
  | "concern_depression"
  | "concern_eating_disorder"
  | "concern_grief"
  | "concern_identity_distress"
  | "concern_insomnia"
  | "concern_ocd"
  | "concern_panic"
  | "concern_personal_growth"
  | "concern_postpartum_depression"
  | "concern_psychosis"
  | "concern_relationship"
  | "concern_stress"
  | "concern_trauma"
  | "cost_barrier"
  | "country"
  | "covered_sessions_used_up"
  | "cultural_mismatch"
  | "danger_sign_chest_pain"
  | "danger_sign_fainting"
  | "danger_sign_other"
  | "danger_sign_rapid_weight_loss"
  | "danger_sign_slow_breathing"
  | "days_since_stopped_medication"
  | "diagnosis_by_specialist"
  | "expectation"
  | "feels_worse_after_sessions"
  | "functional_decline"
  | "goals_set"
  | "hard_to_speak_up"
  | "has_left_therapist"
  | "has_prescriber"
  | "homework_assigned"
  | "homework_barrier"
  | "homework_done"
  | "hopelessness"
  | "in_danger_now"
  | "in_school"
  | "in_therapy"
  | "intoxicated_now"
  | "mania_symptoms"
  | "measured_alcohol"
  | "measured_alcohol_risk"
  | "measured_alliance_low"
  | "measured_alliance_trend"
  | "measured_anger"
  | "measured_anxiety"
  | "measured_anxiety_severity"
  | "measured_change"
  | "measured_depression"
  | "measured_depression_severity"
  | "measured_distress"
  | "measured_distress_severity"
  | "measured_drug"
  | "measured_drug_risk"
  | "measured_early_response"
  | "measured_impairment"
  | "measured_on_track"
  | "measured_ptsd"
  | "measured_remission"
  | "measured_response"
  | "measured_started_above_cutoff"
  | "measured_weeks"
  | "measured_wellbeing_poor"
  | "medication_adherence"
  | "medication_class"
  | "medication_response"
  | "medication_trials"
  | "moved_within_practice"
  | "new_problems_since_therapy"
  | "no_connection"
  | "no_local_care"
  | "no_progress"
  | "not_eating_or_drinking"
  | "not_heard"
  | "off_track"
  | "on_medication"
  | "outside_competence"
  | "overdose_now"
  | "overdose_recent"
  | "partner_violence"
  | "physical_symptoms"
  | "physically_inactive"
  | "plan_to_harm_others"
  | "planned_sessions"
  | "poor_diet"
  | "pregnant"
  | "prescriber_knows_side_effects"
  | "progress"
  | "progress_measured"
  | "psychosis_symptoms"
  | "raised_result"
  | "raised_with_therapist"
  | "recent_life_event"
  | "refuses_treatment"
  | "relapse"
  | "relapse_count"
  | "scores_too_few"
  | "scores_too_old"
  | "self_harm"
  | "self_harm_item"
  | "session_rhythm"
  | "sessions_attended"
  | "sessions_missed_of_last_8"
  | "severe_withdrawal_before"
  | "severity"
  | "side_effect_agitation"
  | "side_effect_burden"
  | "side_effect_drowsiness"
  | "side_effect_fever_confusion_rigidity"
  | "side_effect_lithium_toxicity"
  | "side_effect_nausea"
  | "side_effect_other"
  | "side_effect_rash_or_fever"
  | "side_effect_sexual"
  | "side_effect_weight_gain"
  | "sleep_hours"
  | "stopping_alone"
  | "stuck_in_patterns"
  | "substance"
  | "substance_use"
  | "suicidal_thoughts"
  | "suicidal_thoughts_type"
  | "suicide_attempt_now"
  | "suicide_attempt_past"
  | "suicide_attempt_recent"
  | "suicide_intent"
  | "suicide_means"
  | "suicide_plan"
  | "support"
  | "symptom_trend"
  | "therapist_behaviour_broke_confidentiality"
  | "therapist_behaviour_change_orientation"
  | "therapist_behaviour_demands_secrecy"
  | "therapist_behaviour_dismisses_culture"
  | "therapist_behaviour_distracted_or_late"
  | "therapist_behaviour_inflexible"
  | "therapist_behaviour_intoxicated"
  | "therapist_behaviour_loan_or_business"
  | "therapist_behaviour_overshares"
  | "therapist_behaviour_pushes_beliefs"
  | "therapist_behaviour_romantic_advances"
  | "therapist_behaviour_sexual_comments"
  | "therapist_behaviour_sexual_contact"
  | "therapist_behaviour_shames"
  | "therapist_behaviour_threats"
  | "therapist_behaviour_told_to_stop_medication"
  | "therapist_behaviour_unwanted_touch"
  | "therapist_ended_abruptly"
  | "therapist_lacks_expertise"
  | "therapist_leaving"
  | "therapists_seen"
  | "therapy_format"
  | "therapy_type"
  | "thoughts_of_harming_others"
  | "tried_method_addiction_counselling"
  | "tried_method_anger_management"
  | "tried_method_cbt"
  | "tried_method_couples"
  | "tried_method_dbt"
  | "tried_method_emdr"
  | "tried_method_erp"
  | "tried_method_group"
  | "tried_method_interpersonal"
  | "tried_method_play"
  | "tried_method_psychodynamic"
  | "tried_method_supportive"
  | "tried_method_talk"
  | "tried_method_trauma_focused"
  | "triggers_known"
  | "trust_in_therapist"
  | "uncomfortable_with_therapist"
  | "unsafe_with_therapist"
  | "voices_command_harm"
  | "waiting_weeks"
  | "wants_to_stop_medication"
  | "weeks_in_therapy"
  | "weeks_on_medication"
  | "weeks_since_birth"
  | "weeks_since_change_agreed"
  | "withdrawal_sign_confusion"
  | "withdrawal_sign_dizziness"
  | "withdrawal_sign_electric_sensations"
  | "withdrawal_sign_hallucinations"
  | "withdrawal_sign_seizure"
  | "withdrawal_sign_shaking"
  | "withdrawal_sign_sweating"
  | "withheld_topic"
  | "withholding"
  | "worse_for_days";

/** A measure filled in once: when, and its total, all its answers, or single items. */
export interface Filled {
  measure: string;
  week?: number | null;
  date?: string | null;
  total?: number | null;
  answers?: (number | null)[] | null;
  /** The points of single items, by number from 1 */
  item?: { [key: string]: number } | null;
  norms?: string | null;
  prorate?: boolean | null;
}

/** A named conclusion that conditions may use. */
export interface Finding {
  /** Its name in conditions, with underscores: never changed once released */
  id: string;
  /** What is found, as in: a poor fit with the therapist */
  title: string;
  /** Makes it a danger: what must happen, and how soon */
  danger?: Danger | null;
}

/** A way in which the rules or the program could do harm, and what is done about it. */
export interface Hazard {
  /** Its name for other entries, plans and records: never changed once released */
  id: string;
  /** What can go wrong */
  hazard: string;
  /** How it comes about */
  cause: string;
  /** What it does to somebody */
  effect: string;
  /** How bad the worst effect is that is to be reckoned with */
  severity: "fatal" | "grave" | "moderate" | "minor";
  /** What is done about it */
  control: string;
  /** What shows that the control works */
  evidence?: Evidence[];
  /** What no control takes away */
  remains?: string | null;
}

/** What the rulebook is called. */
export interface Identity {
  /** Its name for other entries, plans and records: never changed once released */
  id: string;
  /** Three numbers, as in 0.1.0 */
  version: string;
  /** What the rulebook is for, in one line */
  title: string;
}

/** How many items there are, and the points an answer to one of them can have. */
export interface Items {
  /** How many questions */
  count: number;
  /** The least points of one */
  low: number;
  /** The most points of one */
  high: number;
  /** Questions that can have only some of the points */
  only?: Restriction[];
}

/** A statement about every possible situation: proved by `nextsteps check`. */
export interface Law {
  /** Its name for other entries, plans and records: never changed once released */
  id: string;
  /** The reason, in one plain sentence, as you would say it to the person */
  because: string;
  /** Wherever its `when` is TRUE, its `then` is so */
  always?: Always | null;
  /** A condition that no situation makes TRUE */
  never?: string | true | null;
  /** Without a sign, none of this */
  only?: Only | null;
  /** More danger never lowers this */
  monotone?: Monotone | null;
}

/** One telephone line or service. */
export interface Line {
  /** What the line is called */
  name: string;
  /** The number, or what to do */
  contact: string;
  /** What it helps with */
  for?: "crisis" | "abuse" | "child" | "poison" | "substance";
}

/** Codes of the total score and of the panel; only where they are certain. */
export interface Loinc {
  /** The code of the score */
  total: string;
  /** The code of the questionnaire */
  panel?: string | null;
}

/** Something that a check would report, and that is meant: why. */
export interface Meant {
  /** The code of the check, as in V111 */
  check: string;
  /** The id of what it reports: a rule, a recommendation, a finding or a fact */
  about: string;
  /** Why it is right as it is */
  because: string;
}

/** One questionnaire. */
export interface Measure {
  /** Its name for other entries, plans and records: never changed once released */
  id: string;
  /** Its short name */
  title: string;
  /** Its full name */
  name: string;
  /** What it measures */
  kind: "symptoms" | "functioning" | "wellbeing" | "use" | "alliance";
  /** The concern that it is about */
  concern?: FactName | null;
  /** How many questions, and the points of each */
  items: Items;
  /** The total is the sum of the points times this */
  factor?: number;
  /** Whether more points are worse or better */
  higher_is: "worse" | "better";
  /** The fact that the name of a band fills in */
  severity_fact?: FactName | null;
  /** The fact that the cut-off fills in */
  case_fact?: FactName | null;
  /** Items that have a cut-off of their own */
  parts?: Part[];
  /** The item about self-harm */
  risk_item?: RiskItem | null;
  /** What totals mean, by one source each; the first is used unless another is named */
  norms: Norms[];
  /** How many answers may be missing, where the source allows it */
  prorating?: Prorating | null;
  /** Its codes, only where they are certain */
  loinc?: Loinc | null;
  /** Who may use it */
  licence: string;
  /** Who says so, and where: one citation or more */
  sources: Citation[];
}

/** When `facts` grow more dangerous (all danger facts, if none is named), `of` never falls. */
export interface Monotone {
  /** The danger facts that grow; left out: all */
  facts?: DangerFactName[];
  /** What they never lower: level, or the urgency of a step */
  of: "level" | string;
}

/** What totals mean by one source, in points of the total. */
export interface Norms {
  /** Its name for other entries, plans and records: never changed once released */
  id: string;
  /** Whose norms these are */
  title: string;
  /** Ranges of totals, from the lowest to the highest, without gaps */
  bands?: Band[];
  /** The first total that counts */
  caseness?: number | null;
  /** The smallest difference that counts, in points */
  reliable_change?: number | null;
  /** true: another band is what counts as change */
  change_by_band?: boolean;
  /** The fall from the first score that counts as response */
  response_percent?: number | null;
  /** Below this total it counts as remission */
  remission_below?: number | null;
  /** Who says so, and where: one citation or more */
  sources: Citation[];
}

/** Unless `when` is TRUE, nothing of this is so: no alarm without a sign. */
export interface Only {
  /** The sign without which none of this is so */
  when: string | true;
  /** It is never this grave or graver */
  level?: "emergency" | "same_day" | "days" | null;
  /** None of these is given, now or later */
  given?: string[];
  /** None of `given` is so urgent or more */
  urgency?: "emergency" | "same_day" | "days" | "routine" | null;
  /** Nothing speaks against these */
  cautioned?: string[];
}

/** Some items that have a cut-off of their own. */
export interface Part {
  /** What the part is called */
  name: string;
  /** Its questions, counted from 1 */
  items: number[];
  /** The first sum that counts */
  caseness: number;
  /** The fact that it fills in */
  case_fact: FactName;
}

/** How many answers may be missing, when the source lets the mean of the others stand in. */
export interface Prorating {
  /** How many answers may be missing */
  most_missing: number;
  /** Who says so, and where: one citation or more */
  sources: Citation[];
}

/** Something to do, or a warning. */
export interface Recommendation {
  /** Its name for other entries, plans and records: never changed once released */
  id: string;
  /** What to do, in a few words */
  title: string;
  /** Its category, with a parameter after a colon, as in switch_modality:cbt */
  advice?: string | null;
  /** action, or a warning in a box of its own */
  kind?: "action" | "warning";
  /** Where it comes in the order of steps; the first three are safety steps */
  stage: "safety" | "misconduct" | "urgent_medical" | "course" | "data" | "adherence" | "alliance" | "goals" | "homework" | "life" | "formulation" | "change" | "medication" | "self_care";
  /** How soon, before any rule raises it; above days only for safety steps */
  urgency?: "emergency" | "same_day" | "days" | "routine";
  /** How much it takes */
  effort?: "low" | "medium" | "high";
  /** A condition for offering it at all: FALSE: not offered; unknown: with a check */
  needs?: string | true | null;
  /** Of these and this, only the higher is given */
  opposites?: string[];
  /** true: it waits while facts contradict each other */
  drastic?: boolean;
  /** What it makes somebody do */
  acts?: ("call_for_help" | "see_clinician" | "see_prescriber" | "talk" | "tell_someone" | "write" | "practise" | "measure" | "attend" | "wait" | "continue_care" | "change_therapist" | "change_therapy" | "add_treatment" | "add_support" | "self_care" | "leave_abuser" | "report" | "keep_medicine" | "start_medicine" | "stop_medicine" | "change_dose" | "stop_substance_alone" | "end_care" | "replace_care" | "joint_work_with_abuser")[];
  /** When to see whether it helped, in words for every reader */
  look_again?: string | null;
  /** Who says so, and where: one citation or more */
  sources: Citation[];
  /** Words for the one in therapy; without them it is not offered to them */
  client?: Text | null;
  /** Words for a parent, partner or relative; without them it is not for them */
  relative?: Text | null;
  /** Words for the clinician; without them it is not for them */
  clinician?: Text | null;
}

/** Items whose answers can only be some of the points. */
export interface Restriction {
  /** Which questions, counted from 1 */
  items: number[];
  /** The points they can have */
  points: number[];
}

/** An item about self-harm: above zero it calls for a question, and is no risk score. */
export interface RiskItem {
  /** Which question, counted from 1 */
  item: number;
  /** What the fact self_harm_item is at least, once the answer is above zero */
  at_least?: number;
}

/** A condition and what it argues: `kind` says how, `target` for or against what. */
export interface Rule {
  /** Its name for other entries, plans and records: never changed once released */
  id: string;
  /** The recommendation that it argues for */
  recommend?: string;
  /** The recommendation that it argues against: shown, and lower in rank */
  caution?: string;
  /** The recommendation that must wait */
  not_yet?: string;
  /** The recommendation that must not be given */
  exclude?: string;
  /** The finding that it concludes */
  finding?: string;
  /** The fact that is worth asking */
  ask?: FactName;
  /** The condition, in words of the rule language; True: it always holds */
  when: string | true;
  /** The reason, in one plain sentence, as you would say it to the person */
  because: string;
  /** Who says so, and where: one citation or more */
  sources: Citation[];
  /** How strong the argument is; when in doubt, the weaker */
  strength?: "strong" | "moderate" | "weak";
  /** Raises how soon; above days only where the condition implies a danger */
  urgency?: "emergency" | "same_day" | "days" | "routine" | null;
  /** The reason that several rules share, so that it counts once */
  ground?: string | null;
  /** What must happen first, as in: three weeks have passed */
  until?: string | null;
  /** While nobody knows whether it holds: hold (the step waits), check (it is given, with a question first) or ignore */
  if_unknown?: "hold" | "check" | "ignore";
}

/** All that is known of one person; what is left out is unknown. */
export interface Situation {
  /** Who is asking: the person in therapy, a parent, the partner, another relative, or the clinician? */
  asker?: "client" | "parent" | "partner" | "relative" | "clinician" | null;
  /** How old is the person in therapy? In years. */
  age?: number | null;
  /** In which country is the person (two letters, such as US or GB)? */
  country?: string | null;
  /** Is the person pregnant? */
  pregnant?: boolean | null;
  /** How many weeks ago did the person give birth? In weeks. */
  weeks_since_birth?: number | null;
  /** Does the person go to school? */
  in_school?: boolean | null;
  /** Is the person in therapy now? */
  in_therapy?: boolean | null;
  /** How many weeks is it since the first session with this therapist? In weeks. */
  weeks_in_therapy?: number | null;
  /** How many sessions have there been with this therapist? In sessions. */
  sessions_attended?: number | null;
  /** How often are sessions planned? */
  session_rhythm?: "twice_weekly" | "weekly" | "fortnightly" | "monthly" | "irregular" | null;
  /** How many of the last eight sessions were missed or cancelled? In sessions. */
  sessions_missed_of_last_8?: number | null;
  /** How many sessions were agreed at the start? In sessions. */
  planned_sessions?: number | null;
  /** What kind of therapy is it? */
  therapy_type?: "talk" | "supportive" | "psychodynamic" | "interpersonal" | "cbt" | "dbt" | "emdr" | "erp" | "trauma_focused" | "play" | "group" | "couples" | "anger_management" | "addiction_counselling" | "other" | null;
  /** How do sessions happen? */
  therapy_format?: "in_person" | "video" | "phone" | "text" | null;
  /** How many therapists has the person seen for this, the present one included? In therapists. */
  therapists_seen?: number | null;
  /** How many weeks ago did therapist and client agree to change something? In weeks. */
  weeks_since_change_agreed?: number | null;
  /** Has the person already moved to another therapist in the same practice? */
  moved_within_practice?: boolean | null;
  /** Has the person already stopped seeing the therapist? */
  has_left_therapist?: boolean | null;
  /** Is the therapist leaving, or handing the person over to someone else? */
  therapist_leaving?: boolean | null;
  /** Did the therapist stop without a closing phase? */
  therapist_ended_abruptly?: boolean | null;
  /** Has open talking therapy had a fair try? */
  tried_method_talk?: boolean | null;
  /** Has supportive therapy had a fair try? */
  tried_method_supportive?: boolean | null;
  /** Has psychodynamic therapy had a fair try? */
  tried_method_psychodynamic?: boolean | null;
  /** Has interpersonal therapy had a fair try? */
  tried_method_interpersonal?: boolean | null;
  /** Has cognitive behavioural therapy had a fair try? */
  tried_method_cbt?: boolean | null;
  /** Has dialectical behaviour therapy had a fair try? */
  tried_method_dbt?: boolean | null;
  /** Has EMDR had a fair try? */
  tried_method_emdr?: boolean | null;
  /** Has exposure with response prevention had a fair try? */
  tried_method_erp?: boolean | null;
  /** Has another trauma-focused therapy had a fair try? */
  tried_method_trauma_focused?: boolean | null;
  /** Has play therapy had a fair try? */
  tried_method_play?: boolean | null;
  /** Has group therapy had a fair try? */
  tried_method_group?: boolean | null;
  /** Has couples therapy had a fair try? */
  tried_method_couples?: boolean | null;
  /** Has anger management had a fair try? */
  tried_method_anger_management?: boolean | null;
  /** Has addiction counselling had a fair try? */
  tried_method_addiction_counselling?: boolean | null;
  /** How much progress is there towards what the person came for? */
  progress?: "none" | "little" | "some" | "good" | "goals_met" | "worse" | null;
  /** How have the symptoms moved over recent weeks? */
  symptom_trend?: "improving" | "flat" | "worsening" | "up_and_down" | null;
  /** Does it feel as if nothing moves towards the goals? */
  no_progress?: boolean | null;
  /** Is a connection with the therapist missing? */
  no_connection?: boolean | null;
  /** Does the person keep falling back into the same patterns? */
  stuck_in_patterns?: boolean | null;
  /** Does the person feel unheard or not understood by the therapist? */
  not_heard?: boolean | null;
  /** Is the person more distressed after sessions? */
  feels_worse_after_sessions?: boolean | null;
  /** For how many days has that lasted, or does it last each time? In days. */
  worse_for_days?: number | null;
  /** Are there problems now that were not there before therapy? */
  new_problems_since_therapy?: boolean | null;
  /** Do questionnaires or outcome monitoring show the person off track? */
  off_track?: boolean | null;
  /** Is progress looked at with goals or a questionnaire? */
  progress_measured?: boolean | null;
  /** Is the person uncomfortable with the therapist, without feeling unsafe? */
  uncomfortable_with_therapist?: boolean | null;
  /** Does the person feel unsafe with the therapist? */
  unsafe_with_therapist?: boolean | null;
  /** How much does the person trust the therapist? */
  trust_in_therapist?: "low" | "ok" | "high" | null;
  /** Has the concern been raised with the therapist? */
  raised_with_therapist?: boolean | null;
  /** What came of raising it? */
  raised_result?: "improved" | "change_agreed" | "no_change" | "dismissed" | "defensive" | null;
  /** Is it hard for the person to voice concerns? */
  hard_to_speak_up?: boolean | null;
  /** Is something important kept from the therapist? */
  withholding?: boolean | null;
  /** What is it about, roughly? */
  withheld_topic?: "suicidal_thoughts" | "substance_use" | "relationship" | "trauma" | "other" | null;
  /** Does the therapist lack training in this problem? */
  therapist_lacks_expertise?: boolean | null;
  /** For the clinician: is the problem outside your training? */
  outside_competence?: boolean | null;
  /** Does the therapist not understand, or brush off, the person's culture or identity? */
  cultural_mismatch?: boolean | null;
  /** For the clinician: has the client's rating of the sessions or the relationship fallen? */
  alliance_dropped?: boolean | null;
  /** Has there been sexual contact with the therapist? */
  therapist_behaviour_sexual_contact?: boolean | null;
  /** Has the therapist made sexual comments? */
  therapist_behaviour_sexual_comments?: boolean | null;
  /** Has the therapist hugged or touched the person although it was unwanted? */
  therapist_behaviour_unwanted_touch?: boolean | null;
  /** Has the therapist made romantic advances? */
  therapist_behaviour_romantic_advances?: boolean | null;
  /** Has the therapist threatened the person? */
  therapist_behaviour_threats?: boolean | null;
  /** Has the therapist told others what was private, without a safety reason? */
  therapist_behaviour_broke_confidentiality?: boolean | null;
  /** Has the therapist asked for a loan, a favour or a business deal? */
  therapist_behaviour_loan_or_business?: boolean | null;
  /** Has the therapist tried to change the person's orientation or identity? */
  therapist_behaviour_change_orientation?: boolean | null;
  /** Has the therapist asked to keep something secret, or pressed the person not to leave? */
  therapist_behaviour_demands_secrecy?: boolean | null;
  /** Was the therapist drunk or on drugs in a session? */
  therapist_behaviour_intoxicated?: boolean | null;
  /** Has the therapist said to stop medicine without asking the prescriber? */
  therapist_behaviour_told_to_stop_medication?: boolean | null;
  /** Does the therapist shame or belittle the person? */
  therapist_behaviour_shames?: boolean | null;
  /** Does the therapist push beliefs of their own? */
  therapist_behaviour_pushes_beliefs?: boolean | null;
  /** Does the therapist dismiss the person's culture, faith or identity? */
  therapist_behaviour_dismisses_culture?: boolean | null;
  /** Is the therapist often distracted or late? */
  therapist_behaviour_distracted_or_late?: boolean | null;
  /** Does the therapist talk much about their own life? */
  therapist_behaviour_overshares?: boolean | null;
  /** Does the therapist refuse to adapt? */
  therapist_behaviour_inflexible?: boolean | null;
  /** Are there agreed goals for the therapy? */
  goals_set?: boolean | null;
  /** What does the person expect of therapy? */
  expectation?: "quick_fix" | "told_what_to_do" | "only_for_the_ill" | "realistic" | null;
  /** Are there tasks to do between sessions? */
  homework_assigned?: boolean | null;
  /** How much of them gets done? */
  homework_done?: "none" | "some" | "most" | null;
  /** What gets in the way of the tasks? */
  homework_barrier?: "too_big" | "unclear" | "forgets" | "no_time" | "avoids" | null;
  /** Does the person ask how long to wait? */
  asks_about_how_long?: boolean | null;
  /** Does the person ask how to raise it with the therapist? */
  asks_about_how_to_raise_it?: boolean | null;
  /** Does the person ask for a new therapist? */
  asks_about_new_therapist?: boolean | null;
  /** Does the person ask how to choose a therapist? */
  asks_about_choosing_therapist?: boolean | null;
  /** Does the person ask which kind of therapy fits? */
  asks_about_therapy_type?: boolean | null;
  /** Does the person ask about taking medicine? */
  asks_about_medication?: boolean | null;
  /** Does the person ask about stopping medicine? */
  asks_about_stopping_medication?: boolean | null;
  /** Does the person ask about stopping therapy? */
  asks_about_stopping_therapy?: boolean | null;
  /** Does the person ask how to end therapy well? */
  asks_about_ending_well?: boolean | null;
  /** Does the person ask about yoga or meditation? */
  asks_about_yoga_meditation?: boolean | null;
  /** Does the person ask about alternatives to therapy? */
  asks_about_alternatives?: boolean | null;
  /** Does the person ask about quitting alcohol or a drug? */
  asks_about_quitting_substance?: boolean | null;
  /** Does the person ask about couples therapy? */
  asks_about_couples_therapy?: boolean | null;
  /** Does the person ask about making a complaint? */
  asks_about_reporting?: boolean | null;
  /** Does the person have thoughts of ending their life, or of being better off dead? */
  suicidal_thoughts?: boolean | null;
  /** Is it a wish to be dead (passive), thinking of doing it (active), or neither? */
  suicidal_thoughts_type?: "neither" | "passive" | "active" | null;
  /** Is there a plan for how to do it? */
  suicide_plan?: boolean | null;
  /** Are the means at hand? */
  suicide_means?: boolean | null;
  /** Does the person mean to act on the thoughts? */
  suicide_intent?: boolean | null;
  /** Has the person just tried to end their life, or begun to? */
  suicide_attempt_now?: boolean | null;
  /** Was there an attempt in the past three months? */
  suicide_attempt_recent?: boolean | null;
  /** Was there ever an attempt before that? */
  suicide_attempt_past?: boolean | null;
  /** If a PHQ-9 was filled in: what was the answer to its last question (0 to 3)? */
  self_harm_item?: number | null;
  /** Does the person hurt themselves at present? */
  self_harm?: boolean | null;
  /** Does the person say that there is no hope or no point? */
  hopelessness?: boolean | null;
  /** Are there thoughts of harming someone else? */
  thoughts_of_harming_others?: boolean | null;
  /** Is there a plan or an urge to act on them, rather than frightening images? */
  plan_to_harm_others?: boolean | null;
  /** Does the person hear or see things others don't, or hold fixed strange beliefs? */
  psychosis_symptoms?: boolean | null;
  /** Do voices tell the person to harm themselves or someone? */
  voices_command_harm?: boolean | null;
  /** Is there little need for sleep with racing thoughts or reckless acts? */
  mania_symptoms?: boolean | null;
  /** Has the person all but stopped eating or drinking? */
  not_eating_or_drinking?: boolean | null;
  /** Is a partner violent or controlling? */
  partner_violence?: boolean | null;
  /** Is a child, teenager or dependent adult abused at home? */
  abused_at_home?: boolean | null;
  /** Is anyone in danger at this moment? */
  in_danger_now?: boolean | null;
  /** Is the person drunk or on drugs right now? */
  intoxicated_now?: boolean | null;
  /** Has the person taken too much of a drug or medicine today or yesterday? */
  overdose_now?: boolean | null;
  /** Was there an overdose in the past year? */
  overdose_recent?: boolean | null;
  /** Has the person fainted lately? */
  danger_sign_fainting?: boolean | null;
  /** Is there chest pain? */
  danger_sign_chest_pain?: boolean | null;
  /** Is weight falling fast? */
  danger_sign_rapid_weight_loss?: boolean | null;
  /** Is breathing slow, or is the person hard to wake? */
  danger_sign_slow_breathing?: boolean | null;
  /** Is there another bodily danger sign? */
  danger_sign_other?: boolean | null;
  /** Is depression or low mood a concern? */
  concern_depression?: boolean | null;
  /** Is anxiety or worry a concern? */
  concern_anxiety?: boolean | null;
  /** Are panic attacks a concern? */
  concern_panic?: boolean | null;
  /** Is stress a concern? */
  concern_stress?: boolean | null;
  /** Is anger a concern? */
  concern_anger?: boolean | null;
  /** Is alcohol, drug use or another addiction a concern? */
  concern_addiction?: boolean | null;
  /** Is trauma or PTSD a concern? */
  concern_trauma?: boolean | null;
  /** Is OCD a concern? */
  concern_ocd?: boolean | null;
  /** Is borderline personality disorder a concern? */
  concern_bpd?: boolean | null;
  /** Is an eating disorder a concern? */
  concern_eating_disorder?: boolean | null;
  /** Is bipolar disorder a concern? */
  concern_bipolar?: boolean | null;
  /** Is a psychotic illness a concern? */
  concern_psychosis?: boolean | null;
  /** Is grief a concern? */
  concern_grief?: boolean | null;
  /** Is the relationship with a partner a concern? */
  concern_relationship?: boolean | null;
  /** Is depression after a birth a concern? */
  concern_postpartum_depression?: boolean | null;
  /** Is a child's behaviour the concern? */
  concern_child_behaviour?: boolean | null;
  /** Is personal growth what the therapy is for? */
  concern_personal_growth?: boolean | null;
  /** Is distress about identity a concern? */
  concern_identity_distress?: boolean | null;
  /** Is poor sleep a concern of its own? */
  concern_insomnia?: boolean | null;
  /** Is ADHD a concern? */
  concern_adhd?: boolean | null;
  /** Is lasting pain a concern? */
  concern_chronic_pain?: boolean | null;
  /** How severe is it overall? */
  severity?: "mild" | "moderate" | "severe" | null;
  /** Can the person no longer manage basics such as washing, eating or work? */
  functional_decline?: boolean | null;
  /** Was the diagnosis made by a mental-health specialist? */
  diagnosis_by_specialist?: boolean | null;
  /** Are there bodily symptoms that could have another cause, such as tiredness, feeling cold, or pain? */
  physical_symptoms?: boolean | null;
  /** Does the person know what sets the problem off? */
  triggers_known?: boolean | null;
  /** Does the person take medicine for their mental health? */
  on_medication?: boolean | null;
  /** Is there a doctor or nurse who prescribes for the person? */
  has_prescriber?: boolean | null;
  /** What kind of medicine is it? */
  medication_class?: "ssri" | "snri" | "other_antidepressant" | "benzodiazepine" | "antipsychotic" | "clozapine" | "lithium" | "mood_stabiliser" | "stimulant" | "opioid_treatment" | "other" | null;
  /** For how many weeks has it been taken at the present dose? In weeks. */
  weeks_on_medication?: number | null;
  /** How many medicines had a proper dose and time without success? In medicines. */
  medication_trials?: number | null;
  /** How well does the medicine work? */
  medication_response?: "none" | "partial" | "good" | null;
  /** Is it taken as prescribed? */
  medication_adherence?: "as_prescribed" | "skips_doses" | "stopped" | null;
  /** How many days ago did the person stop it on their own? In days. */
  days_since_stopped_medication?: number | null;
  /** Does the person plan or wish to stop it? */
  wants_to_stop_medication?: boolean | null;
  /** Does the prescriber know about the side effects? */
  prescriber_knows_side_effects?: boolean | null;
  /** How heavy is the burden of side effects? */
  side_effect_burden?: "mild" | "bothersome" | "severe" | null;
  /** Is weight gain a side effect? */
  side_effect_weight_gain?: boolean | null;
  /** Is drowsiness a side effect? */
  side_effect_drowsiness?: boolean | null;
  /** Are there sexual side effects? */
  side_effect_sexual?: boolean | null;
  /** Is nausea a side effect? */
  side_effect_nausea?: boolean | null;
  /** Are there other side effects? */
  side_effect_other?: boolean | null;
  /** Has the person become very restless or agitated since starting or changing it? */
  side_effect_agitation?: boolean | null;
  /** Is there fever, confusion, stiffness or jerking since starting or changing it? */
  side_effect_fever_confusion_rigidity?: boolean | null;
  /** Is there a rash with fever or sores, or a fever with sore throat, on the medicine? */
  side_effect_rash_or_fever?: boolean | null;
  /** On lithium: is there coarse shaking, unsteadiness, slurred speech, vomiting or drowsiness? */
  side_effect_lithium_toxicity?: boolean | null;
  /** Which substance is it mainly? */
  substance?: "alcohol" | "opioids" | "benzodiazepines" | "cannabis" | "stimulants" | "other" | null;
  /** How much is used at present? */
  substance_use?: "none" | "occasional" | "regular" | "heavy_daily" | null;
  /** Does the person plan to stop at once, without medical help? */
  stopping_alone?: boolean | null;
  /** Has there been a seizure or delirium when stopping before? */
  severe_withdrawal_before?: boolean | null;
  /** Has the person relapsed after a stretch without use? */
  relapse?: boolean | null;
  /** How many relapses so far? In relapses. */
  relapse_count?: number | null;
  /** Does the person with the problem decline treatment? */
  refuses_treatment?: boolean | null;
  /** On cutting down or stopping: shaking? */
  withdrawal_sign_shaking?: boolean | null;
  /** On cutting down or stopping: sweating? */
  withdrawal_sign_sweating?: boolean | null;
  /** On cutting down or stopping: a seizure? */
  withdrawal_sign_seizure?: boolean | null;
  /** On cutting down or stopping: seeing or hearing things? */
  withdrawal_sign_hallucinations?: boolean | null;
  /** On cutting down or stopping: confusion or fever? */
  withdrawal_sign_confusion?: boolean | null;
  /** On cutting down or stopping: dizziness? */
  withdrawal_sign_dizziness?: boolean | null;
  /** On cutting down or stopping: electric feelings? */
  withdrawal_sign_electric_sensations?: boolean | null;
  /** Has something big happened lately? */
  recent_life_event?: "bereavement" | "job_loss" | "separation" | "move" | "other" | "none" | null;
  /** Are there friends or family to talk to? */
  support?: "none" | "some" | "strong" | null;
  /** How many hours of sleep a night, usually? In hours. */
  sleep_hours?: number | null;
  /** Does the person hardly move or exercise? */
  physically_inactive?: boolean | null;
  /** Does the person eat badly or at odd times? */
  poor_diet?: boolean | null;
  /** Is money in the way of care? */
  cost_barrier?: boolean | null;
  /** Are the insured sessions used up? */
  covered_sessions_used_up?: boolean | null;
  /** How many weeks is the wait for therapy? In weeks. */
  waiting_weeks?: number | null;
  /** Is there no suitable care nearby? */
  no_local_care?: boolean | null;
  /** Is the latest depression score at or above its cut-off? */
  measured_depression?: boolean | null;
  /** How severe is depression by the latest score? */
  measured_depression_severity?: "not_measured" | "none" | "mild" | "moderate" | "moderately_severe" | "severe" | null;
  /** Is the latest anxiety score at or above its cut-off? */
  measured_anxiety?: boolean | null;
  /** How severe is anxiety by the latest score? */
  measured_anxiety_severity?: "not_measured" | "none" | "mild" | "moderate" | "severe" | null;
  /** Is the latest score of a trauma questionnaire at or above its cut-off? */
  measured_ptsd?: boolean | null;
  /** Is the latest score of general distress at or above its cut-off? */
  measured_distress?: boolean | null;
  /** How severe is general distress by the latest score? */
  measured_distress_severity?: "not_measured" | "low" | "mild" | "moderate" | "severe" | null;
  /** How much does the problem impair daily life by the latest score? */
  measured_impairment?: "not_measured" | "low" | "significant" | "severe" | null;
  /** Is the latest score of well-being in the poor range? */
  measured_wellbeing_poor?: boolean | null;
  /** Is the latest anger score at or above its cut-off? */
  measured_anger?: boolean | null;
  /** Is the latest score of an alcohol questionnaire at or above its cut-off? */
  measured_alcohol?: boolean | null;
  /** How great is the risk from alcohol by the latest score? */
  measured_alcohol_risk?: "not_measured" | "low" | "increasing" | "higher" | "possible_dependence" | null;
  /** Is the latest score of a drug questionnaire at or above its cut-off? */
  measured_drug?: boolean | null;
  /** How great are the problems with drugs by the latest score? */
  measured_drug_risk?: "not_measured" | "none" | "low" | "moderate" | "substantial" | "severe" | null;
  /** Has any score changed reliably since the first one (one that is worse decides)? */
  measured_change?: "not_measured" | "improved" | "unchanged" | "worse" | null;
  /** How many weeks lie between the first and the latest main score? In weeks. */
  measured_weeks?: number | null;
  /** Was the first main score at or above its cut-off? */
  measured_started_above_cutoff?: boolean | null;
  /** Has the main score fallen by half or more since the first one? */
  measured_response?: boolean | null;
  /** Has the main score fallen from above its cut-off into the range of remission? */
  measured_remission?: boolean | null;
  /** Did the main score fall by a fifth or more within the first four weeks? */
  measured_early_response?: "not_measured" | "not_seen" | "seen" | null;
  /** Is the main score where it should be by now? */
  measured_on_track?: "not_measured" | "too_early" | "on_track" | "off_track" | null;
  /** Where do the ratings of the sessions tend over the latest five? */
  measured_alliance_trend?: "not_measured" | "rising" | "steady" | "falling" | null;
  /** Is the latest rating of a session low? */
  measured_alliance_low?: boolean | null;
  /** Are the latest scores too old to go by? */
  scores_too_old?: boolean | null;
  /** Are there too few scores to see a course? */
  scores_too_few?: boolean | null;
  /** Questionnaires as they were filled in */
  measures?: Filled[];
  /** What came of steps already tried */
  tried?: { [key: string]: "never" | "done" | "ongoing" | "helped" | "no_change" | "worse" | "dismissed" | "declined" };
  /** Facts asked that the person cannot say */
  cannot_say?: FactName[];
  /** Facts the person would rather not say */
  declined?: FactName[];
  /** The day this situation describes */
  as_of?: string | null;
  /** Those that are so; `none_else`: the others are not */
  withdrawal_signs?: ("shaking" | "sweating" | "seizure" | "hallucinations" | "confusion" | "dizziness" | "electric_sensations" | "none_else")[];
  /** Those that are so; `none_else`: the others are not */
  side_effects?: ("weight_gain" | "drowsiness" | "sexual" | "nausea" | "other" | "agitation" | "fever_confusion_rigidity" | "rash_or_fever" | "lithium_toxicity" | "none_else")[];
  /** Those that are so; `none_else`: the others are not */
  concerns?: ("depression" | "anxiety" | "panic" | "stress" | "anger" | "addiction" | "trauma" | "ocd" | "bpd" | "eating_disorder" | "bipolar" | "psychosis" | "grief" | "relationship" | "postpartum_depression" | "child_behaviour" | "personal_growth" | "identity_distress" | "insomnia" | "adhd" | "chronic_pain" | "none_else")[];
  /** Those that are so; `none_else`: the others are not */
  danger_signs?: ("fainting" | "chest_pain" | "rapid_weight_loss" | "slow_breathing" | "other" | "none_else")[];
  /** Those that are so; `none_else`: the others are not */
  asks_about?: ("how_long" | "how_to_raise_it" | "new_therapist" | "choosing_therapist" | "therapy_type" | "medication" | "stopping_medication" | "stopping_therapy" | "ending_well" | "yoga_meditation" | "alternatives" | "quitting_substance" | "couples_therapy" | "reporting" | "none_else")[];
  /** Those that are so; `none_else`: the others are not */
  therapist_behaviours?: ("sexual_contact" | "sexual_comments" | "unwanted_touch" | "romantic_advances" | "threats" | "broke_confidentiality" | "loan_or_business" | "change_orientation" | "demands_secrecy" | "intoxicated" | "told_to_stop_medication" | "shames" | "pushes_beliefs" | "dismisses_culture" | "distracted_or_late" | "overshares" | "inflexible" | "none_else")[];
  /** Those that are so; `none_else`: the others are not */
  tried_methods?: ("talk" | "supportive" | "psychodynamic" | "interpersonal" | "cbt" | "dbt" | "emdr" | "erp" | "trauma_focused" | "play" | "group" | "couples" | "anger_management" | "addiction_counselling" | "none_else")[];
}

/** A citable reference. */
export interface Source {
  /** Its name for other entries, plans and records: never changed once released */
  id: string;
  /** The title as it is printed */
  title: string;
  /** The year in which it was published */
  year: number;
  /** Who published it, if not people */
  organisation?: string | null;
  /** Who wrote it */
  authors?: string | null;
  /** Where it is on the web */
  address?: string | null;
  /** Its DOI, without an address before it */
  doi?: string | null;
  /** Where else to find it, and what to know of it */
  note?: string | null;
  /** A: meta-analyses or a guideline's first line; B: consistent trials or a guideline's option; C: limited evidence or published advice; unverified: from memory, awaiting review */
  grade: "A" | "B" | "C" | "unverified";
  /** The day on which somebody last looked it up, as in 2026-11-23 */
  checked: string;
}

/** What the authors of a rulebook state of it; the card says of all else that it is missing. */
export interface Stated {
  /** Whether it is a draft, was reviewed, or is no longer to be used */
  status?: "draft" | "reviewed" | "retired" | null;
  /** What it is meant for */
  intended_use?: string | null;
  /** Who is meant to use it */
  users?: string[];
  /** What it must not be used for */
  not_for?: string[];
  /** For people of which age and with which problems */
  population?: string | null;
  /** Where they are in care */
  setting?: string | null;
  /** For whom it was not written */
  exclusions?: string[];
  /** How the rules came about, and whether anything is learned from data */
  method?: string | null;
  /** Who wrote it */
  developer?: string | null;
  /** Who paid for it */
  funding?: string | null;
  /** Under which licence it may be used */
  licence?: string | null;
  /** In which language its texts are */
  language?: string | null;
  /** The day on which this version came out */
  released?: string | null;
  /** The day on which it was last changed in substance */
  revised?: string | null;
  /** Who has reviewed it, and when; or that nobody has */
  review?: string | null;
  /** What it is in law, and who answers for what is built on it */
  regulatory?: string | null;
  /** Where to tell what is wrong */
  feedback?: string | null;
  /** What it cannot do */
  limits?: string[];
  /** What facts of one's own vocabulary tell of a person; [] for nothing */
  attributes?: { [key: string]: ("race" | "ethnicity" | "language" | "sexual_orientation" | "gender_identity" | "sex" | "date_of_birth" | "social_determinants" | "health_status")[] };
}

/** What to do and how, in words for one reader. */
export interface Text {
  /** The title in words for this reader, where it differs */
  title?: string | null;
  /** What to do, in one or two plain sentences */
  what: string;
  /** The steps, one by one */
  how?: string[];
}

/** What must be so wherever a law's condition holds: all that is named. */
export interface Then {
  /** This condition is TRUE as well */
  holds?: string | true | null;
  /** It is this grave or graver */
  level?: "emergency" | "same_day" | "days" | null;
  /** What `now` or `given` names is at least so urgent */
  urgency?: "emergency" | "same_day" | "days" | "routine" | null;
  /** One of these is given, now or later */
  given?: string[];
  /** One of these is given now */
  now?: string[];
  /** One of these comes first */
  first?: string[];
  /** None of these is given, now or later */
  not_given?: string[];
  /** Where these are given, something speaks against them */
  cautioned?: string[];
}

/** An example situation with what must come of it. */
export interface Vignette {
  /** Its name for other entries, plans and records: never changed once released */
  id: string;
  /** Somebody in one or two sentences */
  story: string;
  /** What is known of them; what is left out is unknown */
  facts: Situation;
  /** These rules are TRUE */
  holds?: string[];
  /** These rules are FALSE */
  fails?: string[];
  /** These rules are UNKNOWN */
  unknown?: string[];
  /** One of these comes first */
  first?: string[];
  /** All of these are recommended */
  includes?: string[];
  /** None of these is recommended */
  leaves_out?: string[];
  /** These facts are among the questions */
  asks?: FactName[];
  /** How grave it is at least */
  level?: "emergency" | "same_day" | "days" | "clear" | null;
  /** Exactly so urgent, now or later */
  urgency?: { [key: string]: unknown };
  /** Recommended, and in this order */
  order?: string[];
  /** These wait until a danger has passed */
  later?: string[];
  /** These are held back */
  not_yet?: string[];
  /** These must not be advised here */
  excluded?: string[];
  /** These are given, and something speaks against them */
  cautions?: string[];
  /** Given, once these facts are sure; none: without a check */
  checks?: { [key: string]: unknown };
}

/** One file of a rulebook; all files of a folder are read as one. */
export interface RulebookFile {
  /** Its id, version and title; in one file of the folder */
  rulebook?: Identity;
  /** What only people can say of the rulebook; in one file of the folder */
  card?: Stated;
  /** Where the knowledge comes from, each listed once */
  sources?: Source[];
  /** Names for what several rules need */
  findings?: Finding[];
  /** Steps, in words for each reader */
  recommendations?: Recommendation[];
  /** When something is argued for or against, and why */
  rules?: Rule[];
  /** Facts that cannot all be true, and what to ask */
  contradictions?: Contradiction[];
  /** Short stories with what must come of them */
  vignettes?: Vignette[];
  /** Where to get help at once, by country */
  contacts?: Contact[];
  /** Questionnaires as numbers, never the words of their questions */
  measures?: Measure[];
  /** What must be so in every possible situation */
  laws?: Law[];
  /** What a check would report and is right as it is */
  meant?: Meant[];
  /** How it could do harm, and what shows that this is controlled */
  hazards?: Hazard[];
}
