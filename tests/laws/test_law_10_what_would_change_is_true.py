"""Law 10: what `what_would_change` says is true when applied."""

from collections.abc import Mapping
from itertools import combinations, product
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from nextsteps import Plan, PlanError, Rulebook
from nextsteps.explain.change import MAX_CHANGES
from nextsteps.explain.entered import outcome_key, parted
from nextsteps.explain.search import MAX_FACTS
from nextsteps.explain.ways import follow
from nextsteps.known import known_of
from nextsteps.rulebook.entries import SAFETY_STAGES
from nextsteps.values import values_that_matter
from tests.sketches import load_sketch
from tests.strategies import cases

pytestmark = pytest.mark.usefixtures("candidate_questions")

BOTH = pytest.mark.parametrize("which", ["generated", "shipped"])
FEW = settings(max_examples=settings.default.max_examples // 5)
FILTERED = [*settings.default.suppress_health_check, HealthCheck.filter_too_much]
UNSETTLED = ("never", "done", "ongoing")
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

    plans = [_after(plan, change.facts) for change in told.changes]
    assert all(_is_reached(after, name, to) for after in plans)
    assert all(_is_sound(plan, dict(change.facts)) for change in told.changes)


@BOTH
@FEW
@given(data=st.data())
def test_every_change_says_what_is_so_before(which, data):
    """
    Each fact and outcome comes with what is known of it, and becomes otherwise.
    """
    plan, name, to = _asked(data, which)
    known = known_of(plan.situation, plan.require_rulebook())
    before = known.facts | {outcome_key(step): outcome for step, outcome in known.tried.items()}

    for change in plan.what_would_change(name, to).changes:
        assert {key: before.get(key) for key in change.facts} == dict(change.before)
        assert all(change.facts[key] != change.before[key] for key in change.facts)


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

    entered = [parted(change.facts) for change in changes]
    touched = {fact for facts, _ in entered for fact in facts}
    tried = {step for _, outcomes in entered for step in outcomes}
    entries = [plan.require_rulebook().recommendations[step] for step in tried]
    assert not [one for one in entries if one.kind == "warning" or one.stage in SAFETY_STAGES]
    settled = {step: out for step, out in plan.situation.tried.items() if out not in UNSETTLED}
    assert settled.keys().isdisjoint(tried)
    assert name not in tried or plan.situation.tried.get(name) in ("done", "ongoing")
    assert {"fixed"}.isdisjoint(vocabulary[fact].change for fact in touched)
    assert not [fact for fact in touched if vocabulary[fact].measured]
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
                reached = _is_reached(_after(plan, dict(part)), name, to)
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
    open_facts = _open_facts(plan, name)
    random = Random(data.draw(st.integers(0, 1000)))  # noqa: S311

    for _ in range(12):
        names = random.sample(sorted(open_facts), min(MAX_FACTS, len(open_facts)))
        facts = {fact: random.choice(open_facts[fact]) for fact in names}

        reached = _is_reached(_after(plan, facts), name, to)
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

    for fact, values in _open_facts(plan, name).items():
        for value in values:
            reached = _is_reached(_after(plan, {fact: value}), name, to)
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
    open_facts = _open_facts(plan, name)

    for pair in combinations(open_facts, 2):
        for values in product(*(open_facts[fact][:4] for fact in pair)):
            facts = dict(zip(pair, values, strict=True))
            reached = _is_reached(_after(plan, facts), name, to)
            assert not (reached and _is_sound(plan, facts)), facts


@settings(max_examples=25, suppress_health_check=FILTERED)
@given(data=st.data())
def test_every_single_fact_that_is_enough_is_told(data):
    """
    Where fewer changes than the most are told, trying every fact and outcome finds no other.
    """
    plan, name, to = _asked(data, "generated")
    told = plan.what_would_change(name, to)
    assume(not told.already and told.is_exhaustive and len(told.changes) < MAX_CHANGES)
    alone = {key for change in told.changes for key in change.facts if len(change.facts) == 1}

    enough = {
        key
        for key, values in _open_facts(plan, name).items()
        for value in values
        if _is_reached(_after(plan, {key: value}), name, to) and _is_sound(plan, {key: value})
    }

    assert enough == alone


@settings(max_examples=15, suppress_health_check=FILTERED)
@given(data=st.data())
def test_a_later_score_reaches_the_target_just_within_its_range(data):
    """
    Every total from the first to the last is enough, and those beside them are not.
    """
    plan, name, to = _asked(data, "shipped")
    assume(plan.situation.measures)
    told = plan.what_would_change(name, to)

    for score in told.scores:
        measure = plan.require_rulebook().measures[score.measure]
        assert (measure.low, measure.high) == (score.lowest, score.highest)
        for total in {score.low - 1, score.low, score.high, score.high + 1}:
            if measure.low <= total <= measure.high:
                after = plan.require_rulebook().recommend(score.applied_to(plan.situation, total))
                reached = _is_reached(after, name, to) and _keeps_dangers(plan, after)
                assert reached is (score.low <= total <= score.high), total


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


def test_what_came_of_a_step_can_be_what_is_missing() -> None:
    """
    Had this step brought no change, the next one would be given.
    """
    reads = ("when: stalled and not raised_with_therapist", 'when: failed("switch-therapist")')
    plan = load_sketch(reads).recommend(STUCK)

    (change,) = plan.what_would_change("talk-to-therapist").changes
    assert {"tried: switch-therapist": "no_change"} == change.facts
    assert {"tried: switch-therapist": None} == change.before


def test_a_warning_makes_no_room_by_being_tried() -> None:
    """
    Nobody reads that something comes first once a warning was tried, or a step for safety.
    """
    plan = Rulebook.default().recommend(
        {
            "on_medication": True,
            "wants_to_stop_medication": True,
            "medication_response": "none",
            "in_therapy": True,
        }
    )
    first, second = plan.recommendations[:2]
    assert "warning" == first.kind

    changes = plan.what_would_change(second.id, to="top").changes
    assert f"tried: {first.id}" not in {key for change in changes for key in change.facts}


def test_the_first_step_once_tried_makes_room_for_the_second() -> None:
    """
    To bring a step to the top it is enough that those above it are done.
    """
    plan = Rulebook.default().recommend(STUCK | {"raised_with_therapist": True})
    first, second = (step.id for step in plan.recommendations[:2])

    changes = plan.what_would_change(second, to="top").changes
    assert {f"tried: {first}": "no_change"} in [dict(change.facts) for change in changes]


def test_that_the_step_itself_was_tried_is_not_told() -> None:
    """
    It is true of any step, and no answer to what would take it out.
    """
    plan = load_sketch().recommend(STUCK | {"raised_result": "no_change"})

    changes = plan.what_would_change("switch-therapist", to="out").changes
    assert changes
    assert "tried: switch-therapist" not in {key for change in changes for key in change.facts}


def test_an_outcome_that_is_settled_is_never_changed() -> None:
    """
    What helped has helped.
    """
    plan = load_sketch().recommend(STUCK | {"tried": {"talk-to-therapist": "helped"}})

    told = plan.what_would_change("switch-therapist")
    assert ((), True) == (told.changes, told.is_exhaustive)


def test_an_outcome_that_is_open_can_still_be_learnt() -> None:
    """
    Of a talk that was had it is not said what came of it.
    """
    plan = load_sketch().recommend(STUCK | {"tried": {"talk-to-therapist": "done"}})

    changes = plan.what_would_change("switch-therapist").changes
    assert {"tried: talk-to-therapist": "no_change"} in [dict(change.facts) for change in changes]


def test_a_measured_fact_is_told_as_a_later_score() -> None:
    """
    Nobody can choose what a score shows; which total would show it can be told.
    """
    scores = [{"measure": "phq-9", "week": week, "total": 9 + 2 * week} for week in (0, 6)]
    plan = Rulebook.default().recommend({"in_therapy": True, "measures": scores})

    (score,) = plan.what_would_change("keep-going").scores
    assert ("phq-9", 0, 21, "week 8") == (score.measure, score.low, score.latest, score.when)
    assert 0 < score.high < 9


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


def _after(plan: Plan, entered: Mapping[str, Any]) -> Plan:
    """The plan with facts and outcomes changed, read and checked as anyone's are."""
    facts, outcomes = parted(entered)
    if outcomes:
        facts["tried"] = {**plan.situation.tried, **outcomes}
    return plan.what_if(**facts).plan


def _open_facts(plan: Plan, asked: str) -> dict[str, list[Any]]:
    """The facts and outcomes that may be changed, with values other than the one they have."""
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
    for step, entry in rulebook.recommendations.items():
        if entry.kind == "warning" or entry.stage in SAFETY_STAGES:
            continue
        outcome = plan.situation.tried.get(step)
        fact_says_it = step == "talk-to-therapist" and outcome is None
        if outcome in ("done", "ongoing"):
            found[outcome_key(step)] = ["helped", "no_change", "worse", "dismissed"]
        elif outcome in (None, "never") and step != asked and not fact_says_it:
            others = ["helped", "no_change", "worse", "dismissed", "never"]
            found[outcome_key(step)] = [one for one in others if one != outcome]
    return found


def _is_sound(plan: Plan, entered: dict[str, Any]) -> bool:
    """Nothing contradicts what is known, and no known danger fact is another."""
    rulebook = plan.require_rulebook()
    after_plan = _after(plan, entered)
    after, alone = known_of(after_plan.situation, rulebook), follow(entered, rulebook)
    conflicts = {conflict.id for conflict in plan.contradictions}
    return (
        alone.facts.items() <= after.facts.items()
        and alone.tried.items() <= after.tried.items()
        and _keeps_dangers(plan, after_plan)
        and {one.id for one in after_plan.contradictions} <= conflicts
    )


def _keeps_dangers(plan: Plan, after: Plan) -> bool:
    """No known danger fact is another."""
    rulebook = plan.require_rulebook()
    vocabulary = plan.situation.vocabulary().facts
    before, later = (known_of(one.situation, rulebook).facts for one in (plan, after))
    return all(
        later.get(name) == value
        for name, value in before.items()
        if vocabulary[name].danger is not None
    )
