"""
What facts say of each other, and the resting values of measured ones, for many people at once.

INVARIANT: for each person this is what `nextsteps.known.known_of` says, in the same order:
equals, implied, scores, resting values.
"""

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np

from nextsteps.known import resting_values
from nextsteps.population.bits import Flags, unpacked
from nextsteps.population.facts import (
    OUTCOMES,
    UNKNOWN,
    Choice,
    Column,
    Facts,
    Number,
    YesNo,
    missing,
    same_column,
    setting,
)
from nextsteps.population.scores import ShownTo
from nextsteps.situation import Situation
from nextsteps.situation.equals import (
    OUTCOME_OF,
    RAISED,
    RAISED_STEP,
    RESULT,
    RESULT_OF,
)
from nextsteps.situation.implied import denial_of


def linked(
    facts: Facts,
    model: type[Situation],
    scores: Sequence[ShownTo] = (),
    read: Collection[str] | None = None,
) -> Facts:
    """
    Return *facts* with all that follows from them and from *scores*.

    Args:
        facts: What is stated.
        model: Whose facts they are.
        scores: What questionnaires show.
        read: The facts whose resting values are needed; all of them when None.
    """
    links = _Links(facts, model, read)
    links.add_equals()
    links.add_implied()
    links.add_scores(scores)
    return Facts(facts.count, links.columns, links.tried)


class _Links:
    """The columns as they grow; arrays are never changed in place."""

    def __init__(self, facts: Facts, model: type[Situation], read: Collection[str] | None) -> None:
        self.facts = facts
        self.model = model
        self.read = read
        self.vocabulary = model.vocabulary().facts
        self.columns: dict[str, Column] = dict(facts.columns)
        self.tried: dict[str, Choice] = dict(facts.tried)

    def column(self, name: str) -> Column:
        return self.columns.get(name) or self.facts.column(self.vocabulary[name])

    def fill(self, name: str, who: Flags, value: Any) -> None:
        """Set a fact to *value* for those in *who* of whom nothing is known."""
        column = self.column(name)
        unknown = who & unpacked(missing(column, self.facts.count), self.facts.count)
        if unknown.any():
            self.columns[name] = setting(column, unknown, value)

    def add_equals(self) -> None:
        """As `with_equals`: having raised the concern is a fact and a step."""
        if not {RAISED, RESULT} & self.columns.keys() and RAISED_STEP not in self.tried:
            return
        count = self.facts.count
        raised, result = self.column(RAISED), self.column(RESULT)
        outcomes = self.facts.outcomes(RAISED_STEP)
        assert isinstance(raised, YesNo)
        assert isinstance(result, Choice)
        for outcome, code in zip(OUTCOMES, range(len(OUTCOMES)), strict=True):
            told = outcomes.codes == code
            if outcome != "declined" and told.any():
                self.fill(RAISED, told, outcome != "never")
                if outcome in RESULT_OF:
                    self.fill(RESULT, told, RESULT_OF[outcome])
        said_no = unpacked(raised.false, count)
        codes = outcomes.codes.copy()
        open_codes = codes == UNKNOWN
        codes[open_codes & said_no] = OUTCOMES.index("never")
        for code, value in enumerate(result.values):
            told = (result.codes == code) & ~said_no
            if told.any():
                self.fill(RAISED, told, True)
                codes[open_codes & told] = OUTCOMES.index(OUTCOME_OF[value])
        only_raised = unpacked(raised.true, count) & (result.codes == UNKNOWN)
        codes[open_codes & only_raised] = OUTCOMES.index("done")
        self.tried[RAISED_STEP] = Choice(codes, OUTCOMES)

    def add_implied(self) -> None:
        """As `with_implied`: openers that follow-ups affirm, follow-ups that openers deny."""
        told = dict(self.columns)
        followers = [
            (name, str(fact.follows), denial)
            for name, fact in self.vocabulary.items()
            if fact.follows is not None and (denial := denial_of(fact)) is not None
        ]
        for name, opener, _ in followers:
            if name in told:
                self.fill(opener, unpacked(_affirmed(told[name]), self.facts.count), True)
        for name, opener, denial in followers:
            asked = self.columns.get(opener)
            if isinstance(asked, YesNo) and asked.false.any():
                self.fill(name, unpacked(asked.false, self.facts.count), denial)

    def add_scores(self, scores: Sequence[ShownTo]) -> None:
        """As `Shown.with_facts` for those with scores, then resting values for all others."""
        resting = resting_values(self.model)
        rested: dict[str, Flags] = {}
        filled: dict[tuple[str, Any], list[int]] = {}
        raised: dict[tuple[str, int], list[int]] = {}
        for person, shown in scores:
            for name, value in {**shown.implied, **shown.measured}.items():
                filled.setdefault((name, value), []).append(person)
            for name, points in shown.raised.items():
                raised.setdefault((name, points), []).append(person)
            for name in shown.open & resting.keys():
                who = rested.setdefault(name, np.ones(self.facts.count, np.bool_))
                who[person] = False
        for (name, value), people in filled.items():
            self.fill(name, self._who(people), value)
        for (name, points), people in raised.items():
            self._raise(name, self._who(people), points)
        all_of_them = np.ones(self.facts.count, np.bool_)
        for name, value in resting.items():
            if name in rested or name in self.columns:
                self.fill(name, rested.get(name, all_of_them), value)
            elif self.read is None or name in self.read:
                self.columns[name] = same_column(self.vocabulary[name], value, self.facts.count)

    def _who(self, people: Sequence[int]) -> Flags:
        who = np.zeros(self.facts.count, np.bool_)
        who[list(people)] = True
        return who

    def _raise(self, name: str, who: Flags, points: int) -> None:
        column = self.column(name)
        assert isinstance(column, Number)
        lower = ~unpacked(column.known, self.facts.count) | (column.values < points)
        self.columns[name] = setting(column, who & lower, points)


def _affirmed(column: Column) -> Any:
    """Who gave any answer but the one that denies."""
    match column:
        case YesNo(true, _):
            return true
        case Choice():
            return column.among(lambda value: value != "neither")
        case Number():
            raise AssertionError(column)  # no number denies
