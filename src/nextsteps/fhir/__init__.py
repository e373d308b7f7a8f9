"""
What leaves for a health record, as FHIR: plain dicts, and no FHIR library.

>>> import nextsteps as ns
>>> from nextsteps import fhir
>>> book = ns.Rulebook.default()
>>> fhir.questionnaire(book.measures["gad-7"], book)["title"]
'GAD-7'
"""

from nextsteps.fhir.definitions import cql, elm, library, parameters, plan_definition
from nextsteps.fhir.guidance import guidance
from nextsteps.fhir.published import BASE, Resource
from nextsteps.fhir.questionnaire import Wording, questionnaire, read_wording
from nextsteps.fhir.requests import Release

__all__ = [
    "BASE",
    "Release",
    "Resource",
    "Wording",
    "cql",
    "elm",
    "guidance",
    "library",
    "parameters",
    "plan_definition",
    "questionnaire",
    "read_wording",
]
