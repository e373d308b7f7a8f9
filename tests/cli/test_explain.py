"""The commands that explain, in every format, and `compare` and `what-would-change`."""

import json

import pytest

from tests.cli.conftest import SKETCH, Run
from tests.golden import assert_golden

STUCK = b"no_progress: true\nweeks_in_therapy: 2\nnot_heard: true\n"
COMMANDS = {
    "why": ("why", "-", "talk"),
    "why-not": ("why-not", "-", "switch"),
    "compare": ("compare", "-", "walk", "talk"),
    "what-if": ("what-if", "-", "--set", "no_progress=false"),
    "what-would-change": ("what-would-change", "-", "talk", "--to", "out"),
}


def _run(nextsteps: Run, name: str, *more: str) -> str:
    ran = nextsteps(*COMMANDS[name], "--rulebook", SKETCH, *more, given=STUCK)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


@pytest.mark.parametrize("name", COMMANDS)
def test_the_json_is_the_recorded_one(nextsteps: Run, name: str) -> None:
    """All that is known of the answer, as plain values."""
    printed = _run(nextsteps, name, "--format", "json")

    json.loads(printed)
    assert_golden(f"cli/explain/{name}.json", printed)


@pytest.mark.parametrize("reader", ["client", "relative", "clinician"])
@pytest.mark.parametrize("name", COMMANDS)
def test_every_explanation_has_every_format(nextsteps: Run, name: str, reader: str) -> None:
    """The same title in text, Markdown and HTML, for whoever asks."""
    if (name, reader) == ("compare", "relative"):
        pytest.skip("the sketch has no such step for relatives")
    text = _run(nextsteps, name, "--for", reader)
    title = text.splitlines()[0]

    assert _run(nextsteps, name, "--for", reader, "--format", "markdown").startswith(f"# {title}")
    page = _run(nextsteps, name, "--for", reader, "--format", "html")
    assert page.startswith("<!doctype html>")
    assert f"<title>{title}</title>".replace("'", "&#x27;") in page


@pytest.mark.parametrize("name", COMMANDS)
def test_an_explanation_fits_the_terminal(nextsteps: Run, name: str) -> None:
    """At most eighty columns."""
    assert max(map(len, _run(nextsteps, name).splitlines())) <= 80


def test_to_compare_a_step_with_itself_is_a_usage_error(nextsteps: Run) -> None:
    """There is nothing to tell."""
    ran = nextsteps("compare", "-", "talk", "talk", "--rulebook", SKETCH, given=STUCK)

    assert (ran.code, ran.out) == (2, "")
    assert "two different" in ran.err


def test_to_compare_what_is_not_given_points_to_why_not(nextsteps: Run) -> None:
    """The other command has the answer."""
    ran = nextsteps("compare", "-", "talk", "switch", "--rulebook", SKETCH, given=STUCK)

    assert (ran.code, ran.out) == (1, "")
    assert "`nextsteps why-not` says why" in ran.err


def test_what_would_change_has_three_goals(nextsteps: Run) -> None:
    """Any other is a usage error that lists them."""
    ran = nextsteps(
        "what-would-change", "-", "talk", "--to", "up", "--rulebook", SKETCH, given=STUCK
    )

    assert (ran.code, ran.out) == (2, "")
    assert "top" in ran.err


def test_a_misspelt_id_gets_a_suggestion_from_both(nextsteps: Run) -> None:
    """As from every command that takes one."""
    for command in (("compare", "-", "walk", "swich"), ("what-would-change", "-", "swich")):
        ran = nextsteps(*command, "--rulebook", SKETCH, given=STUCK)

        assert (ran.code, ran.out) == (1, "")
        assert "did you mean `switch`?" in ran.err


def test_more_is_shown_when_all_is_asked_for(nextsteps: Run) -> None:
    """A comparison then shows both reasons to the client too."""
    assert "Moving a little helps" not in _run(nextsteps, "compare")
    assert "Moving a little helps" in _run(nextsteps, "compare", "--full")
