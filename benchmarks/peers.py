"""
Other rule engines on the common workload.

None of them has unknown facts and ranked actions, so negation is pushed to the facts, each
literal means "known and ...", and the fired rules go through the ranker of the yardstick.
A missing number is -1, a missing choice or yes/no a word of its own.
"""

import importlib
import json
from collections.abc import Callable, Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any, TypeAlias

from benchmarks.floor import Unavailable
from benchmarks.library import rulebook_of, situation_of
from benchmarks.straight import ranker
from benchmarks.workload import FIELDS, Answer, Case, Field, Group, Not, Rule, Term
from nextsteps.known import known_of
from nextsteps.truth import Truth

Fired: TypeAlias = Callable[[Case], list[int]]
Literal: TypeAlias = Callable[[Field, str, Any], Any]

_OPPOSITE = {">": "<=", "<=": ">", "<": ">=", ">=": "<"}
_MISSING = {field.name: -1 if field.kind == "whole" else "none" for field in FIELDS}


def _module(name: str, package: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        raise Unavailable(f"{package} is not installed") from None


def _written(
    rule: Rule,
    literal: Literal,
    both: Callable[[list[Any]], Any],
    either: Callable[[list[Any]], Any],
) -> Any:
    """Return a rule in the words of a peer; *literal* writes a comparison that must be known."""

    def term(one: Term, holds: bool) -> Any:
        match one:
            case Not(part):
                return term(part, not holds)
            case Group(atoms):
                return (either if holds else both)([term(atom, holds) for atom in atoms])
            case atom:
                return atom_in(atom.field, atom.sign, atom.value, holds)

    def atom_in(field: Field, sign: str, value: Any, holds: bool) -> Any:
        if field.kind == "yes_no":
            return literal(field, "is", value is holds)
        if field.kind == "whole":
            return literal(field, sign if holds else _OPPOSITE[sign], value)
        chosen = {value} if sign == "==" else set(value)
        return literal(field, "in", sorted(chosen if holds else set(field.choices) - chosen))

    terms = [term(one, True) for one in rule.terms]
    return terms[0] if len(terms) == 1 else both(terms)


def _true_places(truths: list[Any]) -> list[int]:
    return [place for place, truth in enumerate(truths) if truth is True]


def datalogic(rules: tuple[Rule, ...]) -> Fired:
    """datalogic-py (Rust): one JSONLogic array with a condition per rule."""
    engine = _module("datalogic_py", "datalogic-py").Engine()

    def literal(field: Field, sign: str, value: Any) -> Any:
        if sign == "is":
            return {"===": [{"var": field.name}, value]}
        if sign == "in":
            return {"in": [{"var": field.name}, value]}
        return {sign: [{"var": [field.name, -1 if ">" in sign else 99]}, value]}

    conditions = [
        _written(rule, literal, lambda parts: {"and": parts}, lambda parts: {"or": parts})
        for rule in rules
    ]
    rule, session = engine.compile(conditions), engine.session()
    return lambda case: _true_places(session.evaluate(rule, case))


def cel(rules: tuple[Rule, ...]) -> Fired:
    """CEL (Rust): one program, a list with a condition per rule."""
    module = _module("cel", "common-expression-language")
    program = module.compile(f"[{', '.join(_expression(rule, '&&', '||') for rule in rules)}]")
    return lambda case: _true_places(program.execute({**_MISSING, **case}))


def zen(rules: tuple[Rule, ...]) -> Fired:
    """zen-engine: an expression node, an array with a condition per rule."""
    engine = _module("zen", "zen-engine").ZenEngine()
    value = f"[{', '.join(_expression(rule, 'and', 'or') for rule in rules)}]"
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in"},
        {
            "id": "all", "type": "expressionNode", "name": "all",
            "content": {"expressions": [{"id": "fired", "key": "fired", "value": value}]},
        },
        {"id": "out", "type": "outputNode", "name": "out"},
    ]  # fmt: skip
    edges = [
        {"id": f"{one}-{other}", "type": "edge", "sourceId": one, "targetId": other}
        for one, other in (("in", "all"), ("all", "out"))
    ]
    decision = engine.create_decision(json.dumps({"nodes": nodes, "edges": edges}))
    return lambda case: _true_places(decision.evaluate({**_MISSING, **case})["result"]["fired"])


