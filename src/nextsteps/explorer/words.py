"""The fixed words of the explorer, for all who use it."""

from collections.abc import Mapping

from nextsteps.situation.model import Outcome

SECTIONS: Mapping[str, str] = {
    "person": "About the person",
    "course": "The therapy so far",
    "signs": "Signs that it isn't working",
    "goals": "Goals and practice",
    "relationship": "You and the therapist",
    "wishes": "Wishes",
    "safety": "Safety",
    "concerns": "What the therapy is for",
    "medication": "Medicine",
    "substances": "Alcohol and drugs",
    "life": "Life around it",
    "access": "Getting to care",
}
"""The sections of the form; a section of another vocabulary is called by its own name."""

OUTCOMES: Mapping[Outcome, str] = {
    "never": "No, never",
    "done": "Yes, but I can't tell yet",
    "ongoing": "Yes, I am doing it now",
    "helped": "Yes, it helped",
    "no_change": "Yes, nothing changed",
    "worse": "Yes, it got worse",
    "dismissed": "Yes, I was not taken seriously",
    "declined": "No, and I would rather not",
}
"""What came of a step."""

WORDS: Mapping[str, str] = {
    "form": "Your answers",
    "form_note": "Say as much or as little as you like. What you leave open counts as not known.",
    "help": "Need help now?",
    "tools": "Undo and copy",
    "safety": "Safety",
    "search": "Find a question",
    "only_known": "Only what I have said",
    "none_found": "No question has these words.",
    "known": "{} said",
    "yes": "Yes",
    "no": "No",
    "not_known": "Not known",
    "slider": "Slider for: {}",
    "range": "{} to {}",
    "waiting": "Working it out…",
    "question": "Next question",
    "why_asked": "Why we ask",
    "could_change": "The answer could change",
    "cannot_say": "I can't say",
    "declined": "I'd rather not say",
    "answer": "That's my answer",
    "none_of_these": "None of these",
    "settled": "No open question would change this plan.",
    "first_settled": "Your first step is settled. More answers can still change the rest.",
    "no_steps": "There is no step to suggest yet.",
    "new": "new",
    "up": "up {}",
    "down": "down {}",
    "gone": "No longer on the list",
    "why": "Why this step?",
    "why_not_first": "Why not first?",
    "why_not": "Why not now?",
    "change_out": "What would take it off the list?",
    "change_in": "What would bring it in?",
    "tried": "Have you tried this?",
    "undo": "Undo",
    "undone": "The last change is undone.",
    "reset": "Start again",
    "was_reset": "Everything is back as it was at the start. Undo brings your answers back.",
    "python": "Copy as Python",
    "yaml": "Copy as YAML",
    "copied": "Copied.",
    "not_copied": "Your browser did not let us copy. Mark the text below and copy it.",
    "close": "Close",
    "wrong": "This needs {}.",
    "failed": "Something went wrong. Your answers are still here.",
}
"""All that stands on buttons, headings and notes; `{}` is filled in where it is used."""
