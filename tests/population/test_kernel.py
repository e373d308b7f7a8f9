"""The kernel says to each of many people what `recommend` says to them alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nextsteps import Rulebook, Situation
from nextsteps.engine import engine_for
from nextsteps.known import known_of
from nextsteps.population.bits import unpacked
from nextsteps.population.kernel import Kernel
from nextsteps.truth import Truth
from tests.population.agreement import answers_of, batch_of, plainly_planned
from tests.strategies import clinic_situations, rulebooks, shipped_situations

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
    people = kernel.answer(batch_of(rulebook, situations).facts).people
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


@pytest.mark.parametrize("count", [1, 7, 8, 9, 64, 65])
def test_the_number_of_people_does_not_matter(shipped, count):
    """
    Bits after the last person never count as one.
    """
    situation = Situation(suicidal_thoughts=True, weeks_in_therapy=4.0)

    answers = answers_of(shipped, [situation] * count)

    assert [plainly_planned(shipped.recommend(situation))] * count == answers
