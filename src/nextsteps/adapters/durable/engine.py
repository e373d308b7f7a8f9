"""The durable engine: forward chaining over strata of rulesets in the Rete engine."""

from collections.abc import Iterable
from itertools import groupby
from threading import Lock

from nextsteps.adapters.durable.clauses import contradiction_name, needs_name, rule_name
from nextsteps.adapters.durable.export import to_durable_fact
from nextsteps.adapters.durable.expression import Value
from nextsteps.adapters.durable.rete import Rete, as_property, refuse_decimal_comma
from nextsteps.adapters.durable.rulesets import Ruleset, rulesets_of
from nextsteps.engine.evaluation import Evaluation
from nextsteps.language import Condition, IsTrue, Known, atoms
from nextsteps.rulebook import Conditions
from nextsteps.truth import Truth


class DurableEngine:
    """
    Evaluates in durable_rules' Rete engine; threads take turns.

    Raises:
        EngineError: durable_rules is not installed (E602) or cannot take a condition (E603).
    """

    def __init__(self, conditions: Conditions) -> None:
        self._conditions = conditions
        self._yes_no = _yes_no_facts(conditions)
        rulesets = rulesets_of(conditions)
        self._strata = [
            [(ruleset, Rete(ruleset)) for ruleset in own]
            for _, own in groupby(rulesets, key=lambda ruleset: ruleset.stratum)
        ]
        # The library computes with Python's global lock held, so taking turns loses nothing.
        self._turn = Lock()

    def evaluate(self, known: Known) -> Evaluation:
        """Return the truth of every condition."""
        fact = {
            name: value
            for name, value in to_durable_fact(known).items()
            if name not in self._yes_no or isinstance(value, bool)
        }
        if any(isinstance(value, float) for value in fact.values()):
            refuse_decimal_comma()
        with self._turn:
            truths = self._truths(fact)
        return self._evaluation(truths)

    def _truths(self, fact: dict[str, Value]) -> dict[str, Truth]:
        """Run stratum after stratum; what one settles is part of the fact for the next."""
        properties = {name: as_property(name, value) for name, value in fact.items()}
        truths: dict[str, Truth] = {}
        for stratum in self._strata:
            settled = {
                consequent.name: consequent.truth
                for ruleset, rete in stratum
                for consequent in rete.conclusions(_read(ruleset, properties))
            }
            for name, truth in settled.items():
                truths[name] = Truth.of(truth)
                properties[name] = as_property(name, truth)
        return truths

    def _evaluation(self, truths: dict[str, Truth]) -> Evaluation:
        conditions = self._conditions

        def named(prefix: str, names: Iterable[str]) -> dict[str, Truth]:
            return {name: truths.get(prefix + name, Truth.UNKNOWN) for name in names}

        return Evaluation(
            rules=named(rule_name(""), conditions.rules),
            findings=named("", conditions.findings),
            needs=named(needs_name(""), conditions.needs),
            contradictions=named(contradiction_name(""), conditions.contradictions),
        )


def _read(ruleset: Ruleset, properties: dict[str, str]) -> list[str]:
    return [properties[name] for name in ruleset.names & properties.keys()]


def _yes_no_facts(conditions: Conditions) -> frozenset[str]:
    """Only True and False count for them, while durable_rules takes 1 for true."""
    groups = (conditions.rules, conditions.needs, conditions.contradictions)
    every: list[Condition] = [condition for group in groups for condition in group.values()]
    return frozenset(
        atom.fact for condition in every for atom in atoms(condition) if isinstance(atom, IsTrue)
    )
