"""From a situation to a plan: what is known, what is true of it, and what comes out."""

from collections.abc import Mapping
from dataclasses import fields
from functools import lru_cache
from typing import Any

from nextsteps.engine import DEFAULT_ENGINE, engine_for
from nextsteps.known import known_of
from nextsteps.outcome import Outcome, named, outcome_of, scales_of
from nextsteps.plan import Plan, Stamp
from nextsteps.questions import questions
from nextsteps.rulebook import Rulebook
from nextsteps.situation import Situation
from nextsteps.unsettled import Reading


def recommend(
    situation: Situation | Mapping[str, Any],
    *,
    rulebook: Rulebook | None = None,
    engine: str = DEFAULT_ENGINE,
) -> Plan:
    """
    Return the plan for *situation*: the same situation always gives the same plan.

    Args:
        situation: What is known of one person; a mapping of facts is checked first.
        rulebook: The knowledge; the shipped rulebook when None.
        engine: "compiled" (default), "reference" or "durable": they all agree.

    Raises:
        pydantic.ValidationError: *situation* is a mapping with faults.
        MeasureError: The situation's questionnaires hold what they can't.
        EngineError: The engine is unknown or not installed.

    >>> plan = recommend({"suicidal_thoughts": True, "suicide_plan": True})
    >>> plan.safety.at_least, plan.recommendations[0].id
    ('emergency', 'crisis-help-now')
    """
    book = Rulebook.default() if rulebook is None else rulebook
    if not isinstance(situation, Situation):
        situation = book.situation.model_validate(situation)
    known = known_of(situation, book)
    evaluation = engine_for(book, engine).evaluate(known)
    return _plan(situation, book, Reading(book.conditions, known, evaluation))


_PARTS = tuple(part.name for part in fields(Outcome))


@lru_cache(maxsize=8)
def _stamp(rulebook: Rulebook) -> Stamp:
    return Stamp(rulebook.id, rulebook.version, rulebook.content_hash)


def _plan(situation: Situation, rulebook: Rulebook, reading: Reading) -> Plan:
    outcome = outcome_of(scales_of(rulebook, reading))
    return Plan(
        situation=situation,
        **{name: getattr(outcome, name) for name in _PARTS},
        findings=tuple(
            [named(one, rulebook, reading) for one in sorted(reading.evaluation.findings_holding)]
        ),
        rulebook=_stamp(rulebook),
        _ask=lambda: questions(rulebook, situation, reading, outcome.reader),
        _rulebook=rulebook,
    )
