"""Strategies for conditions, in the canonical form of the rule language."""

from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st

from nextsteps.language import (
    Always,
    Among,
    And,
    Compare,
    Condition,
    Failed,
    Found,
    IsTrue,
    Names,
    Not,
    Or,
    Tried,
)
from nextsteps.language.nodes import OPERATORS
from nextsteps.rulebook import Rulebook
from nextsteps.situation import Fact, Situation
from nextsteps.testing.clinic import DENSE_FACTS, Clinic


def names_of(
    facts: Iterable[str] = DENSE_FACTS,
    *,
    model: type[Situation] = Clinic,
    findings: Iterable[str] = (),
    recommendations: Iterable[str] = (),
) -> Names:
    """Return the names that generated conditions may use."""
    vocabulary = model.vocabulary().facts
    return Names(
        {name: vocabulary[name] for name in facts}, frozenset(findings), frozenset(recommendations)
    )


def names_of_rulebook(rulebook: Rulebook) -> Names:
    """Return the names that conditions of *rulebook* may use."""
    return names_of(
        rulebook.situation.vocabulary().facts,
        model=rulebook.situation,
        findings=rulebook.findings,
        recommendations=rulebook.recommendations,
    )


def _compared(one: Fact) -> st.SearchStrategy[Condition]:
    if one.kind == "choice":
        among = st.sets(st.sampled_from(one.choices), min_size=1)
        return st.builds(
            Compare, st.just(one.name), st.sampled_from(("==", "!=")), st.sampled_from(one.choices)
        ) | among.map(lambda chosen: Among(one.name, tuple(sorted(chosen))))
    low, high = one.low or 0, one.high or 1000
    close = min(high, 30)
    numbers: st.SearchStrategy[Any] = st.integers(int(low), int(close))
    numbers |= st.integers(int(low), int(high))
    if one.kind == "decimal":
        numbers |= st.floats(low, close) | st.sampled_from((low + 0.5, low + 1e-5))
    return st.builds(Compare, st.just(one.name), st.sampled_from(OPERATORS), numbers)


def _atoms(names: Names) -> st.SearchStrategy[Condition]:
    flags = [one.name for one in names.facts.values() if one.kind == "yes_no"]
    compared = [
        _compared(one) for one in names.facts.values() if one.kind not in ("yes_no", "text")
    ]
    kinds: list[st.SearchStrategy[Condition]] = []
    if flags:
        kinds += [st.sampled_from(flags).map(IsTrue)] * 3
    if compared:
        kinds += [st.one_of(compared)] * 3
    if names.findings:
        kinds += [st.sampled_from(sorted(names.findings)).map(Found)] * 2
    if names.recommendations:
        steps = st.sampled_from(sorted(names.recommendations))
        kinds += [steps.map(Tried), steps.map(Failed)]
    return st.one_of(*kinds, st.builds(Always)) if kinds else st.builds(Always)


def joined(kind: type[And] | type[Or], parts: Iterable[Condition]) -> Condition:
    """Join *parts* in the canonical form: an And never stands directly in an And."""
    flat: list[Condition] = []
    for part in parts:
        flat += part.parts if isinstance(part, kind) else (part,)
    return flat[0] if len(flat) == 1 else kind(tuple(flat))


def _grown(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(parts, min_size=2, max_size=4)
    return st.one_of(
        several.map(lambda found: joined(And, found)),
        several.map(lambda found: joined(Or, found)),
        parts.map(Not),
    )


def conditions(names: Names, *, max_leaves: int = 12) -> st.SearchStrategy[Condition]:
    """
    Conditions over *names*, in canonical form: what `parse(unparse(condition))` gives back.

    Args:
        names: What they may read; a rulebook's are `names_of_rulebook(rulebook)`.
        max_leaves: At most so many atoms.
    """
    return st.recursive(_atoms(names), _grown, max_leaves=max_leaves)
