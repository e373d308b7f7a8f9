"""What becomes of one recommendation."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nextsteps import Rulebook, Situation
from nextsteps.engine import engine_for
from nextsteps.known import known_of
from nextsteps.outcome import scales_of
from nextsteps.plan import Check, Excluded, Held, Recommended, SetAside
from nextsteps.unsettled import Reading
from nextsteps.weighing import NOT_TRIED, Scales, maker_of
from tests.strategies import Clinic, cases, load

BOTH = pytest.mark.parametrize("which", ["generated", "shipped"])
FEW = settings(max_examples=40)


def _scales(rulebook: Rulebook, situation: Situation, *, tells_facts: bool = True) -> Scales:
    known = known_of(situation, rulebook)
    reading = Reading(rulebook.conditions, known, engine_for(rulebook).evaluate(known))
    return scales_of(rulebook, reading, tells_facts=tells_facts)


@BOTH
@FEW
@given(data=st.data())
def test_what_keeps_a_step_from_being_given_is_told_of_any_step(which, data):
    """
    The same as in the plan where something speaks for it; nothing where the plan gives it.
    """
    rulebook, situation = data.draw(cases(which))
    scales = _scales(rulebook, situation)

    for one in scales.weigh_all():
        if isinstance(one, (Held, Excluded)):
            assert one == scales.withheld(one.id)
            reasons = [rulebook.rules[rule].because for rule in one.rules if rule in rulebook.rules]
            assert one.because in reasons or one.rules[0] not in rulebook.rules
        elif isinstance(one, Recommended) and one.core is None:
            assert scales.withheld(one.id) is None


@BOTH
@FEW
@given(data=st.data())
def test_a_step_that_was_kept_is_the_one_that_would_be_made(which, data):
    """
    Whatever situations came before, the plan is that of a rulebook that has met none.
    """
    rulebook, situation = data.draw(cases(which))
    kept = rulebook.recommend(situation)
    maker_of(rulebook).cache_clear()

    assert kept == rulebook.recommend(situation)


@BOTH
@FEW
@given(data=st.data())
def test_a_step_carries_what_its_entry_says(which, data):
    """
    To this reader, and whether it was declined before.
    """
    rulebook, situation = data.draw(cases(which))
    scales = _scales(rulebook, situation)

    for one in scales.weigh_all():
        entry = rulebook.recommendations[one.id]
        text = entry.text(scales.reader)
        assert entry.title_for(scales.reader) == one.title
        if isinstance(one, Recommended):
            assert text is not None
            assert (text.what, text.how) == (one.what, one.how)
            for name in ("look_again", "advice", "kind", "stage", "effort"):
                assert getattr(entry, name) == getattr(one, name), name
            for argument in (*one.arguments_for, *one.arguments_against):
                rule = rulebook.rules[argument.rule]
                cited = [
                    (one.source, one.locator, one.grade or rulebook.sources[one.source].grade)
                    for one in rule.sources
                ]
                references = argument.references
                assert cited == [(told.source, told.locator, told.grade) for told in references]
                assert (rule.because, rule.kind) == (argument.because, argument.kind)
            declined = scales.reading.known.tried.get(one.id) == "declined"
            assert declined is one.declined


@BOTH
@FEW
@given(data=st.data())
def test_what_is_set_aside_has_its_cause(which, data):
    """
    No text for this reader, before what it needs, before what was tried.
    """
    rulebook, situation = data.draw(cases(which))
    scales = _scales(rulebook, situation)

    for one in scales.weigh_all():
        if not isinstance(one, SetAside):
            continue
        outcome = scales.reading.known.tried.get(one.id)
        if rulebook.recommendations[one.id].text(scales.reader) is None:
            assert ("not_for_this_reader", None) == (one.cause, one.outcome)
        elif one.cause == "already_tried":
            assert outcome not in NOT_TRIED
            assert outcome == one.outcome
        else:
            assert ("not_applicable", None) == (one.cause, one.outcome)


@BOTH
@FEW
@given(data=st.data())
def test_without_telling_facts_all_else_is_the_same(which, data):
    """
    The facts that would settle something are those of the vocabulary, in its order.
    """
    rulebook, situation = data.draw(cases(which))
    names = list(rulebook.situation.vocabulary().facts)
    told, silent = (
        _scales(rulebook, situation, tells_facts=tells).weigh_all() for tells in (True, False)
    )

    assert [_without_facts(one, rulebook) for one in told] == silent
    for one in told:
        for facts in _facts_of(one, rulebook):
            assert [name for name in names if name in facts] == list(facts)


WORDS = {
    "not for this reader": (
        {"relative": None},
        {"asker": "relative", "not_heard": True},
        SetAside("one", "One", "not_for_this_reader", "it is not for the relative"),
    ),
    "not what it needs": (
        {"needs": "in_therapy"},
        {"in_therapy": False, "not_heard": True},
        SetAside("one", "One", "not_applicable", "what it needs is not given here"),
    ),
    "tried": (
        {},
        {"not_heard": True, "tried": {"one": "no_change"}},
        SetAside(
            "one", "One", "already_tried", "it was tried already (no change)", outcome="no_change"
        ),
    ),
    "a contradiction": (
        {"drastic": True},
        {"not_heard": True, "no_progress": True},
        Held(
            "one",
            "One",
            "Some of what is known contradicts itself, and this is a big step.",
            "it is clear which is right",
            ("odd",),
            ("no_progress", "not_heard"),
        ),
    ),
}


@pytest.mark.parametrize("name", WORDS)
def test_what_is_kept_back_is_told_in_these_words(name):
    """
    With the title for the reader, and the contradiction's facts in its own order.
    """
    entry, facts, expected = WORDS[name]

    assert expected == _one(entry, "not_heard", **facts)


def test_what_may_not_be_needed_is_given_with_a_check():
    """
    Of the facts that it needs.
    """
    given = _one({"needs": "in_therapy"}, "not_heard", not_heard=True)

    assert (Check("Make sure first that this applies.", ("in_therapy",)),) == given.checks


@pytest.mark.parametrize("pair", list(permutations(("in_therapy", "age", "not_heard"), 2)))
def test_two_facts_are_told_in_the_order_of_the_vocabulary(pair):
    """
    However the condition orders them.
    """
    conditions = {"in_therapy": "in_therapy", "age": "age > 20", "not_heard": "not_heard"}
    one, other = (conditions[name] for name in pair)
    given = _one({"needs": f"{one} and {other}"}, "no_progress", no_progress=True)

    assert sorted(pair, key=list(Clinic.vocabulary().facts).index) == list(given.checks[0].facts)


@pytest.mark.parametrize(
    ("outcome", "when", "is_given"),
    [
        ("no_change", "failed('one')", True),
        ("no_change", "tried('one')", False),
        ("helped", "tried('one')", True),
        ("helped", "not_heard", False),
        ("no_change", "tried('one') or failed('one')", True),
    ],
)
def test_a_step_is_repeated_where_its_rule_reads_what_came_of_it(outcome, when, is_given):
    """
    After a failure the rule must read the failure.
    """
    one = _one({}, when, not_heard=True, tried={"one": outcome})

    assert is_given is isinstance(one, Recommended)
    assert not is_given or one.again == "It was written."


def _one(entry, when, **facts):
    """What becomes of the only step of a rulebook, about which one rule speaks."""
    cited = [{"source": "seed", "locator": "all of it"}]
    texts = {reader: {"what": "Do it."} for reader in ("client", "relative", "clinician")}
    step = {"id": "one", "title": "One", "stage": "change", "sources": cited, **texts, **entry}
    rulebook = load(
        {
            "rulebook": {"id": "plain", "version": "1.0.0", "title": "Plain"},
            "sources": [
                {
                    "id": "seed", "title": "Seed", "year": 2026, "organisation": "None",
                    "note": "made", "grade": "C", "checked": "2026-11-25",
                }
            ],
            "recommendations": [{key: value for key, value in step.items() if value is not None}],
            "rules": [
                {
                    "id": "rule", "recommend": "one", "when": when, "because": "It was written.",
                    "sources": cited,
                }
            ],
            "contradictions": [
                {
                    "id": "odd", "when": "not_heard and no_progress", "question": "Which?",
                    "facts": ["no_progress", "not_heard"],
                }
            ],
        }
    )  # fmt: skip
    (found,) = _scales(rulebook, Clinic(**facts)).weigh_all()
    return found


def _facts_of(one, rulebook):
    """The facts that would settle it; a contradiction names its facts in an order of its own."""
    if isinstance(one, Held):
        return [one.facts] if one.rules[0] in rulebook.rules else []
    return [check.facts for check in one.checks] if isinstance(one, Recommended) else []


def _without_facts(one, rulebook):
    if isinstance(one, Held) and one.rules[0] in rulebook.rules:
        return replace(one, facts=())
    if isinstance(one, Recommended):
        return replace(one, checks=tuple(replace(check, facts=()) for check in one.checks))
    return one
