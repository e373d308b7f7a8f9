"""
For tests of a rulebook of one's own: strategies, laws, and mutants.

    situations(rulebook)     Hypothesis strategy: what may be known of one person
    conditions(names)        conditions over a vocabulary
    rulebooks()              whole rulebooks, generated
    laws.for_rulebook(...)   the laws that every plan obeys, as a test
    mutants.mutants_of(...)  the rulebook with one mistake in it, many times over

Needs the extra `testing`. The pytest plugin that runs vignettes as tests is
`nextsteps_pytest`; it needs pytest only.
"""

from nextsteps.testing import laws
from nextsteps.testing.conditions import conditions, names_of, names_of_rulebook
from nextsteps.testing.rulebooks import rulebooks, rulebooks_with_situation
from nextsteps.testing.situations import situations
from nextsteps.testing.values import dangerous, safe, values

__all__ = [
    "conditions",
    "dangerous",
    "laws",
    "names_of",
    "names_of_rulebook",
    "rulebooks",
    "rulebooks_with_situation",
    "safe",
    "situations",
    "values",
]
