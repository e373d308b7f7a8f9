"""The durable engine agrees with the reference, and survives durable_rules' own faults."""

import copy
import gc
import locale
import subprocess
import sys
import textwrap
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("durable")

from nextsteps.adapters.durable import (
    DurableEngine,
    names_read,
    rete,
    to_durable_fact,
    to_durable_rules,
)
from nextsteps.adapters.durable.clauses import LARGEST, MAX_WIDTH, clauses_of
from nextsteps.adapters.durable.expression import paths, when
from nextsteps.adapters.durable.rulesets import MAX_TOTAL_WIDTH, rulesets_of
from nextsteps.engine import Evaluation, ReferenceEngine
from nextsteps.errors import EngineError
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
    Not,
    Or,
    Tried,
)
from nextsteps.language.nodes import OPERATORS
from nextsteps.rulebook import Conditions, Rulebook
from nextsteps.situation import Situation
from nextsteps.truth import Truth
from tests.strategies import rulebooks_with_situation

NUMBERS = [-3, -1, -0.1, 0, 5e-324, 1e-05, 0.1, 0.5, 1, 2, 2.5, 100]
CHOICES = ["", "a", "ab", "b", 'quo"te', "umläut"]
OUTCOMES = ["never", "done", "ongoing", "helped", "no_change", "worse", "dismissed", "declined"]


def conditions_of(
    *rules: Condition, findings: Mapping[str, tuple[Condition, ...]] | None = None
) -> Conditions:
    """Return conditions with rules `r0`, `r1`, ..., each also as a need and a contradiction."""
    named: dict[str, Condition] = {}
    own: dict[str, tuple[str, ...]] = {}
    for finding, parts in (findings or {}).items():
        own[finding] = tuple(f"{finding}-{number}" for number in range(len(parts)))
        named |= dict(zip(own[finding], parts, strict=True))
    plain = {f"r{number}": condition for number, condition in enumerate(rules)}
    return Conditions(named | plain, plain, plain, own)


def assert_agreement(conditions: Conditions, *knowns: Known) -> list[Evaluation]:
    reference, durable = ReferenceEngine(conditions), DurableEngine(conditions)
    found = [durable.evaluate(known) for known in knowns]
    assert found == [reference.evaluate(known) for known in knowns]
    return found


def conditions(findings: list[str]) -> st.SearchStrategy[Condition]:
    atoms: list[st.SearchStrategy[Any]] = [
        st.builds(IsTrue, st.sampled_from(["y0", "y1", "y2", "y3"])),
        st.builds(
            Compare,
            st.sampled_from(["n0", "n1"]),
            st.sampled_from(OPERATORS),
            st.sampled_from(NUMBERS),
        ),
        st.builds(Compare, st.just("c0"), st.sampled_from(["==", "!="]), st.sampled_from(CHOICES)),
        st.builds(
            Among,
            st.just("c1"),
            st.sets(st.sampled_from(CHOICES), min_size=1).map(sorted).map(tuple),
        ),
        st.builds(Tried, st.sampled_from(["t0", "t1"])),
        st.builds(Failed, st.sampled_from(["t0", "t1"])),
        st.just(Always()),
    ]
    if findings:
        atoms.append(st.builds(Found, st.sampled_from(findings)))
    return st.recursive(
        st.one_of(atoms),
        lambda inner: st.one_of(
            st.builds(Not, inner),
            *(
                st.builds(kind, st.lists(inner, min_size=2, max_size=4).map(tuple))
                for kind in (And, Or)
            ),
        ),
        max_leaves=12,
    )


@st.composite
def rulebooks(draw: st.DrawFn) -> Conditions:
    names: list[str] = []
    findings: dict[str, tuple[Condition, ...]] = {}
    for name in ("f0", "f1", "f2")[: draw(st.integers(0, 3))]:
        findings[name] = tuple(draw(st.lists(conditions(list(names)), min_size=1, max_size=3)))
        names.append(name)
    return conditions_of(
        *draw(st.lists(conditions(names), min_size=1, max_size=4)), findings=findings
    )


