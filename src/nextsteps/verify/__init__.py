"""
Proofs about a rulebook: the extra `verify` (python-sat, and Z3 for a second opinion).

`Possible` is every situation over a rulebook's vocabulary at once: ask it whether some
situation makes propositions hold, and it answers with a witness or with a proof that none does.
"""

from nextsteps.verify.logic import Pair
from nextsteps.verify.possible import Moved, Possible, TranslationError, View
from nextsteps.verify.versions import VersionDifference, diff
from nextsteps.verify.witness import Witness

__all__ = [
    "Moved",
    "Pair",
    "Possible",
    "TranslationError",
    "VersionDifference",
    "View",
    "Witness",
    "diff",
]
