"""
Whole caseloads: a table of people in, a table of their ranked next steps out.

Needs the extra `population`. The same answers as `recommend`, for a million people in the time
that a few hundred plans take.
"""

from nextsteps.population.kernel import Answers, Kernel
from nextsteps.population.output import open_output
from nextsteps.population.place import PLACES, Place
from nextsteps.population.ranks import Ranks
from nextsteps.population.rule_change import RuleChange, rule_change
from nextsteps.population.situations import scores_of, table_of, type_of
from nextsteps.population.sql import table_sql, to_sql
from nextsteps.population.summary import Summary, summary
from nextsteps.population.table import Answered, Run, recommend_file, recommend_table
from nextsteps.population.work import Options

__all__ = [
    "PLACES",
    "Answered",
    "Answers",
    "Kernel",
    "Options",
    "Place",
    "Ranks",
    "RuleChange",
    "Run",
    "Summary",
    "open_output",
    "recommend_file",
    "recommend_table",
    "rule_change",
    "scores_of",
    "summary",
    "table_of",
    "table_sql",
    "to_sql",
    "type_of",
]
