"""Thresholds that do not meet: 17 or 18?"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

from nextsteps.known import known_of
from nextsteps.language import And, Compare, Condition, Not, Or, evaluate, unparse
from nextsteps.recommend import recommend
from nextsteps.rulebook import Rulebook
from nextsteps.situation import Fact
from nextsteps.truth import Truth
from nextsteps.verify.cuts import Cell, Cut, cuts_of, value_between
from nextsteps.verify.question import Fault, fault_of
from nextsteps.verify.witness import Witness


@dataclass(frozen=True, slots=True)
class _Side:
    """One comparison of a rule, negated or not: on which side of its cut it holds."""

    rule: str
    compare: Compare
    negated: bool
    cut: Cut

    @property
    def upper(self) -> bool:
        """Whether it holds above the cut."""
        return (self.compare.operator in (">", ">=")) is not self.negated

    @property
    def condition(self) -> Condition:
        """The comparison as it counts in the rule."""
        return Not(self.compare) if self.negated else self.compare

    def __str__(self) -> str:
        return f"`{unparse(self.condition)}` (`{self.rule}`)"


def gaps(rulebook: Rulebook) -> Iterator[Fault]:
    """
    V115. Two comparisons of one number, below and above, with one value between.

    For that value neither holds: nobody thought of it. Values further apart, and a value
    that some condition names with `==`, are taken as meant. This needs no solver; the
    witness is evaluated all the same.
    """
    for fact, below, above in _pairs(rulebook):
        if _is_one_value(rulebook, fact, below.cut, above.cut):
            value = value_between(fact, Cell(below.cut, above.cut))
            message = f"for `{fact.name}` of {value:g} neither {below} nor {above} holds"
            yield _shown(rulebook, "V115", fact, value, message, (below, above), Truth.FALSE)


def overlaps(rulebook: Rulebook) -> Iterator[Fault]:
    """
    V116. Two comparisons of one number, below and above, with one value in both.

    Looked for among rules about the same thing (a recommendation, its opposites, a
    finding): for that value both hold, and both count.
    """
    for fact, below, above in _pairs(rulebook):
        meet = below.rule != above.rule and _is_one_value(rulebook, fact, above.cut, below.cut)
        if meet and _about_the_same(rulebook, below.rule, above.rule):
            value = value_between(fact, Cell(above.cut, below.cut))
            message = f"for `{fact.name}` of {value:g} both {below} and {above} hold"
            yield _shown(rulebook, "V116", fact, value, message, (below, above), Truth.TRUE)


def unlike_thresholds(rulebook: Rulebook) -> Iterator[Fault]:
    """
    V117. Two comparisons of one number with the same constant, one with it and one without.

    `age < 25` here and `age <= 25` there: for one value they disagree, on the same side.
    """
    seen: set[frozenset[str]] = set()
    for fact, one, other in _like_pairs(rulebook):
        texts = frozenset((unparse(one.condition), unparse(other.condition)))
        if one.compare.value == other.compare.value and one.cut < other.cut and texts not in seen:
            seen.add(texts)
            message = f"{one} and {other} disagree about `{fact.name}` of {one.compare.value:g}"
            help_text = "choose one of the two, or say under `meant:` why they differ"
            yield fault_of(rulebook, "V117", "rules", other.rule, message, help_text)


def _shown(rulebook: Rulebook, code: str, fact: Fact, value: float, message: str,
           sides: tuple[_Side, _Side], expected: Truth) -> Fault:  # fmt: skip
    situation = rulebook.situation.model_validate({fact.name: value})
    known = known_of(situation, rulebook)
    assert all(evaluate(side.condition, known, {}) is expected for side in sides)
    witness = Witness(situation, recommend(situation, rulebook=rulebook, engine="reference"))
    help_text = "let the two meet, or say under `meant:` why they don't"
    return fault_of(rulebook, code, "rules", sides[1].rule, message, help_text, witness)


def _sides(rulebook: Rulebook) -> dict[str, list[_Side]]:
    """Every one-sided comparison of a number, by fact."""
    facts = rulebook.situation.vocabulary().facts
    found: dict[str, list[_Side]] = {}
    for rule, condition in rulebook.conditions.rules.items():
        for compare, negated in _compares(condition):
            cuts = cuts_of(facts[compare.fact], compare)
            if len(cuts) == 1:
                side = _Side(rule, compare, negated, cuts[0])
                found.setdefault(compare.fact, []).append(side)
    return found


def _compares(condition: Condition, negated: bool = False) -> Iterator[tuple[Compare, bool]]:
    """Yield every comparison of a number, and whether it stands below an odd number of `not`s."""
    match condition:
        case Compare(value=value) if not isinstance(value, str):
            yield condition, negated
        case Not(part):
            yield from _compares(part, not negated)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _compares(part, negated)
        case _:
            pass


def _pairs(rulebook: Rulebook) -> Iterator[tuple[Fact, _Side, _Side]]:
    """Yield each comparison for what lies below beside each for what lies above, by fact."""
    facts = rulebook.situation.vocabulary().facts
    for name, sides in _sides(rulebook).items():
        for below in (side for side in sides if not side.upper):
            for above in (side for side in sides if side.upper):
                yield facts[name], below, above


def _like_pairs(rulebook: Rulebook) -> Iterator[tuple[Fact, _Side, _Side]]:
    facts = rulebook.situation.vocabulary().facts
    for name, sides in _sides(rulebook).items():
        for one, other in permutations(sides, 2):
            if one.upper is other.upper and one.rule != other.rule:
                yield facts[name], one, other


def _is_one_value(rulebook: Rulebook, fact: Fact, low: Cut, high: Cut) -> bool:
    """Whether one value lies between the cuts, and no condition names it with `==`."""
    wide = high[0] - low[0] if fact.kind == "whole" else float(low < high and low[0] == high[0])
    return wide == 1 and (low, high) not in _named_values(rulebook, fact)


def _named_values(rulebook: Rulebook, fact: Fact) -> set[tuple[Cut, ...]]:
    """The cuts around each value of *fact* that some condition names with `==` or `!=`."""
    conditions = rulebook.conditions.rules.values()
    named = (one for condition in conditions for one, _ in _compares(condition))
    return {
        cuts_of(fact, one)
        for one in named
        if one.fact == fact.name and one.operator in ("==", "!=")
    }


def _about_the_same(rulebook: Rulebook, one: str, other: str) -> bool:
    first, second = rulebook.rules[one], rulebook.rules[other]
    if first.target == second.target:
        return True
    return second.target in rulebook.opposites.get(first.target, ())
