"""Situations from files: YAML and JSON, with every problem at its place."""

import json

import pytest
from hypothesis import given

from nextsteps import DocumentError, Situation, SituationError, read_situation
from nextsteps.document import Source
from nextsteps.situation.read import situation_from
from tests.golden import assert_golden
from tests.strategies import Clinic, situations

FAULTY = """\
# a situation with a fault on almost every line
agee: 31
age: 300
no_progress: yes
weeks_in_therapy: twelve
sessions_attended: 3.5
progress: wonderful
concerns: [depresion, anxiety]
concern_anxiety: false
side_effects: nausea
country: us
tried:
  talk-to-therapist: perhaps
cannot_say: [agee]
declined:
- sevrity
as_of: yesterday
"""


def read(text: str) -> Situation:
    return situation_from(Source("me.yaml", text))


def test_a_yaml_file_is_read(tmp_path):
    """
    One fact a line.
    """
    path = tmp_path / "me.yaml"
    path.write_text("age: 31\nno_progress: true\nconcerns: [anger]\n", encoding="utf-8")

    expected = Situation(age=31, no_progress=True, concerns=["anger"])

    assert expected == read_situation(path)


def test_a_json_file_is_read(tmp_path):
    """
    The same facts as JSON.
    """
    path = tmp_path / "me.json"
    path.write_text(json.dumps({"age": 31, "weeks_in_therapy": 1.5, "declined": ["severity"]}))

    assert Situation(age=31, weeks_in_therapy=1.5, declined=["severity"]) == read_situation(path)


@given(situations(model=Clinic))
def test_any_situation_written_as_json_is_read_back(situation):
    """
    JSON is read by the reader of YAML, without loss.
    """
    text = situation.model_dump_json(exclude_none=True)

    assert situation == situation_from(Source("me.json", text), model=Clinic)


def test_changes_replace_facts_of_the_file(tmp_path):
    """
    What is said later counts.
    """
    path = tmp_path / "me.yaml"
    path.write_text("age: 31\n", encoding="utf-8")

    assert 40 == read_situation(path, changes={"age": 40}).age


def test_every_problem_is_told_at_its_place():
    """
    The whole message, in the order of the file.
    """
    with pytest.raises(SituationError) as raised:
        read(FAULTY)

    assert_golden("situation/faulty.txt", str(raised.value))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("agee: 31", "S201"),
        ("declined: [agee]", "S201"),
        ("age: old", "S202"),
        ("no_progress: yes", "S202"),
        ("no_progress: on", "S202"),
        ("age: 300", "S203"),
        ("weeks_in_therapy: 2601", "S203"),
        ("progress: wonderful", "S204"),
        ("concerns: [nothing_much]", "S204"),
        ("concerns: [anger]\nconcern_anger: false", "S205"),
        ("[1, 2]", "S206"),
        ("just text", "S206"),
        ("3", "S206"),
    ],
)
def test_each_problem_has_its_code(text, code):
    """
    One code a kind of fault, so that help can be looked up.
    """
    with pytest.raises(SituationError) as raised:
        read(text)

    assert [code] == [problem.code for problem in raised.value.problems]


@pytest.mark.parametrize("text", ["age:", "age: null", "age: ~"])
def test_a_fact_without_a_value_is_unknown(text):
    """
    Null is unknown, and never "no".
    """
    assert {} == read(text).facts()


@pytest.mark.parametrize(("text", "value"), [("age: 031", 31), ("age: +31", 31)])
def test_a_number_is_read_as_written(text, value):
    """
    No octal numbers, no surprises.
    """
    assert value == read(text).age


@pytest.mark.parametrize("text", ["age: 0x1F", "age: 1_000", "age: 3e1", "age: '31'", "age: 1:30"])
def test_what_looks_like_a_number_elsewhere_is_text_here(text):
    """
    Only plain digits are a number.
    """
    with pytest.raises(SituationError, match="must be a whole number"):
        read(text)


@pytest.mark.parametrize(("text", "value"), [("1e-05", 1e-05), ("2.5E+1", 25.0), ("1.5e1", 15.0)])
def test_a_number_as_other_programs_write_it_in_json_is_read(text, value):
    """
    Very small and very large numbers come with an exponent.
    """
    assert value == read(f'{{"weeks_in_therapy": {text}}}').weeks_in_therapy


def test_norway_is_a_country():
    """
    `no` is text, not "false".
    """
    with pytest.raises(SituationError, match="country"):
        read("country: no")


def test_a_file_that_is_not_there_is_told_by_name(tmp_path):
    """
    D110 names the file and the reason.
    """
    with pytest.raises(DocumentError, match=r"D110.*nowhere"):
        read_situation(tmp_path / "nowhere.yaml")


def test_a_folder_is_no_situation(tmp_path):
    """
    D110 again.
    """
    with pytest.raises(DocumentError, match="D110"):
        read_situation(tmp_path)
