"""The rulebook: YAML on disk, checked, and indexed."""

from nextsteps.entry import Citation
from nextsteps.rulebook.entries import (
    Contact,
    Contradiction,
    Danger,
    Finding,
    Reader,
    Recommendation,
    Rule,
    Source,
    Text,
    Vignette,
)
from nextsteps.rulebook.model import Conditions, Rulebook
from nextsteps.rulebook.promises import Law, Meant
from nextsteps.rulebook.stated import Evidence, Hazard, Stated

__all__ = [
    "Citation",
    "Conditions",
    "Contact",
    "Contradiction",
    "Danger",
    "Evidence",
    "Finding",
    "Hazard",
    "Law",
    "Meant",
    "Reader",
    "Recommendation",
    "Rule",
    "Rulebook",
    "Source",
    "Stated",
    "Text",
    "Vignette",
]
