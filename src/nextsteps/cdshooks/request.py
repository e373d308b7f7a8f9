"""What a client sends when a hook fires."""

from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, StrictInt, model_validator

from nextsteps.cdshooks.element import Element, Object, Resource, Text, Url, Uuid

Prefetch = Annotated[dict[Text, Resource | None], Field(min_length=1)]


class FhirAuthorization(Element):
    """The access token with which the service may read from the client's FHIR server."""

    model_config = ConfigDict(alias_generator=None, extra="allow")

    access_token: Text = Field(repr=False)
    token_type: Literal["Bearer"]
    expires_in: StrictInt
    scope: Text
    subject: Text
    patient: Text | None = None


class HookRequest(Element):
    """
    A call of a service.

    Members that the standard does not know are kept, for clients run ahead of it.
    `prefetch[key]` is a FHIR resource, or None when the client has no data;
    a key that is missing was not fetched.

    >>> HookRequest.read(
    ...     {
    ...         "hook": "patient-view",
    ...         "hookInstance": "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
    ...         "context": {"userId": "Practitioner/7", "patientId": "p1"},
    ...     }
    ... ).context["patientId"]
    'p1'
    """

    model_config = ConfigDict(extra="allow")

    hook: Text
    hook_instance: Uuid
    fhir_server: Url | None = None
    fhir_authorization: FhirAuthorization | None = None
    context: Object
    prefetch: Prefetch | None = None

    @model_validator(mode="after")
    def _authorization_is_for_a_server(self) -> Self:
        if self.fhir_authorization is not None and self.fhir_server is None:
            raise ValueError("fhirAuthorization without fhirServer")
        return self
