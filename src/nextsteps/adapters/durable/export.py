"""A rulebook and what is known, in durable_rules' own format: for apps that host it already."""

from collections.abc import Mapping
from typing import Any

from nextsteps.adapters.durable.clauses import LARGEST, cannot_take
from nextsteps.adapters.durable.expression import Value, outcome_name
from nextsteps.adapters.durable.rulesets import Ruleset, rulesets_of
from nextsteps.language import Known
from nextsteps.rulebook import Rulebook


def to_durable_rules(rulebook: Rulebook) -> dict[str, dict[str, dict[str, Any]]]:
    """
    Return the rulesets of *rulebook* by name, in the order in which they are to be run.

    Each takes the properties that `names_read` lists, as one fact; what its rules conclude
    ("poor_fit is true") is a property for the rulesets after it, and what neither is true
    nor is false is unknown. `run` names an action, which a host finds by `get_action`.
    Assert, do not `post`: the first rule that matches would consume the event.

    >>> class AppHost(durable.engine.Host):                          # doctest: +SKIP
    ...     def get_action(self, name):
    ...         return lambda closure: concluded.append(name)
    >>> definitions = to_durable_rules(rulebook)                     # doctest: +SKIP
    >>> host = AppHost(copy.deepcopy(definitions))                   # doctest: +SKIP
    >>> known = {"weeks_in_therapy": 14, "no_progress": True}        # doctest: +SKIP
    >>> for ruleset, definition in definitions.items():              # doctest: +SKIP
    ...     concluded = []
    ...     fact = {name: known[name] for name in names_read(definition) & known.keys()}
    ...     fact |= {"id": "1", "sid": "1"}
    ...     try:
    ...         host.assert_fact(ruleset, dict(fact))
    ...         host.retract_fact(ruleset, dict(fact))
    ...     except durable.engine.MessageNotHandledException:
    ...         continue  # none of its rules matched
    ...     for conclusion in concluded:
    ...         subject, _, truth = conclusion.partition(" is ")
    ...         known[subject] = truth == "true"

    Raises:
        EngineError: A condition that durable_rules cannot take (E603).
    """
    return {
        f"{rulebook.id}-{ruleset.stratum}-{number}": _definition(ruleset)
        for number, ruleset in enumerate(rulesets_of(rulebook.conditions))
    }


def _definition(ruleset: Ruleset) -> dict[str, dict[str, Any]]:
    """Refuse what only our own engine can register: the library writes 0.00001 as 1e-05."""
    for name, rule in ruleset.rules.items():
        if any("e" in repr(value) for value in _numbers(rule["all"])):
            raise cannot_take(str(ruleset.consequents[name]), "a number is too small for its JSON")
    return {
        name: rule | {"run": str(ruleset.consequents[name])} for name, rule in ruleset.rules.items()
    }


def _numbers(written: Any) -> list[float]:
    match written:
        case dict():
            return [number for part in written.values() for number in _numbers(part)]
        case list():
            return [number for part in written for number in _numbers(part)]
        case float():
            return [written]
        case _:
            return []


def names_read(definition: Mapping[str, Mapping[str, Any]]) -> frozenset[str]:
    """
    Return the properties that one ruleset reads; durable_rules takes no more than 252 at once.

    >>> sorted(names_read({"r": {"all": [{"m": {"$and": [{"a": True}, {"$lt": {"b": 3}}]}}]}}))
    ['a', 'b']
    """
    found: set[str] = set()
    for rule in definition.values():
        found |= _names(rule["all"][0]["m"])
    return frozenset(found)


def _names(written: Mapping[str, Any]) -> frozenset[str]:
    ((word, inner),) = written.items()
    if word in ("$and", "$or"):
        return frozenset(name for part in inner for name in _names(part))
    return frozenset(inner) if word.startswith("$") else frozenset({word})


def to_durable_fact(known: Known) -> dict[str, Value]:
    """
    Return what is known as properties of a durable_rules fact.

    Whole numbers are exact up to 2**53 in durable_rules, and no condition compares with a
    larger one, so larger values are cut to that.

    >>> to_durable_fact(Known({"age": 31, "weeks_in_therapy": 14.0}, {"practise-skills": "helped"}))
    {'age': 31, 'weeks_in_therapy': 14, 'tried:practise-skills': 'helped'}
    """
    found: dict[str, Value] = {name: _plain(value) for name, value in known.facts.items()}
    return found | {outcome_name(name): outcome for name, outcome in known.tried.items()}


def _plain(value: Value) -> Value:
    if isinstance(value, (bool, str)):
        return value
    if abs(value) > LARGEST:
        return LARGEST if value > 0 else -LARGEST
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
