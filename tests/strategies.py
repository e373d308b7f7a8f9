"""
The strategies of `nextsteps.testing`, and those for the shipped rulebook.

    shipped_situations()     situations for the shipped rulebook
    cases(which)             a rulebook and a situation, of the shipped or of generated ones
"""

from hypothesis import strategies as st

from nextsteps import Rulebook, Situation
from nextsteps.testing.clinic import DENSE_FACTS, STEPS, Clinic
from nextsteps.testing.conditions import conditions, joined, names_of
from nextsteps.testing.courses import courses
from nextsteps.testing.read import facts_read
from nextsteps.testing.rulebooks import (
    clinic_situations,
    documents,
    rulebooks,
    rulebooks_with_situation,
)
from nextsteps.testing.situations import OUTCOMES, situations
from nextsteps.testing.values import dangerous, safe, values
from nextsteps.testing.writer import Document, document_of, load

__all__ = [
    "DENSE_FACTS",
    "OUTCOMES",
    "STEPS",
    "Clinic",
    "Document",
    "cases",
    "clinic_situations",
    "conditions",
    "courses",
    "dangerous",
    "document_of",
    "documents",
    "facts_read",
    "joined",
    "load",
    "names_of",
    "rulebooks",
    "rulebooks_with_situation",
    "safe",
    "shipped_situations",
    "situations",
    "values",
]


def shipped_situations() -> st.SearchStrategy[Situation]:
    """Situations for the shipped rulebook."""
    return situations(Rulebook.default())


def cases(which: str) -> st.SearchStrategy[tuple[Rulebook, Situation]]:
    """A rulebook and a situation: of the "shipped" rulebook, or of "generated" ones."""
    if which == "generated":
        return rulebooks_with_situation()
    return shipped_situations().map(lambda situation: (Rulebook.default(), situation))
