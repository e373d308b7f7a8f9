"""What a server offers: the answer of the discovery endpoint."""

from typing import Annotated

from pydantic import Field

from nextsteps.cdshooks.element import Element, Text


class ServiceDescription(Element):
    """
    One service: when it is called, what it does, which data it asks for.

    `prefetch` maps keys of one's own choice to FHIR queries with tokens
    (`Patient/{{context.patientId}}`). One id may stand for several hooks.
    `version` (of the standard) and `hook_version` are of CDS Hooks 3.0.
    """

    hook: Text
    title: Text | None = None
    description: Text
    id: Text
    prefetch: Annotated[dict[Text, Text], Field(min_length=1)] | None = None
    usage_requirements: Text | None = None
    version: Text | None = None
    hook_version: Text | None = None


class Discovery(Element):
    """All services of a server; an empty list is a valid answer."""

    services: tuple[ServiceDescription, ...]
