"""Facts and conditions as statements: every fact has one, and it says what is so."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readability import getmeasures

from nextsteps import Fact, Rulebook, Situation
from nextsteps.language import Among, And, Compare, Condition, IsTrue, Known, Not, Or, evaluate
from nextsteps.language.nodes import OPERATORS
from nextsteps.render.explanation.voice import Voice
from nextsteps.truth import Truth
from tests.golden import assert_golden
from tests.strategies import Clinic

FACTS = Situation.vocabulary().facts
CHOICES = [fact for fact in FACTS.values() if fact.kind == "choice"]
NUMBERS = [fact for fact in FACTS.values() if fact.kind in ("whole", "decimal")]
READERS = ("client", "relative", "clinician")
HARDEST_GRADE = 5.0


def voice(reader: Any = "client") -> Voice:
    """Someone who speaks of the shipped rules."""
    return Voice(reader, Rulebook.default())


def _statements(fact: Fact, speaker: Voice) -> list[str]:
    """Every statement that the fact can make; of a number, one."""
    match fact.kind:
        case "yes_no":
            values: list[Any] = [True, False]
        case "choice":
            values = list(fact.choices)
        case "text":
            values = ["GB"]
        case _:
            values = [1, 3]
    return [speaker.said(fact.name, value) for value in values]


@pytest.mark.parametrize("fact", FACTS.values(), ids=FACTS)
def test_every_fact_has_a_statement(fact: Fact) -> None:
    """In the form of its kind: both wordings of a yes/no fact, one place for any other value."""
    assert fact.says is not None
    if fact.kind == "yes_no":
        assert re.search(r"\[[^|\]]+\|[^|\]]*\]", fact.says)
        assert "{}" not in fact.says
    else:
        assert 1 == fact.says.count("{}")
        assert "[" not in fact.says
    assert fact.words.keys() <= set(fact.choices)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("fact", FACTS.values(), ids=FACTS)
def test_a_statement_is_plain_text_about_its_reader(fact: Fact, reader: str) -> None:
    """No marks or names are left over, and the client alone is "you"."""
    for said in _statements(fact, voice(reader)):
        assert not re.search(r"[\[\]{}|_]|  |\.$|^\s|\s$", said), said
        persons = set(re.findall(r"\b(you|your|yourself|they|them|their|themselves)\b", said))
        other = (
            {"they", "them", "themselves"} if reader == "client" else {"you", "your", "yourself"}
        )
        assert persons.isdisjoint(other), said
        assert (
            "the person in therapy" in said
            or "the person with" in said
            or ("the person" not in said)
        )


@pytest.mark.parametrize("fact", FACTS.values(), ids=FACTS)
def test_different_values_are_said_differently(fact: Fact) -> None:
    """What is said of a fact tells which value it has."""
    said = _statements(fact, voice())

    assert len(said) == len(set(said))


def test_statements_are_easy_to_read() -> None:
    """All together at most of grade five, names of illnesses and medicines included."""
    text = "\n\n".join(
        f"{said[:1].upper()}{said[1:]}."
        for fact in FACTS.values()
        for said in _statements(fact, voice())
    )

    assert getmeasures(text, lang="en")["readability grades"]["Kincaid"] <= HARDEST_GRADE


@pytest.mark.parametrize("reader", ["client", "relative"])
def test_all_statements_are_recorded(reader: str) -> None:
    """To be read from top to bottom, as a reader would."""
    lines = [
        f"{fact.name}: {' / '.join(_statements(fact, voice(reader)))}" for fact in FACTS.values()
    ]

    assert_golden(f"render/statements-{reader}.txt", "\n".join(lines))


def _choice_conditions(fact: Fact) -> st.SearchStrategy[Condition]:
    one = st.sampled_from(fact.choices)
    some = st.lists(one, min_size=1, unique=True).map(lambda names: tuple(sorted(names)))
    made = st.one_of(
        one.map(lambda choice: Compare(fact.name, "==", choice)),
        one.map(lambda choice: Compare(fact.name, "!=", choice)),
        some.map(lambda names: Among(fact.name, names)),
    )
    return st.one_of(made, made.map(Not))


@given(
    st.sampled_from(CHOICES).flatmap(
        lambda fact: st.tuples(st.just(fact), _choice_conditions(fact))
    )
)
def test_a_condition_on_a_choice_names_just_the_choices_for_which_it_holds(case):
    """
    Or, after "other than", those for which it does not.
    """
    fact, condition = case
    said = voice().holds(condition)
    holding = [one for one in fact.choices if _holds(condition, fact, one)]

    prefix, _, suffix = voice().person(fact.says).partition("{}")
    value = said.removeprefix(prefix).removesuffix(suffix)
    but = value.startswith("other than ")
    expected = [one for one in fact.choices if one not in holding] if but else holding
    words = [fact.words.get(one, one.replace("_", " ")) for one in expected]
    if words:
        *most, last = words
        joined = f"{', '.join(most)} or {last}" if most else last
        assert value.removeprefix("other than ") == joined


_SIGNS = {
    "at least": lambda value, bound: value >= bound,
    "at most": lambda value, bound: value <= bound,
    "more than": lambda value, bound: value > bound,
    "less than": lambda value, bound: value < bound,
    "fewer than": lambda value, bound: value < bound,
    "under": lambda value, bound: value < bound,
    "other than": lambda value, bound: value != bound,
}


@given(
    fact=st.sampled_from(NUMBERS),
    sign=st.sampled_from(OPERATORS),
    bound=st.integers(2, 30),
    denied=st.booleans(),
)
def test_a_bound_in_words_admits_just_the_numbers_for_which_the_condition_holds(
    fact, sign, bound, denied
):
    """
    "At least 8" is true of 8 and more, and so on, for every comparison and its denial.
    """
    condition: Condition = Compare(fact.name, sign, bound)
    condition = Not(condition) if denied else condition
    said = voice().holds(condition)

    words = next((words for words in _SIGNS if f"{words} {bound}" in said), None)
    for number in (bound - 1, bound, bound + 1):
        admitted = number == bound if words is None else _SIGNS[words](number, bound)
        assert admitted is _holds(condition, fact, number), said


@given(st.sampled_from([fact for fact in FACTS.values() if fact.kind == "yes_no"]), st.booleans())
def test_a_denied_condition_says_what_the_opposite_answer_says(fact, denied):
    """
    `not x` is told as x answered with no.
    """
    condition: Condition = IsTrue(fact.name)
    said = voice().holds(Not(condition) if denied else condition)

    assert voice().said(fact.name, not denied) == said


def test_denying_several_parts_denies_each() -> None:
    """Neither of two, or not both."""
    one, other = IsTrue("not_heard"), Compare("age", ">=", 18)
    plain = voice("relative")

    assert plain.holds(Not(Or((one, other)))) == (
        "they don't feel unheard or not understood by the therapist and they are under 18 years old"
    )
    assert " or they are under" in plain.holds(Not(And((one, other))))


def test_a_fact_without_a_statement_is_told_as_question_and_answer() -> None:
    """A vocabulary of one's own needs none."""
    rulebook = Rulebook.default()
    speaker = Voice("client", rulebook)
    own = Clinic.vocabulary().facts

    assert "Seen by the registrar? Yes" == speaker._yes_no(own["seen_by_registrar"], True)
    assert "Which ward? Closed" == speaker._filled(own["ward"], "closed")


def _holds(condition: Condition, fact: Fact, value: Any) -> bool:
    return evaluate(condition, Known({fact.name: value}), {}) is Truth.TRUE
