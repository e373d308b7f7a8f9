"""
A rulebook with one mistake in it, many times over: what tests and laws should notice.

A mutant is what somebody could write by mistake: two steps swapped, a condition turned
round, a part of it lost, a threshold one off, a rule lost, another urgency or strength.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Any, TypeAlias

from nextsteps.entry import Entry
from nextsteps.language import Among, And, Compare, Condition, Found, Not, Or, atoms, unparse
from nextsteps.ranking import STRENGTHS
from nextsteps.rulebook import Recommendation, Rule, Rulebook
from nextsteps.rulebook.entries import URGENCIES

Key: TypeAlias = tuple[str, str]
"""Kind and id of an entry: `("rules", "some-rule")`."""
IF_UNKNOWN = ("hold", "check", "ignore")
ARGUING = ("recommend", "caution", "not_yet", "exclude")


@dataclass(frozen=True)
class Mutant:
    """
    One mistake.

    `entries` are the entries that are otherwise (None: gone), `conditions` the trees of
    those whose condition is; `is_safety` says whether a safety step or a danger is touched.
    """

    kind: str
    about: str
    change: str
    is_safety: bool
    entries: Mapping[Key, Entry | None]
    conditions: Mapping[Key, Condition]

    def __str__(self) -> str:
        return f"{self.kind}: `{self.about}`: {self.change}"


def mutants_of(rulebook: Rulebook, seed: int = 0) -> list[Mutant]:
    """
    Return every mutant of *rulebook*, in a fixed order.

    Only with whom a step is swapped is drawn, by *seed*: each is swapped with one other.

    >>> import nextsteps as ns
    >>> mutants = mutants_of(ns.Rulebook.default())
    >>> len({mutant.kind for mutant in mutants})
    10
    """
    maker = _Maker(rulebook, Random(seed))  # noqa: S311
    return [mutant for make in _KINDS.values() for mutant in make(maker)]


class _Maker:
    """Makes the mutants of one rulebook."""

    def __init__(self, rulebook: Rulebook, random: Random) -> None:
        self.rulebook = rulebook
        self.random = random
        self.serving = _serving_safety(rulebook)

    def _is_safety(self, rule: Rule) -> bool:
        if rule.kind == "finding":
            return rule.target in self.serving
        step = self.rulebook.recommendations.get(rule.target)
        return step is not None and step.is_safety_step

    def _of_rule(self, kind: str, rule: Rule, change: str, **changed: Any) -> Mutant:
        entry = rule.model_copy(update=changed)
        key = ("rules", rule.id)
        return Mutant(kind, rule.id, change, self._is_safety(rule), {key: entry}, {})

    # -- conditions

    def _conditions(self) -> Iterator[tuple[Key, Entry, Condition, bool]]:
        book = self.rulebook
        for name, condition in book.conditions.rules.items():
            yield ("rules", name), book.rules[name], condition, self._is_safety(book.rules[name])
        for name, condition in book.conditions.needs.items():
            step = book.recommendations[name]
            yield ("recommendations", name), step, condition, step.is_safety_step

    def _otherwise(self, kind: str, vary: Callable[[Condition], Iterator[tuple[str, Condition]]]
                   ) -> Iterator[Mutant]:  # fmt: skip
        for key, entry, condition, is_safety in self._conditions():
            for change, other in vary(condition):
                yield Mutant(kind, key[1], change, is_safety, {key: entry}, {key: other})

    def negated(self) -> Iterator[Mutant]:
        """The whole condition turned round."""
        return self._otherwise("negate a condition", lambda one: iter([("negated", negation(one))]))

    def negated_parts(self) -> Iterator[Mutant]:
        """One atom of several turned round."""
        return self._otherwise("negate a part", _negated_parts)

    def dropped_parts(self) -> Iterator[Mutant]:
        """One part of an `and` or `or` left out."""
        return self._otherwise("drop a part", _dropped_parts)

    def shifted(self) -> Iterator[Mutant]:
        """A threshold one more or one less, as far as the fact's range allows."""
        return self._otherwise("shift a threshold", self._shifted)

    def _shifted(self, condition: Condition) -> Iterator[tuple[str, Condition]]:
        facts = self.rulebook.situation.vocabulary().facts
        for place, atom in enumerate(atoms(condition)):
            if not isinstance(atom, Compare) or isinstance(atom.value, str):
                continue
            for value in (atom.value - 1, atom.value + 1):
                if facts[atom.fact].allows(value):
                    other = replace(atom, value=value)
                    yield f"{_text(atom)} became {_text(other)}", replaced(condition, place, other)

    # -- rules and steps

    def dropped(self) -> Iterator[Mutant]:
        """A rule that is gone."""
        for rule in self.rulebook.rules.values():
            key = ("rules", rule.id)
            is_safety = self._is_safety(rule)
            yield Mutant("drop a rule", rule.id, "gone", is_safety, {key: None}, {})

    def swapped(self) -> Iterator[Mutant]:
        """Two rules of one kind, each arguing about the other's step."""
        for kind in ARGUING:
            rules = [rule for rule in self.rulebook.rules.values() if rule.kind == kind]
            for rule in rules:
                others = [one for one in rules if one.target != rule.target]
                if others:
                    yield self._swap(rule, self._partner(rule, others))

    def _partner(self, rule: Rule, others: list[Rule]) -> Rule:
        """A safety step is swapped with another safety step where it can be: the harder case."""
        alike = [one for one in others if self._is_safety(one)] if self._is_safety(rule) else []
        return self.random.choice(alike or others)

    def _swap(self, rule: Rule, other: Rule) -> Mutant:
        entries: dict[Key, Entry | None] = {
            ("rules", rule.id): rule.model_copy(update={"target": other.target}),
            ("rules", other.id): other.model_copy(update={"target": rule.target}),
        }
        change = f"`{rule.target}` swapped with `{other.target}` of `{other.id}`"
        is_safety = self._is_safety(rule) or self._is_safety(other)
        return Mutant("swap two steps", rule.id, change, is_safety, entries, {})

    def swapped_core(self) -> Iterator[Mutant]:
        """Two dangers that call for each other's core steps, and a core step that is another."""
        dangers = list(self.rulebook.dangers.values())
        steps = [one.id for one in self.rulebook.recommendations.values() if one.is_safety_step]
        for danger in dangers:
            about = danger.danger
            assert about is not None
            others = [one for one in dangers if one.danger and one.danger.core != about.core]
            if others:
                other = self.random.choice(others)
                assert other.danger is not None
                entries: dict[Key, Entry | None] = {
                    ("findings", danger.id): _with_danger(danger, core=other.danger.core),
                    ("findings", other.id): _with_danger(other, core=about.core),
                }
                change = f"core steps swapped with those of `{other.id}`"
                yield Mutant("swap core steps", danger.id, change, True, entries, {})
            rest = [one for one in steps if one not in about.core]
            for place, step in enumerate(about.core if rest else ()):
                new = self.random.choice(rest)
                core = (*about.core[:place], new, *about.core[place + 1 :])
                changed = {("findings", danger.id): _with_danger(danger, core=core)}
                change = f"core step `{step}` became `{new}`"
                yield Mutant("swap core steps", danger.id, change, True, changed, {})

    def urgencies(self) -> Iterator[Mutant]:
        """One step more or less urgent: of a rule, of a recommendation, of a danger."""
        for rule in self.rulebook.rules.values():
            if rule.kind == "recommend":
                for urgency in _beside(rule.urgency or "routine", URGENCIES):
                    change = f"{rule.urgency or 'no urgency'} became {urgency}"
                    yield self._of_rule("change an urgency", rule, change, urgency=urgency)
        for step in self.rulebook.recommendations.values():
            for urgency in _beside(step.urgency, URGENCIES):
                entry: Recommendation = step.model_copy(update={"urgency": urgency})
                change = f"{step.urgency} became {urgency}"
                entries = {("recommendations", step.id): entry}
                yield Mutant("change an urgency", step.id, change, step.is_safety_step, entries, {})
        for danger in self.rulebook.dangers.values():
            assert danger.danger is not None
            for level in _beside(danger.danger.level, URGENCIES[:3]):
                change = f"level {danger.danger.level} became {level}"
                changed = {("findings", danger.id): _with_danger(danger, level=level)}
                yield Mutant("change an urgency", danger.id, change, True, changed, {})

    def strengths(self) -> Iterator[Mutant]:
        """A rule that argues more or less strongly."""
        for rule in self.rulebook.rules.values():
            if rule.kind == "recommend":
                for strength in _beside(rule.strength, STRENGTHS):
                    change = f"{rule.strength} became {strength}"
                    yield self._of_rule("change a strength", rule, change, strength=strength)

    def when_unknown(self) -> Iterator[Mutant]:
        """A rule that does something else while it is not known."""
        for rule in self.rulebook.rules.values():
            if rule.kind in ("not_yet", "exclude"):
                for other in IF_UNKNOWN:
                    if other != rule.if_unknown:
                        change = f"{rule.if_unknown} became {other}"
                        yield self._of_rule("change if_unknown", rule, change, if_unknown=other)


