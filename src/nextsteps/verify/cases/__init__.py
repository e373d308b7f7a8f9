"""Generated cases: situations that show each part of a rule's condition deciding."""

from nextsteps.verify.cases.generate import cases_of
from nextsteps.verify.cases.model import Case, NotShown, Pair, RuleCases

__all__ = ["Case", "NotShown", "Pair", "RuleCases", "cases_of"]
