"""Facts about the relationship with the therapist, and what the person asks about."""

from typing import ClassVar, Literal

from pydantic import BaseModel

from nextsteps.situation.fact import fact


class Relationship(BaseModel):
    """The relationship with the therapist. What a therapist did can be a danger."""

    SECTION: ClassVar[str] = "relationship"

    uncomfortable_with_therapist: bool | None = fact(
        "Is the person uncomfortable with the therapist, without feeling unsafe?",
        says="they are [uncomfortable with the therapist, without feeling unsafe|not uncomfortable with the therapist]",
        topic="what_is_not_working",
    )
    unsafe_with_therapist: bool | None = fact(
        "Does the person feel unsafe with the therapist?",
        says="they [feel|don't feel] unsafe with the therapist",
        topic="what_happened_with_therapist",
        danger="up",
    )
    trust_in_therapist: Literal["low", "ok", "high"] | None = fact(
        "How much does the person trust the therapist?",
        says="trust in the therapist is {}",
        words={"ok": "fair"},
        topic="what_is_not_working",
    )
    raised_with_therapist: bool | None = fact(
        "Has the concern been raised with the therapist?",
        says="the concern [has|has not] been raised with the therapist",
        topic="raised_with_therapist",
        change="changeable",
    )
    raised_result: (
        Literal["improved", "change_agreed", "no_change", "dismissed", "defensive"] | None
    ) = fact(
        "What came of raising it?",
        says="after it was raised, {}",
        words={
            "improved": "it got better",
            "change_agreed": "a change was agreed",
            "no_change": "nothing changed",
            "dismissed": "it was brushed off",
            "defensive": "the therapist got defensive",
        },
        topic="raised_with_therapist",
        follows="raised_with_therapist",
    )
    hard_to_speak_up: bool | None = fact(
        "Is it hard for the person to voice concerns?",
        says="it [is|is not] hard for them to voice concerns",
        topic="raised_with_therapist",
    )
    withholding: bool | None = fact(
        "Is something important kept from the therapist?",
        says="something important [is|is not] kept from the therapist",
        topic="raised_with_therapist",
        change="changeable",
    )
    withheld_topic: (
        Literal["suicidal_thoughts", "substance_use", "relationship", "trauma", "other"] | None
    ) = fact(
        "What is it about, roughly?",
        says="what is kept from the therapist is about {}",
        words={
            "suicidal_thoughts": "thoughts of suicide",
            "substance_use": "alcohol or drugs",
            "relationship": "a relationship",
            "other": "something else",
        },
        topic="raised_with_therapist",
        follows="withholding",
    )
    therapist_lacks_expertise: bool | None = fact(
        "Does the therapist lack training in this problem?",
        says="the therapist [lacks|does not lack] training in this problem",
        topic="therapy_type",
    )
    outside_competence: bool | None = fact(
        "For the clinician: is the problem outside your training?",
        says="the problem [is|is not] outside the therapist's own training",
        topic="therapy_type",
    )
    cultural_mismatch: bool | None = fact(
        "Does the therapist not understand, or brush off, the person's culture or identity?",
        says="the therapist [does not understand, or brushes off,|understands and does not brush off] their culture or identity",
        topic="what_is_not_working",
    )
    alliance_dropped: bool | None = fact(
        "For the clinician: has the client's rating of the sessions or the relationship fallen?",
        says="their rating of the sessions or the relationship [has|has not] fallen",
        topic="progress_measure",
    )

    therapist_behaviour_sexual_contact: bool | None = fact(
        "Has there been sexual contact with the therapist?",
        says="there has been [sexual|no sexual] contact with the therapist",
        topic="what_happened_with_therapist",
        group="therapist_behaviours",
        danger="up",
        change="fixed",
    )
    therapist_behaviour_sexual_comments: bool | None = fact(
        "Has the therapist made sexual comments?",
        says="the therapist [has|has not] made sexual comments",
        topic="what_happened_with_therapist",
        group="therapist_behaviours",
        danger="up",
        change="fixed",
    )
    therapist_behaviour_unwanted_touch: bool | None = fact(
        "Has the therapist hugged or touched the person although it was unwanted?",
        says="the therapist [has|has not] hugged or touched them when it was unwanted",
        topic="what_happened_with_therapist",
        group="therapist_behaviours",
        danger="up",
        change="fixed",
    )
    therapist_behaviour_romantic_advances: bool | None = fact(
        "Has the therapist made romantic advances?",
        says="the therapist [has|has not] made romantic advances",
        topic="what_happened_with_therapist",
        group="therapist_behaviours",
        danger="up",
        change="fixed",
    )
    therapist_behaviour_threats: bool | None = fact(
        "Has the therapist threatened the person?",
        says="the therapist [has|has not] threatened them",
        topic="what_happened_with_therapist",
        group="therapist_behaviours",
        danger="up",
        change="fixed",
    )
    therapist_behaviour_broke_confidentiality: bool | None = fact(
        "Has the therapist told others what was private, without a safety reason?",
        says="the therapist [has|has not] told others what was private, without a safety reason",
        topic="what_happened_with_therapist",
        group="therapist_behaviours",
        danger="up",
        change="fixed",
    )
    therapist_behaviour_loan_or_business: bool | None = fact(
        "Has the therapist asked for a loan, a favour or a business deal?",
        says="the therapist [has|has not] asked for a loan, a favour or a business deal",
        topic="what_happened_with_therapist",
        group="therapist_behaviours",
        danger="up",
        change="fixed",
    )
    therapist_behaviour_change_orientation: bool | None = fact(
        "Has the therapist tried to change the person's orientation or identity?",
        says="the therapist [has|has not] tried to change their orientation or identity",
        topic="what_happened_with_therapist",
        group="therapist_behaviours",
        danger="up",
        change="fixed",
    )
    therapist_behaviour_demands_secrecy: bool | None = fact(
        "Has the therapist asked to keep something secret, or pressed the person not to leave?",
        says="the therapist [has|has not] asked to keep something secret, or pressed them not to leave",
        topic="what_happened_with_therapist",
        group="therapist_behaviours",
        danger="up",
        change="fixed",
    )
    therapist_behaviour_intoxicated: bool | None = fact(
        "Was the therapist drunk or on drugs in a session?",
        says="the therapist [was|was not] drunk or on drugs in a session",
        topic="what_happened_with_therapist",
        group="therapist_behaviours",
        danger="up",
        change="fixed",
    )
    therapist_behaviour_told_to_stop_medication: bool | None = fact(
        "Has the therapist said to stop medicine without asking the prescriber?",
        says="the therapist [has|has not] said to stop medicine without asking the prescriber",
        topic="what_happened_with_therapist",
        group="therapist_behaviours",
        danger="up",
        change="fixed",
    )
    therapist_behaviour_shames: bool | None = fact(
        "Does the therapist shame or belittle the person?",
        says="the therapist [shames or belittles|does not shame or belittle] them",
        topic="what_happened_with_therapist",
        group="therapist_behaviours",
        change="fixed",
    )
    therapist_behaviour_pushes_beliefs: bool | None = fact(
        "Does the therapist push beliefs of their own?",
        says="the therapist [pushes|does not push] personal beliefs",
        topic="what_happened_with_therapist",
        group="therapist_behaviours",
        change="fixed",
    )
    therapist_behaviour_dismisses_culture: bool | None = fact(
        "Does the therapist dismiss the person's culture, faith or identity?",
        says="the therapist [dismisses|does not dismiss] their culture, faith or identity",
        topic="what_happened_with_therapist",
        group="therapist_behaviours",
        change="fixed",
    )
    therapist_behaviour_distracted_or_late: bool | None = fact(
        "Is the therapist often distracted or late?",
        says="the therapist [is|is not] often distracted or late",
        topic="what_happened_with_therapist",
        group="therapist_behaviours",
        change="fixed",
    )
    therapist_behaviour_overshares: bool | None = fact(
        "Does the therapist talk much about their own life?",
        says="the therapist [talks|does not talk] much about the therapist's own life",
        topic="what_happened_with_therapist",
        group="therapist_behaviours",
        change="fixed",
    )
    therapist_behaviour_inflexible: bool | None = fact(
        "Does the therapist refuse to adapt?",
        says="the therapist [refuses|does not refuse] to adapt",
        topic="what_happened_with_therapist",
        group="therapist_behaviours",
        change="fixed",
    )