_KINDS: Mapping[str, Callable[[_Maker], Iterator[Mutant]]] = {
    "drop a rule": _Maker.dropped,
    "negate a condition": _Maker.negated,
    "negate a part": _Maker.negated_parts,
    "drop a part": _Maker.dropped_parts,
    "shift a threshold": _Maker.shifted,
    "swap two steps": _Maker.swapped,
    "swap core steps": _Maker.swapped_core,
    "change an urgency": _Maker.urgencies,
    "change a strength": _Maker.strengths,
    "change if_unknown": _Maker.when_unknown,
}
KINDS = tuple(_KINDS)


def _serving_safety(rulebook: Rulebook) -> frozenset[str]:
    """The dangers, and every finding that a danger or a rule about a safety step rests on."""
    conditions = rulebook.conditions
    safety = {step.id for step in rulebook.recommendations.values() if step.is_safety_step}
    read = [
        condition
        for name, condition in conditions.rules.items()
        if rulebook.rules[name].target in safety
    ]
    read += [condition for name, condition in conditions.needs.items() if name in safety]
    serving = set(rulebook.dangers) | {one for condition in read for one in _findings(condition)}
    for finding in reversed(list(conditions.findings)):
        if finding in serving:
            for rule in conditions.findings[finding]:
                serving |= _findings(conditions.rules[rule])
    return frozenset(serving)


