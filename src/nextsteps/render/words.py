"""The fixed words around a plan, for each of its readers."""

from collections.abc import Mapping
from dataclasses import dataclass

from nextsteps.measures import Change
from nextsteps.plan import Recommended, SafetyLevel
from nextsteps.ranking import Criterion, is_safety_step
from nextsteps.rulebook import Reader
from nextsteps.rulebook.entries import Stage, Urgency


@dataclass(frozen=True, slots=True)
class Words:
    """Headings and set phrases; `{}` is filled in where they are used."""

    title: str
    emergency_title: str
    emergency: str
    safety: Mapping[SafetyLevel, str]
    no_dangers: str
    unknown: str
    could_be_graver: str
    provisional: str
    contacts: str
    local_contacts: str
    conflicts: str
    steps: str
    no_steps: str
    when: Mapping[Urgency, str]
    how: str
    why: str
    check: str
    caution: str
    again: str
    declined: str
    also: str
    warnings: str
    not_yet: str
    excluded: str
    set_aside: str
    later: str
    rest_can_wait: str
    questions: str
    questions_note: str
    findings: str
    scores: str
    order: str
    roots: str


_WHEN: Mapping[Urgency, str] = {
    "emergency": "now",
    "same_day": "today",
    "days": "in the next few days",
    "routine": "",
}

_CLIENT = Words(
    title="Your next steps",
    emergency_title="Get help now",
    emergency=(
        "This is an emergency, and you don't have to get through it alone. "
        "Please get help now, before anything else:"
    ),
    safety={
        "clear": "Nothing that you have said points to danger.",
        "days": "Some of what you have said should be looked at within the next few days.",
        "same_day": "Some of what you have said should not wait. Please get help today.",
        "emergency": "",
    },
    no_dangers="These rules don't look for danger, so they can't tell whether you are safe.",
    unknown="We don't know yet whether you are safe. Please answer the first questions below.",
    could_be_graver="It may be more serious than this: some questions about safety are open.",
    provisional="This plan is provisional: the answers about safety may change it.",
    contacts="If you are in danger or can't keep yourself safe:",
    local_contacts="Say which country you are in to see the lines of that country.",
    conflicts="Some answers don't fit together",
    steps="What to do next",
    no_steps="There is no step to suggest from what we know so far.",
    when=_WHEN,
    how="How",
    why="Why: ",
    check="First make sure: ",
    caution="Keep in mind: ",
    again="Again, because: ",
    declined="You said no to this before, and that is all right. It still fits.",
    also="Also",
    warnings="Please take care",
    not_yet="Not yet",
    excluded="Not advised here",
    set_aside="Left out",
    later="Later, when it is safe",
    rest_can_wait="Everything else can wait until you are safe.",
    questions="What would help to know",
    questions_note='In these questions, "the person" is the one in therapy: you.',
    findings="What stands out",
    scores="Your scores",
    order="Why in this order",
    roots="What these steps rest on",
)

_RELATIVE = Words(
    title="Next steps for someone you care about",
    emergency_title="Get help now",
    emergency=(
        "This is an emergency. Stay with them if that is safe for you, "
        "and get help now, before anything else:"
    ),
    safety={
        "clear": "Nothing that is known points to danger.",
        "days": "Some of this should be looked at within the next few days.",
        "same_day": "Some of this should not wait. Please get help today.",
        "emergency": "",
    },
    no_dangers="These rules don't look for danger, so they can't tell whether anyone is safe.",
    unknown="It is not known yet whether they are safe. Please answer the first questions below.",
    could_be_graver="It may be more serious than this: some questions about safety are open.",
    provisional="This plan is provisional: the answers about safety may change it.",
    contacts="If anyone is in danger:",
    local_contacts="Say which country they are in to see the lines of that country.",
    conflicts="Some answers don't fit together",
    steps="What you can do next",
    no_steps="There is no step to suggest from what is known so far.",
    when=_WHEN,
    how="How",
    why="Why: ",
    check="First make sure: ",
    caution="Keep in mind: ",
    again="Again, because: ",
    declined="This was declined before. It still fits.",
    also="Also",
    warnings="Please take care",
    not_yet="Not yet",
    excluded="Not advised here",
    set_aside="Left out",
    later="Later, when it is safe",
    rest_can_wait="Everything else can wait until everyone is safe.",
    questions="What would help to know",
    questions_note='In these questions, "the person" is the one in therapy.',
    findings="What stands out",
    scores="The scores",
    order="Why in this order",
    roots="What these steps rest on",
)

