"""Facts and `tried` entries that say the same thing are one: each is derived from the other."""

from collections.abc import Mapping

from nextsteps.situation.fact import FactValue
from nextsteps.situation.model import Outcome

RAISED_STEP = "talk-to-therapist"
RAISED, RESULT = "raised_with_therapist", "raised_result"
RAISED_FACTS = frozenset((RAISED, RESULT))

OUTCOME_OF: Mapping[FactValue, Outcome] = {
    "improved": "helped",
    "change_agreed": "ongoing",
    "no_change": "no_change",
    "dismissed": "dismissed",
    "defensive": "dismissed",
}
RESULT_OF: Mapping[Outcome, str] = {
    "helped": "improved",
    "ongoing": "change_agreed",
    "no_change": "no_change",
    "dismissed": "dismissed",
}


def with_equals(
    facts: Mapping[str, FactValue], tried: Mapping[str, Outcome]
) -> tuple[dict[str, FactValue], dict[str, Outcome]]:
    """
    Return *facts* and *tried* with what each says of the other filled in.

    Raising the concern with the therapist is a fact and a step. What is stated is never
    overwritten, so a contradiction between the two stays visible.

    >>> with_equals({"raised_result": "defensive"}, {})[1]
    {'talk-to-therapist': 'dismissed'}
    >>> with_equals({}, {"talk-to-therapist": "no_change"})[0]
    {'raised_with_therapist': True, 'raised_result': 'no_change'}
    """
    full_facts, full_tried = dict(facts), dict(tried)
    outcome = tried.get(RAISED_STEP)
    if outcome is not None and outcome != "declined":
        full_facts.setdefault(RAISED, outcome != "never")
        if outcome in RESULT_OF:
            full_facts.setdefault(RESULT, RESULT_OF[outcome])
    if facts.get(RAISED) is False:
        full_tried.setdefault(RAISED_STEP, "never")
    elif RESULT in facts:
        full_facts.setdefault(RAISED, True)
        full_tried.setdefault(RAISED_STEP, OUTCOME_OF[facts[RESULT]])
    elif RAISED in facts:
        full_tried.setdefault(RAISED_STEP, "done")
    return full_facts, full_tried