class Wishes(BaseModel):
    """What the person asks about: it affects relevance, never danger or suitability."""

    SECTION: ClassVar[str] = "wishes"

    asks_about_how_long: bool | None = fact(
        "Does the person ask how long to wait?",
        says="they [ask|don't ask] how long to wait",
        topic="wishes",
        group="asks_about",
        change="fixed",
    )
    asks_about_how_to_raise_it: bool | None = fact(
        "Does the person ask how to raise it with the therapist?",
        says="they [ask|don't ask] how to raise it with the therapist",
        topic="wishes",
        group="asks_about",
        change="fixed",
    )
    asks_about_new_therapist: bool | None = fact(
        "Does the person ask for a new therapist?",
        says="they [ask|don't ask] for a new therapist",
        topic="wishes",
        group="asks_about",
        change="fixed",
    )
    asks_about_choosing_therapist: bool | None = fact(
        "Does the person ask how to choose a therapist?",
        says="they [ask|don't ask] how to choose a therapist",
        topic="wishes",
        group="asks_about",
        change="fixed",
    )
    asks_about_therapy_type: bool | None = fact(
        "Does the person ask which kind of therapy fits?",
        says="they [ask|don't ask] which kind of therapy fits",
        topic="wishes",
        group="asks_about",
        change="fixed",
    )
    asks_about_medication: bool | None = fact(
        "Does the person ask about taking medicine?",
        says="they [ask|don't ask] about taking medicine",
        topic="wishes",
        group="asks_about",
        change="fixed",
    )
    asks_about_stopping_medication: bool | None = fact(
        "Does the person ask about stopping medicine?",
        says="they [ask|don't ask] about stopping medicine",
        topic="wishes",
        group="asks_about",
        change="fixed",
    )
    asks_about_stopping_therapy: bool | None = fact(
        "Does the person ask about stopping therapy?",
        says="they [ask|don't ask] about stopping therapy",
        topic="wishes",
        group="asks_about",
        change="fixed",
    )
    asks_about_ending_well: bool | None = fact(
        "Does the person ask how to end therapy well?",
        says="they [ask|don't ask] how to end therapy well",
        topic="wishes",
        group="asks_about",
        change="fixed",
    )
    asks_about_yoga_meditation: bool | None = fact(
        "Does the person ask about yoga or meditation?",
        says="they [ask|don't ask] about yoga or meditation",
        topic="wishes",
        group="asks_about",
        change="fixed",
    )
    asks_about_alternatives: bool | None = fact(
        "Does the person ask about alternatives to therapy?",
        says="they [ask|don't ask] about alternatives to therapy",
        topic="wishes",
        group="asks_about",
        change="fixed",
    )
    asks_about_quitting_substance: bool | None = fact(
        "Does the person ask about quitting alcohol or a drug?",
        says="they [ask|don't ask] about quitting alcohol or a drug",
        topic="wishes",
        group="asks_about",
        change="fixed",
    )
    asks_about_couples_therapy: bool | None = fact(
        "Does the person ask about couples therapy?",
        says="they [ask|don't ask] about couples therapy",
        topic="wishes",
        group="asks_about",
        change="fixed",
    )
    asks_about_reporting: bool | None = fact(
        "Does the person ask about making a complaint?",
        says="they [ask|don't ask] about making a complaint",
        topic="wishes",
        group="asks_about",
        change="fixed",
    )
