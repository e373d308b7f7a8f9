"""Facts about who asks, the course of therapy, the signs that it isn't working, and goals."""

from typing import ClassVar, Literal

from pydantic import BaseModel

from nextsteps.situation.fact import fact


class Person(BaseModel):
    """Who asks, and of whom."""

    SECTION: ClassVar[str] = "person"

    asker: Literal["client", "parent", "partner", "relative", "clinician"] | None = fact(
        "Who is asking: the person in therapy, a parent, the partner, another relative, or the clinician?",
        says="the one who asks is {}",
        words={
            "client": "the person in therapy",
            "parent": "a parent",
            "partner": "the partner",
            "relative": "a relative",
            "clinician": "the clinician",
        },
        topic="asker",
        change="fixed",
    )
    age: int | None = fact(
        "How old is the person in therapy?",
        says="they are {} old",
        topic="age",
        low=0,
        high=120,
        unit="years",
        change="fixed",
    )
    country: str | None = fact(
        "In which country is the person (two letters, such as US or GB)?",
        says="they are in {}",
        topic="country",
        pattern="^[A-Z]{2}$",
    )
    pregnant: bool | None = fact(
        "Is the person pregnant?",
        says="they [are|are not] pregnant",
        topic="pregnancy",
        change="fixed",
    )
    weeks_since_birth: int | None = fact(
        "How many weeks ago did the person give birth?",
        says="they gave birth {} ago",
        topic="pregnancy",
        low=0,
        high=260,
        unit="weeks",
        change="fixed",
    )
    in_school: bool | None = fact(
        "Does the person go to school?",
        says="they [go|don't go] to school",
        topic="age",
        change="fixed",
    )


