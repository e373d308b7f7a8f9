"""Plans in other languages: what is said changes, what is advised never does."""

from nextsteps.translation.catalogue import ENGLISH, Catalogue, digest
from nextsteps.translation.check import (
    Coverage,
    check_catalogue,
    choices_in_words,
    coverage_of,
    english_texts,
)
from nextsteps.translation.interpreter import AS_WRITTEN, Interpreter
from nextsteps.translation.plan import translated
from nextsteps.translation.read import catalogue_for, languages, load_catalogue
from nextsteps.translation.to_do import to_do

__all__ = [
    "AS_WRITTEN",
    "ENGLISH",
    "Catalogue",
    "Coverage",
    "Interpreter",
    "catalogue_for",
    "check_catalogue",
    "choices_in_words",
    "coverage_of",
    "digest",
    "english_texts",
    "languages",
    "load_catalogue",
    "to_do",
    "translated",
]
