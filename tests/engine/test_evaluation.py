"""What an engine finds is a mapping, whatever it is kept as, and can be held against another."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nextsteps.engine import Evaluation, Truths, engine_for
from nextsteps.known import known_of
from nextsteps.truth import Truth
from tests.strategies import clinic_situations, rulebooks

PARTS = ("rules", "findings", "needs", "contradictions")


@st.composite
def _evaluations(draw: st.DrawFn) -> tuple[list[Evaluation], list[Evaluation]]:
    """Two situations of one rulebook, each as both engines find it, the reference last."""
    rulebook = draw(rulebooks(most_rules=12))
    engines = [engine_for(rulebook, name) for name in ("compiled", "reference")]
    known = [known_of(draw(clinic_situations()), rulebook) for _ in range(2)]
    one, other = ([engine.evaluate(each) for engine in engines] for each in known)
    return one, other


@settings(max_examples=60)
@given(_evaluations())
def test_the_compiled_engine_finds_what_the_reference_finds(both):
    """
    Every rule, finding, need and contradiction; in which order is an engine's own affair.
    """
    for compiled, reference in both:
        for part in PARTS:
            found, expected = getattr(compiled, part), getattr(reference, part)
            assert dict(expected) == dict(found), part
            assert len(expected) == len(found)
            assert (found == expected) is (expected == found) is True
        assert reference.rules_holding == compiled.rules_holding
        assert reference.findings_holding == compiled.findings_holding


@settings(max_examples=60)
@given(_evaluations())
def test_the_rules_that_differ_are_those_with_another_truth(both):
    """
    Whichever engines found them.
    """
    one, other = both
    mine, others = one[1].rules, other[1].rules
    expected = {name for name in mine if mine[name] is not others[name]}

    for first, second in product(one, other):
        assert sorted(expected) == sorted(first.rules_that_differ(second))


@pytest.mark.parametrize("values", list(product((True, False, None), repeat=2)), ids=str)
@pytest.mark.parametrize("others", list(product((True, False, None), repeat=2)), ids=str)
def test_truths_are_equal_where_each_is(values, others):
    """
    Those of one engine, those of another, and a mapping that says the same of the same names.
    """
    places = {"first": 0, "second": 1}
    one, of_this = Truths(places, values), Truths(places, others)
    plain = {name: Truth.of(value) for name, value in zip(places, others, strict=True)}

    assert (values == others) is (one == of_this)
    assert (values == others) is (one == Truths(dict(places), others))
    assert (values == others) is (one == plain)
    assert one != Truths({"first": 0, "another": 1}, values)
