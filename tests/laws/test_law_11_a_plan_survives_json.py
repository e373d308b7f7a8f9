"""Law 11: a plan survives JSON and back, and text that is no plan gets one clear error."""

import json
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nextsteps import Plan, PlanError, Rulebook
from tests.strategies import cases, document_of, load

pytestmark = pytest.mark.usefixtures("candidate_questions")

BOTH = pytest.mark.parametrize("which", ["generated", "shipped"])

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4)
    ),
    max_leaves=10,
)
NOT_PLANS = [
    "",
    " ",
    "null",
    "true",
    "0",
    '"plan"',
    "[]",
    "{}",
    "{",
    "}",
    "nan",
    "NaN",
    "[" * 100_000,
    '{"situation":' * 50_000,
    '{"situation": ' + "[" * 500 + "]" * 500 + "}",
    "\x00",
    "\ud800",
    '{"situation": {}}',
    '{"situation": {"agee": 3}}',
    '{"situation": "x", "reader": "client"}',
    '{"situation": {"age": 1e999}}',
    '{"situation": {"age": ' + "9" * 5_000 + "}}",
    '{"a": 1, "a": 2}',
    "{} {}",
    "<html></html>",
]


@BOTH
@given(data=st.data())
def test_a_plan_survives_json_and_back(which, data):
    """
    Nothing is lost and nothing added, the questions too, and its JSON is the same JSON.
    """
    rulebook, situation = data.draw(cases(which))
    plan = rulebook.recommend(situation)
    text = plan.to_json()
    read = Plan.from_json(text, rulebook=rulebook)

    assert plan == read
    assert plan.questions == read.questions
    assert text == read.to_json()


@BOTH
@given(data=st.data())
def test_json_without_questions_loses_nothing_else(which, data):
    """
    Everything but the questions is the same, and is the same plan when it is read.
    """
    rulebook, situation = data.draw(cases(which))
    plan = rulebook.recommend(situation)
    text = plan.to_json(questions=False)

    assert json.loads(text) == _without_questions(plan)
    assert plan == Plan.from_json(text, rulebook=rulebook)


@given(data=st.data())
def test_a_plan_read_without_questions_works_them_out(data):
    """
    They are those of the plan that was written.
    """
    rulebook, situation = data.draw(cases("generated"))
    plan = rulebook.recommend(situation)

    read = Plan.from_json(plan.to_json(questions=False), rulebook=rulebook)

    assert plan.questions == read.questions
    assert plan.to_json() == read.to_json()


@BOTH
@given(data=st.data())
def test_a_plan_in_json_holds_nothing_that_is_unknown(which, data):
    """
    Of the situation only what was said is written.
    """
    rulebook, situation = data.draw(cases(which))

    written = json.loads(rulebook.recommend(situation).to_json())["situation"]

    assert situation == rulebook.situation.model_validate_json(json.dumps(written))


@pytest.mark.parametrize("text", NOT_PLANS, ids=range(len(NOT_PLANS)))
def test_text_that_is_no_plan_gets_a_plan_error(text):
    """
    P501 says what is wrong with it.
    """
    with pytest.raises(PlanError, match="P501"):
        Plan.from_json(text)


@given(st.text() | PLAIN.map(json.dumps))
def test_any_text_that_is_no_plan_gets_a_plan_error(text):
    """
    Whatever is read: there is one kind of error.
    """
    with pytest.raises(PlanError):
        Plan.from_json(text)


@settings(max_examples=2 * settings.default.max_examples)
@given(data=st.data())
def test_a_plan_with_any_part_changed_is_read_or_gets_a_plan_error(data):
    """
    A changed plan is a plan or not; it is never another kind of error.
    """
    rulebook, text = _some_plan()
    document = json.loads(text)
    path = data.draw(_paths(document), label="path")
    changed = _with_changed(document, path, data)

    with suppress(PlanError):
        assert isinstance(Plan.from_json(json.dumps(changed), rulebook=rulebook), Plan)


