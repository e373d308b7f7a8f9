"""Two propositions that are not the same."""

from nextsteps.verify.cnf import NO, Cnf


def unlike(cnf: Cnf, one: int, other: int) -> int:
    """Return where exactly one of two literals holds: NO where they are the same literal."""
    if one == other:
        return NO
    return cnf.some([cnf.every([one, -other]), cnf.every([-one, other])])
