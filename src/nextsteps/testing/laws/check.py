"""Tries laws on generated situations, and tells what breaks one."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nextsteps.rulebook import Rulebook
from nextsteps.situation import Fact
from nextsteps.situation.stated import stated, yaml_of
from nextsteps.testing.case import Case
from nextsteps.testing.laws.law import After, Law
from nextsteps.testing.read import facts_read
from nextsteps.testing.situations import situations
from nextsteps.testing.values import dangerous

Pair = tuple[Case, Case]
_SLOW_TO_DRAW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]


def for_rulebook(rulebook: Rulebook, laws: Sequence[Law] | None = None) -> Callable[[Law], None]:
    """
    Return a pytest test of *rulebook*, one case per law.

    How many situations are tried is `max_examples` of the Hypothesis profile in use.

    >>> import nextsteps as ns
    >>> test_laws = for_rulebook(ns.Rulebook.default())
    """
    if laws is None:
        from nextsteps.testing.laws import LAWS  # where the parts of it come together

        laws = LAWS

    @pytest.mark.parametrize("law", laws, ids=str)
    def test_laws(law: Law) -> None:
        check(law, rulebook)

    return test_laws


def check(law: Law, rulebook: Rulebook) -> None:
    """
    Try *law* on generated situations of *rulebook*.

    Raises:
        AssertionError: It is broken; the message holds the smallest situation found, as YAML.
    """
    cases = situations(rulebook).map(lambda situation: Case(rulebook, situation))
    pairs = cases.flatmap(lambda case: st.tuples(st.just(case), after(law.after, case)))

    @settings(deadline=None, suppress_health_check=_SLOW_TO_DRAW)
    @given(pairs)
    def holds(pair: Pair) -> None:
        expect(law, *pair)

    holds()


def expect(law: Law, case: Case, later: Case) -> None:
    """Raise AssertionError, with the situation as YAML, where *case* breaks *law*."""
    __tracebackhide__ = True
    breaches = law.breaches(case, later)
    if breaches:
        raise AssertionError(told(law, case, later, breaches))


def told(law: Law, case: Case, later: Case, breaches: Sequence[str]) -> str:
    """Return in words that *law* is broken, how, and for whom."""
    lines = [f"law {law} - does not hold for `{case.rulebook.id}`"]
    lines += [f"  {breach}" for breach in breaches]
    lines += ["the situation:", *_indented(yaml_of(case.situation))]
    before, now = stated(case.situation), stated(later.situation)
    changed = {name: value for name, value in now.items() if before.get(name) != value}
    if changed:
        lines += [
            f"and after {law.after}:",
            *(f"  {name}: {value}" for name, value in changed.items()),
        ]
    return "\n".join(lines)


def _indented(text: str) -> list[str]:
    return [f"  {line}" for line in text.splitlines()]


def after(what: After, case: Case) -> st.SearchStrategy[Case]:
    """Return what *case* may be after something: the same, more known, or in more danger."""
    match what:
        case "the same":
            return st.just(case)
        case "more is known":
            return situations(case.rulebook, dense=True).map(case.with_learned)
        case "danger is worse":
            return _worse(case)


def _worse(case: Case) -> st.SearchStrategy[Case]:
    """Yield the case with one danger fact moved in its direction."""
    read = facts_read(case.rulebook)
    dangers = [one for one in case.rulebook.situation.vocabulary().danger_facts if one.name in read]
    if not dangers:
        return st.just(case)
    known = case.situation.facts()
    return st.sampled_from(dangers).flatmap(
        lambda one: worse_values(one, known.get(one.name)).map(
            lambda value: case.with_fact(one.name, value)
        )
    )


def worse_values(one: Fact, value: Any) -> st.SearchStrategy[Any]:
    """Values at least as dangerous as *value*; of an unknown fact the most dangerous."""
    if value is None or one.kind == "yes_no":
        return st.just(dangerous(one))
    if one.kind == "choice":
        place = one.choices.index(value)
        return st.sampled_from(
            one.choices[place:] if one.danger == "up" else one.choices[: place + 1]
        )
    most = dangerous(one)
    low, high = min(value, most), max(value, most)
    return st.integers(int(low), int(high)) if one.kind == "whole" else st.floats(low, high)
