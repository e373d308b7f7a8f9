"""A situation as literals: what somebody states, and what scores add to it."""

from collections.abc import Iterator, Mapping

from nextsteps.known import shown_by_scores
from nextsteps.rulebook import Rulebook
from nextsteps.situation import FactValue, Situation
from nextsteps.situation.equals import with_equals
from nextsteps.situation.implied import with_implied
from nextsteps.verify.cuts import is_above
from nextsteps.verify.facts import AGE_OF_SCORES, Stated
from nextsteps.verify.rails import Choice, Rail


def literals_stating(situation: Situation, stated: Stated, rulebook: Rulebook) -> list[int]:
    """Return literals that hold in this one situation: each fact and step, known or unknown."""
    facts, undated = facts_with_scores(situation, rulebook)
    tried = situation.tried
    literals = [stated.undated_scores if undated else -stated.undated_scores]
    for name, rail in stated.facts.items():
        literals += _literals(rail, facts.get(name))
    for step, rail in stated.tried.items():
        literals += _literals(rail, tried.get(step))
    return literals


def facts_with_scores(
    situation: Situation, rulebook: Rulebook
) -> tuple[Mapping[str, FactValue], bool]:
    """
    Return facts that, stated, say the same as the situation with its scores; and one thing more.

    That is whether there are scores of an age that nobody knows.
    """
    facts = situation.facts()
    if not situation.measures:
        return facts, False
    full, _ = with_equals(facts, situation.tried)
    shown = shown_by_scores(situation, rulebook, with_implied(full, situation.vocabulary().facts))
    added = (*shown.measured, *shown.implied, *shown.raised)
    seen = shown.with_facts(with_implied(full, situation.vocabulary().facts))
    return {**facts, **{name: seen[name] for name in added}}, AGE_OF_SCORES in (
        shown.open - facts.keys()
    )


def _literals(rail: Rail, value: FactValue | None) -> Iterator[int]:
    if value is None:
        yield -rail.known
    elif isinstance(rail, Choice):
        yield rail.values[value]
    else:
        assert not isinstance(value, str)
        yield rail.known
        for cut, literal in rail.above.items():
            yield literal if is_above(value, cut) else -literal
