"""Generated cases are real: every engine agrees, and pairs show what they say."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nextsteps import Rulebook, Situation
from nextsteps.engine import ENGINES, engine_for
from nextsteps.known import known_of
from nextsteps.language import Compare, evaluate, parts_of, shows, unparse
from nextsteps.truth import Truth
from nextsteps.verify.cases import RuleCases, cases_of
from nextsteps.verify.cuts import cuts_of
from nextsteps.verify.numbers import cell_of, cuts_in, with_readable_numbers
from tests.sketches import load_sketch
from tests.strategies import (
    Clinic,
    clinic_situations,
    document_of,
    load,
    rulebooks,
    shipped_situations,
)

ENGINE_NAMES = tuple(ENGINES)
EVERY = 23
"""In the usual run one rule in so many; `slow` takes them all."""


def _sample(rulebook: Rulebook, share: int) -> list[str]:
    return list(rulebook.rules)[::share]


def _disagreements(rulebook: Rulebook, found: RuleCases, engines: tuple[str, ...]) -> list[str]:
    """What an engine says otherwise than a case."""
    wrong = []
    for case in found.cases:
        known = known_of(case.situation, rulebook)
        for engine in engines:
            truth = engine_for(rulebook, engine).evaluate(known).rules[found.rule]
            if truth is not case.truth:
                wrong.append(f"{engine}: {found.rule}, case {case.number}: {truth}")
    return wrong


def _truths(rulebook: Rulebook, rule: str, situation: Situation):
    known = known_of(situation, rulebook)
    findings = engine_for(rulebook, "reference").evaluate(known).findings
    parts = parts_of(rulebook.conditions.rules[rule])
    return {part: evaluate(part, known, findings) for part in parts}


# -- the shipped rulebook


def test_every_engine_agrees_with_the_cases_of_a_sample_of_rules(shipped: Rulebook):
    """
    Compiled, reference and durable find in each case what it says.
    """
    wrong = [
        line
        for found in cases_of(shipped, _sample(shipped, EVERY))
        for line in _disagreements(shipped, found, ENGINE_NAMES)
    ]

    assert [] == wrong


@pytest.mark.slow
def test_every_engine_agrees_with_every_generated_case(shipped: Rulebook):
    """
    Compiled and reference take every case of every rule; durable every fifth rule.
    """
    wrong = []
    for number, found in enumerate(cases_of(shipped)):
        engines = ENGINE_NAMES if number % 5 == 0 else ("compiled", "reference")
        wrong += _disagreements(shipped, found, engines)

    assert [] == wrong


def test_a_caseload_of_generated_cases_gets_the_plans_that_they_get_one_by_one(shipped: Rulebook):
    """
    The kernel for whole tables takes the sample's cases at once.
    """
    agreement = pytest.importorskip("tests.population.agreement")
    cases = [case for found in cases_of(shipped, _sample(shipped, EVERY)) for case in found.cases]
    situations = [case.situation for case in cases if not case.situation.measures]
    expected = [agreement.plainly_planned(shipped.recommend(one)) for one in situations]

    assert expected == agreement.answers_of(shipped, situations)


def test_danger_rules_are_shown_part_by_part(shipped: Rulebook):
    """
    For every part of a danger's rules there are two situations that differ in nothing else.
    """
    rules = [
        rule.id for danger in shipped.dangers for rule in shipped.rules_about(danger, "finding")
    ]
    found = {one.rule: one for one in cases_of(shipped, rules[::4])}
    missing = [
        (rule, unparse(part))
        for rule, cases in found.items()
        for part in parts_of(shipped.conditions.rules[rule])
        if not any(
            pair.part == unparse(part) and pair.to is Truth.FALSE and pair.shown == "alone"
            for pair in cases.pairs
        )
    ]

    assert [] == missing


def test_a_rule_that_rules_out_is_shown_beside_what_speaks_for_the_step(shipped: Rulebook):
    """
    Couples work is given without violence, ruled out with it, and held while it is not known.
    """
    [found] = cases_of(shipped, ["no-joint-work-with-a-violent-partner"])
    by_truth = {case.truth: case for case in found.cases}

    assert "must not be advised here" == by_truth[Truth.TRUE].says
    assert by_truth[Truth.FALSE].says.startswith("given")
    assert by_truth[Truth.UNKNOWN].says.startswith("not yet")


# -- laws, on generated rulebooks


@settings(max_examples=12)
@given(rulebooks(most_rules=12))
def test_each_pair_shows_what_it_says(rulebook: Rulebook):
    """
    The rule holds in one and not in the other, and the part is what decides.
    """
    for found in cases_of(rulebook):
        condition = rulebook.conditions.rules[found.rule]
        cases = {case.number: case for case in found.cases}
        for pair in found.pairs:
            one, other = cases[pair.holds], cases[pair.otherwise]
            assert (Truth.TRUE, pair.to) == (one.truth, other.truth)
            truths = [_truths(rulebook, found.rule, case.situation) for case in (one, other)]
            [part] = [atom for atom in truths[0] if unparse(atom) == pair.part]
            if pair.to is Truth.FALSE:
                assert pair.shown == shows(condition, part, *truths)
            changed = {
                unparse(atom) for atom in truths[0] if truths[0][atom] is not truths[1][atom]
            }
            assert {pair.part, *pair.beside} == changed


@settings(max_examples=12)
@given(rulebooks(most_rules=12))
def test_every_part_is_shown_or_said_not_to_be(rulebook: Rulebook):
    """
    For each part and each outcome there is a pair, or a reason.
    """
    for found in cases_of(rulebook):
        parts = {unparse(part) for part in parts_of(rulebook.conditions.rules[found.rule])}
        told = [(one.part, one.to) for one in (*found.pairs, *found.not_shown)]
        assert {(part, to) for part in parts for to in (Truth.FALSE, Truth.UNKNOWN)} == set(told)
        assert len(set(told)) == len(told)


@settings(max_examples=15)
@given(
    st.integers(0, 2**32 - 1),
    st.integers(4, 12),
    st.lists(clinic_situations(dense=True), min_size=25, max_size=25),
)
def test_what_is_said_not_to_be_showable_is_shown_by_no_situations(seed, rules, situations):
    """
    No two of many situations show a part deciding that was proved not to.
    """
    rulebook = load(document_of(seed, rules))
    for found in cases_of(rulebook):
        condition = rulebook.conditions.rules[found.rule]
        hidden = {one.part for one in found.not_shown if one.to is Truth.FALSE}
        if not hidden:
            continue
        read = [_truths(rulebook, found.rule, situation) for situation in situations]
        for part in (atom for atom in read[0] if unparse(atom) in hidden):
            assert not any(shows(condition, part, one, other) for one in read for other in read)


@settings(max_examples=12)
@given(rulebooks(most_rules=12))
def test_a_threshold_is_shown_from_both_sides(rulebook: Rulebook):
    """
    Where a comparison decides alone, no other threshold lies between its two values.
    """
    cuts = cuts_in(rulebook)
    facts = rulebook.situation.vocabulary().facts
    for found in cases_of(rulebook):
        cases = {case.number: case.situation.facts() for case in found.cases}
        parts = {unparse(part): part for part in parts_of(rulebook.conditions.rules[found.rule])}
        for pair in found.pairs:
            part = parts[pair.part]
            if not isinstance(part, Compare) or isinstance(part.value, str):
                continue
            own = cuts_of(facts[part.fact], part)
            if pair.to is not Truth.FALSE or pair.shown != "alone" or len(own) != 1:
                continue
            values = sorted(cases[number][part.fact] for number in (pair.holds, pair.otherwise))
            between = [cut for cut in cuts[part.fact] if values[0] <= cut[0] <= values[1]]
            assert own[0] in between
            assert _is_seen_both_ways(own[0], values, cuts[part.fact]) or len(between) > 1


def _is_seen_both_ways(cut, values, cuts) -> bool:
    return cell_of(values[0], cuts).high == cut == cell_of(values[1], cuts).low


@settings(max_examples=60)
@given(shipped_situations())
def test_readable_numbers_change_no_truth(shipped: Rulebook, situation: Situation):
    """
    A number only moves to where no condition can tell the difference.
    """
    assume(not situation.measures)
    moved = with_readable_numbers(situation, cuts_in(shipped))
    engine = engine_for(shipped)

    assert engine.evaluate(known_of(situation, shipped)) == engine.evaluate(
        known_of(moved, shipped)
    )


# -- examples


def test_parts_that_cannot_change_alone_are_told_with_what_they_are_tied_to():
    """
    Whoever is 18 or older is not under 12.
    """
    rulebook = load_sketch(
        ("when: stalled and not raised_with_therapist", "when: age >= 18 or age < 12")
    )
    [found] = cases_of(rulebook, ["talk-when-stalled"])

    assert {"age >= 18", "age < 12"} == {one.part for one in found.pairs if one.shown == "alone"}

    rulebook = load_sketch(
        ("when: stalled and not raised_with_therapist", "when: age >= 18 or age >= 12")
    )
    [found] = cases_of(rulebook, ["talk-when-stalled"])
    [hidden] = [one for one in found.not_shown if one.to is Truth.FALSE]

    assert "age >= 18" == hidden.part
    assert "`age >= 12`" in hidden.because


def test_a_part_that_never_holds_is_told():
    """
    A measured fact is always known.
    """
    rulebook = load_sketch(
        ("when: stalled and not raised_with_therapist", "when: stalled and measured_weeks > 3")
    )
    [found] = cases_of(rulebook, ["talk-when-stalled"])

    assert ["`measured_weeks > 3` is never unknown"] == [one.because for one in found.not_shown]


def test_a_rule_that_always_holds_has_one_case():
    """
    There is nothing to decide.
    """
    rulebook = load_sketch(("when: stalled and not raised_with_therapist", "when: True"))
    [found] = cases_of(rulebook, ["talk-when-stalled"])

    assert ((Truth.TRUE, {}),) == tuple((case.truth, case.facts()) for case in found.cases)
    assert () == found.pairs


def test_facts_of_a_vocabulary_of_ones_own_are_used():
    """
    Cases are told in the vocabulary that the rulebook was loaded with.
    """
    rulebook = load(document_of(3, 6))
    cases = [case for found in cases_of(rulebook) for case in found.cases]

    assert cases
    assert all(isinstance(case.situation, Clinic) for case in cases)
