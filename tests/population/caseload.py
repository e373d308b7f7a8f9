"""Many situations as a table, and the plans of `recommend` as the rows that SQL must give."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from nextsteps import Plan, Rulebook, Situation
from nextsteps.plan import Recommended
from nextsteps.population.columns import TRIED
from nextsteps.population.sql.rows import RESULT
from nextsteps.ranking import STRENGTHS

Row = tuple[Any, ...]
COLUMNS = tuple(RESULT)


def table_row(person: str, situation: Situation) -> dict[str, Any]:
    """One row of the table that the SQL reads."""
    tried = {TRIED + step: outcome for step, outcome in situation.tried.items()}
    return {"person": person, **situation.facts(), **tried}


def expected(people: Mapping[str, Situation], rulebook: Rulebook) -> Iterator[Row]:
    """The rows for *people*, from the plan of each."""
    for person, situation in people.items():
        yield from rows_of(person, rulebook.recommend(situation, engine="compiled"), rulebook)


def rows_of(person: str, plan: Plan, rulebook: Rulebook) -> Iterator[Row]:
    """The rows for one plan, in the order of `RESULT`."""
    safety = {
        "person": person,
        "safety": plan.safety.at_least,
        "safety_could_be": plan.safety.could_be,
    }
    for place, steps in (("now", plan.recommendations), ("later", plan.later)):
        for rank, step in enumerate(steps, start=1):
            yield _row(safety, place, step.id, **_given(rank, step, rulebook))
    for held in plan.not_yet:
        yield _row(safety, "not_yet", held.id, withheld_by=",".join(held.rules))
    for excluded in plan.excluded:
        yield _row(safety, "excluded", excluded.id, withheld_by=",".join(excluded.rules))
    for aside in plan.set_aside:
        yield _row(safety, aside.cause, aside.id, withheld_by=aside.other)


def _given(rank: int, step: Recommended, rulebook: Rulebook) -> dict[str, Any]:
    again = None
    if step.again is not None:
        again = next(rule.id for rule in rulebook.rules.values() if rule.because == step.again)
    return {
        "rank": rank,
        "urgency": step.urgency,
        "strength": min((one.strength for one in step.arguments_for), key=STRENGTHS.index),
        "core": step.core,
        "grounds_for": len({one.ground for one in step.arguments_for}),
        "grounds_against": len({one.ground for one in step.arguments_against}),
        "rules_for": ",".join(one.rule for one in step.arguments_for),
        "rules_against": ",".join(one.rule for one in step.arguments_against),
        "check_rules": ",".join(one.rule for one in step.checks if one.rule is not None),
        "check_needs": any(one.rule is None for one in step.checks),
        "again_rule": again,
    }


def _row(safety: Mapping[str, Any], place: str, recommendation: str, **more: Any) -> Row:
    found = {**safety, "place": place, "recommendation": recommendation, **more}
    return tuple(found.get(key) for key in COLUMNS)


_OF_GIVEN = ("urgency", "strength", "core", "grounds_for", "grounds_against", "rules_for",
             "rules_against", "check_rules", "check_needs", "again_rule")  # fmt: skip


def comparable(rows: Iterable[Sequence[Any]]) -> list[Row]:
    """Rows of an answer, sorted; a plan says nothing more of a step that is not given."""
    found = []
    for values in rows:
        row = dict(zip(COLUMNS, values, strict=True))
        row["check_needs"] = None if row["check_needs"] is None else bool(row["check_needs"])
        if row["place"] not in ("now", "later"):
            row |= dict.fromkeys(_OF_GIVEN)
        found.append(tuple(row.values()))
    return sorted(found, key=repr)
