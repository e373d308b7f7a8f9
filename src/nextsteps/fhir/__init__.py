"""
What leaves for a health record, as FHIR: plain dicts, and no FHIR library.

>>> import nextsteps as ns
>>> from nextsteps import fhir
>>> book = ns.Rulebook.default()
>>> fhir.questionnaire(book.measures["gad-7"], book)["title"]
'GAD-7'
"""

from nextsteps.fhir.published import BASE, Resource
from nextsteps.fhir.questionnaire import Wording, questionnaire, read_wording

__all__ = ["BASE", "Resource", "Wording", "questionnaire", "read_wording"]