def _expression(rule: Rule, both: str, either: str) -> str:
    def literal(field: Field, sign: str, value: Any) -> str:
        if sign == "is":
            return f"{field.name} == {'true' if value else 'false'}"
        if sign == "in":
            return f"{field.name} in {json.dumps(value)}"
        known = "" if ">" in sign else f"{field.name} >= 0 {both} "
        return f"({known}{field.name} {sign} {value})"

    return str(
        _written(
            rule,
            literal,
            lambda parts: f"({f' {both} '.join(parts)})",
            lambda parts: f"({f' {either} '.join(parts)})",
        )
    )


def clips(rules: tuple[Rule, ...]) -> Fired:
    """CLIPS (clipspy): one fact a case, a Rete rule per rule."""
    module = _module("clips", "clipspy")
    environment = module.Environment()
    environment.build(f"(deftemplate case {' '.join(f'(slot {one.name})' for one in FIELDS)})")
    fired: list[int] = []
    environment.define_function(fired.append, name="hit")
    for number, rule in enumerate(rules):
        environment.build(f"(defrule {rule.id} {_patterns(rule)} => (hit {number}))")
    template = environment.find_template("case")
    words = {True: module.Symbol("yes"), False: module.Symbol("no")}
    symbols = {one: module.Symbol(one) for field in FIELDS for one in (*field.choices, "none")}
    missing = {name: value if value == -1 else symbols["none"] for name, value in _MISSING.items()}

    def run(case: Case) -> list[int]:
        environment.reset()
        fired.clear()
        slots = dict(missing)
        for name, value in case.items():
            if isinstance(value, bool):
                slots[name] = words[value]
            else:
                slots[name] = symbols[value] if isinstance(value, str) else value
        template.assert_fact(**slots)
        environment.run()
        return sorted(set(fired))  # a group fires once for each of its parts that holds

    return run


def _patterns(rule: Rule) -> str:
    def literal(field: Field, sign: str, value: Any) -> str:
        if sign == "is":
            return f"(case ({field.name} {'yes' if value else 'no'}))"
        if sign == "in":
            return f"(case ({field.name} {'|'.join(value)}))"
        known = "" if ">" in sign else "&:(>= ?x 0)"
        return f"(case ({field.name} ?x{known}&:({sign} ?x {value})))".replace(
            "?x", f"?{field.name}{value}"
        )

    return str(
        _written(
            rule,
            literal,
            lambda parts: f"(and {' '.join(parts)})",
            lambda parts: f"(or {' '.join(parts)})",
        )
    )


def durable(rules: tuple[Rule, ...]) -> Fired:
    """durable_rules, by way of this library's adapter: one Rete ruleset for the rulebook."""
    _module("durable_rules_engine", "durable-rules")
    from nextsteps.engine import engine_for

    rulebook = rulebook_of(rules)
    engine = engine_for(rulebook, "durable")
    numbers = {rule.id: number for number, rule in enumerate(rules)}
    made: dict[int, Any] = {}  # by identity: the facts are made ready once, before the clock runs

    def run(case: Case) -> list[int]:
        if id(case) not in made:
            made[id(case)] = known_of(situation_of(case), rulebook)
        truths = engine.evaluate(made[id(case)]).rules
        return [numbers[name] for name, truth in truths.items() if truth is Truth.TRUE]

    return run


PEERS: Mapping[str, tuple[str, Callable[[tuple[Rule, ...]], Fired]]] = {
    "datalogic-py": ("datalogic-py", datalogic),
    "CLIPS": ("clipspy", clips),
    "CEL (Rust)": ("common-expression-language", cel),
    "zen-engine": ("zen-engine", zen),
    "durable_rules": ("durable-rules", durable),
}


def called(name: str) -> str:
    """Return a peer's name with its version, where it is installed."""
    package = PEERS[name][0]
    try:
        return f"{name} {version(package)}"
    except PackageNotFoundError:
        return name


def peer(name: str, rules: tuple[Rule, ...]) -> Callable[[Case], Answer]:
    """
    Return a peer as a function from a case to its ranked answer.

    Raises:
        Unavailable: It is not installed.
    """
    run, rank = PEERS[name][1](rules), ranker(rules)
    return lambda case: rank(run(case))
