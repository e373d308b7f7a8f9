"""Whole caseloads: a table of people in, a table of their ranked next steps out."""

from nextsteps.population.kernel import Answers, Kernel
from nextsteps.population.rows import PLACES, Place
from nextsteps.population.situations import scores_of, table_of, type_of
from nextsteps.population.table import Answered, Run, recommend_file, recommend_table
from nextsteps.population.work import Options

__all__ = [
    "PLACES",
    "Answered",
    "Answers",
    "Kernel",
    "Options",
    "Place",
    "Run",
    "recommend_file",
    "recommend_table",
    "scores_of",
    "table_of",
    "type_of",
]
