"""What conditions mean, written out by hand: the table that the reference and all engines obey."""

import pytest

from nextsteps.engine import ENGINES, CompiledEngine, ReferenceEngine
from nextsteps.language import Known, Names, parse
from nextsteps.rulebook import Conditions
from nextsteps.truth import Truth, disjunction
from tests.strategies import STEPS, Clinic

NAMES = Names(Clinic.vocabulary().facts, frozenset(("poor_fit",)), frozenset(STEPS))
T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
TABLE = [
    ("True", {}, T),
    ("not_heard", {"not_heard": True}, T),
    ("not_heard", {"not_heard": False}, F),
    ("not_heard", {}, U),
    ("not not_heard", {"not_heard": True}, F),
    ("not not_heard", {"not_heard": False}, T),
    ("not not_heard", {}, U),
    *(
        (f"age {sign} 18", {"age": age}, truth)
        for sign, truths in {
            "<": (T, F, F),
            "<=": (T, T, F),
            "==": (F, T, F),
            "!=": (T, F, T),
            ">=": (F, T, T),
            ">": (F, F, T),
        }.items()
        for age, truth in zip((17, 18, 19), truths, strict=True)
    ),
    *((f"age {sign} 18", {}, U) for sign in ("<", "<=", "==", "!=", ">=", ">")),
    ("18 <= age", {"age": 17}, F),
    ("18 <= age", {"age": 18}, T),
    ("16 <= age < 18", {"age": 15}, F),
    ("16 <= age < 18", {"age": 16}, T),
    ("16 <= age < 18", {"age": 18}, F),
    ("16 <= age < 18", {}, U),
    ("weeks_in_therapy >= 2.5", {"weeks_in_therapy": 2.4}, F),
    ("weeks_in_therapy >= 2.5", {"weeks_in_therapy": 2.5}, T),
    ("weeks_in_therapy >= 0", {"weeks_in_therapy": 0.0}, T),
    ('progress == "none"', {"progress": "none"}, T),
    ('progress == "none"', {"progress": "worse"}, F),
    ('progress == "none"', {}, U),
    ('progress != "none"', {"progress": "worse"}, T),
    ('progress in {"none", "worse"}', {"progress": "worse"}, T),
    ('progress in {"none", "worse"}', {"progress": "some"}, F),
    ('progress in {"none", "worse"}', {}, U),
    ('progress not in {"none", "worse"}', {"progress": "worse"}, F),
    ('progress not in {"none", "worse"}', {"progress": "some"}, T),
    ('progress not in {"none", "worse"}', {}, U),
    ("not_heard and no_progress", {"not_heard": False}, F),
    ("not_heard and no_progress", {"not_heard": True}, U),
    ("not_heard or no_progress", {"not_heard": True}, T),
    ("not_heard or no_progress", {"not_heard": False}, U),
    ("not_heard or not not_heard", {}, U),
    ("not (not_heard and no_progress)", {"no_progress": False}, T),
    ("not (not_heard or no_progress)", {"no_progress": True}, F),
]
OUTCOMES = {
    "never": (F, F),
    "done": (T, U),
    "ongoing": (T, F),
    "helped": (T, F),
    "no_change": (T, T),
    "worse": (T, T),
    "dismissed": (T, T),
    "declined": (T, F),
    None: (U, U),
}
"""For each outcome of a step whether it was tried, and whether it failed."""
FACTORIES = {
    "reference": ReferenceEngine,
    "compiled": CompiledEngine,
    "durable": ENGINES["durable"],
}
EVERY = pytest.mark.parametrize("engine", FACTORIES)


def truth_of(engine, text, facts, tried=None):
    """The truth of one condition, as a rule, and through a finding that rests on it."""
    if engine == "durable":
        pytest.importorskip("durable", exc_type=ImportError)
    condition = parse(text, NAMES)
    conditions = Conditions({"one": condition}, {"a": condition}, {"b": condition}, {"f": ("one",)})
    found = FACTORIES[engine](conditions).evaluate(Known(facts, tried or {}))
    truths = {found.rules["one"], found.findings["f"], found.needs["a"], found.contradictions["b"]}
    assert len(truths) == 1
    return truths.pop()


@EVERY
@pytest.mark.parametrize(("text", "facts", "truth"), TABLE)
def test_a_condition_means_what_the_table_says(engine, text, facts, truth):
    """
    At, below and above each kind of comparison, and where nothing is known.
    """
    assert truth is truth_of(engine, text, facts)


@EVERY
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_an_outcome_says_whether_a_step_was_tried_and_whether_it_failed(engine, outcome):
    """
    Done, with nothing said of what came of it, leaves open whether it failed.
    """
    tried = {} if outcome is None else {"step-1": outcome}

    was_tried = truth_of(engine, 'tried("step-1")', {}, tried)
    failed = truth_of(engine, 'failed("step-1")', {}, tried)

    assert OUTCOMES[outcome] == (was_tried, failed)


@EVERY
@pytest.mark.parametrize("first", [T, F, U])
@pytest.mark.parametrize("second", [T, F, U])
def test_a_finding_is_the_or_of_its_rules(engine, first, second):
    """
    One rule that holds is enough; it does not hold when none can.
    """
    if engine == "durable":
        pytest.importorskip("durable", exc_type=ImportError)
    rules = {"one": parse("not_heard", NAMES), "two": parse("no_progress", NAMES)}
    reader = {"step": parse("poor_fit", NAMES)}
    conditions = Conditions(rules, reader, {}, {"poor_fit": ("one", "two")})
    facts = {
        name: truth is T
        for name, truth in (("not_heard", first), ("no_progress", second))
        if truth is not U
    }

    found = FACTORIES[engine](conditions).evaluate(Known(facts))

    assert disjunction((first, second)) is found.findings["poor_fit"]
    assert found.needs["step"] is found.findings["poor_fit"]