def situations() -> st.SearchStrategy[Known]:
    numbers = st.one_of(
        st.sampled_from(NUMBERS), st.integers(), st.floats(allow_nan=False), st.just(10**30)
    )
    facts = {
        **{f"y{number}": st.booleans() for number in range(4)},
        **{f"n{number}": numbers for number in range(2)},
        **{f"c{number}": st.sampled_from(CHOICES) for number in range(2)},
    }
    tried = {f"t{number}": st.sampled_from(OUTCOMES) for number in range(2)}
    return st.builds(
        Known, st.fixed_dictionaries({}, optional=facts), st.fixed_dictionaries({}, optional=tried)
    )


@settings(max_examples=max(200, settings().max_examples), deadline=None)
@given(rulebooks(), st.lists(situations(), min_size=1, max_size=5))
def test_it_agrees_with_the_reference_on_any_rulebook_and_situation(
    conditions: Conditions, knowns: list[Known]
) -> None:
    assert_agreement(conditions, *knowns)


@settings(deadline=None)
@given(rulebooks_with_situation())
def test_it_agrees_with_the_reference_on_generated_rulebooks(
    drawn: tuple[Rulebook, Situation],
) -> None:
    rulebook, situation = drawn
    assert_agreement(rulebook.conditions, Known(situation.facts(), situation.tried))


def test_it_agrees_with_the_reference_on_the_vignettes_of_the_shipped_rulebook(
    shipped: Rulebook,
) -> None:
    situations = [
        shipped.situation.model_validate(dict(vignette.facts))
        for vignette in shipped.vignettes.values()
    ]
    knowns = [Known(situation.facts(), situation.tried) for situation in situations]
    assert_agreement(shipped.conditions, Known({}), *knowns)


@pytest.mark.parametrize(
    "value", [None, -5, -1, 0, 0.1, 0.30000000000000004, 2, 2.5, 3, 2.0, 1e-7, 10**30]
)
@pytest.mark.parametrize(
    "condition",
    [
        And((Compare("n", ">=", 0), Compare("n", "<", 3))),
        Compare("n", "==", 0.1),
        Not(Compare("n", "==", 0.1)),
        Compare("n", "<=", 0.3),
        Compare("n", "!=", 2),
        Not(Compare("n", "!=", -1)),
        Compare("n", ">", -2),
        Compare("n", "<", 2**52),
        Compare("n", ">", 1e-05),
        Compare("n", "<=", 5e-324),
    ],
    ids=str,
)
def test_numbers_compare_as_in_python(condition: Condition, value: float | None) -> None:
    assert_agreement(conditions_of(condition), Known({} if value is None else {"n": value}))


@pytest.mark.parametrize("outcome", [None, *OUTCOMES])
def test_every_outcome_of_a_step_counts_as_in_the_reference(outcome: Any) -> None:
    known = Known({}, {} if outcome is None else {"step": outcome})
    assert_agreement(
        conditions_of(Tried("step"), Failed("step"), Not(Tried("step")), Not(Failed("step"))), known
    )


def test_not_over_nested_findings() -> None:
    findings: dict[str, tuple[Condition, ...]] = {
        "inner": (IsTrue("a"), IsTrue("b")),
        "middle": (Not(Found("inner")), And((IsTrue("c"), Not(Found("inner"))))),
        "outer": (Not(And((Found("middle"), Not(Found("inner"))))),),
    }
    rulebook = conditions_of(
        Not(Found("outer")), Or((Found("outer"), Found("inner"))), findings=findings
    )
    values = (None, True, False)
    knowns = [
        Known({name: value for name, value in zip("abc", chosen, strict=True) if value is not None})
        for chosen in ((a, b, c) for a in values for b in values for c in values)
    ]
    assert_agreement(rulebook, *knowns)


