"""The situation: every fact optional, nothing unknown accepted, nothing personal repeated."""

from datetime import date
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from nextsteps import Situation, fact
from tests.strategies import Clinic, dangerous, safe, situations, values

FACTS = Situation.vocabulary().facts
GROUPS = Situation.vocabulary().groups
PRIVATE = "a private matter"


def problems(facts: object) -> list[str]:
    """The kinds of error that *facts* get."""
    with pytest.raises(ValidationError) as raised:
        Situation.model_validate(facts)
    return [line["type"] for line in raised.value.errors()]


def test_of_an_empty_situation_nothing_is_known():
    """
    Every fact is optional, and None is unknown.
    """
    assert {} == Situation().facts()


@pytest.mark.parametrize("name", FACTS)
def test_every_fact_has_a_question_in_plain_words(name):
    """
    Forms and interviews are made from it.
    """
    assert FACTS[name].question.endswith("?") or FACTS[name].measured


@pytest.mark.parametrize("name", FACTS)
def test_every_number_has_a_range(name):
    """
    A number without limits would let a typing error through.
    """
    one = FACTS[name]

    assert one.kind not in ("whole", "decimal") or (one.low is not None and one.high is not None)


@pytest.mark.parametrize("name", FACTS)
@settings(max_examples=10)
@given(data=st.data())
def test_every_fact_takes_its_values(name, data):
    """
    What the vocabulary allows, the model takes.
    """
    value = data.draw(values(FACTS[name]))

    assert {name: value} == Situation(**{name: value}).facts()


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({"age": "31"}, "int_type"),
        ({"age": 31.5}, "int_type"),
        ({"age": True}, "int_type"),
        ({"age": -1}, "greater_than_equal"),
        ({"age": 121}, "less_than_equal"),
        ({"age": 10**400}, "less_than_equal"),
        ({"no_progress": 1}, "bool_type"),
        ({"no_progress": "yes"}, "bool_type"),
        ({"weeks_in_therapy": "3"}, "float_type"),
        ({"weeks_in_therapy": float("nan")}, "finite_number"),
        ({"weeks_in_therapy": float("inf")}, "finite_number"),
        ({"weeks_in_therapy": -0.5}, "greater_than_equal"),
        ({"progress": "wonderful"}, "literal_error"),
        ({"progress": None, "agee": 1}, "unknown_fact"),
        ({"country": "us"}, "string_pattern_mismatch"),
        ({"country": "USA"}, "string_pattern_mismatch"),
        ({"tried": {"x": "perhaps"}}, "literal_error"),
        ({"tried": ["x"]}, "dict_type"),
        ({"cannot_say": ["agee"]}, "unknown_fact"),
        ({"declined": ["agee"]}, "unknown_fact"),
        ({"declined": "age"}, "frozen_set_type"),
        ({"as_of": "yesterday"}, "date_from_datetime_parsing"),
        ({"as_of": 0}, "date_from_datetime_parsing"),
        ({"as_of": 86400.0}, "date_from_datetime_parsing"),
        ({"as_of": "86400"}, "date_from_datetime_parsing"),
        ({"concerns": "depression"}, "wrong_type"),
        ({"concerns": {"depression": True}}, "wrong_type"),
        ({"concerns": ["depresion"]}, "not_a_choice"),
        ({"concerns": [["depression"]]}, "not_a_choice"),
        ({"concerns": [None]}, "not_a_choice"),
        ({"concerns": ["depression"], "concern_depression": False}, "contradictory_list"),
    ],
)
def test_what_does_not_fit_is_refused(facts, kind):
    """
    Wrong types, numbers out of range and unknown names, never guessed and never dropped.
    """
    assert [kind] == problems(facts)


@pytest.mark.parametrize("value", [["age"], {}, None, 3, True])
def test_a_declined_fact_that_is_no_name_is_refused(value):
    """
    Whatever stands in the list: a message, not a crash.
    """
    assert "unknown_fact" in problems({"declined": [value]})


