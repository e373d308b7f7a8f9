"""What only people can say of a rulebook: for its card. No plan rests on any of it."""

from datetime import date
from typing import Literal, Self, TypeAlias

from pydantic import Field, model_validator

from nextsteps.entry import Entry, KebabId, Words

Attribute: TypeAlias = Literal[
    "race", "ethnicity", "language", "sexual_orientation", "gender_identity", "sex",
    "date_of_birth", "social_determinants", "health_status",
]  # fmt: skip
Severity: TypeAlias = Literal["fatal", "grave", "moderate", "minor"]

ATTRIBUTES: tuple[Attribute, ...] = Attribute.__args__  # type: ignore[attr-defined]
SEVERITIES: tuple[Severity, ...] = Severity.__args__  # type: ignore[attr-defined]


class Stated(Entry):
    """
    What the authors of a rulebook state of it; the card says of all else that it is missing.

    `attributes` says of facts of one's own vocabulary what they tell of a person: none is [].
    """

    status: Literal["draft", "reviewed", "retired"] | None = None
    intended_use: Words | None = None
    users: tuple[Words, ...] = ()
    not_for: tuple[Words, ...] = ()
    population: Words | None = None
    setting: Words | None = None
    exclusions: tuple[Words, ...] = ()
    method: Words | None = None
    developer: Words | None = None
    funding: Words | None = None
    licence: Words | None = None
    language: Words | None = None
    released: date | None = None
    revised: date | None = None
    review: Words | None = None
    regulatory: Words | None = None
    feedback: Words | None = None
    limits: tuple[Words, ...] = ()
    attributes: dict[str, tuple[Attribute, ...]] = Field(default_factory=dict)

    @property
    def missing(self) -> tuple[str, ...]:
        """The statements that nobody has made."""
        own = (name for name in type(self).model_fields if name != "attributes")
        return tuple(name for name in own if getattr(self, name) in (None, ()))


class Evidence(Entry):
    """What shows that a control works: a test, a law or vignette of the rulebook, or a check."""

    test: Words | None = None
    law: KebabId | None = None
    vignette: KebabId | None = None
    check: Words | None = None

    @property
    def kind(self) -> str:
        """Which of the four it is."""
        return next(name for name in type(self).model_fields if getattr(self, name) is not None)

    @property
    def id(self) -> str:
        """The id of the test, law, vignette or check."""
        found: str = getattr(self, self.kind)
        return found

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        if sum(getattr(self, name) is not None for name in type(self).model_fields) != 1:
            names = ", ".join(f"`{name}`" for name in type(self).model_fields)
            raise ValueError(f"evidence is exactly one of {names}")
        return self


class Hazard(Entry):
    """
    A way in which the rules or the program could do harm, and what is done about it.

    `severity` is that of the worst effect to be reckoned with. Without `evidence` nothing
    shows that the control works; `remains` says what no control takes away.
    """

    id: KebabId
    hazard: Words
    cause: Words
    effect: Words
    severity: Severity
    control: Words
    evidence: tuple[Evidence, ...] = ()
    remains: Words | None = None
