"""What every resource that describes something of a rulebook says of itself."""

import re
from dataclasses import dataclass
from typing import Any, TypeAlias

from nextsteps.rulebook import Rulebook

Resource: TypeAlias = dict[str, Any]
"""A FHIR resource, or a part of one, as JSON has it."""

BASE = "urn:nextsteps:"
"""Where canonical addresses begin unless a publisher has an address of its own."""


@dataclass(frozen=True, slots=True)
class Published:
    """A rulebook's resources under one base: their addresses, version and status."""

    rulebook: Rulebook
    base: str = BASE

    def address(self, kind: str, name: str) -> str:
        """
        Return the canonical address of a resource.

        >>> import nextsteps as ns
        >>> Published(ns.Rulebook.default()).address("Questionnaire", "phq-9")
        'urn:nextsteps:Questionnaire/phq-9'
        """
        base = self.base if self.base.endswith((":", "/")) else f"{self.base}/"
        return f"{base}{kind}/{name}"

    def versioned(self, kind: str, name: str) -> str:
        """Return the canonical address of a resource with the version of the rulebook."""
        return f"{self.address(kind, name)}|{self.rulebook.version}"

    def heading(self, kind: str, name: str, title: str) -> Resource:
        """Return the first elements of a resource; it is a draft until a publisher says more."""
        return {
            "resourceType": kind,
            "id": name[:64],  # FHIR allows no more
            "url": self.address(kind, name),
            "version": self.rulebook.version,
            "name": computable(name),
            "title": title,
            "status": "draft",
        }


def computable(name: str) -> str:
    """
    Return *name* as programs take it: letters, digits and underscores, a capital first.

    >>> computable("phq-9"), computable("4-times")
    ('Phq_9', 'N4_times')
    """
    plain = re.sub(r"[^A-Za-z0-9]+", "_", name).strip("_")
    return plain[:1].upper() + plain[1:] if plain[:1].isalpha() else f"N{plain}"


def concept(system: str, code: str, display: str | None = None) -> Resource:
    """Return a CodeableConcept of one code."""
    return {"coding": [coding(system, code, display)]}


def coding(system: str, code: str, display: str | None = None) -> Resource:
    """Return a Coding."""
    shown = {} if display is None else {"display": display}
    return {"system": system, "code": code, **shown}