class Course(BaseModel):
    """The course of therapy so far."""

    SECTION: ClassVar[str] = "course"

    in_therapy: bool | None = fact(
        "Is the person in therapy now?",
        says="they [are|are not] in therapy now",
        topic="duration",
        change="changeable",
    )
    weeks_in_therapy: float | None = fact(
        "How many weeks is it since the first session with this therapist?",
        says="they have been with this therapist for {}",
        topic="duration",
        low=0,
        high=2600,
        unit="weeks",
        change="fixed",
    )
    sessions_attended: int | None = fact(
        "How many sessions have there been with this therapist?",
        says="they have had {} with this therapist",
        topic="duration",
        low=0,
        high=5000,
        unit="sessions",
        change="fixed",
    )
    session_rhythm: (
        Literal["twice_weekly", "weekly", "fortnightly", "monthly", "irregular"] | None
    ) = fact(
        "How often are sessions planned?",
        says="sessions are planned {}",
        words={
            "twice_weekly": "twice a week",
            "fortnightly": "every two weeks",
            "irregular": "at no fixed times",
        },
        topic="duration",
        change="changeable",
    )
    sessions_missed_of_last_8: int | None = fact(
        "How many of the last eight sessions were missed or cancelled?",
        says="they missed {} out of the last eight",
        topic="attendance",
        low=0,
        high=8,
        unit="sessions",
        change="changeable",
    )
    planned_sessions: int | None = fact(
        "How many sessions were agreed at the start?",
        says="at the start they agreed on {}",
        topic="duration",
        low=1,
        high=1000,
        unit="sessions",
    )
    therapy_type: (
        Literal[
            "talk",
            "supportive",
            "psychodynamic",
            "interpersonal",
            "cbt",
            "dbt",
            "emdr",
            "erp",
            "trauma_focused",
            "play",
            "group",
            "couples",
            "anger_management",
            "addiction_counselling",
            "other",
        ]
        | None
    ) = fact(
        "What kind of therapy is it?",
        says="the kind of therapy is {}",
        words={
            "talk": "open talking therapy",
            "supportive": "supportive therapy",
            "psychodynamic": "psychodynamic therapy",
            "interpersonal": "interpersonal therapy",
            "cbt": "cognitive behavioural therapy (CBT)",
            "dbt": "dialectical behaviour therapy (DBT)",
            "emdr": "EMDR",
            "erp": "exposure with response prevention (ERP)",
            "trauma_focused": "another trauma-focused therapy",
            "play": "play therapy",
            "group": "group therapy",
            "couples": "couples therapy",
            "anger_management": "anger management",
            "addiction_counselling": "addiction counselling",
            "other": "another kind",
        },
        topic="therapy_type",
    )
    therapy_format: Literal["in_person", "video", "phone", "text"] | None = fact(
        "How do sessions happen?",
        says="sessions happen {}",
        words={
            "in_person": "in person",
            "video": "by video",
            "phone": "by phone",
            "text": "by text",
        },
        topic="therapy_type",
        change="changeable",
    )
    therapists_seen: int | None = fact(
        "How many therapists has the person seen for this, the present one included?",
        says="they have seen {} for this",
        topic="steps_tried",
        low=0,
        high=100,
        unit="therapists",
        change="fixed",
    )
    weeks_since_change_agreed: float | None = fact(
        "How many weeks ago did therapist and client agree to change something?",
        says="a change was agreed with the therapist {} ago",
        topic="raised_with_therapist",
        low=0,
        high=520,
        unit="weeks",
        change="fixed",
    )
    moved_within_practice: bool | None = fact(
        "Has the person already moved to another therapist in the same practice?",
        says="they [have already|have not] moved to another therapist in the same practice",
        topic="steps_tried",
        change="fixed",
    )
    has_left_therapist: bool | None = fact(
        "Has the person already stopped seeing the therapist?",
        says="they [have already|have not] stopped seeing the therapist",
        topic="duration",
        change="fixed",
    )
    therapist_leaving: bool | None = fact(
        "Is the therapist leaving, or handing the person over to someone else?",
        says="the therapist [is|is not] leaving or handing over to someone else",
        topic="what_happened_with_therapist",
        change="fixed",
    )
    therapist_ended_abruptly: bool | None = fact(
        "Did the therapist stop without a closing phase?",
        says="the therapist [stopped|did not stop] without a closing phase",
        topic="what_happened_with_therapist",
        change="fixed",
    )
    tried_method_talk: bool | None = fact(
        "Has open talking therapy had a fair try?",
        says="open talking therapy [has|has not] had a fair try",
        topic="steps_tried",
        group="tried_methods",
        change="fixed",
    )
    tried_method_supportive: bool | None = fact(
        "Has supportive therapy had a fair try?",
        says="supportive therapy [has|has not] had a fair try",
        topic="steps_tried",
        group="tried_methods",
        change="fixed",
    )
    tried_method_psychodynamic: bool | None = fact(
        "Has psychodynamic therapy had a fair try?",
        says="psychodynamic therapy [has|has not] had a fair try",
        topic="steps_tried",
        group="tried_methods",
        change="fixed",
    )
    tried_method_interpersonal: bool | None = fact(
        "Has interpersonal therapy had a fair try?",
        says="interpersonal therapy [has|has not] had a fair try",
        topic="steps_tried",
        group="tried_methods",
        change="fixed",
    )
    tried_method_cbt: bool | None = fact(
        "Has cognitive behavioural therapy had a fair try?",
        says="cognitive behavioural therapy [has|has not] had a fair try",
        topic="steps_tried",
        group="tried_methods",
        change="fixed",
    )
    tried_method_dbt: bool | None = fact(
        "Has dialectical behaviour therapy had a fair try?",
        says="dialectical behaviour therapy [has|has not] had a fair try",
        topic="steps_tried",
        group="tried_methods",
        change="fixed",
    )
    tried_method_emdr: bool | None = fact(
        "Has EMDR had a fair try?",
        says="EMDR [has|has not] had a fair try",
        topic="steps_tried",
        group="tried_methods",
        change="fixed",
    )
    tried_method_erp: bool | None = fact(
        "Has exposure with response prevention had a fair try?",
        says="exposure with response prevention [has|has not] had a fair try",
        topic="steps_tried",
        group="tried_methods",
        change="fixed",
    )
    tried_method_trauma_focused: bool | None = fact(
        "Has another trauma-focused therapy had a fair try?",
        says="another trauma-focused therapy [has|has not] had a fair try",
        topic="steps_tried",
        group="tried_methods",
        change="fixed",
    )
    tried_method_play: bool | None = fact(
        "Has play therapy had a fair try?",
        says="play therapy [has|has not] had a fair try",
        topic="steps_tried",
        group="tried_methods",
        change="fixed",
    )
    tried_method_group: bool | None = fact(
        "Has group therapy had a fair try?",
        says="group therapy [has|has not] had a fair try",
        topic="steps_tried",
        group="tried_methods",
        change="fixed",
    )
    tried_method_couples: bool | None = fact(
        "Has couples therapy had a fair try?",
        says="couples therapy [has|has not] had a fair try",
        topic="steps_tried",
        group="tried_methods",
        change="fixed",
    )
    tried_method_anger_management: bool | None = fact(
        "Has anger management had a fair try?",
        says="anger management [has|has not] had a fair try",
        topic="steps_tried",
        group="tried_methods",
        change="fixed",
    )
    tried_method_addiction_counselling: bool | None = fact(
        "Has addiction counselling had a fair try?",
        says="addiction counselling [has|has not] had a fair try",
        topic="steps_tried",
        group="tried_methods",
        change="fixed",
    )


