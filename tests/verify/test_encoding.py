"""The literals of the prover say of each situation what the library says."""

import inspect
import re
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nextsteps import Rulebook, Situation
from nextsteps.measures import derive
from nextsteps.situation.equals import RAISED, RESULT
from nextsteps.verify.facts import AGE_OF_SCORES
from nextsteps.verify.possible import Possible
from nextsteps.verify.propositions import said_by_the_library
from nextsteps.verify.solver import Model, holds
from nextsteps.verify.stating import literals_stating
from tests.strategies import cases

BOTH = pytest.mark.parametrize("which", ["generated", "shipped"])
FEWER = settings(max_examples=max(10, settings.default.max_examples // 2))


@lru_cache(maxsize=8)
def _possible(rulebook: Rulebook) -> Possible:
    return Possible(rulebook)


def _model(possible: Possible, situation: Situation) -> Model | None:
    literals = literals_stating(situation, possible.view.stated, possible.rulebook)
    return possible.solver.solve(literals)


@BOTH
@FEWER
@given(data=st.data())
def test_every_proposition_comes_out_as_the_library_finds(which, data):
    """
    Rules, findings, needs, contradictions, levels, urgencies and what becomes of each step.
    """
    rulebook, situation = data.draw(cases(which))
    possible = _possible(rulebook)
    model = _model(possible, situation)

    said = said_by_the_library(situation, rulebook)

    assert model is not None
    assert said == {name: holds(model, part) for name, part in possible.view.named.items()}


@BOTH
@FEWER
@given(data=st.data())
def test_every_situation_is_possible_and_only_one_model_fits_it(which, data):
    """
    What is stated settles every proposition: the opposite of any of them is impossible.
    """
    rulebook, situation = data.draw(cases(which))
    possible = _possible(rulebook)
    literals = literals_stating(situation, possible.view.stated, rulebook)
    model = possible.solver.solve(literals)
    part = data.draw(st.sampled_from(sorted(possible.view.named.values())))

    other = [*literals, -part if holds(model, part) else part]

    assert possible.solver.solve(other) is None


@BOTH
@FEWER
@given(data=st.data())
def test_a_witness_is_a_situation_in_which_the_claim_holds(which, data):
    """
    The shown situation, run through the library, makes both propositions true.
    """
    rulebook, _ = data.draw(cases(which))
    possible = _possible(rulebook)
    names = data.draw(st.lists(st.sampled_from(sorted(possible.view.named)), max_size=2))

    witness = possible.witness([possible.view.named[name] for name in names])

    if witness is not None:
        said = said_by_the_library(witness.situation, rulebook)
        assert all(said[name] for name in names)


@BOTH
@FEWER
@given(data=st.data())
def test_a_witness_states_nothing_that_it_could_leave_out(which, data):
    """
    Without any one of its facts the claim no longer holds of the rest.
    """
    rulebook, _ = data.draw(cases(which))
    possible = _possible(rulebook)
    name = data.draw(st.sampled_from(sorted(possible.view.named)))

    witness = possible.witness([possible.view.named[name]])

    if witness is not None and not witness.situation.measures:
        stated = witness.situation
        for fact in stated.facts():
            less = stated.with_facts(**{fact: None})
            assert not said_by_the_library(less, rulebook)[name]


@BOTH
@FEWER
@given(data=st.data())
def test_a_moved_pair_is_a_situation_and_the_same_in_more_danger(which, data):
    """
    Only danger facts differ, and each lies further in its direction.
    """
    rulebook, _ = data.draw(cases(which))
    worse = _possible(rulebook).worse()
    name = data.draw(st.sampled_from(sorted(worse.before.named)))

    pair = worse.witness([worse.before.named[name], -worse.after.named[name]])

    if pair is not None:
        before, after = pair.before.situation.facts(), pair.situation.facts()
        changed = {fact for fact in before | after if before.get(fact) != after.get(fact)}
        facts = rulebook.situation.vocabulary().facts
        assert changed
        assert all(facts[fact].danger is not None for fact in changed)
        assert all(_is_worse(facts[one], before.get(one), after.get(one)) for one in changed)


def _is_worse(fact, before, after):
    if before is None or after is None:
        return before is None
    order = fact.choices or None
    places = [order.index(value) if order else value for value in (before, after)]
    return places[0] < places[1] if fact.danger == "up" else places[0] > places[1]


def test_what_scores_imply_is_linked_to_no_other_fact():
    """
    So stating it says the same as a score that shows it: the proofs cover scores that way.
    """
    implied = set(re.findall(r'\.imply\(\s*"(\w+)"', inspect.getsource(derive)))
    implied.add(derive.SELF_HARM_ITEM)
    facts = Situation.vocabulary().facts
    linked = {name for fact in facts.values() if fact.follows for name in (fact.name, fact.follows)}

    assert {"severity", "symptom_trend", "progress_measured", "alliance_dropped"} <= implied
    assert set() == implied & (linked | {RAISED, RESULT})


def test_only_how_old_scores_are_can_stay_open():
    """
    The one measured fact that is unknown although there are scores.
    """
    source = inspect.getsource(derive)

    assert [AGE_OF_SCORES] == re.findall(r'open\.add\("(\w+)"\)', source)
