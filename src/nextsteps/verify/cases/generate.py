"""The cases of a rulebook's rules: found by a solver, told by the reference engine."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from nextsteps.engine import engine_for
from nextsteps.known import known_of
from nextsteps.language import (
    Always,
    And,
    Atom,
    Condition,
    Or,
    Truths,
    evaluate,
    parts_of,
    shows,
    truth_by_parts,
    unparse,
)
from nextsteps.recommend import recommend
from nextsteps.rulebook import Rulebook
from nextsteps.situation import Situation
from nextsteps.truth import Truth
from nextsteps.verify.cases.model import Case, NotShown, Pair, RuleCases
from nextsteps.verify.cases.pairs import Finder, Found
from nextsteps.verify.cases.reach import reach_of
from nextsteps.verify.cases.says import said_about
from nextsteps.verify.cases.twins import Twins
from nextsteps.verify.numbers import cuts_in
from nextsteps.verify.possible import TranslationError

_OTHERWISE = (Truth.FALSE, Truth.UNKNOWN)


def cases_of(rulebook: Rulebook, rules: Iterable[str] | None = None) -> Iterator[RuleCases]:
    """
    Yield the cases of each rule of *rules*, or of all, in the rulebook's order.

    For each part of the condition: one situation in which the rule holds, one in which it
    does not hold because of this part, and one in which it is not known because this part is
    not. Each was run through the reference engine.

    Raises:
        KeyError: A rule that *rulebook* does not have.

    >>> import nextsteps as ns
    >>> [found] = cases_of(ns.Rulebook.default(), ["afford-while-waiting"])
    >>> [(case.facts(), case.truth.value) for case in found.cases]
    [({'waiting_weeks': 4.0}, 'true'), ({'waiting_weeks': 3.0}, 'false'), ({}, 'unknown')]
    """
    names = list(rulebook.rules) if rules is None else list(rules)
    conditions = {name: rulebook.conditions.rules[name] for name in names}
    cuts = cuts_in(rulebook)
    twins = Twins(rulebook)
    with twins.solver:
        for name, condition in conditions.items():
            support = _support(rulebook, name)
            reach = reach_of(And((condition, support)), rulebook)
            finder = Finder(twins, condition, support, reach, cuts)
            yield _Writer(rulebook, name, condition).written(finder)


def _support(rulebook: Rulebook, rule: str) -> Condition:
    """What argues for the step that a rule is against: else its effect would not be seen."""
    target, kind = rulebook.rules[rule].target, rulebook.rules[rule].kind
    if kind not in ("caution", "not_yet", "exclude"):
        return Always()
    conditions = rulebook.conditions
    arguing = tuple(conditions.rules[one.id] for one in rulebook.rules_about(target, "recommend"))
    return And((Or(arguing), conditions.needs.get(target, Always())))


@dataclass
class _Writer:
    """Numbers the situations of one rule, each once, and tells what comes of them."""

    rulebook: Rulebook
    rule: str
    condition: Condition
    _numbers: dict[str, int] = field(default_factory=dict)
    _cases: list[Case] = field(default_factory=list)
    _readings: dict[str, tuple[Truths, Truth]] = field(default_factory=dict)

    def written(self, finder: Finder) -> RuleCases:
        pairs: list[Pair] = []
        not_shown: list[NotShown] = []
        if not parts_of(self.condition):
            self._number(self.rulebook.situation())
        for part in parts_of(self.condition):
            for to in _OTHERWISE:
                found = finder.pair(part, to)
                if isinstance(found, Found):
                    pairs.append(self._pair(part, to, found))
                else:
                    not_shown.append(found)
        return RuleCases(self.rule, tuple(self._cases), tuple(pairs), tuple(not_shown))

    def _pair(self, part: Atom, to: Truth, found: Found) -> Pair:
        one, other = self._truths(found.holds), self._truths(found.otherwise)
        truths = (truth_by_parts(self.condition, one), truth_by_parts(self.condition, other))
        changed = tuple(atom for atom in one if one[atom] is not other[atom] and atom != part)
        if to is Truth.FALSE:
            is_shown = shows(self.condition, part, one, other) == found.shown
        else:
            is_shown = other[part] is Truth.UNKNOWN is not one[part] and not changed
        if truths != (Truth.TRUE, to) or not is_shown:
            facts = (found.holds.facts(), found.otherwise.facts())
            raise TranslationError(f"{self.rule}: {unparse(part)} does not decide in {facts}")
        return Pair(
            unparse(part),
            to,
            self._number(found.holds),
            self._number(found.otherwise),
            found.shown,
            tuple(unparse(atom) for atom in changed),
        )

    def _truths(self, situation: Situation) -> Truths:
        return self._read(situation)[0]

    def _read(self, situation: Situation) -> tuple[Truths, Truth]:
        """The truths of the parts and of the rule, by the reference engine; asked once each."""
        key = situation.model_dump_json()
        if key not in self._readings:
            known = known_of(situation, self.rulebook)
            truths = engine_for(self.rulebook, "reference").evaluate(known)
            parts = parts_of(self.condition)
            by_part = {part: evaluate(part, known, truths.findings) for part in parts}
            self._readings[key] = (by_part, truths.rules[self.rule])
        return self._readings[key]

    def _number(self, situation: Situation) -> int:
        key = situation.model_dump_json()
        if key not in self._numbers:
            self._numbers[key] = len(self._cases) + 1
            self._cases.append(self._case(situation))
        return self._numbers[key]

    def _case(self, situation: Situation) -> Case:
        parts, truth = self._read(situation)
        plan = recommend(situation, rulebook=self.rulebook)
        return Case(
            number=len(self._cases) + 1,
            situation=situation,
            truth=truth,
            parts={unparse(part): one for part, one in parts.items()},
            says=said_about(self.rulebook.rules[self.rule], plan),
            plan=plan,
        )