_CLINICIAN = Words(
    title="Next steps for this client",
    emergency_title="Emergency: act now",
    emergency="Danger that holds: {}.",
    safety={
        "clear": "No danger found.",
        "days": "Needs attention within days: {}.",
        "same_day": "Needs action today: {}.",
        "emergency": "",
    },
    no_dangers="Safety not assessed: this rulebook has no dangers.",
    unknown="Safety unknown: danger has not been ruled out. Ask the first questions below.",
    could_be_graver="Could be graver (up to {}): safety questions are open.",
    provisional="Provisional until the safety questions are answered.",
    contacts="For the client:",
    local_contacts="Set `country` for local lines.",
    conflicts="Facts that contradict each other",
    steps="Recommended, in order",
    no_steps="Nothing that is known supports a step.",
    when=_WHEN,
    how="How",
    why="Why: ",
    check="Check first: ",
    caution="Caution: ",
    again="Again, because: ",
    declined="Declined before.",
    also="Also",
    warnings="Warnings",
    not_yet="Not yet",
    excluded="Not advised here",
    set_aside="Set aside",
    later="Later, once the danger has passed",
    rest_can_wait="Everything else waits until the danger has passed.",
    questions="To ask",
    questions_note="",
    findings="Findings",
    scores="Scores over time",
    order="Why in this order",
    roots="What these steps rest on",
)

WORDS: Mapping[Reader, Words] = {
    "client": _CLIENT,
    "relative": _RELATIVE,
    "clinician": _CLINICIAN,
}
"""The words for each reader."""

SAFETY_TITLE: Mapping[str | None, str] = {
    "danger": "Safety first",
    "note": "Safety",
    None: "Safety",
}
"""What the box about safety is called."""

VERDICTS: Mapping[Change, str] = {
    "improved": "Better than the first score, by more than chance",
    "unchanged": "Not clearly different from the first score",
    "worse": "Worse than the first score, by more than chance",
}
"""What a reliable change amounts to."""

FALLEN_BACK = "The latest score is clearly worse than the best one before it."

CRITERION_NAMES: Mapping[str, str] = {
    "urgency": "How soon",
    "safety step": "For safety",
    "core step of a danger": "Meets a danger",
    "strongest argument": "Best reason",
    "grounds for minus against": "Reasons for, less against",
    "declined before": "Declined before",
    "stage": "Usual order",
    "id": "Name",
}
"""The criteria of the ranking, in a few words each."""

_SOON: Mapping[Urgency, str] = {
    "emergency": "now",
    "same_day": "today",
    "days": "in days",
    "routine": "no hurry",
}
_STAGES: Mapping[Stage, str] = {
    "safety": "safety",
    "misconduct": "conduct",
    "urgent_medical": "medical",
    "course": "course",
    "data": "progress",
    "adherence": "attending",
    "alliance": "the bond",
    "goals": "goals",
    "homework": "practice",
    "life": "life",
    "formulation": "rethink",
    "change": "change",
    "medication": "medicine",
    "self_care": "self-care",
}


PLACES = (*_SOON.values(), *_STAGES.values(), "strong", "moderate", "weak")
"""What criteria can say of a step, in a word or two; numbers and ids are left out."""


def place_in_words(criterion: Criterion, step: Recommended) -> str:
    """Return what *criterion* says of *step*, in a word or two."""
    match criterion.name:
        case "urgency":
            return _SOON[step.urgency]
        case "safety step":
            return "yes" if is_safety_step(step) else "no"
        case "core step of a danger":
            return _SOON[step.core] if step.core else "no"
        case "declined before":
            return "yes" if step.declined else "no"
        case "stage":
            return _STAGES[step.stage]
        case _:
            return criterion.tell(step).replace("-", " ")


NOT_A_DEVICE = (
    "This comes from fixed rules, not from a professional who knows the person. "
    "It is not a medical device and not a diagnosis."
)
NOT_A_DEVICE_IN_SHORT = "From fixed rules; not a medical device."
