"""What the standard requires, each requirement with an id, and a place where it is not met."""

from dataclasses import dataclass
from typing import Literal

Level = Literal["SHALL", "SHOULD"]
Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Requirement:
    """
    One rule of the standard: its force, the rule in our own words, and the section it is in.

    Ids that begin with `cds-` are HL7's own; the standard gives the rest no ids.
    """

    level: Level
    says: str
    section: str


def _shall(section: str, says: str) -> Requirement:
    return Requirement("SHALL", says, section)


def _should(section: str, says: str) -> Requirement:
    return Requirement("SHOULD", says, section)


REQUIREMENTS = {
    "json-type": _shall("Use of JSON", "a value has the JSON type that its table gives"),
    "json-empty": _shall("Use of JSON", "nothing is null or empty; what is absent is left out"),
    "json-unknown": _should("Extensions", "members of one's own stand in `extension`"),
    "member-required": _shall("(each table)", "a member marked REQUIRED is there"),
    "member-recommended": _should("(each table)", "a member marked RECOMMENDED is there"),
    "url-absolute": _shall("Card Attributes", "a URL is absolute"),
    "uuid": _should("Card Attributes", "what identifies a card or suggestion is a UUID"),
    "resource-type": _shall("Data Types", "a FHIR resource says its resourceType"),
    "discovery-id": _should("Discovery", "an id can stand in a URL as it is"),
    "discovery-unique": _should("Discovery", "no two services share both id and hook"),
    "hook-name": _should(
        "Hook Definition Format", "a hook is named noun-verb, and one's own begins with a domain"
    ),
    "prefetch-token": _shall(
        "Prefetch tokens", "a token is in `{{}}` and is a path in the context or a user's id"
    ),
    "prefetch-query": _should(
        "Prefetch query restrictions",
        "a template is a plain read or search, relative to the server",
    ),
    "request-hook-instance": _shall("Calling a CDS Service", "hookInstance is a UUID"),
    "request-https": _should("Calling a CDS Service", "the FHIR server is reached by https"),
    "context-required": _shall("Calling a CDS Service", "the context holds what its hook requires"),
    "context-value": _shall("Calling a CDS Service", "the context's values are what its hook says"),
    "context-user": _should("(each hook)", "the user is a practitioner, patient or relative"),
    "authorization-type": _shall("Passing the Access Token", "token_type is Bearer"),
    "card-summary": _shall("Card Attributes", "a summary has fewer than 140 characters"),
    "card-indicator": _shall("Card Attributes", "an indicator is info, warning or critical"),
    "card-selection": _shall("Card Attributes", "selectionBehavior is at-most-one or any"),
    "suggestion-3": _should(
        "Suggestion", "actionSelectionBehavior only for clients known to support 3.0"
    ),
    "action-type": _shall("Action", "an action's type is create, update or delete"),
    "action-target": _shall(
        "Action", "create and update carry the resource; delete names the resourceId"
    ),
    "link-type": _shall("Link", "a link's type is absolute or smart"),
    "system-actions": _should("System Action", "system actions only where both sides agreed"),
    "feedback-time": _shall("Feedback", "outcomeTimestamp is a time with a zone (RFC 3339)"),
    "feedback-utc": _should("Feedback", "outcomeTimestamp is in UTC"),
    "cds-r-1": _shall("Calling a CDS Service", "fhirAuthorization needs fhirServer"),
    "cds-r-2": _should("Passing the Access Token", "patient scopes come with the patient's id"),
    "cds-resp-1": _shall("Suggestion", "with at-most-one, at most one suggestion is recommended"),
    "cds-resp-2": _should("Action", "a delete names its resourceId and carries no resource"),
    "cds-resp-3": _shall("Link", "appContext is for smart links only"),
    "cds-resp-4": _shall("Card Attributes", "override reasons have a display"),
    "cds-resp-5": _shall("Action", "actions of a suggestion have a description"),
    "cds-resp-6": _shall("Card Attributes", "suggestions need selectionBehavior"),
    "cds-resp-7": _shall("Suggestion", "actionSelectionBehavior is all, any or at-most-one"),
    "cds-fb-1": _shall("Feedback", "an outcome is accepted or overridden"),
    "cds-fb-2": _shall("Feedback", "accepted comes with acceptedSuggestions"),
    "cds-fb-3": _shall("OverrideReason", "an override reason has a reason or a userComment"),
}
"""The requirements that the checker knows, by id."""


@dataclass(frozen=True, slots=True)
class Problem:
    """
    A place in a message that breaks a requirement.

    `place` is a JSON pointer. No value of the message is ever part of `cause` or `help`.
    """

    requirement: str
    place: str
    cause: str
    help: str

    @property
    def level(self) -> Level:
        """How strongly the standard puts it."""
        return REQUIREMENTS[self.requirement].level

    def __str__(self) -> str:
        """
        Return the problem as a person reads it.

        >>> print(Problem("cds-r-1", "/fhirServer", "it is missing", "add it"))
        /fhirServer: SHALL [cds-r-1]: it is missing
          help: add it
        """
        head = f"{self.place or '(the message)'}: {self.level} [{self.requirement}]: {self.cause}"
        return f"{head}\n  help: {self.help}"


def problem(requirement: str, place: Place, cause: str, help_: str = "") -> Problem:
    """Return a problem at *place*; without help of its own, the requirement is the help."""
    return Problem(requirement, pointer(place), cause, help_ or REQUIREMENTS[requirement].says)


def pointer(place: Place) -> str:
    """
    Write a place as a JSON pointer (RFC 6901).

    >>> pointer(("cards", 0, "a/b"))
    '/cards/0/a~1b'
    """
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in place)
