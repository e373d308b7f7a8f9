"""HL7's own invariants of FHIR R4, each with where in a resource it must hold."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_TRACE = re.compile(r"\.trace\('[^']*'(, *\w+)?\)")
"""It changes nothing, and prints."""


@dataclass(frozen=True)
class Invariant:
    """A rule of HL7's, as FHIRPath that must be true of the whole resource."""

    key: str
    path: str
    expression: str

    @property
    def claim(self) -> str:
        """Of every node at the path the rule holds."""
        return f"{self.path}.all({self.expression})"


class Definitions:
    """The StructureDefinitions of R4, as HL7 publishes them."""

    def __init__(self, folder: Path) -> None:
        self.elements: dict[str, dict[str, Any]] = {}
        for name in ("profiles-resources", "profiles-types"):
            text = (folder / "dist" / "fhir" / "r4" / f"{name}.json").read_text(encoding="utf-8")
            for entry in json.loads(text)["entry"]:
                one = entry["resource"]
                if one.get("kind") in ("resource", "complex-type", "primitive-type"):
                    for element in one["snapshot"]["element"]:
                        self.elements.setdefault(element["path"].removesuffix("[x]"), element)

    def invariants(self, resource: dict[str, Any]) -> list[Invariant]:
        """Return the errors (no advice) that HL7 knows for the elements of *resource*."""
        kind = resource["resourceType"]
        return sorted(set(self._below(resource, kind, kind)), key=lambda one: (one.path, one.key))

    def _below(self, value: dict[str, Any], place: str, path: str) -> Iterator[Invariant]:
        yield from self._of(place, path)
        for name, inner in value.items():
            found = self._named(place, name)
            if found is None:
                continue
            below, kinds = found
            one_path = f"{path}.{self.elements[below]['path'].rpartition('.')[2]}"
            one_path = one_path.removesuffix("[x]")
            if self.elements[below]["path"].endswith("[x]"):
                one_path = f"{one_path}.ofType({kinds[0]})"
            yield from self._of(below, one_path)
            for each in inner if isinstance(inner, list) else [inner]:
                if not isinstance(each, dict):
                    continue
                if "resourceType" in each:
                    continue  # checked by itself
                for kind in kinds:
                    yield from self._below(each, kind, one_path)

    def _named(self, place: str, name: str) -> tuple[str, list[str]] | None:
        """The definition of an element, where there is one, and of those below it."""
        for known in (f"{place}.{name}", *self._choices(place, name)):
            element = self.elements.get(known)
            if element is None:
                continue
            if "contentReference" in element:
                return known, [element["contentReference"].removeprefix("#")]
            kinds = [kind["code"] for kind in element.get("type", [])]
            if element["path"].endswith("[x]"):
                chosen = name.removeprefix(known.rpartition(".")[2])
                kinds = [kind for kind in kinds if kind.lower() == chosen.lower()]
            inline = {"BackboneElement", "Element"} & set(kinds)
            return known, [known] if inline else kinds
        return None

    def _choices(self, place: str, name: str) -> Iterator[str]:
        for end in range(len(name), 0, -1):
            known = f"{place}.{name[:end]}"
            if self.elements.get(known, {}).get("path", "").endswith("[x]"):
                yield known

    def _of(self, place: str, path: str) -> Iterator[Invariant]:
        for rule in self.elements.get(place, {}).get("constraint", []):
            if rule["severity"] == "error" and "expression" in rule:
                yield Invariant(rule["key"], path, _TRACE.sub("", rule["expression"]))
