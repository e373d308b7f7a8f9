"""Every example situation, and the plan that is printed for it."""

from pathlib import Path

import pytest

from nextsteps import Plan, Rulebook, read_situation
from nextsteps.render import as_text, plan_blocks, plan_to_html, plan_to_markdown
from nextsteps.rulebook.entries import SAFETY_STAGES
from tests.cli.conftest import ROOT, Run

EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
NAMES = [path.stem for path in EXAMPLES]
TOPICS = (
    "stuck_after_fourteen_weeks", "raised_and_nothing_changed", "not_heard",
    "unsafe_with_therapist", "three_weeks_on_an_ssri", "severe_depression_without_medication",
    "heavy_daily_drinking", "opioid_relapse", "anger", "emdr_after_trauma", "good_progress",
    "almost_nothing_known", "teenager_self_harm", "clinician_off_track_client",
    "mother_of_a_child_with_ocd",
)  # fmt: skip


def plan_of(name: str) -> Plan:
    """The plan for an example, from the shipped rules."""
    return Rulebook.default().recommend(read_situation(ROOT / "examples" / f"{name}.yaml"))


def test_the_examples_differ_in_kind() -> None:
    """None of the promised situations is missing."""
    assert set(TOPICS) <= set(NAMES)


@pytest.mark.parametrize("path", EXAMPLES, ids=NAMES)
def test_an_example_begins_with_its_story(path: Path) -> None:
    """The first line says in words who this is."""
    assert path.read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize("full", [False, True])
def test_the_command_prints_what_the_library_makes(nextsteps: Run, full: bool) -> None:
    """What it makes is recorded; in text the command also names the facts of the questions."""
    path = ROOT / "examples" / "stuck_after_fourteen_weeks.yaml"
    options = ["--full"] if full else []
    plan = plan_of(path.stem)

    text = as_text(plan_blocks(plan, full=full, fact_names=True))
    assert nextsteps("recommend", str(path), *options).out == text
    for form, made in (("markdown", plan_to_markdown), ("html", plan_to_html)):
        ran = nextsteps("recommend", str(path), *options, "--format", form)
        assert (ran.code, ran.out) == (0, made(plan, full=full))


@pytest.mark.parametrize("path", EXAMPLES, ids=NAMES)
def test_a_printed_plan_fits_two_screens(nextsteps: Run, path: Path) -> None:
    """At most 120 lines of at most 80 columns."""
    lines = nextsteps("recommend", str(path)).out.splitlines()

    assert len(lines) <= 120
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize("path", EXAMPLES, ids=NAMES)
def test_every_reader_can_read_every_example(nextsteps: Run, path: Path) -> None:
    """Whoever asks gets a plan with at least one step, told in full as well."""
    for reader in ("client", "relative", "clinician"):
        ran = nextsteps("recommend", str(path), "--for", reader, "--full")

        assert ran.code == 0
        assert "\n1. " in ran.out


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("stuck_after_fourteen_weeks", {"talk-to-therapist", "prepare-what-to-say"}),
        ("unsafe_with_therapist", {"leave-unsafe-therapist"}),
        ("plan_to_end_life", {"crisis-help-now"}),
        ("heavy_daily_drinking", {"urgent-medical-care", "do-not-stop-drinking-suddenly"}),
        ("good_progress", {"plan-ending", "keep-going"}),
        ("almost_nothing_known", {"talk-to-therapist", "measure-progress"}),
    ],
)  # fmt: skip
def test_the_first_step_fits(name: str, first: set[str]) -> None:
    """The first step is one that anybody would expect."""
    assert plan_of(name).recommendations[0].id in first


@pytest.mark.parametrize(
    "name", ["unsafe_with_therapist", "teenager_self_harm", "plan_to_end_life"]
)
def test_danger_comes_first(name: str) -> None:
    """In danger the first step is a safety step."""
    assert plan_of(name).recommendations[0].stage in SAFETY_STAGES
