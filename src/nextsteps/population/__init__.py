"""Whole caseloads: the same plans for many people at once."""

from nextsteps.population.sql import table_sql, to_sql

__all__ = ["table_sql", "to_sql"]