class Signs(BaseModel):
    """Signs that therapy is, or is not, working."""

    SECTION: ClassVar[str] = "signs"

    progress: Literal["none", "little", "some", "good", "goals_met", "worse"] | None = fact(
        "How much progress is there towards what the person came for?",
        says="so far there is {}",
        words={
            "none": "no progress",
            "little": "little progress",
            "some": "some progress",
            "good": "good progress",
            "goals_met": "full progress, with the goals met",
            "worse": "a turn for the worse",
        },
        topic="what_is_not_working",
    )
    symptom_trend: Literal["improving", "flat", "worsening", "up_and_down"] | None = fact(
        "How have the symptoms moved over recent weeks?",
        says="over recent weeks the symptoms have been {}",
        words={
            "flat": "much the same",
            "worsening": "getting worse",
            "up_and_down": "up and down",
            "improving": "getting better",
        },
        topic="progress_measure",
    )
    no_progress: bool | None = fact(
        "Does it feel as if nothing moves towards the goals?",
        says="it [feels|does not feel] as if nothing moves towards the goals",
        topic="what_is_not_working",
    )
    no_connection: bool | None = fact(
        "Is a connection with the therapist missing?",
        says="a connection with the therapist is [missing|there]",
        topic="what_is_not_working",
    )
    stuck_in_patterns: bool | None = fact(
        "Does the person keep falling back into the same patterns?",
        says="they [keep|don't keep] falling back into the same patterns",
        topic="what_is_not_working",
    )
    not_heard: bool | None = fact(
        "Does the person feel unheard or not understood by the therapist?",
        says="they [feel|don't feel] unheard or not understood by the therapist",
        topic="what_is_not_working",
    )
    feels_worse_after_sessions: bool | None = fact(
        "Is the person more distressed after sessions?",
        says="they [are|are not] more distressed after sessions",
        topic="what_is_not_working",
    )
    worse_for_days: float | None = fact(
        "For how many days has that lasted, or does it last each time?",
        says="that distress has lasted, or lasts each time, for {}",
        topic="what_is_not_working",
        low=0,
        high=3650,
        unit="days",
        follows="feels_worse_after_sessions",
    )
    new_problems_since_therapy: bool | None = fact(
        "Are there problems now that were not there before therapy?",
        says="there are [new|no new] problems since therapy began",
        topic="what_is_not_working",
    )
    off_track: bool | None = fact(
        "Do questionnaires or outcome monitoring show the person off track?",
        says="questionnaires or outcome monitoring [show|don't show] them off track",
        topic="progress_measure",
    )
    progress_measured: bool | None = fact(
        "Is progress looked at with goals or a questionnaire?",
        says="progress [is|is not] looked at with goals or a questionnaire",
        topic="progress_measure",
        change="changeable",
    )


class Goals(BaseModel):
    """Goals, expectations and tasks between sessions."""

    SECTION: ClassVar[str] = "goals"

    goals_set: bool | None = fact(
        "Are there agreed goals for the therapy?",
        says="there are [agreed|no agreed] goals for the therapy",
        topic="goals",
        change="changeable",
    )
    expectation: Literal["quick_fix", "told_what_to_do", "only_for_the_ill", "realistic"] | None = (
        fact(
            "What does the person expect of therapy?",
            says="from therapy they expect {}",
            words={
                "quick_fix": "a quick fix",
                "told_what_to_do": "to be told what to do",
                "only_for_the_ill": "help for the ill only",
                "realistic": "what it can do",
            },
            topic="goals",
            change="changeable",
        )
    )
    homework_assigned: bool | None = fact(
        "Are there tasks to do between sessions?",
        says="there are [tasks|no tasks] to do between sessions",
        topic="homework",
        change="changeable",
    )
    homework_done: Literal["none", "some", "most"] | None = fact(
        "How much of them gets done?",
        says="of the tasks between sessions, {} get done",
        topic="homework",
        change="changeable",
        follows="homework_assigned",
    )
    homework_barrier: Literal["too_big", "unclear", "forgets", "no_time", "avoids"] | None = fact(
        "What gets in the way of the tasks?",
        says="{} gets in the way of the tasks",
        words={
            "too_big": "their size",
            "unclear": "not knowing what to do",
            "forgets": "forgetting",
            "no_time": "lack of time",
            "avoids": "putting it off",
        },
        topic="homework",
        follows="homework_assigned",
    )
