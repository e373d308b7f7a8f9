"""The rulebook: YAML on disk, checked, and indexed."""

from nextsteps.rulebook.entries import (
    Citation,
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

__all__ = [
    "Citation",
    "Conditions",
    "Contact",
    "Contradiction",
    "Danger",
    "Finding",
    "Reader",
    "Recommendation",
    "Rule",
    "Rulebook",
    "Source",
    "Text",
    "Vignette",
]
