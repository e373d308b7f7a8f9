"""`nextsteps why` and `why-not`."""

import pytest

from tests.cli.conftest import SKETCH, Run

STUCK = b"no_progress: true\nweeks_in_therapy: 2\nnot_heard: true\n"


def test_why_shows_reason_facts_and_source(nextsteps: Run) -> None:
    """The argument comes with the facts that make it hold and the source in full."""
    ran = nextsteps("why", "-", "talk", "--rulebook", SKETCH, given=STUCK)

    assert ran.code == 0
    assert "Your therapist may not know it." in ran.out
    assert "You told us: it feels as if nothing moves towards the goals." in ran.out
    assert "Based on: A Guide 2020; Able A et al. 2019." in ran.out


def test_the_clinician_is_shown_rule_name_and_place_in_the_source(nextsteps: Run) -> None:
    """Whose words are used is an option of the command."""
    ran = nextsteps("why", "-", "talk", "--for", "clinician", "--rulebook", SKETCH, given=STUCK)

    assert ran.code == 0
    assert "[talk-when-stalled, strong]" in ran.out
    assert "[no_progress]" in ran.out
    assert "A Guide, How to go on (2020), p. 3; evidence B" in " ".join(ran.out.split())


def test_why_not_shows_what_holds_it_back(nextsteps: Run) -> None:
    """A step that waits says until when."""
    ran = nextsteps("why-not", "-", "switch", "--rulebook", SKETCH, given=STUCK)

    assert ran.code == 0
    assert "not until four weeks have passed" in ran.out


@pytest.mark.parametrize("command", ["why", "why-not", "what-would-change"])
def test_whoever_knows_no_id_is_told_those_of_the_plan(nextsteps: Run, command: str) -> None:
    """A plan in text has titles alone."""
    ran = nextsteps(command, "-", "x", "--rulebook", SKETCH, given=STUCK)

    assert (1, "") == (ran.code, ran.out)
    assert "unknown recommendation `x`" in ran.err
    assert "= help: the plan gives talk" in ran.err


def test_why_of_a_step_not_given_points_to_why_not(nextsteps: Run) -> None:
    """The other command has the answer."""
    ran = nextsteps("why", "-", "switch", "--rulebook", SKETCH, given=STUCK)

    assert (ran.code, ran.out) == (1, "")
    assert "`nextsteps why-not` says why" in ran.err


def test_a_misspelt_id_gets_a_suggestion(nextsteps: Run) -> None:
    """Both commands know the rulebook's ids."""
    for command in ("why", "why-not"):
        ran = nextsteps(command, "-", "swich", "--rulebook", SKETCH, given=STUCK)

        assert ran.code == 1
        assert "did you mean `switch`?" in ran.err
