"""What to ask: the unknown facts whose answers could change the plan, safety first."""

from nextsteps.questions.order import Candidates, questions, safety_questions, witness_of
from nextsteps.questions.witness import Witness

__all__ = ["Candidates", "Witness", "questions", "safety_questions", "witness_of"]
