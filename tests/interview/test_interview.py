"""An interview by example: its questions, its answers, and what is wrong with a wrong one."""

import pytest

from nextsteps import Interview, InterviewError, SituationError

CALM = {"asker": "client", "in_therapy": True, "no_progress": True}


@pytest.fixture
def interview() -> Interview:
    """One that has just begun."""
    return Interview.of(CALM)


def at(interview: Interview, fact: str) -> Interview:
    """The interview when *fact* is asked; all before it is skipped."""
    while fact not in {one.name for one in interview.question.facts}:
        interview = interview.skip()
    return interview


def test_the_first_question_is_about_safety(interview: Interview) -> None:
    """It is the plan's first."""
    assert interview.question.is_about_safety
    assert interview.plan.questions[0] == interview.question.questions[0]


def test_facts_of_one_list_are_asked_together(interview: Interview) -> None:
    """Those that are named are so, and the others that were asked are not."""
    asked = at(interview, "danger_sign_fainting")
    after = asked.answer(["fainting"]).situation

    assert asked.question.kind == "several"
    assert (after.danger_sign_fainting, after.danger_sign_chest_pain) == (True, False)


def test_none_of_a_list_is_an_answer(interview: Interview) -> None:
    """An empty list says that none of those asked is so."""
    question = at(interview, "danger_sign_fainting").question

    assert {False} == set(question.values(question.read("none")).values())


@pytest.mark.parametrize(("text", "value"), [("Yes", True), ("y", True), ("no", False)])
def test_yes_and_no_are_read(interview: Interview, text: str, value: bool) -> None:
    """In any case, and short."""
    assert value is interview.question.read(text)


def test_a_choice_is_read_by_its_number(interview: Interview) -> None:
    """Counted from 1; its name does as well."""
    question = at(interview.answer(True), "suicidal_thoughts_type").question

    assert ("passive", "passive") == (question.read("2"), question.read("Passive"))


@pytest.mark.parametrize(
    ("fact", "text", "code", "help_text"),
    [
        ("suicidal_thoughts", "maybe", "S202", "yes or no"),
        ("self_harm_item", "7", "S203", "a whole number from 0 to 3"),
        ("self_harm_item", "1.5", "S202", "a whole number from 0 to 3"),
        ("danger_sign_fainting", "99", "S204", "1 to "),
        ("danger_sign_fainting", "faintin", "S204", "did you mean `fainting`?"),
    ],
)
def test_a_wrong_answer_is_told_what_would_be_right(
    interview: Interview, fact: str, text: str, code: str, help_text: str
) -> None:
    """The problem has a code and help, and the interview is as it was."""
    asked = at(interview, fact)
    before = asked.to_json()

    with pytest.raises(SituationError) as caught:
        asked.answer(asked.question.read(text))

    assert code == caught.value.problems[0].code
    assert caught.value.problems[0].help.startswith(help_text)
    assert before == asked.to_json()


def test_an_answer_may_be_corrected(interview: Interview) -> None:
    """The later one counts, also after the fact was declined."""
    declined = interview.decline()
    corrected = declined.answer(False, fact="suicidal_thoughts")

    assert {"suicidal_thoughts"} == declined.situation.declined
    assert (False, frozenset()) == (
        corrected.situation.suicidal_thoughts, corrected.situation.declined,
    )  # fmt: skip


def test_the_form_of_a_text_is_checked(interview: Interview) -> None:
    """A country is two letters."""
    with pytest.raises(SituationError):
        interview.answer("Germany", fact="country")


def test_an_unknown_fact_cannot_be_answered(interview: Interview) -> None:
    """The help names one that is close."""
    with pytest.raises(SituationError, match="did you mean `age`"):
        interview.answer(3, fact="agee")


def test_what_cannot_be_said_is_to_find_out(interview: Interview) -> None:
    """It is not asked again, and stays on the list."""
    assert ["suicidal_thoughts"] == [one.fact for one in interview.skip().to_find_out]


def test_before_the_first_step_there_is_no_back(interview: Interview) -> None:
    """It says so."""
    with pytest.raises(InterviewError, match="I802"):
        interview.back()


def test_a_question_says_why_it_is_asked(interview: Interview) -> None:
    """In words, with what it could change, safety first."""
    question = interview.question

    assert "The answer can settle whether this is an emergency." == question.why
    assert "crisis" in question.could_change[0].lower()


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{", "1", '{"interview": 1}', "[" * 100_000,
        '{"interview": 2, "start": {}, "steps": []}',
        '{"interview": 1, "start": [], "steps": []}',
        '{"interview": 1, "start": {"agee": 3}, "steps": []}',
        '{"interview": 1, "start": {}, "steps": {}}',
        '{"interview": 1, "start": {}, "steps": [{}]}',
        '{"interview": 1, "start": {}, "steps": [{"answered": {"agee": 3}}]}',
        '{"interview": 1, "start": {}, "steps": [{"answered": {"age": "old"}}]}',
        '{"interview": 1, "start": {}, "steps": [{"declined": [3]}]}',
        '{"interview": 1, "start": {}, "steps": [{"declined": [["age"]]}]}',
        '{"interview": 1, "start": {}, "steps": [{"said": "x"}]}',
    ],
)  # fmt: skip
def test_what_is_no_interview_is_refused(text: str) -> None:
    """With the code for it, never a crash."""
    with pytest.raises(InterviewError, match="I801"):
        Interview.from_json(text)
