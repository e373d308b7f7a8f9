"""
Plans in other languages: what is said changes, what is advised never does.

What reads catalogues is loaded when it is first asked for: a page in a browser shows plans and
has no YAML reader.
"""

from typing import TYPE_CHECKING, Any

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
from nextsteps.translation.to_do import to_do

if TYPE_CHECKING:
    from nextsteps.translation.read import catalogue_for, languages, load_catalogue

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


def __getattr__(name: str) -> Any:
    if name not in ("catalogue_for", "languages", "load_catalogue"):
        raise AttributeError(f"module `{__name__}` has no attribute `{name}`")
    from nextsteps.translation import read

    return getattr(read, name)
