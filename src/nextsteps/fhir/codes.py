"""
Codes of health records, and what they mean here: the one table for what is read and written.

What is not among them is told, never guessed. The codes of totals and panels stand beside
the measures of a rulebook (`Measure.loinc`), so a rulebook of one's own brings its own.
LOINC codes are © Regenstrief Institute, https://loinc.org/license.
"""

import re
from collections.abc import Mapping
from typing import Any

from nextsteps.measures import Measure

LOINC = "http://loinc.org"
ATC = "http://www.whocc.no/atc"
CPT = "http://www.ama-assn.org/go/cpt"
ICD = frozenset(
    ("http://hl7.org/fhir/sid/icd-10", "http://hl7.org/fhir/sid/icd-10-cm")
)  # both begin alike where they are read here

NOTICE = (
    "This material contains content from LOINC (http://loinc.org). LOINC is copyright "
    "Regenstrief Institute, Inc. and the Logical Observation Identifiers Names and Codes (LOINC) "
    "Committee and is available at no cost under the license at http://loinc.org/license."
)
"""The notice that goes with LOINC codes wherever they are written."""

# What has no code elsewhere is under names of our own; a site maps them to its own codes.
FACT = "urn:nextsteps:fact"
FINDING = "urn:nextsteps:finding"
MEASURE = "urn:nextsteps:measure"
POINTS = "urn:nextsteps:points"
RECOMMENDATION = "urn:nextsteps:recommendation"
URGENCY = "urn:nextsteps:urgency"

ITEMS: Mapping[str, tuple[str, ...]] = {
    "phq-9": (
        *("44250-9", "44255-8", "44259-0", "44254-1", "44251-7"),
        *("44258-2", "44252-5", "44253-3", "44260-8"),
    ),
    "gad-7": (*("69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7"),),
}
"""LOINC codes of the items, in order."""

ANSWERS: Mapping[str, int] = {"LA6568-5": 0, "LA6569-3": 1, "LA6570-1": 2, "LA6571-9": 3}
"""LOINC codes of the answers to those items, in points."""


def item_of(link: str) -> tuple[str, int] | None:
    """
    Return the measure and the number of the item that a LOINC code at the end of *link* names.

    >>> item_of("/44260-8"), item_of("who-5/2")
    (('phq-9', 9), None)
    """
    return _ITEM_OF.get(link.rpartition("/")[2])


def points_of(system: str, code: str) -> int | None:
    """
    Return the points of an answer by its code; None where it is not known.

    >>> points_of(LOINC, "LA6570-1"), points_of(POINTS, "4"), points_of(LOINC, "LA1-9")
    (2, 4, None)
    """
    if system == POINTS:
        return int(code) if re.fullmatch(r"[0-9]{1,3}", code) else None
    return ANSWERS.get(code) if system == LOINC else None


def total_code(measure: Measure) -> tuple[str, str]:
    """
    Return the system and code of a measure's total: LOINC where it is certain, else our own.

    >>> import nextsteps as ns
    >>> measures = ns.Rulebook.default().measures
    >>> total_code(measures["phq-9"])[1], total_code(measures["who-5"])
    ('44261-6', ('urn:nextsteps:measure', 'who-5'))
    """
    return (MEASURE, measure.id) if measure.loinc is None else (LOINC, measure.loinc.total)


_ITEM_OF = {
    code: (measure, number)
    for measure, listed in ITEMS.items()
    for number, code in enumerate(listed, start=1)
}

CONCERNS: Mapping[str, str] = {
    "F10": "addiction",
    "F11": "addiction",
    "F12": "addiction",
    "F13": "addiction",
    "F14": "addiction",
    "F15": "addiction",
    "F16": "addiction",
    "F18": "addiction",
    "F19": "addiction",
    "F20": "psychosis",
    "F22": "psychosis",
    "F23": "psychosis",
    "F25": "psychosis",
    "F29": "psychosis",
    "F30": "bipolar",
    "F31": "bipolar",
    "F32": "depression",
    "F33": "depression",
    "F34.1": "depression",
    "F40": "anxiety",
    "F41": "anxiety",
    "F41.0": "panic",
    "F42": "ocd",
    "F43.1": "trauma",
    "F50": "eating_disorder",
    "F51.0": "insomnia",
    "F60.3": "bpd",
    "F90": "adhd",
    "G47.0": "insomnia",
}
MEDICINES: Mapping[str, str] = {
    "N05A": "antipsychotic",
    "N05AH02": "clozapine",
    "N05AN01": "lithium",
    "N05BA": "benzodiazepine",
    "N06A": "other_antidepressant",
    "N06AB": "ssri",
    "N06AX16": "snri",
    "N06AX21": "snri",
    "N06AX23": "snri",
    "N06BA": "stimulant",
    "N07BC": "opioid_treatment",
}
THERAPY_SESSIONS = frozenset(
    ("90832", "90834", "90837", "90845", "90846", "90847", "90849", "90853")
)
"""Codes of CPT for a session of psychotherapy."""


def concern_of(code: str) -> str | None:
    """
    Return the concern that an ICD-10 code stands for.

    >>> concern_of("F41.0"), concern_of("F33.2"), concern_of("J45")
    ('panic', 'depression', None)
    """
    return _longest(CONCERNS, code)


def medicine_of(code: str) -> str | None:
    """
    Return the class of medicine that an ATC code stands for.

    >>> medicine_of("N06AB06"), medicine_of("N05AH02"), medicine_of("C07AB02")
    ('ssri', 'clozapine', None)
    """
    return _longest(MEDICINES, code)


def _longest(table: Mapping[str, str], code: str) -> str | None:
    fitting = [start for start in table if code.startswith(start)]
    return table[max(fitting, key=len)] if fitting else None


def each(resource: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """Return the objects in a list of a resource, whatever else it holds."""
    listed = resource.get(name)
    return [one for one in listed if isinstance(one, Mapping)] if isinstance(listed, list) else []


def codings(concept: Any) -> list[tuple[str, str]]:
    """Return the codes of a CodeableConcept, with their systems."""
    if not isinstance(concept, Mapping):
        return []
    return [(str(one.get("system")), str(one.get("code"))) for one in each(concept, "coding")]
