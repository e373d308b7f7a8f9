"""The audit record: what it holds, and what is said of one that is not as it was."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nextsteps import Plan, PlanError, Record, Rulebook, recommend, replay
from tests.sketches import load_sketch
from tests.strategies import cases

pytestmark = pytest.mark.usefixtures("candidate_questions")

FACTS = {
    "no_progress": True,
    "weeks_in_therapy": 14.0,
    "in_therapy": True,
    "tried": {"talk-to-therapist": "no_change"},
}
PLAIN = st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.just([]) | st.just({})


@pytest.fixture(scope="module")
def made() -> Record:
    """A record of the shipped rulebook."""
    return recommend(FACTS).record(at="2026-11-23")


@pytest.mark.parametrize("which", ["generated", "shipped"])
@settings(max_examples=40)
@given(data=st.data())
def test_a_record_survives_json_and_back(which: str, data: st.DataObject) -> None:
    """Nothing is lost and nothing is added."""
    rulebook, situation = data.draw(cases(which))
    record = rulebook.recommend(situation).record(at="2026-11-23")

    assert record == Record.from_json(record.to_json())


def test_a_record_names_what_went_in_and_what_came_out(made: Record) -> None:
    """Rulebook, rules that hold, steps in order, safety."""
    plan, book = recommend(FACTS), Rulebook.default()

    assert made.rulebook.content_hash == book.content_hash
    assert [step.id for step in made.recommendations] == [step.id for step in plan.recommendations]
    assert made.safety.could_be == plan.safety.could_be
    assert {
        argument.rule for step in plan.recommendations for argument in step.arguments_for
    } <= set(made.rules)


def test_a_record_holds_of_the_person_only_the_situation(made: Record) -> None:
    """The rest is the same for whoever is in such a situation, and in the rulebook."""
    book = Rulebook.default()
    known = set(book.rules) | set(book.recommendations)

    assert json.loads(json.dumps(made.situation)) == recommend(FACTS).to_dict()["situation"]
    assert set(made.rules) | {step.id for step in made.recommendations} <= known


@pytest.mark.parametrize(
    ("at", "written"),
    [
        (date(2026, 11, 23), "2026-11-23"),
        (datetime(2026, 11, 23, 10, 30, tzinfo=UTC), "2026-11-23T10:30:00+00:00"),
        ("2026-11-23", "2026-11-23"),
        ("2026-11-23T10:30+01:00", "2026-11-23T10:30:00+01:00"),
    ],
)
def test_the_time_is_the_callers(at: date | str, written: str) -> None:
    """No clock is read: the same call gives the same record."""
    assert recommend(FACTS).record(at=at).at == written


@pytest.mark.parametrize("at", ["", "now", "23.11.2026", "2026-13-01", None, 3])
def test_what_is_no_time_is_refused(at: Any) -> None:
    """P507 shows how a time is written."""
    with pytest.raises(PlanError, match="P507"):
        recommend(FACTS).record(at=at)


@pytest.mark.parametrize(
    "text",
    ["", "null", "[]", "{}", "{", "nan", "[" * 100_000, '{"a": 1, "a": 2}', "\ud800", '{"at": 2}'],
    ids=range(10),
)  # fmt: skip
def test_text_that_is_no_record_gets_a_plan_error(text: str) -> None:
    """P504 says what is wrong with it."""
    with pytest.raises(PlanError, match="P504"):
        replay(text)


def test_a_plan_is_no_record() -> None:
    """The two are not mixed up."""
    with pytest.raises(PlanError, match="P504"):
        replay(recommend(FACTS).to_json())


@settings(max_examples=100)
@given(data=st.data())
def test_no_part_of_a_record_can_be_changed_unnoticed(data: st.DataObject) -> None:
    """Whatever is replaced, removed or added: it is no record any more, or its seal breaks."""
    record = recommend(FACTS).record(at="2026-11-23").to_dict()
    values = json.loads(json.dumps(record))
    holder: Any = values
    path = data.draw(st.sampled_from(list(_places(values))), label="path")
    for step in path[:-1]:
        holder = holder[step]
    instead = data.draw(PLAIN, label="instead")
    if data.draw(st.booleans(), label="remove"):
        del holder[path[-1]]
    else:
        holder[path[-1]] = instead

    if values == record:
        assert replay(values).is_same
    else:
        with pytest.raises(PlanError, match=r"P50[45]"):
            replay(values)


def test_a_changed_fact_breaks_the_seal(made: Record) -> None:
    """P505 says so."""
    values = made.to_dict()
    values["situation"]["weeks_in_therapy"] = 2

    with pytest.raises(PlanError, match="P505"):
        replay(values)


def test_a_record_that_other_programs_wrote_again_keeps_its_seal(made: Record) -> None:
    """Keys in another order, 14.0 written as 14, other spacing: it is the same record."""
    values = _turned(json.loads(made.to_json().replace("14.0", "14")))

    assert replay(json.dumps(values, indent=3)).is_same


def test_a_situation_that_does_not_fit_is_named(made: Record) -> None:
    """P506: the record is whole, but this vocabulary cannot read it."""
    from dataclasses import replace

    from nextsteps.record.model import _seal

    foreign = replace(made, situation={**made.situation, "ward": "open"})
    sealed = replace(foreign, seal=_seal(foreign))

    with pytest.raises(PlanError, match=r"P506.*ward"):
        replay(sealed)


def test_a_plan_without_its_rulebook_has_no_record() -> None:
    """P502: what held cannot be known."""
    plan = Plan.from_json(load_sketch().recommend({}).to_json())

    with pytest.raises(PlanError, match="P502"):
        plan.record(at="2026-11-23")


def test_a_plan_from_json_has_the_same_record(made: Record) -> None:
    """A plan that was stored is as good as a new one."""
    assert Plan.from_json(recommend(FACTS).to_json()).record(at="2026-11-23") == made


def _places(value: Any, path: tuple[Any, ...] = ()) -> Any:
    """Every place in *value* but the whole."""
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for name, part in inside:
        yield (*path, name)
        if isinstance(part, dict | list):
            yield from _places(part, (*path, name))


def _turned(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _turned(part) for name, part in reversed(value.items())}
    return value
