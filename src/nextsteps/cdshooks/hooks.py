"""What the hooks of HL7's library promise to send in `context`."""

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What stands in a member of a context."""

    ID = "a plain FHIR id, such as `123`"
    USER = "a reference to the user, such as `Practitioner/123`"
    REFERENCE = "a reference, such as `ServiceRequest/123`"
    REFERENCES = "a list of references, such as `ServiceRequest/123`"
    RESOURCE = "a FHIR resource"
    RESOURCES = "a list of FHIR resources"
    BUNDLE = "a FHIR Bundle"


@dataclass(frozen=True, slots=True)
class Hook:
    """A hook of the library: the members of its context, required and optional."""

    name: str
    required: dict[str, Kind]
    optional: dict[str, Kind]


_PEOPLE = {"userId": Kind.USER, "patientId": Kind.ID}
_ENCOUNTER = {"encounterId": Kind.ID}

HOOKS = {
    hook.name: hook
    for hook in (
        Hook("patient-view", _PEOPLE, _ENCOUNTER),
        Hook("encounter-start", _PEOPLE | _ENCOUNTER, {}),
        Hook("encounter-discharge", _PEOPLE | _ENCOUNTER, {}),
        Hook("appointment-book", _PEOPLE | {"appointments": Kind.BUNDLE}, _ENCOUNTER),
        Hook(
            "order-select",
            _PEOPLE | {"selections": Kind.REFERENCES, "draftOrders": Kind.BUNDLE},
            _ENCOUNTER,
        ),
        Hook("order-sign", _PEOPLE | {"draftOrders": Kind.BUNDLE}, _ENCOUNTER),
        Hook(
            "order-dispatch",
            {"patientId": Kind.ID, "dispatchedOrders": Kind.REFERENCES},
            {"performer": Kind.REFERENCE, "fulfillmentTasks": Kind.RESOURCES},
        ),
    )
}
USERS = ("Practitioner", "PractitionerRole", "Patient", "RelatedPerson")
"""The types that a user is expected to have."""
