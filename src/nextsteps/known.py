"""All that is known of a situation: what was stated, what follows from it, what scores show."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from nextsteps.language import Known
from nextsteps.measures import Shown, facts_from_scores
from nextsteps.rulebook import Rulebook
from nextsteps.situation import FactValue, Situation
from nextsteps.situation.equals import with_equals
from nextsteps.situation.implied import with_implied

_NOTHING: Mapping[str, FactValue] = MappingProxyType({})


def known_of(
    situation: Situation, rulebook: Rulebook, learnt: Mapping[str, FactValue] = _NOTHING
) -> Known:
    """
    Return what conditions are evaluated against, with what is *learnt* as if it were stated.

    Stated facts are never overwritten, but the answer to a questionnaire's item about
    self-harm can make the stated one graver. Without scores a measured fact has its resting
    value (no, 0, "not_measured").

    Raises:
        MeasureError: The situation's `measures` have faults; all are listed.

    >>> import nextsteps as ns
    >>> situation = ns.Situation(measures=[{"measure": "phq-9", "week": 2, "total": 21}])
    >>> known_of(situation, ns.Rulebook.default()).facts["measured_depression_severity"]
    'severe'
    """
    stated, tried = with_equals({**situation.facts(), **learnt}, situation.tried)
    facts = with_implied(stated, situation.vocabulary().followers)
    resting = resting_values(type(situation))
    if situation.measures:
        shown = shown_by_scores(situation, rulebook, facts)
        facts = shown.with_facts(facts)
        resting = {name: value for name, value in resting.items() if name not in shown.open}
    return Known({**resting, **facts}, tried)


def shown_by_scores(
    situation: Situation, rulebook: Rulebook, facts: Mapping[str, FactValue] | None = None
) -> Shown:
    """Return what the situation's questionnaires show, with the scores behind each fact."""
    return facts_from_scores(
        situation.measures,
        rulebook.measures,
        facts=situation.facts() if facts is None else facts,
        vocabulary=situation.vocabulary().facts,
        as_of=situation.as_of,
    )


@cache
def resting_values(model: type[Situation]) -> Mapping[str, FactValue]:
    """Return the values of measured facts when there is no score."""
    resting: dict[str, FactValue] = {}
    for name, fact in model.vocabulary().facts.items():
        if fact.measured:
            numbers = 0.0 if fact.kind in ("whole", "decimal") else False
            resting[name] = fact.choices[0] if fact.choices else numbers
    return resting
