"""The vocabulary of generated rulebooks: the library's, and a few facts of its own."""

from typing import Literal

from nextsteps.situation import Situation, fact


class Clinic(Situation):
    """The vocabulary of generated rulebooks: the library's, and facts of its own."""

    SECTION = "clinic"

    seen_by_registrar: bool | None = fact("Seen by the registrar?", topic="clinic")
    days_of_food_left: int | None = fact(
        "For how many days is there food?", topic="clinic", low=0, high=60, danger="down"
    )
    ward: Literal["day", "open", "closed"] | None = fact("Which ward?", topic="clinic")
    alarm: Literal["none", "yellow", "red"] | None = fact(
        "Which alarm was given?", topic="clinic", danger="up"
    )


DENSE_FACTS: tuple[str, ...] = (
    "asker", "weeks_in_therapy", "sessions_attended", "progress", "no_progress", "not_heard",
    "raised_with_therapist", "raised_result", "concern_depression", "sleep_hours",
    "seen_by_registrar", "ward", "alarm", "days_of_food_left", "suicidal_thoughts",
    "suicidal_thoughts_type", "self_harm_item", "partner_violence",
)  # fmt: skip
"""Few facts, so that generated rules and situations often meet."""

STEPS: tuple[str, ...] = (
    "core-0",
    "core-1",
    "guard-0",
    "guard-1",
    "talk-to-therapist",
    "step-1",
    "step-2",
    "step-3",
)
"""Recommendations of generated rulebooks; some have fewer."""
