"""
Strategies for situations: what is known of one person.

They lean towards what decides something: thresholds that rules mention, danger facts,
outcomes of steps that the rulebook knows, and scores of its questionnaires.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import Any, get_args

from hypothesis import strategies as st
from pydantic import ValidationError

from nextsteps.rulebook import Rulebook
from nextsteps.situation import Fact, Outcome, Situation
from nextsteps.testing.courses import courses
from nextsteps.testing.read import conditions_of, facts_read
from nextsteps.testing.values import dangerous, pool, safe, thresholds, values
from nextsteps.testing.witness import satisfying

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
ASKERS = ("client", "parent", "clinician")
TRIES = 60
UNKNOWN = (192, 128, 64)
"""How many of the 256 values of a byte stand for nothing known."""


def situations(
    rulebook: Rulebook | None = None,
    *,
    model: type[Situation] = Situation,
    names: Sequence[str] | None = None,
    steps: Sequence[str] = (),
    dense: bool | None = None,
) -> st.SearchStrategy[Situation]:
    """
    Situations of one person; of a rulebook's vocabulary where one is given.

    For a rulebook they are: few facts or most of those that its rules read; its vignettes,
    changed a little; the fewest facts that make some rule hold; and any of these with
    questionnaires filled in. With *names* or *dense* they are stated facts and outcomes only.

    Args:
        rulebook: Lean towards its facts, its thresholds and its recommendations.
        model: The vocabulary, where no rulebook is given.
        names: Use only these facts.
        steps: Recommendations that may have been tried; those of *rulebook* by default.
        dense: True for most facts known, False for a few, None for both.

    >>> import nextsteps as ns
    >>> from hypothesis import given
    >>> rulebook = ns.Rulebook.default()
    >>> @given(situations(rulebook))
    ... def test_somebody_always_gets_a_first_step(situation):
    ...     assert rulebook.recommend(situation).recommendations
    """
    if rulebook is not None and names is None and dense is None and not steps:
        return _all_kinds(rulebook)
    if dense is None:
        few = situations(rulebook, model=model, names=names, steps=steps, dense=False)
        return few | situations(rulebook, model=model, names=names, steps=steps, dense=True)
    if rulebook is None:
        known = tuple(model.vocabulary().facts) if names is None else tuple(names)
        return _stated_situations(model, None, known, tuple(steps), dense)
    known = facts_read(rulebook) if names is None else tuple(names)
    tried = tuple(steps or rulebook.recommendations)
    return _stated_situations(rulebook.situation, rulebook, known, tried, dense)


@lru_cache(maxsize=16)
def _all_kinds(rulebook: Rulebook) -> st.SearchStrategy[Situation]:
    stated = situations(rulebook, dense=False) | situations(rulebook, dense=True)
    apt = st.builds(
        lambda rule, seed, asker: satisfying(rulebook, rule, seed, asker) or rulebook.situation(),
        st.sampled_from(sorted(rulebook.rules)),
        st.integers(0, TRIES),
        st.sampled_from(ASKERS),
    )
    kinds = [stated, apt, apt]
    told = told_in_vignettes(rulebook)
    if told:
        kinds.insert(1, _changed(told, rulebook))
    any_of_them = st.one_of(kinds)
    if not rulebook.measures:
        return any_of_them
    scored = st.builds(
        lambda situation, filled: situation.with_facts(measures=[*situation.measures, *filled]),
        any_of_them.filter(lambda situation: not situation.measures),
        courses(rulebook),
    )
    return any_of_them | any_of_them | scored


@lru_cache(maxsize=16)
def told_in_vignettes(rulebook: Rulebook) -> tuple[Situation, ...]:
    """Return the situations of the vignettes, but for those with a fault: `check` tells these."""
    found = []
    for vignette in rulebook.vignettes.values():
        with suppress(ValidationError):
            found.append(rulebook.situation.model_validate(dict(vignette.facts)))
    return tuple(found)


def _changed(told: tuple[Situation, ...], rulebook: Rulebook) -> st.SearchStrategy[Situation]:
    return st.builds(
        lambda story, few: story.with_facts(**few.facts()),
        st.sampled_from(told),
        situations(rulebook, dense=False),
    )


@lru_cache(maxsize=64)
def _stated_situations(
    model: type[Situation],
    rulebook: Rulebook | None,
    names: tuple[str, ...],
    steps: tuple[str, ...],
    dense: bool,
) -> st.SearchStrategy[Situation]:
    vocabulary = model.vocabulary().facts
    conditions = () if rulebook is None else conditions_of(rulebook)
    near = thresholds(conditions)
    dangers = [vocabulary[name] for name in names if vocabulary[name].danger is not None]
    facts: st.SearchStrategy[dict[str, Any]]
    if dense:
        facts = _most({name: pool(vocabulary[name], near.get(name, ())) for name in names})
    else:
        pairs = [
            st.tuples(st.just(name), values(vocabulary[name], near.get(name, ()))) for name in names
        ]
        facts = st.lists(st.one_of(pairs), max_size=8).map(dict)
    return st.builds(
        _situation,
        st.just(model),
        facts,
        _danger_values(dangers),
        st.dictionaries(st.sampled_from(steps), st.sampled_from(OUTCOMES), max_size=3)
        if steps
        else st.just({}),
        st.lists(st.sampled_from(names), max_size=2),
        st.lists(st.sampled_from(names), max_size=2),
    )


def _most(pools: Mapping[str, Sequence[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    """
    A value or nothing for each fact, all in one draw: a draw for each takes longer than a plan.

    Each fact has a byte. Small ones are nothing known, so a smaller example knows less.
    """

    def known(unknown: int, drawn: bytes) -> dict[str, Any]:
        return {
            name: pool[(byte - unknown) % len(pool)]
            for byte, (name, pool) in zip(drawn, pools.items(), strict=True)
            if byte >= unknown
        }

    every = st.binary(min_size=len(pools), max_size=len(pools))
    return st.builds(known, st.sampled_from(UNKNOWN), every)


def _danger_values(dangers: Sequence[Fact]) -> st.SearchStrategy[dict[str, Any]]:
    """Mostly nothing; else all safe, so that something else can be seen; else some danger."""
    if not dangers:
        return st.just({})
    some = st.lists(st.sampled_from(dangers), min_size=1, max_size=3)
    return st.one_of(
        st.just({}),
        st.just({one.name: safe(one) for one in dangers}),
        some.map(lambda found: {one.name: dangerous(one) for one in found}),
    )


def _situation(
    model: type[Situation],
    facts: Mapping[str, Any],
    danger: Mapping[str, Any],
    tried: Mapping[str, Outcome],
    cannot_say: Iterable[str],
    declined: Iterable[str],
) -> Situation:
    known = {**facts, **danger}
    return model(
        **known,
        tried=dict(tried),
        cannot_say=frozenset(name for name in cannot_say if name not in known),
        declined=frozenset(name for name in declined if name not in known),
    )
