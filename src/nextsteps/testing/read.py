"""What the conditions of a rulebook read."""

from functools import lru_cache

from nextsteps.language import Among, Compare, Condition, IsTrue, atoms
from nextsteps.rulebook import Rulebook


def conditions_of(rulebook: Rulebook) -> tuple[Condition, ...]:
    """Return every condition of *rulebook*."""
    conditions = rulebook.conditions
    return (
        *conditions.rules.values(),
        *conditions.needs.values(),
        *conditions.contradictions.values(),
    )


@lru_cache(maxsize=32)
def facts_read(rulebook: Rulebook) -> tuple[str, ...]:
    """Return the facts that conditions of *rulebook* read, and who asks, in the form's order."""
    read = {
        atom.fact
        for condition in conditions_of(rulebook)
        for atom in atoms(condition)
        if isinstance(atom, (IsTrue, Compare, Among))
    }
    return tuple(name for name in rulebook.situation.vocabulary().facts if name in read | {"asker"})
