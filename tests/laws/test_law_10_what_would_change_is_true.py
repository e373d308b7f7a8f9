"""Law 10: what `what_would_change` says is true when applied."""

from itertools import combinations, product
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from nextsteps import Plan, PlanError, Rulebook
from nextsteps.explain.change import MAX_CHANGES, MAX_FACTS
from nextsteps.explain.ways import follow, values_that_matter
from nextsteps.known import known_of
from tests.sketches import load_sketch
from tests.strategies import cases

BOTH = pytest.mark.parametrize("which", ["generated", "shipped"])
FEW = settings(max_examples=settings.default.max_examples // 5)
FILTERED = [*settings.default.suppress_health_check, HealthCheck.filter_too_much]
TARGETS = st.sampled_from(("in", "out", "top"))
STUCK = {"no_progress": True, "weeks_in_therapy": 14, "in_therapy": True}


@BOTH
@FEW
@given(data=st.data())
def test_every_change_reaches_the_target_when_applied(which, data):
    """
    Recommending again with the changed facts gives what was promised.
    """
    plan, name, to = _asked(data, which)

    told = plan.what_would_change(name, to)

    plans = [plan.what_if(**change.facts).plan for change in told.changes]
    assert all(_is_reached(after, name, to) for after in plans)


@BOTH
@FEW
@given(data=st.data())
def test_every_change_is_of_facts_that_may_be_touched(which, data):
    """
    At most three, learnable or changeable, none a known danger, none declined.
    """
    plan, name, to = _asked(data, which)
    vocabulary = plan.situation.vocabulary().facts
    known = known_of(plan.situation, plan.require_rulebook()).facts

    changes = plan.what_would_change(name, to).changes

    touched = {fact for change in changes for fact in change.facts}
    assert {"fixed"}.isdisjoint(vocabulary[fact].change for fact in touched)
    assert plan.situation.declined.isdisjoint(touched)
    assert not [fact for fact in touched & known.keys() if vocabulary[fact].danger is not None]
    assert all(1 <= len(change.facts) <= MAX_FACTS for change in changes)
    assert len(changes) <= MAX_CHANGES


@BOTH
@FEW
@given(data=st.data())
def test_no_part_of_a_change_is_enough(which, data):
    """
    With any of its facts left as they were, the target is not reached, or only by
    contradicting what is known.
    """
    plan, name, to = _asked(data, which)
    told = plan.what_would_change(name, to)

    for change in told.changes:
        for size in range(1, len(change.facts)):
            for part in combinations(change.facts.items(), size):
                reached = _is_reached(plan.what_if(**dict(part)).plan, name, to)
                assert not (reached and _is_sound(plan, dict(part)))


@BOTH
@settings(max_examples=12, suppress_health_check=FILTERED)
@given(data=st.data())
def test_where_none_is_told_random_changes_find_none(which, data):
    """
    "None within three" is not refuted by trying.
    """
    plan, name, to = _asked(data, which)
    told = plan.what_would_change(name, to)
    assume(not told.changes and not told.already and told.is_exhaustive)
    open_facts = _open_facts(plan)
    random = Random(data.draw(st.integers(0, 1000)))  # noqa: S311

    for _ in range(12):
        names = random.sample(sorted(open_facts), min(MAX_FACTS, len(open_facts)))
        facts = {fact: random.choice(open_facts[fact]) for fact in names}

        reached = _is_reached(plan.what_if(**facts).plan, name, to)
        assert not (reached and _is_sound(plan, facts)), facts


@settings(FEW, suppress_health_check=FILTERED)
@given(data=st.data())
def test_no_single_fact_is_missing(data):
    """
    Where no change of one fact is told, trying every fact and value finds none.
    """
    plan, name, to = _asked(data, "generated")
    told = plan.what_would_change(name, to)
    assume(not told.already and not any(len(change.facts) == 1 for change in told.changes))

    for fact, values in _open_facts(plan).items():
        for value in values:
            reached = _is_reached(plan.what_if(**{fact: value}).plan, name, to)
            assert not (reached and _is_sound(plan, {fact: value})), (fact, value)


@settings(max_examples=15, suppress_health_check=FILTERED)
@given(data=st.data())
def test_no_pair_of_facts_is_missing(data):
    """
    Where no change of one or two facts is told, trying every pair finds none.
    """
    plan, name, to = _asked(data, "generated")
    told = plan.what_would_change(name, to)
    assume(not told.already and told.is_exhaustive)
    assume(not any(len(change.facts) < 3 for change in told.changes))
    open_facts = _open_facts(plan)

    for pair in combinations(open_facts, 2):
        for values in product(*(open_facts[fact][:4] for fact in pair)):
            facts = dict(zip(pair, values, strict=True))
            after = plan.require_rulebook().recommend(plan.situation.model_copy(update=facts))
            assert not (_is_reached(after, name, to) and _is_sound(plan, facts)), facts


def test_what_is_so_already_needs_no_change() -> None:
    """
    Asked to bring in what is given, it says so.
    """
    plan = load_sketch().recommend(STUCK | {"raised_with_therapist": False})

    assert plan.what_would_change("talk-to-therapist").already


def test_several_facts_are_changed_together_where_one_is_not_enough() -> None:
    """
    A condition with two unknown parts takes both.
    """
    plan = load_sketch().recommend({"weeks_in_therapy": 14, "in_therapy": True})

    (change,) = plan.what_would_change("talk-to-therapist").changes
    assert {"no_progress": True, "raised_with_therapist": False} == change.facts


def test_a_fixed_fact_is_never_changed() -> None:
    """
    How long therapy has lasted is as it is.
    """
    plan = load_sketch().recommend(STUCK | {"weeks_in_therapy": 3})

    told = plan.what_would_change("talk-to-therapist")
    assert ((), True) == (told.changes, told.is_exhaustive)
    assert "none within three" in str(told)


def test_an_outcome_is_changed_through_the_fact_that_says_the_same() -> None:
    """
    What came of raising it is a fact, and `failed("talk-to-therapist")` reads it.
    """
    plan = load_sketch().recommend(STUCK)

    changes = plan.what_would_change("switch-therapist").changes
    assert {"raised_result": "no_change"} in [dict(change.facts) for change in changes]


def test_a_known_danger_is_never_argued_away() -> None:
    """
    Nothing brings a step before the help in danger.
    """
    plan = Rulebook.default().recommend(STUCK | {"suicide_plan": True})

    assert () == plan.what_would_change("switch-therapist", to="top").changes


def test_an_unknown_recommendation_is_an_error() -> None:
    """
    With a suggestion, as for `why_not`.
    """
    with pytest.raises(PlanError, match="did you mean `switch-therapist`"):
        load_sketch().recommend(STUCK).what_would_change("switch-therapst")


def _asked(data: Any, which: str) -> tuple[Plan, str, Any]:
    rulebook, situation = data.draw(cases(which))
    plan = rulebook.recommend(situation)
    to = data.draw(TARGETS)
    given_now = [step.id for step in plan.recommendations]
    names = given_now if to == "out" and given_now else sorted(rulebook.recommendations)
    return plan, data.draw(st.sampled_from(names)), to


def _is_reached(plan: Plan, name: str, to: str) -> bool:
    given_now = [step.id for step in plan.recommendations]
    if to == "top":
        return given_now[:1] == [name]
    return (name in given_now) is (to == "in")


def _open_facts(plan: Plan) -> dict[str, list[Any]]:
    """The facts that may be changed, with values that differ from the one they have."""
    rulebook = plan.require_rulebook()
    vocabulary = plan.situation.vocabulary().facts
    known = known_of(plan.situation, rulebook).facts
    stated = plan.situation.facts()
    found: dict[str, list[Any]] = {}
    for name, values in values_that_matter(rulebook).items():
        one = vocabulary[name]
        may = one.change != "fixed" and not one.measured and name not in plan.situation.declined
        free = name not in known or (one.danger is None and name in stated)
        others = [value for value in values if value != known.get(name)]
        if may and free and others:
            found[name] = others
    return found


def _is_sound(plan: Plan, facts: dict[str, Any]) -> bool:
    """Nothing contradicts what is known, and no known danger fact is another."""
    rulebook = plan.require_rulebook()
    situation = plan.situation.model_copy(update=facts)
    after, alone = known_of(situation, rulebook), follow(facts, rulebook)
    before = known_of(plan.situation, rulebook).facts
    vocabulary = plan.situation.vocabulary().facts
    conflicts = {conflict.id for conflict in plan.contradictions}
    return (
        alone.facts.items() <= after.facts.items()
        and alone.tried.items() <= after.tried.items()
        and all(
            after.facts.get(name) == value
            for name, value in before.items()
            if vocabulary[name].danger is not None
        )
        and {one.id for one in rulebook.recommend(situation).contradictions} <= conflicts
    )
