"""
What leaves for a health record, as FHIR: plain dicts, and no FHIR library.

>>> import nextsteps as ns
>>> from nextsteps import fhir
>>> book = ns.Rulebook.default()
>>> fhir.questionnaire(book.measures["gad-7"], book)["title"]
'GAD-7'
"""

from nextsteps.fhir.guidance import guidance
from nextsteps.fhir.published import BASE, Resource
from nextsteps.fhir.questionnaire import Wording, questionnaire, read_wording
from nextsteps.fhir.requests import Release

__all__ = [
    "BASE",
    "Release",
    "Resource",
    "Wording",
    "guidance",
    "questionnaire",
    "read_wording",
]
