"""The questions that are put to the provers: which, about what, and what their answer means."""

from nextsteps import Rulebook
from nextsteps.verify.proof import questions_about
from nextsteps.verify.question import Question
from tests.golden import assert_golden
from tests.verify.test_planted_faults import CLEAN


def test_the_questions_about_a_rulebook_are_those_recorded() -> None:
    """
    Each with its check, its entry, what it says, and which answer is a fault.
    """
    questions = questions_about(Rulebook.from_text(CLEAN))

    assert_golden("verify/questions.txt", "\n".join(map(_told, questions)))


def test_no_two_questions_share_a_name() -> None:
    """
    Answers are kept by it.
    """
    names = [question.name for question in questions_about(Rulebook.from_text(CLEAN))]

    assert len(names) == len(set(names))


def _told(one: Question) -> str:
    of = "of two" if one.of_two else "of one"
    more = [f"only {', '.join(one.only)}" if one.only else "", f"unless {', '.join(one.unless)}"
            if one.unless else "", f"at {' '.join(one.where)}" if one.where else "",
            f"help: {one.help}" if one.help else ""]  # fmt: skip
    lines = [f"{one.name} ({one.kind}), {of}, a fault if {one.fault}", one.message, *more]
    return "\n  ".join(line for line in lines if line)
