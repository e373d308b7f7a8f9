"""The parts of a condition that do not hold: what fails, what is unknown, down to the facts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from nextsteps.explain.entered import outcome_key
from nextsteps.explain.plain import Plain
from nextsteps.explain.words import shown
from nextsteps.language import (
    Among,
    And,
    Compare,
    Condition,
    Failed,
    Found,
    IsTrue,
    Not,
    Or,
    Tried,
    unparse,
)
from nextsteps.truth import Truth, negation
from nextsteps.unsettled import Reading

State: TypeAlias = Literal["fails", "unknown"]
MAX_TOLD = 4
"""When printed, at most so many ways in which a part could hold are told."""


@dataclass(frozen=True, slots=True)
class Part(Plain):
    """
    One part of a condition that would have to hold, and does not.

    `text` says it as in a rule. `known` are the facts and outcomes that it reads, as far as
    known. Where the part is a finding or has several ways to hold, `ways` has one tuple of
    parts per way: all of one tuple are missing for that way; any way would do. Where a
    finding must *not* hold, all that is in its single way is missing. `condition` is what
    would have to hold, as `text` says it.
    """

    text: str
    state: State
    known: Mapping[str, object]
    condition: Condition = field(repr=False)
    ways: "tuple[tuple[Part, ...], ...]" = ()

    def leaves(self) -> "Iterator[Part]":
        """Yield the parts that rest on one fact or outcome, left to right."""
        if not self.ways:
            yield self
        for way in self.ways:
            for part in way:
                yield from part.leaves()

    def lines(self, indent: int = 0) -> Iterator[str]:
        """Yield the part as lines of text, the ways below it set in."""
        state = "not so" if self.state == "fails" else "not known"
        known = ", ".join(f"{name} = {shown(value)}" for name, value in self.known.items())
        yield f"{'  ' * indent}{state}: {self.text}" + (f" ({known})" if known else "")
        nearest = sorted(self.ways, key=distance)
        for number, way in enumerate(nearest[:MAX_TOLD]):
            if len(self.ways) > 1:
                yield f"{'  ' * (indent + 1)}{'or' if number else 'either'}"
            for part in way:
                yield from part.lines(indent + 2 if len(self.ways) > 1 else indent + 1)
        if len(nearest) > MAX_TOLD:
            yield f"{'  ' * (indent + 1)}or {len(nearest) - MAX_TOLD} more ways"


def distance(way: tuple[Part, ...]) -> tuple[int, int]:
    """Return how far a way is from holding: the parts that fail, and all that are missing."""
    return sum(part.state == "fails" for part in way), len(way)


def nearest_leaves(parts: Iterable[Part]) -> tuple[Part, ...]:
    """
    Return the parts, each on one fact or outcome, that would be enough for *parts* to hold.

    Of several ways the nearest is taken: the fewest that fail, then the fewest unknown.
    """
    leaves: dict[str, Part] = {}
    for part in parts:
        below = min(map(nearest_leaves, part.ways), key=distance) if part.ways else (part,)
        for leaf in below:
            leaves.setdefault(leaf.text, leaf)
    return tuple(leaves.values())


def missing(condition: Condition, reading: Reading, wanted: Truth = Truth.TRUE) -> tuple[Part, ...]:
    """
    Return the parts of *condition* without which it has not the truth *wanted*; none if it has.

    All of them are missing; a part with several ways needs one of these.
    """
    truth = reading.truth(condition)
    if truth is wanted:
        return ()
    state: State = "unknown" if truth is Truth.UNKNOWN else "fails"
    match condition:
        case Not(part):
            return missing(part, reading, negation(wanted))
        case And(parts) | Or(parts) if isinstance(condition, And) is (wanted is Truth.TRUE):
            return tuple(one for part in parts for one in missing(part, reading, wanted))
        case And(parts) | Or(parts):
            ways = tuple(missing(part, reading, wanted) for part in parts)
            return (_part(condition, wanted, state, {}, ways),)
        case Found(finding):
            ways = _ways_of_finding(finding, reading, wanted)
            return (_part(condition, wanted, state, {}, ways),)
        case _:
            return (_part(condition, wanted, state, _known(condition, reading)),)


def _ways_of_finding(finding: str, reading: Reading, wanted: Truth) -> tuple[tuple[Part, ...], ...]:
    conditions = reading.conditions
    rules = [conditions.rules[rule] for rule in conditions.findings[finding]]
    each = tuple(missing(rule, reading, wanted) for rule in rules)
    if wanted is Truth.TRUE:
        return each
    return (tuple(part for parts in each for part in parts),)


def _part(
    condition: Condition,
    wanted: Truth,
    state: State,
    known: Mapping[str, object],
    ways: tuple[tuple[Part, ...], ...] = (),
) -> Part:
    wished = condition if wanted is Truth.TRUE else Not(condition)
    return Part(unparse(wished), state, known, wished, ways)


def _known(condition: Condition, reading: Reading) -> dict[str, object]:
    match condition:
        case IsTrue(name) | Compare(name) | Among(name):
            value = reading.known.facts.get(name)
        case Tried(name) | Failed(name):
            value, name = reading.known.tried.get(name), outcome_key(name)
        case _:
            return {}
    return {} if value is None else {name: value}
