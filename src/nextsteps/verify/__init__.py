"""
Proofs about a rulebook: the extra `verify` (python-sat, and Z3 for a second opinion).

`prove` runs all checks and says what is wrong, with witnesses, and what is proved.
`Possible` is every situation over a rulebook's vocabulary at once: ask it whether some
situation makes propositions hold, and it answers with a witness or with a proof that none does.
`diff` says which situations get another plan from a newer version; `nextsteps.verify.cases`
makes situations that show what each part of a rule decides.
"""

from nextsteps.verify.logic import Pair
from nextsteps.verify.possible import Moved, Possible, TranslationError, View
from nextsteps.verify.proof import Proof, disagreements, prove
from nextsteps.verify.question import Fault, Question
from nextsteps.verify.versions import VersionDifference, diff
from nextsteps.verify.witness import Witness

__all__ = [
    "Fault",
    "Moved",
    "Pair",
    "Possible",
    "Proof",
    "Question",
    "TranslationError",
    "VersionDifference",
    "View",
    "Witness",
    "diff",
    "disagreements",
    "prove",
]