@pytest.mark.parametrize("value", [None, 1, "text", [], ["age"], True, 1.5, b"age"])
def test_a_situation_is_a_mapping(value):
    """
    Anything else is one clear error.
    """
    assert 1 == len(problems(value))


def test_all_faults_are_told_at_once():
    """
    Nobody mends one fault only to be told of the next.
    """
    facts = {"agee": 3, "age": 300, "concerns": ["x"], "declined": ["y"], "no_progress": "yes"}

    assert sorted(
        ["unknown_fact", "less_than_equal", "not_a_choice", "unknown_fact", "bool_type"]
    ) == sorted(problems(facts))


@pytest.mark.parametrize(
    ("facts", "hint"),
    [
        ({"agee": 3}, "did you mean `age`?"),
        ({"no_progres": True}, "did you mean `no_progress`?"),
        ({"weeks_in_terapy": 3}, "did you mean `weeks_in_therapy`?"),
        ({"concern": ["depression"]}, "did you mean `concerns`?"),
        ({"concerns": ["depresion"]}, "did you mean `depression`?"),
        ({"concerns": ["none_els"]}, "did you mean `none_else`?"),
        ({"cannot_say": ["agee"]}, "did you mean `age`?"),
        ({"qqqqqq": 1}, "`nextsteps facts` lists all facts"),
    ],
)
def test_a_misspelt_name_gets_a_suggestion(facts, hint):
    """
    Did you mean ...?
    """
    with pytest.raises(ValidationError) as raised:
        Situation.model_validate(facts)

    assert hint in str(raised.value)


@pytest.mark.parametrize(
    "facts",
    [
        {"age": PRIVATE},
        {"no_progress": PRIVATE},
        {"weeks_in_therapy": PRIVATE},
        {"progress": PRIVATE},
        {"country": PRIVATE},
        {"agee": PRIVATE},
        {"concerns": PRIVATE},
        {"tried": {"x": PRIVATE}},
        {"tried": PRIVATE},
        {"cannot_say": PRIVATE},
        {"as_of": PRIVATE},
    ],
)
def test_no_message_repeats_what_somebody_said(facts):
    """
    Errors end up in logs, and logs are no place for what is said in therapy.
    """
    with pytest.raises(ValidationError) as raised:
        Situation.model_validate(facts)

    assert PRIVATE not in str(raised.value)


@pytest.mark.parametrize(("group", "member"), [(g, m) for g in GROUPS for m in GROUPS[g]])
def test_a_member_of_a_list_is_its_fact(group, member):
    """
    What is listed is true, and the rest is unknown.
    """
    assert {GROUPS[group][member]: True} == Situation(**{group: [member]}).facts()


@pytest.mark.parametrize("group", GROUPS)
def test_none_else_sets_the_rest_of_a_list_to_false(group):
    """
    Only whoever says so says that there is nothing else.
    """
    first, *others = GROUPS[group].values()

    facts = Situation(**{group: [*list(GROUPS[group])[:1], "none_else"]}).facts()

    assert {first: True} | dict.fromkeys(others, False) == facts


@pytest.mark.parametrize("group", GROUPS)
def test_none_else_alone_sets_all_of_a_list_to_false(group):
    """
    None of them.
    """
    assert (
        dict.fromkeys(GROUPS[group].values(), False) == Situation(**{group: ["none_else"]}).facts()
    )


def test_an_empty_list_says_nothing():
    """
    Unknown is never "no".
    """
    assert {} == Situation(concerns=[], side_effects=()).facts()


def test_none_else_does_not_overrule_a_fact_stated_beside_it():
    """
    What is said of one member stands.
    """
    situation = Situation(concerns=["depression", "none_else"], concern_anxiety=True)

    assert situation.concern_anxiety is True


