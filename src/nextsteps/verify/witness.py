"""A model of the solver back into a situation."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nextsteps.plan import Plan
from nextsteps.rulebook import Rulebook
from nextsteps.situation import Fact, FactValue, Situation
from nextsteps.verify.cuts import Cell, Cut, value_between
from nextsteps.verify.facts import AGE_OF_SCORES, Stated, readable_facts
from nextsteps.verify.rails import Choice, Number, Rail
from nextsteps.verify.solver import Model, holds


@dataclass(frozen=True)
class Witness:
    """A situation that proves a point, with its plan; `before` where two are compared."""

    situation: Situation
    plan: Plan
    before: "Witness | None" = None

    def stated(self) -> dict[str, Any]:
        """Return what is stated, as it would be written in a file."""
        stated: dict[str, Any] = dict(self.situation.facts())
        if self.situation.tried:
            stated["tried"] = dict(self.situation.tried)
        if self.situation.measures:
            stated["measures"] = [
                one.model_dump(mode="json", exclude_none=True) for one in self.situation.measures
            ]
        return stated

    def __str__(self) -> str:
        """Return the situation in one line; of two, what the second changes."""
        if self.before is None:
            return _shown_all(self.stated()) or "nothing known"
        first = self.before.stated()
        changed = {name: value for name, value in self.stated().items() if first.get(name) != value}
        return f"{self.before}; then {_shown_all(changed)}"


def _shown_all(stated: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}: {_shown(value)}" for name, value in stated.items())


def _shown(value: Any) -> str:
    match value:
        case dict():
            return "{" + _shown_all(value) + "}"
        case list():
            return "[" + ", ".join(_shown(one) for one in value) + "]"
        case bool():
            return str(value).lower()
        case _:
            return str(value)


def situation_of(
    model: Model, stated: Stated, known: Mapping[str, Rail], rulebook: Rulebook
) -> Situation:
    """Return the situation that *model* states; *known* is what follows from it."""
    facts = readable_facts(rulebook)
    found = _values(model, stated.facts, facts)
    tried = _values(model, stated.tried, facts)
    if not holds(model, stated.undated_scores):
        return rulebook.situation.model_validate({**found, "tried": tried})
    # Scores of which nobody can say how old they are; what they show is overruled by stating it.
    measured = {name: rail for name, rail in known.items() if facts[name].measured}
    shown = _values(model, measured, facts)
    assert stated.undated_measure is not None
    scores = [_undated_score(rulebook, stated.undated_measure)]
    return rulebook.situation.model_validate(
        {**found, **shown, AGE_OF_SCORES: None, "tried": tried, "measures": scores}
    )


def _undated_score(rulebook: Rulebook, measure: str) -> dict[str, Any]:
    """A score told by date, for a situation without a date."""
    return {"measure": measure, "date": "2026-01-01", "total": rulebook.measures[measure].low}


def _values(
    model: Model, rails: Mapping[str, Rail], facts: Mapping[str, Fact]
) -> dict[str, FactValue]:
    return {
        name: _value(model, rail, facts.get(name))
        for name, rail in rails.items()
        if holds(model, rail.known)
    }


def _value(model: Model, rail: Rail, fact: Fact | None) -> FactValue:
    match rail:
        case Choice(values):
            return next(value for value, literal in values.items() if holds(model, literal))
        case Number(above):
            assert fact is not None
            return value_between(fact, _cell(model, above))


def _cell(model: Model, above: Mapping[Cut, int]) -> Cell:
    low = [cut for cut, literal in above.items() if holds(model, literal)]
    high = [cut for cut, literal in above.items() if not holds(model, literal)]
    return Cell(max(low, default=None), min(high, default=None))
