"""The logic of a rulebook in CQL, as text and as ELM."""

from nextsteps.fhir.logic.cql import cql_of
from nextsteps.fhir.logic.definitions import logics_of
from nextsteps.fhir.logic.elm import elm_of
from nextsteps.fhir.logic.names import (
    check_name,
    check_of_needs_name,
    checked_rules,
    given_name,
    help_name,
    now_at_name,
    now_name,
    rule_name,
    urgencies_of,
    urgency_name,
)
from nextsteps.fhir.logic.nodes import Logics

__all__ = [
    "Logics",
    "check_name",
    "check_of_needs_name",
    "checked_rules",
    "cql_of",
    "elm_of",
    "given_name",
    "help_name",
    "logics_of",
    "now_at_name",
    "now_name",
    "rule_name",
    "urgencies_of",
    "urgency_name",
]
