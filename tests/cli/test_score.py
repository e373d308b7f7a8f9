"""`nextsteps score`."""

import json

import pytest

from tests.cli.conftest import Run
from tests.golden import assert_golden

COMMANDS = {
    "phq-9": ("score", "phq9", "1", "2", "0", "3", "1", "1", "2", "0", "1"),
    "gad-7-nhs": ("score", "gad-7", "--total", "9", "--norms", "nhs"),
    "core-10-prorated": ("score", "core-10", *"111x101111", "--prorate"),
    "who-5": ("score", "who-5", "2", "2", "3", "2", "3"),
    "all": ("score",),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_what_is_printed(nextsteps: Run, name: str) -> None:
    """Total, band, cut-off, norms, licence; and the call to ask after item 9."""
    ran = nextsteps(*COMMANDS[name])

    assert ran.code == 0
    assert_golden(f"cli/score-{name}.txt", ran.out)


def test_json_is_data(nextsteps: Run) -> None:
    """Programs get the same."""
    shown = json.loads(nextsteps("score", "phq-4", *"1230", "--format", "json").out)

    assert (6, "moderate") == (shown["total"], shown["band"])
    assert ["anxiety", "depression"] == shown["positive_parts"]


@pytest.mark.parametrize(
    ("command", "code", "told"),
    [
        (("score", "phq-9", "1", "2"), 1, "error[M702]: PHQ-9 has 9 items, and there are 2"),
        (("score", "phq-9", "--total", "28"), 1, "error[M703]"),
        (("score", "phq-9", *"00000000", "-1"), 1, "error[M703]: PHQ-9, item 9: the answer is -1"),
        (("score", "gad-7", *"000000x"), 1, "error[M704]"),
        (("score", "gad-7", "--total", "3", "--norms", "nsh"), 1, "did you mean `nhs`?"),
        (("score", "phq-99", "--total", "3"), 1, "did you mean `phq-9`?"),
        (("score", "phq-9"), 1, "error[M702]: PHQ-9 needs all its answers, or a total"),
        (("score", "phq-9", "one"), 2, "An answer is a whole number"),
        (("score", "phq-9", "--total", "many"), 2, "nextsteps --help"),
    ],
)
def test_what_does_not_fit_is_told(
    nextsteps: Run, command: tuple[str, ...], code: int, told: str
) -> None:
    """Faults in what was given end with 1, a wrong command with 2."""
    ran = nextsteps(*command)

    assert code == ran.code
    assert told in ran.err
