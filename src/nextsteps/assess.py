"""From plain values to plain values: for apps that want no types of this library."""

from collections.abc import Mapping
from typing import Any

from nextsteps.recommend import recommend
from nextsteps.rulebook import Rulebook
from nextsteps.situation.read import situation_of


def assess(
    situation: Mapping[str, Any], *, rulebook: Rulebook | None = None, questions: bool = True
) -> dict[str, Any]:
    """
    Return the plan for a situation, both as plain values that JSON can hold.

    Args:
        situation: Facts by name, as `nextsteps schema situation` describes them, with dates as
            text; what is left out, or None, is unknown.
        rulebook: The knowledge; the shipped rulebook when None.
        questions: Whether to work out what to ask, which takes far longer than the rest.

    Returns:
        The plan as `nextsteps schema plan` describes it.

    Raises:
        SituationError: Listing every fact that is unknown, of the wrong type or out of range.
        MeasureError: The situation's questionnaires hold what they can't.

    >>> plan = assess({"suicidal_thoughts": True, "suicide_plan": True}, questions=False)
    >>> plan["safety"]["at_least"], plan["recommendations"][0]["id"]
    ('emergency', 'crisis-help-now')
    """
    book = Rulebook.default() if rulebook is None else rulebook
    facts = situation_of(situation, model=book.situation)
    return recommend(facts, rulebook=book).to_dict(questions=questions)
