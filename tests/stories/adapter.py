"""
Neutral facts in, advice categories and question topics out.

The neutral names are those under `fact_names` of the stories. Each is renamed, or read by
one of the `_read_*` functions; what is not foreseen is listed in `dropped`, never guessed.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import nextsteps as ns

UNKNOWN = "unknown"

SAME_MEANING = {
    "perspective": "asker",
    "age_years": "age",
    "pregnant": "pregnant",
    "postpartum_weeks": "weeks_since_birth",
    "in_school": "in_school",
    "in_therapy": "in_therapy",
    "weeks_in_therapy": "weeks_in_therapy",
    "sessions_attended": "sessions_attended",
    "session_frequency": "session_rhythm",
    "sessions_missed_of_last_8": "sessions_missed_of_last_8",
    "planned_sessions": "planned_sessions",
    "therapy_type": "therapy_type",
    "therapy_format": "therapy_format",
    "therapists_tried": "therapists_seen",
    "weeks_since_change_agreed": "weeks_since_change_agreed",
    "same_practice_switch_done": "moved_within_practice",
    "therapist_ended_abruptly": "therapist_ended_abruptly",
    "has_left_therapist": "has_left_therapist",
    "progress": "progress",
    "symptom_trend": "symptom_trend",
    "sign_no_progress": "no_progress",
    "sign_no_connection": "no_connection",
    "sign_stuck_patterns": "stuck_in_patterns",
    "sign_not_heard": "not_heard",
    "feels_uncomfortable_with_therapist": "uncomfortable_with_therapist",
    "feels_unsafe_with_therapist": "unsafe_with_therapist",
    "feels_worse_after_sessions": "feels_worse_after_sessions",
    "worse_duration_days": "worse_for_days",
    "new_problems_since_therapy": "new_problems_since_therapy",
    "phq9_item9": "self_harm_item",
    "diagnosis_made_by_specialist": "diagnosis_by_specialist",
    "symptom_severity": "severity",
    "functional_decline": "functional_decline",
    "triggers_known": "triggers_known",
    "recent_life_event": "recent_life_event",
    "support_network": "support",
    "sleep_hours": "sleep_hours",
    "physically_inactive": "physically_inactive",
    "poor_diet": "poor_diet",
    "goals_set": "goals_set",
    "expectation": "expectation",
    "homework_assigned": "homework_assigned",
    "homework_done": "homework_done",
    "homework_barrier": "homework_barrier",
    "withholding_from_therapist": "withholding",
    "withheld_topic": "withheld_topic",
    "hard_to_speak_up": "hard_to_speak_up",
    "trust_in_therapist": "trust_in_therapist",
    "therapist_lacks_expertise": "therapist_lacks_expertise",
    "raised_concern_with_therapist": "raised_with_therapist",
    "raised_concern_result": "raised_result",
    "on_medication": "on_medication",
    "medication_class": "medication_class",
    "weeks_on_medication": "weeks_on_medication",
    "adequate_medication_trials": "medication_trials",
    "medication_response": "medication_response",
    "side_effect_severity": "side_effect_burden",
    "prescriber_knows_side_effect": "prescriber_knows_side_effects",
    "medication_adherence": "medication_adherence",
    "days_since_stopped_medication": "days_since_stopped_medication",
    "wants_to_stop_medication": "wants_to_stop_medication",
    "suicidal_thoughts": "suicidal_thoughts",
    "suicidal_thoughts_type": "suicidal_thoughts_type",
    "suicide_plan": "suicide_plan",
    "suicide_means": "suicide_means",
    "self_harm": "self_harm",
    "hopelessness": "hopelessness",
    "thoughts_of_harming_others": "thoughts_of_harming_others",
    "harm_plan": "plan_to_harm_others",
    "psychosis_symptoms": "psychosis_symptoms",
    "mania_symptoms": "mania_symptoms",
    "partner_violence": "partner_violence",
    "in_danger_now": "in_danger_now",
    "abused_at_home": "abused_at_home",
    "substance": "substance",
    "substance_use_level": "substance_use",
    "relapse": "relapse",
    "relapse_count": "relapse_count",
    "person_refuses_treatment": "refuses_treatment",
    "cost_barrier": "cost_barrier",
    "insurance_sessions_used_up": "covered_sessions_used_up",
    "waiting_list_weeks": "waiting_weeks",
    "cultural_mismatch": "cultural_mismatch",
    "client_off_track": "off_track",
    "alliance_rating_dropped": "alliance_dropped",
    "outside_competence": "outside_competence",
}
"""Neutral name to fact, where both ask the same."""

OUR_CHOICE = {
    ("asker", "family"): "relative",
    ("therapy_type", "talk_therapy"): "talk",
    ("therapy_type", "play_therapy"): "play",
    ("expectation", "therapist_tells_me_what_to_do"): "told_what_to_do",
    ("expectation", "only_for_the_mentally_ill"): "only_for_the_ill",
}
"""Choices that are called otherwise in the vocabulary; all others keep their name."""

GROUP_OF = {
    "concern": "concerns",
    "other_concerns": "concerns",
    "modalities_tried": "tried_methods",
    "client_asks_about": "asks_about",
    "therapist_behaviour": "therapist_behaviours",
    "medication_side_effect": "side_effects",
    "withdrawal_symptoms": "withdrawal_signs",
    "medical_danger_signs": "danger_signs",
}
"""Neutral name to the group of yes/no facts whose members it lists."""

OUR_MEMBER = {
    ("tried_methods", "talk_therapy"): "talk",
    ("tried_methods", "play_therapy"): "play",
    ("asks_about", "how_long_to_wait"): "how_long",
    ("therapist_behaviours", "hugs_or_touch_unwanted"): "unwanted_touch",
    ("therapist_behaviours", "threatens_client"): "threats",
    ("therapist_behaviours", "asks_for_loan_or_business"): "loan_or_business",
    ("therapist_behaviours", "tries_to_change_orientation"): "change_orientation",
    ("therapist_behaviours", "pushes_own_beliefs"): "pushes_beliefs",
    ("therapist_behaviours", "shames_client"): "shames",
    ("side_effects", "sexual_dysfunction"): "sexual",
    ("side_effects", "unspecified"): "other",
}
"""Members that are called otherwise in the vocabulary; all others keep their name."""

COMPLETE_WHEN_GIVEN = frozenset(("modalities_tried",))
"""Lists that answer "which of all?": what they leave out is a no. In the others it is open."""

MEASURE_OF = {"phq9_series": "phq-9", "gad7_series": "gad-7"}
"""Neutral series of scores to the measure they are scores of."""

NO_CONCERN = "unspecified"

TOPIC_OF_QUESTION = {
    topic: f"q_{topic}"
    for topic in (
        "safety_now",
        "duration",
        "concern",
        "what_is_not_working",
        "raised_with_therapist",
        "goals",
        "progress_measure",
        "homework",
        "therapy_type",
        "medication_details",
        "medication_adherence",
        "age",
        "what_happened_with_therapist",
        "substance_details",
        "steps_tried",
    )
}
"""Topic of a fact to the neutral question topic; the other topics have none."""

ATTEMPT_NOW_DAYS = 1
ATTEMPT_RECENT_DAYS = 90
OVERDOSE_NOW_DAYS = 1
OVERDOSE_RECENT_DAYS = 365

OUTCOME_OF_RESULT = {
    "improved": "helped",
    "change_agreed": "ongoing",
    "no_change": "no_change",
    "dismissed": "dismissed",
    "defensive": "dismissed",
}


def answer(facts: dict[str, Any]) -> dict[str, list[str]]:
    """Return what the library recommends and asks for neutral *facts*, and what was dropped."""
    reading = _Reading()
    reading.read(facts)
    return answer_of(ns.recommend(reading.situation())) | {"dropped": reading.dropped}


def answer_of(plan: ns.Plan, *, asks: bool = True) -> dict[str, list[str]]:
    """Return what *plan* advises and, unless that is of no interest, asks: in neutral names."""
    return {
        "recommended": [step.advice for step in plan.recommendations if step.advice is not None],
        "asked": _asked(plan) if asks else [],
    }


def situation_of(facts: dict[str, Any]) -> ns.Situation:
    """Return the situation that neutral *facts* describe."""
    reading = _Reading()
    reading.read(facts)
    return reading.situation()


def _asked(plan: ns.Plan) -> list[str]:
    topics = [TOPIC_OF_QUESTION.get(question.topic) for question in plan.questions]
    conflicts = ["q_resolve_conflict" for _ in plan.contradictions]
    return list(dict.fromkeys(topic for topic in (*conflicts, *topics) if topic is not None))


class _Reading:
    """Neutral facts on their way into the vocabulary."""

    def __init__(self) -> None:
        self.dropped: list[str] = []
        self._vocabulary = ns.Situation.vocabulary()
        self._known: dict[str, Any] = {}
        self._cannot_say: set[str] = set()
        self._tried: dict[str, str] = {}
        self._measures: list[dict[str, Any]] = []

    def situation(self) -> ns.Situation:
        """Return the situation read so far; what is known is never also "cannot say"."""
        return ns.Situation.model_validate(
            {
                **self._known,
                "tried": self._tried,
                "measures": self._measures,
                "cannot_say": self._cannot_say - self._known.keys(),
            }
        )

    def read(self, facts: Mapping[str, Any]) -> None:
        """Read every neutral fact; the client asks when nobody is named."""
        for name, value in ({"perspective": "client"} | dict(facts)).items():
            if value is None:
                continue
            if name in SAME_MEANING:
                self._read_same(name, value)
            elif name in GROUP_OF:
                self._read_members(name, value)
            elif name in _SPECIAL:
                _SPECIAL[name](self, name, value)
            else:
                self.dropped.append(name)
        self._read_what_came_of_raising_it(facts.get("raised_concern_result"))

    def drop(self, name: str, value: object) -> None:
        """List a value that is not foreseen."""
        self.dropped.append(f"{name}={value}")

    # -- one neutral fact, one fact

    def _read_same(self, name: str, value: Any) -> None:
        fact = self._vocabulary.facts[SAME_MEANING[name]]
        if value == UNKNOWN:
            self._cannot_say.add(fact.name)
            return
        if fact.kind == "choice" and isinstance(value, str):
            value = OUR_CHOICE.get((fact.name, value), value)
        if fact.kind == "whole" and isinstance(value, float) and math.isfinite(value):
            value = math.floor(value)
        if isinstance(value, list) or not fact.allows(value):
            self.drop(name, value)
            return
        self._known[fact.name] = value

    # -- members of a group

    def _read_members(self, name: str, value: Any) -> None:
        members = self._vocabulary.groups[GROUP_OF[name]]
        if value == UNKNOWN:
            self._cannot_say.update(members.values())
            return
        foreseen = [
            self._read_member(name, members, member)
            for member in _as_list(value)
            if not (GROUP_OF[name] == "concerns" and member == NO_CONCERN)
        ]
        says_all = name in COMPLETE_WHEN_GIVEN and all(foreseen)
        if value == [] or says_all:
            for fact in members.values():
                self._known.setdefault(fact, False)

    def _read_member(self, name: str, members: Mapping[str, str], listed: object) -> bool:
        group = GROUP_OF[name]
        member = OUR_MEMBER.get((group, str(listed)), str(listed))
        if member not in members and name == "medical_danger_signs":
            member = "other"  # an open list: "and the like"
        if member not in members:
            self.drop(name, listed)
            return False
        self._known[members[member]] = True
        return True

    # -- what needs more than a new name

    def read_physical_symptoms(self, name: str, value: Any) -> None:
        """Any bodily symptom counts: the neutral list is open."""
        if value == UNKNOWN:
            self._cannot_say.add("physical_symptoms")
        elif isinstance(value, bool | int | float):
            self.drop(name, value)
        else:
            self._known["physical_symptoms"] = bool(_as_list(value))

    def read_days_since_attempt(self, name: str, value: Any) -> None:
        """The last attempt is now, in the past three months, or before."""
        now, recent, past = "suicide_attempt_now", "suicide_attempt_recent", "suicide_attempt_past"
        if value == UNKNOWN:
            self._cannot_say |= {now, recent, past}
        elif not _is_count(value):
            self.drop(name, value)
        else:
            self._known[now] = value <= ATTEMPT_NOW_DAYS
            self._known[recent] = value <= ATTEMPT_RECENT_DAYS
            if value > ATTEMPT_RECENT_DAYS:
                self._known[past] = True

    def read_past_attempt(self, name: str, value: Any) -> None:
        """A no leaves open whether there was one between three months and a year ago."""
        if value == UNKNOWN:
            self._cannot_say.add("suicide_attempt_past")
        elif not isinstance(value, bool):
            self.drop(name, value)
        elif value:
            self._known["suicide_attempt_past"] = True

    def read_days_since_overdose(self, name: str, value: Any) -> None:
        """The last overdose is now, in the past year, or before."""
        if value == UNKNOWN:
            self._cannot_say |= {"overdose_now", "overdose_recent"}
        elif not _is_count(value):
            self.drop(name, value)
        else:
            self._known["overdose_now"] = value <= OVERDOSE_NOW_DAYS
            self._known["overdose_recent"] = value <= OVERDOSE_RECENT_DAYS

    def read_steps_tried(self, name: str, value: Any) -> None:
        """A category that was carried out is every recommendation that advises it."""
        if value == UNKNOWN:
            return
        for category in _as_list(value):
            steps = _steps_with_advice(str(category))
            if not steps:
                self.drop(name, category)
            self._tried.update(dict.fromkeys(steps, "done"))

    def _read_what_came_of_raising_it(self, result: object) -> None:
        """The one step whose outcome the neutral facts may hold."""
        outcome = OUTCOME_OF_RESULT.get(str(result))
        if outcome is None:
            return
        for step in _steps_with_advice("talk_to_therapist"):
            if step in self._tried:
                self._tried[step] = outcome

    def read_series(self, name: str, value: Any) -> None:
        """A series is `[[week, total], ...]` of one measure; "unknown" says nothing."""
        if value == UNKNOWN:
            return
        measure = ns.Rulebook.default().measures[MEASURE_OF[name]]
        weeks: set[float] = set()
        for week, total in value:
            fits = (
                _is_count(week) and week not in weeks and _is_count(total) and total == int(total)
            )
            if not fits or total > measure.high:
                self.drop(name, [week, total])
                continue
            weeks.add(week)
            self._measures.append({"measure": measure.id, "week": week, "total": int(total)})


_SPECIAL: Mapping[str, Callable[[_Reading, str, Any], None]] = {
    "physical_symptoms": _Reading.read_physical_symptoms,
    "days_since_suicide_attempt": _Reading.read_days_since_attempt,
    "past_suicide_attempt": _Reading.read_past_attempt,
    "days_since_overdose": _Reading.read_days_since_overdose,
    "steps_tried": _Reading.read_steps_tried,
    "phq9_series": _Reading.read_series,
    "gad7_series": _Reading.read_series,
}


def _steps_with_advice(category: str) -> list[str]:
    """Return the ids of the recommendations whose advice is *category*, or it with a parameter."""
    return [
        step.id
        for step in ns.Rulebook.default().recommendations.values()
        if step.advice is not None
        and (step.advice == category or step.advice.startswith(f"{category}:"))
    ]


def _as_list(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else [value]


def _is_count(value: Any) -> bool:
    return not isinstance(value, bool) and isinstance(value, int | float) and value >= 0
