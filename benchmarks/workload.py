"""
The common workload: sixty facts, R rules of one to four terms, twenty-five ranked actions.

It is drawn with a fixed seed, and `reference` says what the answer to a case is: a plain
Kleene interpreter and a plain sort. No engine is timed before it has given that answer.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import eq, ge, gt, le, lt, ne
from random import Random
from typing import Any, TypeAlias

SEED = 20261125
TIERS = 3
ACTIONS = 25
HIGHEST = 27
LENGTHS = (1, 2, 2, 3, 3, 4, 4)  # how many terms a rule has

Value: TypeAlias = int | bool | str
Case: TypeAlias = Mapping[str, Value]
"""The known facts of one person: a name that is absent is unknown."""


@dataclass(frozen=True, slots=True)
class Field:
    """One fact: "whole" (0 to 27), "yes_no" or "choice"."""

    name: str
    kind: str
    choices: tuple[str, ...] = ()
    missing: float = 0.1


@dataclass(frozen=True, slots=True)
class Atom:
    """`field sign value`; the sign `in` goes with a tuple of choices."""

    field: Field
    sign: str
    value: Any


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of an atom or of a group."""

    part: "Atom | Group"


@dataclass(frozen=True, slots=True)
class Group:
    """Any of two or three atoms."""

    atoms: tuple[Atom, ...]


Term: TypeAlias = Atom | Group | Not


@dataclass(frozen=True, slots=True)
class Rule:
    """All of its terms argue for an action with a weight of 1 to 9, or exclude it."""

    id: str
    terms: tuple[Term, ...]
    action: int
    weight: int
    excludes: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """Actions in order with the rules that fired for each, and excluded ones with theirs."""

    ranked: tuple[tuple[str, tuple[str, ...]], ...]
    excluded: tuple[tuple[str, tuple[str, ...]], ...]


def action_id(action: int) -> str:
    """`a07`; the tier of an action is its number modulo the number of tiers."""
    return f"a{action:02}"


def fields() -> tuple[Field, ...]:
    """The sixty facts: twenty numbers, twenty-five yes/no, fifteen choices of five or six."""
    numbers = [Field(f"i{n:02}", "whole") for n in range(20)]
    flags = [Field(f"b{n:02}", "yes_no", missing=0.25) for n in range(25)]
    choices = [
        Field(f"e{n:02}", "choice", tuple(f"c{one}" for one in range(5 + n % 2))) for n in range(15)
    ]
    return (*numbers, *flags, *choices)


FIELDS = fields()


def rules(count: int) -> tuple[Rule, ...]:
    """The first *count* rules; a quarter hold a group, 15 % a negation, a tenth exclude."""
    return tuple(_rule(Random(f"{SEED} rule {n}"), n) for n in range(count))  # noqa: S311


def cases(count: int, seed: int = SEED) -> list[dict[str, Value]]:
    """Cases as dicts of what is known."""
    random = Random(f"{seed} cases")  # noqa: S311
    return [
        {field.name: _value(random, field) for field in FIELDS if random.random() >= field.missing}
        for _ in range(count)
    ]


def _value(random: Random, field: Field) -> Value:
    if field.kind == "whole":
        return random.randint(0, HIGHEST)
    return random.random() < 0.5 if field.kind == "yes_no" else random.choice(field.choices)


def _atom(random: Random) -> Atom:
    field = random.choice(FIELDS)
    if field.kind == "yes_no":
        return Atom(field, "==", random.random() < 0.5)
    if field.kind == "whole":
        sign = random.choice((">=", "<=", ">", "<"))
        return Atom(field, sign, random.randint(14, 25) if ">" in sign else random.randint(2, 13))
    if random.random() < 0.6:
        return Atom(field, "==", random.choice(field.choices))
    return Atom(field, "in", tuple(sorted(random.sample(field.choices, 2))))


def _rule(random: Random, number: int) -> Rule:
    terms: list[Term] = [_atom(random) for _ in range(random.choice(LENGTHS))]
    if random.random() < 0.25:
        terms[0] = Group(tuple(_atom(random) for _ in range(random.randint(2, 3))))
    if random.random() < 0.15:
        terms[0] = Not(terms[0])  # type: ignore[arg-type]  (nothing is negated twice)
    return Rule(
        id=f"r{number:04}",
        terms=tuple(terms),
        action=random.randrange(ACTIONS),
        weight=random.randint(1, 9),
        excludes=random.random() < 0.10,
    )


# What the answer is

_SIGNS: dict[str, Callable[[Any, Any], bool]] = {
    "==": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge,
    "in": lambda value, choices: value in choices,
}  # fmt: skip


def truth(term: Term, case: Case) -> bool | None:
    """Kleene's strong logic, None for unknown."""
    match term:
        case Atom(field, sign, value):
            known = case.get(field.name)
            return None if known is None else _SIGNS[sign](known, value)
        case Not(part):
            inner = truth(part, case)
            return None if inner is None else not inner
        case Group(atoms):
            truths = [truth(atom, case) for atom in atoms]
            return True if True in truths else None if None in truths else False


def fired(rules: tuple[Rule, ...], case: Case) -> list[int]:
    """The numbers of the rules whose terms are all true, in order."""
    return [
        number
        for number, rule in enumerate(rules)
        if all(truth(term, case) is True for term in rule.terms)
    ]


def answer(rules: tuple[Rule, ...], firing: list[int]) -> Answer:
    """What follows when the rules *firing* fire: by tier, then summed weight, then id."""
    held = [rules[number] for number in firing]
    excluded: dict[int, list[str]] = {}
    arguing: dict[int, list[Rule]] = {}
    for rule in held:
        if rule.excludes:
            excluded.setdefault(rule.action, []).append(rule.id)
        else:
            arguing.setdefault(rule.action, []).append(rule)

    def key(action: int) -> tuple[int, int, int]:
        return (action % TIERS, -sum(rule.weight for rule in arguing[action]), action)

    ranked = sorted((action for action in arguing if action not in excluded), key=key)
    return Answer(
        tuple((action_id(one), tuple(rule.id for rule in arguing[one])) for one in ranked),
        tuple((action_id(one), tuple(excluded[one])) for one in sorted(excluded)),
    )


def reference(rules: tuple[Rule, ...], case: Case) -> Answer:
    """The answer, worked out as plainly as can be."""
    return answer(rules, fired(rules, case))