@pytest.mark.parametrize("kind", [list, tuple, set, frozenset])
def test_a_list_may_be_any_collection(kind):
    """
    From Python a set does as well.
    """
    assert Situation(concerns=kind(["anger"])).concern_anger is True


def test_a_situation_is_frozen():
    """
    A plan says what was known when it was made.
    """
    situation = Situation(age=31)

    with pytest.raises(ValidationError, match="frozen"):
        situation.age = 32


def test_with_facts_adds_changes_and_forgets():
    """
    A changed situation is a new one.
    """
    situation = Situation(age=31, no_progress=True)

    changed = situation.with_facts(age=32, no_progress=None, not_heard=True)

    assert ({"age": 32, "not_heard": True}, {"age": 31, "no_progress": True}) == (
        changed.facts(),
        situation.facts(),
    )


def test_with_facts_checks_what_it_is_given():
    """
    A change is input like any other.
    """
    with pytest.raises(ValidationError, match="did you mean `age`"):
        Situation().with_facts(agee=3)


def test_with_facts_keeps_what_stands_beside_the_facts():
    """
    Outcomes, what was declined, and the day.
    """
    situation = Situation(
        tried={"x": "done"}, declined=["age"], cannot_say=["severity"], as_of="2026-11-23"
    )

    changed = situation.with_facts(not_heard=True)

    assert ({"x": "done"}, {"age"}, {"severity"}, date(2026, 11, 23)) == (
        changed.tried,
        changed.declined,
        changed.cannot_say,
        changed.as_of,
    )


@given(situations(model=Clinic))
def test_a_situation_survives_json_and_back(situation):
    """
    Nothing is lost and nothing is added.
    """
    assert situation == Clinic.model_validate_json(situation.model_dump_json())


@given(situations(model=Clinic))
def test_a_situation_survives_plain_values_and_back(situation):
    """
    The same through a dict.
    """
    assert situation == Clinic.model_validate(situation.model_dump())


@given(situations(model=Clinic))
def test_the_facts_of_a_situation_make_it_anew(situation):
    """
    `facts()` leaves out nothing that is known.
    """
    beside = {"tried", "cannot_say", "declined", "as_of"}

    again = Clinic(**situation.facts(), **situation.model_dump(include=beside))

    assert situation == again


def test_a_subclass_adds_facts():
    """
    An app's own facts are facts like any other.
    """
    added = set(Clinic.vocabulary().facts) - set(FACTS)

    assert {"seen_by_registrar", "days_of_food_left", "ward", "alarm"} == added


def test_a_subclass_adds_members_to_a_list():
    """
    A fact that names a group joins its list.
    """

    class Ward(Situation):
        concern_gambling: bool | None = fact("Is gambling a concern?", topic="c", group="concerns")

    assert Ward(concerns=["gambling"]).concern_gambling is True


def test_a_subclass_describes_its_facts():
    """
    Kind, choices, range and danger are read off the declaration.
    """

    class Ward(Situation):
        SECTION = "ward"

        bed: Literal["a", "b"] | None = fact("Which bed?", topic="ward")
        fever: float | None = fact(
            "How high?", topic="ward", low=30, high=45, danger="up", unit="C"
        )

    bed, fever = Ward.vocabulary().facts["bed"], Ward.vocabulary().facts["fever"]

    assert (("choice", ("a", "b"), "ward"), ("decimal", 30, 45, "C", "up")) == (
        (bed.kind, bed.choices, bed.section),
        (fever.kind, fever.low, fever.high, fever.unit, fever.danger),
    )


@pytest.mark.parametrize("name", [one.name for one in Situation.vocabulary().danger_facts])
def test_a_danger_fact_takes_its_safest_and_its_most_dangerous_value(name):
    """
    Both ends of every danger fact are values of it.
    """
    one = FACTS[name]

    assert [] == [value for value in (safe(one), dangerous(one)) if not one.allows(value)]
