"""`nextsteps what-if`."""

from tests.cli.conftest import SKETCH, Run
from tests.golden import assert_golden

STUCK = b"no_progress: true\nweeks_in_therapy: 2\nnot_heard: true\n"


def test_what_if_shows_what_comes_of_a_change(nextsteps: Run) -> None:
    """The file as it is against the file with the settings."""
    ran = nextsteps("what-if", "-", "--set", "no_progress=false", "--rulebook", SKETCH, given=STUCK)

    assert (ran.code, ran.err) == (0, "")
    assert_golden("cli/what-if.txt", ran.out)


def test_what_if_says_when_nothing_changes(nextsteps: Run) -> None:
    """An answer, not an empty page."""
    ran = nextsteps("what-if", "-", "--set", "age=40", "--rulebook", SKETCH, given=STUCK)

    assert "Nothing else would change." in ran.out


def test_what_if_without_a_setting_is_a_usage_error(nextsteps: Run) -> None:
    """There is nothing to compare."""
    ran = nextsteps("what-if", "-", "--rulebook", SKETCH, given=STUCK)

    assert (ran.code, ran.out) == (2, "")
    assert "--set" in ran.err


def test_a_faulty_setting_is_shown_where_it_stands(nextsteps: Run) -> None:
    """As for every command."""
    ran = nextsteps("what-if", "-", "--set", "no_progres=true", "--rulebook", SKETCH, given=STUCK)

    assert ran.code == 1
    assert "did you mean `no_progress`?" in ran.err
