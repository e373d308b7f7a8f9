"""Conditions there and back: text into a tree, a tree into text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nextsteps import Situation, Truth
from nextsteps.language import (
    Always,
    Among,
    And,
    Compare,
    Condition,
    Failed,
    Found,
    IsTrue,
    Known,
    Names,
    Not,
    Or,
    Tried,
    atoms,
    evaluate,
    fact_names,
    failed_names,
    finding_names,
    parse,
    tried_names,
    unparse,
)
from tests.strategies import STEPS, Clinic, conditions, situations

EVERYTHING = Names(
    Clinic.vocabulary().facts, frozenset(("too_early", "poor_fit")), frozenset(STEPS)
)
MANY = settings(max_examples=2 * settings.default.max_examples)

HEARD, FIT = IsTrue("not_heard"), Found("poor_fit")
WEEKS = "weeks_in_therapy"
WRITTEN: list[tuple[str, Condition]] = [
    ("True", Always()),
    ("not_heard", HEARD),
    ("poor_fit", FIT),
    ("not not_heard", Not(HEARD)),
    ("not not not_heard", Not(Not(HEARD))),
    ("not_heard and poor_fit", And((HEARD, FIT))),
    ("not_heard or poor_fit", Or((HEARD, FIT))),
    ("not_heard and poor_fit and no_progress", And((HEARD, FIT, IsTrue("no_progress")))),
    ("not_heard and (poor_fit and no_progress)", And((HEARD, FIT, IsTrue("no_progress")))),
    ("not_heard and poor_fit or no_progress", Or((And((HEARD, FIT)), IsTrue("no_progress")))),
    ("not_heard and (poor_fit or no_progress)", And((HEARD, Or((FIT, IsTrue("no_progress")))))),
    ("not (not_heard or poor_fit)", Not(Or((HEARD, FIT)))),
    ("not not_heard and poor_fit", And((Not(HEARD), FIT))),
    ("((((not_heard))))", HEARD),
    ("age >= 18", Compare("age", ">=", 18)),
    ("18 <= age", Compare("age", ">=", 18)),
    ("18 == age", Compare("age", "==", 18)),
    ("18 != age", Compare("age", "!=", 18)),
    ("18 > age", Compare("age", "<", 18)),
    ("18 >= age", Compare("age", "<=", 18)),
    ("18 < age", Compare("age", ">", 18)),
    ("4 <= weeks_in_therapy < 12", And((Compare(WEEKS, ">=", 4), Compare(WEEKS, "<", 12)))),
    ("weeks_in_therapy >= 1.5", Compare(WEEKS, ">=", 1.5)),
    ('progress == "none"', Compare("progress", "==", "none")),
    ("progress == 'none'", Compare("progress", "==", "none")),
    ('"none" == progress', Compare("progress", "==", "none")),
    ('progress != "none"', Compare("progress", "!=", "none")),
    ('progress in {"worse", "none"}', Among("progress", ("none", "worse"))),
    ('progress in {"none", "none"}', Among("progress", ("none",))),
    ('progress in ("none", "worse")', Among("progress", ("none", "worse"))),
    ('progress in ["none", "worse"]', Among("progress", ("none", "worse"))),
    ('progress not in {"none"}', Not(Among("progress", ("none",)))),
    ('tried("step-1")', Tried("step-1")),
    ('not failed("step-1")', Not(Failed("step-1"))),
    ("not_heard\nand poor_fit", And((HEARD, FIT))),
    ("not_heard and\n  poor_fit\n", And((HEARD, FIT))),
    ("  not_heard  ", HEARD),
]


@MANY
@given(conditions(EVERYTHING))
def test_a_condition_unparsed_and_parsed_is_the_same_condition(condition):
    """
    The canonical text says exactly what the tree says.
    """
    assert condition == parse(unparse(condition), EVERYTHING)


@given(conditions(EVERYTHING))
def test_the_canonical_text_is_canonical(condition):
    """
    Written, read and written again it is the same text.
    """
    text = unparse(condition)

    assert text == unparse(parse(text, EVERYTHING))


@given(conditions(EVERYTHING), st.sampled_from(["({})", "  {}", "{}\n", "(({}))", "{} "]))
def test_brackets_around_it_and_spaces_change_nothing(condition, form):
    """
    A condition may be written as its author likes.
    """
    assert condition == parse(form.format(unparse(condition)), EVERYTHING)


@pytest.mark.parametrize(
    ("text", "condition"), WRITTEN, ids=[" / ".join(text.splitlines()) for text, _ in WRITTEN]
)
def test_what_is_written_by_hand_is_read_as_meant(text, condition):
    """
    One line for each form of the language.
    """
    assert condition == parse(text, EVERYTHING)


@MANY
@given(conditions(EVERYTHING, max_leaves=20), situations(model=Clinic))
def test_a_checked_condition_never_raises(condition, situation):
    """
    Whatever is known: the answer is one of the three truths.
    """
    findings = {"too_early": Truth.UNKNOWN, "poor_fit": Truth.TRUE}

    truth = evaluate(condition, Known(situation.facts(), situation.tried), findings)

    assert truth in Truth


@given(conditions(EVERYTHING))
def test_of_nothing_known_every_condition_is_unknown_or_constant(condition):
    """
    In the empty situation only what holds always, or never, is settled.
    """
    constant = any(isinstance(atom, (Always, Found)) for atom in atoms(condition))
    findings = {"too_early": Truth.UNKNOWN, "poor_fit": Truth.UNKNOWN}

    assert constant or evaluate(condition, Known({}), findings) is Truth.UNKNOWN


@given(conditions(EVERYTHING), situations(model=Clinic))
def test_a_condition_and_its_opposite_are_opposite(condition, situation):
    """
    Not swaps TRUE and FALSE, and leaves UNKNOWN.
    """
    known = Known(situation.facts(), situation.tried)
    findings = {"too_early": Truth.FALSE, "poor_fit": Truth.UNKNOWN}
    opposite = {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE, Truth.UNKNOWN: Truth.UNKNOWN}

    truth = evaluate(condition, known, findings)

    assert opposite[truth] is evaluate(Not(condition), known, findings)


@given(conditions(EVERYTHING), situations(model=Clinic), st.data())
def test_a_fact_that_a_condition_does_not_name_does_not_change_it(condition, situation, data):
    """
    The names that are listed are all that count.
    """
    findings = {"too_early": Truth.FALSE, "poor_fit": Truth.UNKNOWN}
    facts = situation.facts()
    read = {name: value for name, value in facts.items() if name in fact_names(condition)}
    tried = {
        name: outcome for name, outcome in situation.tried.items() if name in tried_names(condition)
    }

    expected = evaluate(condition, Known(facts, situation.tried), findings)

    assert expected is evaluate(condition, Known(read, tried), findings)


def test_the_names_of_a_condition_are_listed_by_kind():
    """
    Facts, findings, steps tried and steps failed.
    """
    condition = parse(
        'not_heard and (age >= 3 or not poor_fit) and tried("step-1") and failed("step-2")',
        EVERYTHING,
    )

    assert (
        frozenset(("not_heard", "age")),
        frozenset(("poor_fit",)),
        frozenset(("step-1", "step-2")),
        frozenset(("step-2",)),
    ) == (
        fact_names(condition),
        finding_names(condition),
        tried_names(condition),
        failed_names(condition),
    )


OUTCOMES = [
    ("never", Truth.FALSE, Truth.FALSE),
    ("done", Truth.TRUE, Truth.UNKNOWN),
    ("ongoing", Truth.TRUE, Truth.FALSE),
    ("helped", Truth.TRUE, Truth.FALSE),
    ("no_change", Truth.TRUE, Truth.TRUE),
    ("worse", Truth.TRUE, Truth.TRUE),
    ("dismissed", Truth.TRUE, Truth.TRUE),
    ("declined", Truth.TRUE, Truth.FALSE),
    (None, Truth.UNKNOWN, Truth.UNKNOWN),
]


@pytest.mark.parametrize(("outcome", "tried", "failed"), OUTCOMES)
def test_each_outcome_says_whether_a_step_was_tried_and_whether_it_failed(outcome, tried, failed):
    """
    Done, and nothing said of what came of it, leaves open whether it failed.
    """
    known = Known({}, {} if outcome is None else {"step-1": outcome})

    assert (tried, failed) == (
        evaluate(Tried("step-1"), known, {}),
        evaluate(Failed("step-1"), known, {}),
    )


def test_a_vocabulary_of_a_subclass_can_be_named():
    """
    Facts that an app adds are facts like any other.
    """
    names = Names(Clinic.vocabulary().facts)

    assert Compare("ward", "==", "day") == parse('ward == "day"', names)


def test_a_fact_of_a_subclass_is_unknown_to_the_library():
    """
    Each vocabulary is closed.
    """
    assert "ward" not in Situation.vocabulary().facts
