"""Strategies for whole rulebooks, and for situations that fit them."""

from functools import lru_cache

from hypothesis import strategies as st

from nextsteps.rulebook import Rulebook
from nextsteps.situation import Situation
from nextsteps.testing.clinic import DENSE_FACTS, STEPS, Clinic
from nextsteps.testing.situations import situations
from nextsteps.testing.writer import Document, document_of, load

_SEEDS = st.integers(0, 2**32 - 1)


def documents(*, most_rules: int = 30) -> st.SearchStrategy[Document]:
    """Rulebooks as plain data."""
    return st.builds(document_of, _SEEDS, st.integers(4, most_rules))


@lru_cache(maxsize=256)
def _rulebook_of(seed: int, rules: int) -> Rulebook:
    return load(document_of(seed, rules))


def rulebooks(*, most_rules: int = 30) -> st.SearchStrategy[Rulebook]:
    """Rulebooks of 5 to about 40 rules, loaded."""
    return st.builds(_rulebook_of, _SEEDS, st.integers(4, most_rules))


def rulebooks_with_situation(
    *, most_rules: int = 30
) -> st.SearchStrategy[tuple[Rulebook, Situation]]:
    """A rulebook and a situation over its facts and its recommendations."""
    return st.tuples(rulebooks(most_rules=most_rules), clinic_situations())


def clinic_situations(*, dense: bool | None = None) -> st.SearchStrategy[Situation]:
    """Situations for generated rulebooks."""
    return situations(model=Clinic, names=DENSE_FACTS, steps=STEPS, dense=dense)