@given(st.data())
def test_a_plan_cut_short_gets_a_plan_error(data):
    """
    Half a file is no plan.
    """
    rulebook, text = _some_plan()
    end = data.draw(st.integers(0, len(text) - 1))

    with pytest.raises(PlanError, match="P501"):
        Plan.from_json(text[:end], rulebook=rulebook)


def test_a_plan_of_another_rulebook_is_refused():
    """
    P502 names the rulebook that made it.
    """
    _, text = _some_plan()
    other = load(document_of(9, 6))

    with pytest.raises(PlanError, match=r"P502.*`nextsteps` "):
        Plan.from_json(text, rulebook=other)


def test_a_plan_read_without_its_rulebook_still_says_what_it_gives():
    """
    A plan is plain data: the rulebook is needed for `why` only.
    """
    rulebook = Rulebook.from_text(json.dumps(_small_document()))
    plan = rulebook.recommend({})

    assert plan == Plan.from_json(plan.to_json())


def test_a_plan_read_without_its_rulebook_cannot_say_why():
    """
    P502 says what to pass.
    """
    rulebook = Rulebook.from_text(json.dumps(_small_document()))
    plan = Plan.from_json(rulebook.recommend({}).to_json())

    with pytest.raises(PlanError, match="P502"):
        plan.why("core-0")


def test_a_plan_read_without_questions_and_rulebook_says_that_they_are_not_at_hand():
    """
    No questions written is not "nothing to ask".
    """
    rulebook = Rulebook.from_text(json.dumps(_small_document()))
    plan = Plan.from_json(rulebook.recommend({}).to_json(questions=False))

    with pytest.raises(PlanError, match="P502"):
        _ = plan.questions


def _without_questions(plan: Plan) -> dict[str, Any]:
    # The questions of the shipped rulebook take hundreds of plans' time, so none are asked.
    written: dict[str, Any] = json.loads(replace(plan, _ask=lambda: ()).to_json())
    assert written.pop("questions") == []
    return written


def _small_document() -> dict[str, Any]:
    document = document_of(1, 4)
    kept = {"rulebook", "sources", "recommendations", "contacts"}
    rule = {
        "id": "always",
        "recommend": "core-0",
        "when": "True",
        "because": "It always helps.",
        "sources": [{"source": "a-book", "locator": "page 1"}],
    }
    return {name: part for name, part in document.items() if name in kept} | {"rules": [rule]}


def _some_plan() -> tuple[Rulebook, str]:
    rulebook = Rulebook.default()
    facts = {
        "suicidal_thoughts": True,
        "no_progress": True,
        "weeks_in_therapy": 14.0,
        "tried": {"talk-to-therapist": "no_change"},
        "declined": ["age"],
    }
    return rulebook, rulebook.recommend(facts).to_json()


def _paths(document: Any) -> st.SearchStrategy[tuple[str | int, ...]]:
    """A place somewhere in *document*, at any depth."""
    inside: list[Any] = []
    if isinstance(document, dict):
        inside = list(document.items())
    elif isinstance(document, list):
        inside = list(enumerate(document))
    if not inside:
        return st.just(())
    return st.just(()) | st.sampled_from(inside).flatmap(
        lambda pair: _paths(pair[1]).map(lambda rest: (pair[0], *rest))
    )


def _with_changed(document: Any, path: tuple[str | int, ...], data: st.DataObject) -> Any:
    """Replace, remove or add a value at *path*."""
    if not path:
        return data.draw(PLAIN, label="instead")
    holder = document
    for step in path[:-1]:
        holder = holder[step]
    change = data.draw(st.sampled_from(("replace", "remove", "add")), label="change")
    if change == "replace":
        holder[path[-1]] = data.draw(PLAIN, label="instead")
    elif change == "remove":
        del holder[path[-1]]
    elif isinstance(holder, dict):
        holder[data.draw(st.text(max_size=6), label="key")] = data.draw(PLAIN, label="added")
    else:
        holder.append(data.draw(PLAIN, label="added"))
    return document
