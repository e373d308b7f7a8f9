"""`nextsteps interview` with the answers piped in."""

import stat
from pathlib import Path

import pytest

from nextsteps import Interview
from tests.cli.conftest import Run


def said(*lines: str) -> bytes:
    """What is typed, line by line."""
    return "".join(f"{line}\n" for line in lines).encode()


def test_it_asks_about_safety_first_and_ends_with_the_plan(nextsteps: Run) -> None:
    """With no answer at all the plan of what is known is printed."""
    ran = nextsteps("interview", "--for", "client", given=b"")

    assert ran.code == 0
    assert "Question 1 (" in ran.out
    assert "Safety. Does the person have thoughts of ending their life" in ran.out
    assert "Your next steps" in ran.out


def test_a_wrong_answer_is_asked_again(nextsteps: Run) -> None:
    """With what would be right, and nothing is lost."""
    ran = nextsteps("interview", "--save", "me.json", given=said("no", "perhaps", "no", "q"))

    assert "`perhaps` does not answer this; yes or no" in ran.out
    assert 2 == len(Interview.from_json(Path("me.json").read_text()).steps)


def test_a_question_mark_tells_why(nextsteps: Run) -> None:
    """And what the answer could change; then the same question waits."""
    ran = nextsteps("interview", given=said("?", "q"))

    assert "The answer can settle whether this is an emergency." in ran.out
    assert "What it could change:" in ran.out
    assert "Question 2" not in ran.out


def test_skip_decline_and_back(nextsteps: Run) -> None:
    """Each is one key."""
    nextsteps("interview", "--save", "me.json", given=said("-", "!", "no", "<", "q"))

    steps = Interview.from_json(Path("me.json").read_text()).steps

    assert ["cannot_say", "declined"] == [step.said for step in steps]


def test_it_goes_on_from_what_was_saved(nextsteps: Run) -> None:
    """The next question is the one that was left open."""
    nextsteps("interview", "--save", "me.json", given=said("no", "no", "q"))
    ran = nextsteps("interview", "--save", "me.json", given=said("q"))

    assert "Question 3 (" in ran.out
    assert "Question 1 (" not in ran.out


def test_the_saved_answers_are_for_nobody_else(nextsteps: Run) -> None:
    """Only their owner may read the file."""
    nextsteps("interview", "--save", "me.json", given=said("q"))

    assert 0o600 == stat.S_IMODE(Path("me.json").stat().st_mode)


def test_an_emergency_is_told_at_once_and_once(nextsteps: Run) -> None:
    """The plan is printed after the answer that shows it, and not again at the end."""
    ran = nextsteps("interview", given=said("yes", "yes", "3", "yes", "yes", "q", "q", "q"))

    assert 1 == ran.out.count("GET HELP NOW")
    assert "Type yes to go on" in ran.out


@pytest.mark.parametrize("arguments", [("-",), ("me.yaml", "--save", "me.json")])
def test_where_the_answers_come_from_must_be_clear(
    nextsteps: Run, arguments: tuple[str, ...]
) -> None:
    """Standard input holds the answers, and a saved interview its own situation."""
    Path("me.yaml").write_text("no_progress: true\n")
    Path("me.json").write_text("{}")

    assert 2 == nextsteps("interview", *arguments).code


def test_a_saved_file_that_is_no_interview_is_told(nextsteps: Run) -> None:
    """It is not overwritten."""
    Path("me.json").write_text("{}")
    ran = nextsteps("interview", "--save", "me.json")

    assert (1, "{}") == (ran.code, Path("me.json").read_text())
    assert "I801" in ran.err
