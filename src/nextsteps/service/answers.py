"""What each call is answered: plain functions from what is asked to what JSON can hold."""

from dataclasses import asdict
from typing import Any

from nextsteps.errors import PlanError, Problem
from nextsteps.explain import plain
from nextsteps.explain.why_not import require_recommendation
from nextsteps.measures import find_measure
from nextsteps.measures import score as score_of
from nextsteps.plan import Plan
from nextsteps.rulebook import Rulebook
from nextsteps.service.asked import AskedPlan, AskedScore, AskedSteps, AskedWhy
from nextsteps.version import __version__


def recommended(asked: AskedSteps, rulebook: Rulebook) -> Any:
    """Return the plan, as `Plan.to_dict` does."""
    return rulebook.recommend(asked.situation).to_dict(questions=asked.questions)


def questions(asked: AskedPlan, rulebook: Rulebook) -> Any:
    """Return what is worth asking, and how grave it is and could be."""
    plan = rulebook.recommend(asked.situation).to_dict()
    return {"questions": plan["questions"], "safety": plan["safety"]}


def explained(asked: AskedWhy, rulebook: Rulebook) -> Any:
    """Return the answer to a question about one recommendation."""
    plan = rulebook.recommend(asked.situation)
    match asked.ask:
        case "why":
            _require_given(plan, asked.recommendation)
            return plan.why(asked.recommendation).to_dict()
        case "why_not":
            return plan.why_not(asked.recommendation).to_dict()
        case "what_would_change":
            return plan.what_would_change(asked.recommendation, asked.to).to_dict()


def _require_given(plan: Plan, name: str) -> None:
    """Make sure that the plan gives *name*; else point to the question that can be answered."""
    if name in {step.id for step in (*plan.recommendations, *plan.later)}:
        return
    require_recommendation(plan.require_rulebook(), name)
    help_text = "ask `why_not`"
    raise PlanError(Problem("P503", f"the plan does not give `{name}`", help=help_text))


def scored(asked: AskedScore, rulebook: Rulebook) -> Any:
    """Return a score with its band, and whether an answer calls for a talk about self-harm."""
    measure = find_measure(rulebook.measures, asked.measure)
    found = score_of(
        measure,
        answers=asked.answers,
        total=asked.total,
        norms=asked.norms,
        prorate=asked.prorate,
    )
    risk = measure.risk_item
    answer = asked.answers[risk.item - 1] if risk is not None and asked.answers else None
    shown = {
        "low": measure.low,
        "high": measure.high,
        "higher_is": measure.higher_is,
        "ask_about_self_harm": bool(answer),
        "licence": measure.licence,
    }
    band = None if found.band is None else found.band.name
    return plain(found) | {"band": band} | shown


def facts(rulebook: Rulebook) -> Any:
    """Return the vocabulary: every fact, and the lists that set several at once."""
    vocabulary = rulebook.situation.vocabulary()
    return {
        "facts": [asdict(fact) for fact in vocabulary.facts.values()],
        "lists": {name: dict(members) for name, members in vocabulary.groups.items()},
    }


def version(rulebook: Rulebook) -> Any:
    """Return which library and which rules answer."""
    stamp = {
        "id": rulebook.id,
        "version": rulebook.version,
        "content_hash": rulebook.content_hash,
    }
    return {"library": __version__, "rulebook": stamp}


def words_of(rulebook: Rulebook) -> frozenset[str]:
    """Return the words that are the library's own, and not a caller's."""
    vocabulary = rulebook.situation.vocabulary()
    bodies = (AskedSteps, AskedWhy, AskedScore)
    return frozenset(
        (
            *vocabulary.facts,
            *vocabulary.groups,
            *rulebook.situation.model_fields,
            *rulebook.recommendations,
            *rulebook.measures,
            *(name for body in bodies for name in body.model_fields),
            *("week", "date", "item"),
        )
    )
