"""durable_rules as an engine, and rulebooks as rulesets for apps that host it already."""

from nextsteps.adapters.durable.engine import DurableEngine
from nextsteps.adapters.durable.export import names_read, to_durable_fact, to_durable_rules

__all__ = ["DurableEngine", "names_read", "to_durable_fact", "to_durable_rules"]