def test_always_holds_in_the_empty_situation_and_its_opposite_never() -> None:
    found = assert_agreement(
        conditions_of(
            Always(), Not(Always()), And((Always(), IsTrue("a"))), Or((IsTrue("a"), Always()))
        ),
        Known({}),
    )
    assert list(found[0].rules.values()) == [Truth.TRUE, Truth.FALSE, Truth.UNKNOWN, Truth.TRUE]


def test_a_finding_without_rules_is_false() -> None:
    assert_agreement(conditions_of(Not(Found("none")), findings={"none": ()}), Known({}))


def test_a_number_is_never_a_yes() -> None:
    assert_agreement(conditions_of(IsTrue("a"), Not(IsTrue("a"))), Known({"a": 1}), Known({"a": 0}))


@pytest.mark.parametrize("kind", [And, Or])
def test_a_hundred_parts(kind: type[And] | type[Or]) -> None:
    condition = kind(tuple(IsTrue(f"a{number}") for number in range(100)))
    every = {f"a{number}": True for number in range(100)}
    none = dict.fromkeys(every, False)
    knowns = [
        Known(facts)
        for facts in (every, none, every | {"a50": False}, none | {"a99": True}, {"a7": True})
    ]
    assert_agreement(conditions_of(condition, Not(condition)), *knowns)


def test_alternatives_that_multiply_are_settled_as_parts_of_their_own() -> None:
    groups = [tuple(IsTrue(f"a{group}{number}") for number in range(4)) for group in range(8)]
    condition = And(tuple(Or(group) for group in groups))
    assert paths(when(condition, True)) == 4**8
    rulebook = conditions_of(condition, Not(condition))
    clauses = clauses_of(rulebook)
    assert all(paths(when(clause.condition, True)) <= 32 for clause in clauses)
    every = {part.fact: True for group in groups for part in group}
    assert_agreement(
        rulebook, Known(every), Known(every | {"a00": False}), Known(dict.fromkeys(every, False))
    )


def test_a_deep_condition() -> None:
    condition: Condition = IsTrue("end")
    for level in range(30):
        condition = (Or if level % 2 else And)((IsTrue(f"a{level}"), Not(condition)))
    knowns = [
        Known({f"a{level}": level % 3 == 0 for level in range(30)} | {"end": end})
        for end in (True, False)
    ]
    assert_agreement(conditions_of(condition), *knowns, Known({}))


