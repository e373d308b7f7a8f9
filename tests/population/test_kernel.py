"""The kernel says to each of many people what `recommend` says to them alone."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nextsteps import Rulebook, Situation
from nextsteps.engine import engine_for
from nextsteps.known import known_of
from nextsteps.population import keys, rows
from nextsteps.population.bits import unpacked
from nextsteps.population.facts import OUTCOMES, UNKNOWN, value_at
from nextsteps.population.kernel import Kernel
from nextsteps.population.linked import linked
from nextsteps.situation.equals import OUTCOME_OF
from nextsteps.truth import Truth
from tests.population.agreement import answers_of, batch_of, plainly_planned, shown_to
from tests.sketches import load_sketch
from tests.strategies import clinic_situations, rulebooks, shipped_situations

RAISED = st.builds(
    lambda facts, outcome, scores: Situation(
        **facts, tried={"talk-to-therapist": outcome}, measures=scores
    ),
    st.fixed_dictionaries(
        {},
        optional={
            "raised_with_therapist": st.booleans(),
            "raised_result": st.sampled_from(tuple(OUTCOME_OF)),
            "self_harm_item": st.integers(0, 3),
            "weeks_in_therapy": st.just(4.0),
        },
    ),
    st.sampled_from(OUTCOMES),
    st.lists(
        st.builds(
            lambda points: {"measure": "phq-9", "week": 3, "item": {9: points}}, st.integers(0, 3)
        ),
        max_size=1,
    ),
)
"""Having raised the concern, told twice; and the item about self-harm, told and scored."""

FEW_PEOPLE = st.lists(clinic_situations(), min_size=1, max_size=12)


@given(st.data())
def test_the_kernel_agrees_with_recommend_on_any_rulebook(data):
    """
    Order, urgency, rules for and against, what waits or is excluded, and safety are the same.
    """
    rulebook, situations = data.draw(rulebooks()), data.draw(FEW_PEOPLE)
    expected = [plainly_planned(rulebook.recommend(one)) for one in situations]

    assert expected == answers_of(rulebook, situations)


@settings(max_examples=60)
@given(st.data())
def test_the_kernel_agrees_with_recommend_on_the_shipped_rulebook(data):
    """
    The same for the rules that people are advised by, questionnaires included.
    """
    situations = data.draw(st.lists(shipped_situations(), min_size=1, max_size=20))
    rulebook = Rulebook.default()
    expected = [plainly_planned(rulebook.recommend(one)) for one in situations]

    assert expected == answers_of(rulebook, situations)


def test_the_kernel_agrees_with_recommend_on_every_vignette(shipped):
    """
    All example situations at once.
    """
    situations = [shipped.situation(**dict(one.facts)) for one in shipped.vignettes.values()]
    expected = [plainly_planned(shipped.recommend(one)) for one in situations]

    assert expected == answers_of(shipped, situations)


@given(st.data())
def test_every_condition_has_the_truth_that_the_reference_gives_it(data):
    """
    TRUE, FALSE and UNKNOWN of every rule, finding, need and contradiction, person by person.
    """
    rulebook, situations = data.draw(rulebooks()), data.draw(FEW_PEOPLE)
    kernel = Kernel(rulebook)
    people = kernel.ranks(batch_of(rulebook, situations).facts).people
    engine = engine_for(rulebook, "reference")

    for place, situation in enumerate(situations):
        truths = engine.evaluate(known_of(situation, rulebook))
        for literals, expected in (
            (kernel.program.rules, truths.rules),
            (kernel.program.findings, truths.findings),
            (kernel.program.needs, truths.needs),
            (kernel.program.contradictions, truths.contradictions),
        ):
            found = {name: _truth(people, literal, place) for name, literal in literals.items()}
            assert dict(expected) == found


def _truth(people, literal, place):
    if unpacked(people.truths[literal], people.count)[place]:
        return Truth.TRUE
    return (
        Truth.FALSE if unpacked(people.truths[literal ^ 1], people.count)[place] else Truth.UNKNOWN
    )


@settings(max_examples=100)
@given(st.data())
def test_all_that_is_known_of_a_person_is_known_here(data):
    """
    What facts say of each other, what scores show, and resting values, fact by fact.
    """
    rulebook = Rulebook.default()
    assert_all_known(
        rulebook, data.draw(st.lists(shipped_situations() | RAISED, min_size=1, max_size=10))
    )


def test_every_opener_denies_and_every_follow_up_affirms(shipped):
    """
    Each fact that follows another, told by itself in each of its values, and each opener.
    """
    vocabulary = shipped.situation.vocabulary().facts
    told = [
        {name: value}
        for follower in vocabulary.values()
        if follower.follows is not None
        for name in (follower.name, follower.follows)
        for value in vocabulary[name].choices or (True, False)
        if vocabulary[name].kind in ("yes_no", "choice")
    ]
    assert_all_known(shipped, [Situation(**one) for one in told])


def assert_all_known(rulebook, situations):
    """Compare what is known of each by `known_of` and by columns."""
    batch = batch_of(rulebook, situations)
    facts = linked(batch.facts, rulebook.situation, shown_to(rulebook, situations, batch))

    for row, situation in enumerate(situations):
        known = known_of(situation, rulebook)
        found = {name: value_at(column, row) for name, column in facts.columns.items()}
        tried = {
            step: OUTCOMES[outcomes.codes[row]]
            for step, outcomes in facts.tried.items()
            if outcomes.codes[row] != UNKNOWN
        }
        assert known.facts == {name: value for name, value in found.items() if value is not None}
        assert known.tried == tried


@pytest.mark.parametrize("count", [1, 7, 8, 9, 64, 65])
def test_the_number_of_people_does_not_matter(shipped, count):
    """
    Bits after the last person never count as one.
    """
    situation = Situation(suicidal_thoughts=True, weeks_in_therapy=4.0)

    answers = answers_of(shipped, [situation] * count)

    assert [plainly_planned(shipped.recommend(situation))] * count == answers


@pytest.mark.parametrize("size", [8, 64])
def test_people_in_parts_are_answered_as_all_at_once(shipped, monkeypatch, size):
    """
    Rows are made for some of the people at a time, so that they stay in the cache.
    """
    monkeypatch.setattr(rows, "_AT_A_TIME", size)
    situations = [shipped.situation(**dict(one.facts)) for one in shipped.vignettes.values()]
    expected = [plainly_planned(shipped.recommend(one)) for one in situations]

    assert len(situations) > size
    assert expected == answers_of(shipped, situations)


@pytest.mark.parametrize("kind", [np.uint32, np.uint64])
def test_the_width_of_a_key_does_not_matter(monkeypatch, kind):
    """
    A rulebook of thousands of grounds needs wider keys than the shipped one.
    """
    rulebook = load_sketch()
    situations = [
        Situation(no_progress=one, in_danger_now=other, tried={"talk-to-therapist": "no_change"})
        for one in (True, False, None)
        for other in (True, False, None)
    ]
    monkeypatch.setattr(keys, "kind_of", lambda _: np.dtype(kind))
    expected = [plainly_planned(rulebook.recommend(one)) for one in situations]

    assert Kernel(rulebook).order.kind == kind
    assert expected == answers_of(rulebook, situations)


@pytest.mark.parametrize("level", ["days", "same_day", "emergency"])
@pytest.mark.parametrize("kind", ["harm", "misconduct"])
@pytest.mark.parametrize("stage", ["self_care", "course", "change"])
def test_what_waits_while_there_is_danger_waits_here_too(level, kind, stage):
    """
    Of every level and kind of danger, and of every sort of step.
    """
    rulebook = load_sketch(
        ("danger: {level: emergency,", f"danger: {{level: {level}, kind: {kind},"),
        ("stage: change", f"stage: {stage}"),
    )
    situation = Situation(
        in_danger_now=True,
        no_progress=True,
        weeks_in_therapy=20.0,
        tried={"talk-to-therapist": "no_change"},
    )
    expected = plainly_planned(rulebook.recommend(situation))

    withheld = (level == "same_day" or kind == "misconduct") and stage != "change"
    waits = level == "emergency" or withheld
    assert waits == bool(expected["later"])
    assert [expected] == answers_of(rulebook, [situation])
