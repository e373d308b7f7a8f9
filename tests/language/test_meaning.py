"""What conditions mean, written out by hand: the table that the reference and all engines obey."""

import pytest

from nextsteps import EngineError
from nextsteps.engine import ENGINES, CompiledEngine, ReferenceEngine, engine_for
from nextsteps.language import Known, Names, parse, unparse
from nextsteps.rulebook import Conditions
from nextsteps.truth import Truth, disjunction
from tests.sketches import load_sketch
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


@EVERY
def test_many_conditions_together_mean_what_each_means_alone(engine):
    """
    Nothing that is worked out for one condition is taken for another.
    """
    if engine == "durable":
        pytest.importorskip("durable", exc_type=ImportError)
    texts = [*dict.fromkeys(text for text, _, _ in TABLE), *STEP_TEXTS]
    together = FACTORIES[engine](_rules({text: parse(text, NAMES) for text in texts}))
    facts = {"not_heard": True, "age": 18, "progress": "worse"}
    tried = {"step-1": "done", "step-2": "worse"}

    found = together.evaluate(Known(facts, tried)).rules

    assert found == {text: truth_of("reference", text, facts, tried) for text in texts}


STEP_TEXTS = [f'{word}("step-{number}")' for word in ("tried", "failed") for number in (1, 2, 3)]


@EVERY
@pytest.mark.parametrize(("facts", "truth"), [({"not_heard": True}, T), ({"not_heard": False}, F)])
def test_a_finding_is_read_by_findings_and_rules_that_rest_on_it(engine, facts, truth):
    """
    From facts to a finding, to a finding on top of it, to a rule that concludes nothing.
    """
    if engine == "durable":
        pytest.importorskip("durable", exc_type=ImportError)
    names = Names(NAMES.facts, frozenset(("below", "above")))
    rules = {
        "a-rule": parse("above", names),
        "b-below": parse("not_heard", names),
        "c-above": parse("below", names),
    }
    findings = {"below": ("b-below",), "above": ("c-above",)}
    reading = {"step": parse("above", names)}

    found = FACTORIES[engine](Conditions(rules, reading, reading, findings)).evaluate(Known(facts))

    assert dict.fromkeys(rules, truth) == found.rules
    assert [truth] == list(found.needs.values()) == list(found.contradictions.values())


def test_an_engine_is_made_once_for_a_rulebook_and_the_default_is_compiled():
    """
    Making it costs more than using it.
    """
    rulebook = load_sketch()

    assert engine_for(rulebook) is engine_for(rulebook, "compiled")
    assert isinstance(engine_for(rulebook), CompiledEngine)
    assert isinstance(engine_for(rulebook, "reference"), ReferenceEngine)


@pytest.mark.parametrize(
    ("name", "help_text"),
    [("compild", "did you mean `compiled`?"), ("rete", "one of compiled, reference, durable")],
)
def test_an_unknown_engine_is_told_with_those_that_there_are(name, help_text):
    """
    A slip gets a suggestion, anything else the list.
    """
    with pytest.raises(EngineError) as raised:
        engine_for(load_sketch(), name)

    (problem,) = raised.value.problems
    assert ("E601", f"unknown engine `{name}`") == (problem.code, problem.message)
    assert help_text == problem.help


@pytest.mark.parametrize(
    "text",
    [
        "True",
        "not_heard and no_progress and not (age < 18 or poor_fit)",
        'progress == "none" or not_heard and weeks_in_therapy >= 2.5',
        '(no_progress or not_heard) and progress in {"none", "worse"}',
        'not tried("step-1") or failed("step-2") and not not_heard',
    ],
)
def test_a_condition_is_written_with_as_few_brackets_as_it_takes(text):
    """
    What is written as people write it comes back letter by letter.
    """
    assert text == unparse(parse(text, NAMES))


def _rules(rules):
    return Conditions(rules, {}, {}, {})