def _findings(condition: Condition) -> set[str]:
    return {atom.finding for atom in atoms(condition) if isinstance(atom, Found)}


def _with_danger(finding: Any, **changed: Any) -> Any:
    return finding.model_copy(update={"danger": finding.danger.model_copy(update=changed)})


def _beside(value: str, order: tuple[Any, ...]) -> list[Any]:
    place = order.index(value)
    return [order[other] for other in (place - 1, place + 1) if 0 <= other < len(order)]


def _text(atom: Compare) -> str:
    return f"{atom.fact} {atom.operator} {atom.value:g}"


# -- conditions with one part otherwise


def negation(condition: Condition) -> Condition:
    """Return the opposite of *condition*, without a double `not`."""
    return condition.part if isinstance(condition, Not) else Not(condition)


def replaced(condition: Condition, place: int, other: Condition) -> Condition:
    """Return *condition* with its atom number *place*, left to right, replaced by *other*."""
    return _replaced(condition, place, other)[0]


def _replaced(condition: Condition, place: int, other: Condition) -> tuple[Condition, int]:
    match condition:
        case Not(part):
            new, place = _replaced(part, place, other)
            return Not(new), place
        case And(parts) | Or(parts):
            kept: list[Condition] = []
            for part in parts:
                new, place = _replaced(part, place, other)
                kept.append(new)
            return replace(condition, parts=tuple(kept)), place
        case _:
            return (other if place == 0 else condition), place - 1


def _negated_parts(condition: Condition) -> Iterator[tuple[str, Condition]]:
    parts = list(atoms(condition))
    if len(parts) > 1:
        for place, atom in enumerate(parts):
            yield f"{_named(atom)} negated", replaced(condition, place, Not(atom))


def _dropped_parts(condition: Condition) -> Iterator[tuple[str, Condition]]:
    match condition:
        case Not(part):
            for change, other in _dropped_parts(part):
                yield change, Not(other)
        case And(parts) | Or(parts):
            for place, part in enumerate(parts):
                rest = parts[:place] + parts[place + 1 :]
                left = rest[0] if len(rest) == 1 else replace(condition, parts=rest)
                yield f"{_named(part)} dropped", left
                for change, other in _dropped_parts(part):
                    whole = (*parts[:place], other, *parts[place + 1 :])
                    yield change, replace(condition, parts=whole)
        case Among(fact, choices) if len(choices) > 1:
            for choice in choices:
                left_choices = tuple(one for one in choices if one != choice)
                yield f"{choice} dropped from {fact}", Among(fact, left_choices)
        case _:
            return


def _named(condition: Condition) -> str:
    return f"`{unparse(condition)}`"