def test_one_fact_in_150_rules_meets_no_limit_of_the_stack() -> None:
    rules = [Compare("n", OPERATORS[number % 6], number // 6) for number in range(150)]
    rulebook = conditions_of(*rules)
    assert_agreement(rulebook, *(Known({"n": value}) for value in (-1, 0, 7, 7.5, 30)))


def test_rulesets_stay_below_the_stack_of_64_nodes_even_when_all_of_it_waits() -> None:
    assert MAX_WIDTH < MAX_TOTAL_WIDTH < 64
    rules = [IsTrue(f"a{number}") for number in range(150)]
    rulebook = conditions_of(*rules)
    assert len(rulesets_of(rulebook)) > 1
    assert_agreement(rulebook, Known({f"a{number}": True for number in range(150)}))


@pytest.mark.parametrize(
    "condition",
    [
        Compare("n", ">", LARGEST),
        IsTrue("sid"),
        And(tuple(IsTrue(f"a{n}") for n in range(201))),
    ],
    ids=["too large", "reserved", "too many facts"],
)
def test_what_durable_rules_cannot_take_is_refused_by_name(condition: Condition) -> None:
    with pytest.raises(EngineError, match=r"E603.*rule:r0"):
        DurableEngine(conditions_of(condition))


def test_a_situation_that_matches_nothing_does_not_crash() -> None:
    rulebook = conditions_of(IsTrue("a"))
    engine = DurableEngine(rulebook)
    for known in (Known({}), Known({"other": True}), Known({"n": 3})):
        assert engine.evaluate(known).rules == {"r0": Truth.UNKNOWN}
    del engine
    gc.collect()
    assert_agreement(rulebook, Known({"a": True}))


def test_a_thousand_situations_in_one_process() -> None:
    rulebook = conditions_of(
        *(And((IsTrue(f"a{n % 10}"), Compare("n", ">", n))) for n in range(40))
    )
    knowns = [
        Known({"n": n % 50, f"a{n % 7}": n % 2 == 0, f"a{n % 10}": True}) for n in range(1000)
    ]
    assert_agreement(rulebook, *knowns)


def test_the_same_rulebook_loads_twice_and_both_engines_answer() -> None:
    rulebook = conditions_of(IsTrue("a"))
    first, second = DurableEngine(rulebook), DurableEngine(rulebook)
    known = Known({"a": True})
    assert (
        first.evaluate(known) == second.evaluate(known) == ReferenceEngine(rulebook).evaluate(known)
    )


def test_two_threads_get_right_answers() -> None:
    rulebook = conditions_of(
        *(And((IsTrue(f"a{n}"), Not(Found("f")))) for n in range(10)),
        findings={"f": (Compare("n", ">", 5),)},
    )
    engine, reference = DurableEngine(rulebook), ReferenceEngine(rulebook)
    knowns = [Known({"n": n % 9, f"a{n % 10}": n % 3 == 0}) for n in range(97)]
    expected = [reference.evaluate(known) for known in knowns]

    def wrong(start: int) -> int:
        places = [(start + step) % len(knowns) for step in range(4000)]
        return sum(engine.evaluate(knowns[place]) != expected[place] for place in places)

    switching = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(2) as pool:
            assert list(pool.map(wrong, (0, 50))) == [0, 0]
    finally:
        sys.setswitchinterval(switching)


def test_no_timer_thread_is_started() -> None:
    before = set(threading.enumerate())
    DurableEngine(conditions_of(IsTrue("a"))).evaluate(Known({"a": True}))
    assert set(threading.enumerate()) == before


def test_the_flags_for_loading_libraries_are_restored() -> None:
    before = sys.getdlopenflags()
    DurableEngine(conditions_of(IsTrue("a")))
    assert sys.getdlopenflags() == before


def test_an_interruption_leaves_the_engine_usable(monkeypatch: pytest.MonkeyPatch) -> None:
    rulebook = conditions_of(IsTrue("a"), IsTrue("b"))
    engine, known = DurableEngine(rulebook), Known({"a": True, "b": False})

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(rete, "_name", SimpleNamespace(raw_decode=interrupt))
        with pytest.raises(KeyboardInterrupt):
            engine.evaluate(known)
    assert engine.evaluate(known) == ReferenceEngine(rulebook).evaluate(known)


def test_a_locale_with_a_decimal_comma_is_refused_only_where_it_matters(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine = DurableEngine(conditions_of(Compare("n", ">", 1)))
    monkeypatch.setattr(locale, "localeconv", lambda: {"decimal_point": ","})
    assert engine.evaluate(Known({"n": 2.0})).rules == {"r0": Truth.TRUE}
    with pytest.raises(EngineError, match="E603"):
        engine.evaluate(Known({"n": 1.5}))
    with pytest.raises(EngineError, match="E603"):
        DurableEngine(conditions_of(Compare("n", ">", 1.5)))


def run_in_a_new_process(program: str) -> str:
    command = [sys.executable, "-c", textwrap.dedent(program)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_without_durable_rules_it_says_how_to_install_it() -> None:
    output = run_in_a_new_process(
        """
        import sys
        sys.modules["durable"] = None
        from nextsteps.adapters.durable import DurableEngine
        from nextsteps.errors import EngineError
        from nextsteps.rulebook import Conditions
        from nextsteps.language import Always
        try:
            DurableEngine(Conditions({"r": Always()}, {}, {}, {}))
        except EngineError as error:
            print(error)
        """
    )
    assert "E602" in output
    assert 'pip install "nextsteps[durable]"' in output


def test_importing_the_adapter_does_not_import_durable_rules() -> None:
    output = run_in_a_new_process(
        """
        import sys
        import nextsteps.adapters.durable
        print(sorted(name for name in sys.modules if name.startswith("durable")))
        """
    )
    assert output == "[]\n"


def test_memory_does_not_grow_over_20_000_evaluations() -> None:
    pytest.importorskip("resource")
    output = run_in_a_new_process(
        """
        from resource import RUSAGE_SELF, getrusage
        from nextsteps.adapters.durable import DurableEngine
        from nextsteps.language import And, Compare, Found, IsTrue, Known, Not
        from nextsteps.rulebook import Conditions
        rules = {f"r{n}": And((IsTrue(f"a{n}"), Not(Found("f")))) for n in range(8)}
        rules["f0"] = Compare("n", ">", 5)
        engine = DurableEngine(Conditions(rules, {}, {}, {"f": ("f0",)}))
        def run(count):
            for n in range(count):
                engine.evaluate(Known({"n": n % 9, f"a{n % 8}": n % 3 == 0, "a1": True}))
            return getrusage(RUSAGE_SELF).ru_maxrss  # the peak: it can only grow
        print(run(2000), run(20_000))
        """
    )
    warm, end = map(int, output.split())
    assert end - warm <= 512, f"{end - warm} kB more after 20,000 evaluations"


def test_memory_of_engines_is_given_back() -> None:
    pytest.importorskip("resource")
    output = run_in_a_new_process(
        """
        from resource import RUSAGE_SELF, getrusage
        from nextsteps.adapters.durable import DurableEngine
        from nextsteps.language import IsTrue, Known
        from nextsteps.rulebook import Conditions
        conditions = Conditions({f"r{n}": IsTrue(f"a{n}") for n in range(8)}, {}, {}, {})
        def run(count):
            for n in range(count):
                DurableEngine(conditions).evaluate(Known({f"a{n % 8}": True}))
            return getrusage(RUSAGE_SELF).ru_maxrss
        print(run(200), run(1000))
        """
    )
    warm, end = map(int, output.split())
    assert end - warm <= 2048, f"{end - warm} kB more after 1,000 engines"


def test_definitions_run_in_an_app_that_hosts_durable_rules() -> None:
    from durable.engine import Host, MessageNotHandledException

    concluded: list[str] = []

    class AppHost(Host):  # type: ignore[misc]
        def _run(self) -> None:
            """Start no timers in a test."""

        def get_action(self, name: str) -> Any:
            return lambda _closure: concluded.append(name)

    findings = {"f": (Compare("n", ">", 5), IsTrue("b")), "g": (Not(Found("f")),)}
    rulebook = conditions_of(And((IsTrue("a"), Not(Found("g")))), Tried("step"), findings=findings)
    definitions = to_durable_rules(SimpleNamespace(id="app", conditions=rulebook))  # type: ignore[arg-type]
    untouched = copy.deepcopy(definitions)
    host = AppHost(copy.deepcopy(definitions))
    assert definitions == untouched
    for known in (
        Known({"n": 7, "a": True}, {"step": "done"}),
        Known({"n": 2, "b": False}),
        Known({"a": True}),
    ):
        properties: dict[str, Any] = to_durable_fact(known)
        for name, definition in definitions.items():
            concluded.clear()
            read = names_read(definition) & properties.keys()
            fact = {"id": "1", "sid": "1", **{each: properties[each] for each in read}}
            try:
                host.assert_fact(name, dict(fact))
                host.retract_fact(name, dict(fact))
            except MessageNotHandledException:
                continue
            for conclusion in concluded:
                subject, _, truth = conclusion.partition(" is ")
                properties[subject] = truth == "true"
        expected = ReferenceEngine(rulebook).evaluate(known)
        wanted = {f"rule:{rule}": truth for rule, truth in expected.rules.items()}
        wanted |= expected.findings
        assert {name: Truth.of(properties.get(name)) for name in wanted} == wanted
