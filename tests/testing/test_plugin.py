"""Vignettes as tests: what pytest says of a rulebook."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.golden import assert_golden
from tests.sketches import sketch

VIGNETTES = """\
vignettes:
- id: stalled-and-never-said
  story: Fourteen weeks, nothing moves, and the therapist has not been told.
  facts: {in_therapy: true, no_progress: true, weeks_in_therapy: 14, raised_with_therapist: false}
  holds: [stalled-without-progress, talk-when-stalled]
  first: [talk-to-therapist]
"""
MISTAKEN = """\
- id: the-author-is-mistaken
  story: Eleven weeks, and somebody is in danger.
  facts: {in_therapy: true, no_progress: true, weeks_in_therapy: 11, in_danger_now: true}
  holds: [stalled-without-progress]
  fails: [danger-now]
  unknown: [wait-before-switching]
  first: [talk-to-therapist]
  includes: [switch-therapist]
  leaves_out: [get-help]
  asks: [age]
  level: clear
"""
UNREADABLE = """\
- id: one-fact-is-misspelt
  story: In therapy.
  facts: {in_therapie: true}
- id: a-rule-is-misspelt
  story: In therapy.
  facts: {in_therapy: true}
  holds: [danger-nov]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a small rulebook, its vignettes, and one test in Python."""
    rules = tmp_path / "my-rules"
    rules.mkdir()
    (rules / "rules.yaml").write_text(sketch())
    (rules / "stories.yaml").write_text(VIGNETTES)
    (tmp_path / "test_mine.py").write_text("def test_mine():\n    pass\n")
    return tmp_path


def tried(folder: Path, *arguments: str) -> tuple[int, str]:
    """Exit code and output of pytest in *folder*, without times and without its own path."""
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-rN", "-p", "no:cacheprovider", *arguments],
        cwd=folder, capture_output=True, text=True, check=False,
        env={key: value for key, value in os.environ.items() if key != "PYTEST_ADDOPTS"}
        | {"COLUMNS": "100"},
    )  # fmt: skip
    output = (ran.stdout + ran.stderr).replace(str(folder), ".")
    return ran.returncode, re.sub(r" in [0-9.]+s", "", output)


def test_each_vignette_is_a_test_and_so_are_the_rules_of_a_file(folder):
    """
    A vignette can be run by its id, and rules without vignettes are told.
    """
    code, output = tried(folder, "--nextsteps", "my-rules", "--collect-only")

    assert 0 == code
    assert "my-rules/stories.yaml::stalled-and-never-said" in output
    assert "my-rules/rules.yaml::every-rule-has-vignettes" in output
    assert "test_mine.py::test_mine" in output


def test_one_vignette_can_be_run_by_its_id(folder):
    """
    The folder is named in the configuration; then a path is enough.
    """
    (folder / "pytest.ini").write_text("[pytest]\nnextsteps_rulebooks = my-rules\n")

    code, output = tried(folder, "my-rules/stories.yaml::stalled-and-never-said")

    assert (0, "1 passed") == (code, output.splitlines()[-1])


def test_with_the_setting_plain_pytest_runs_vignettes_and_a_named_file_runs_alone(folder):
    """
    Who asks for one file gets one file.
    """
    (folder / "pytest.ini").write_text("[pytest]\nnextsteps_rulebooks = my-rules\n")

    assert "1 failed, 2 passed" == tried(folder)[1].splitlines()[-1]
    assert "1 passed" == tried(folder, "test_mine.py")[1].splitlines()[-1]


def test_a_vignette_that_fails_says_what_was_expected_what_came_out_and_why(folder):
    """
    Every kind of expectation, each with its reason.
    """
    (folder / "my-rules" / "stories.yaml").write_text(VIGNETTES + MISTAKEN)

    code, output = tried(folder, "--nextsteps", "my-rules", "-k", "mistaken")

    assert 1 == code
    assert_golden("testing/vignette-fails.txt", output)


def test_a_vignette_that_cannot_be_run_says_what_to_mend(folder):
    """
    A misspelt name is no traceback.
    """
    (folder / "my-rules" / "stories.yaml").write_text(VIGNETTES + UNREADABLE)

    code, output = tried(folder, "--nextsteps", "my-rules", "-k", "misspelt")

    assert 1 == code
    assert_golden("testing/vignette-unreadable.txt", output)


def test_rules_without_vignettes_are_told_with_their_place(folder):
    """
    Each with what to write.
    """
    code, output = tried(folder, "--nextsteps", "my-rules", "-k", "every-rule")

    assert 1 == code
    assert_golden("testing/rules-without-vignettes.txt", output)


def test_a_rulebook_that_does_not_load_is_told_once(folder):
    """
    However many files it has.
    """
    (folder / "my-rules" / "another.yaml").write_text("rules: [\n")

    code, output = tried(folder, "--nextsteps", "my-rules")

    assert 2 == code
    assert 1 == output.count("does not load")
    assert "Traceback" not in output
    assert "my-rules/another.yaml:2:1: error[D103]" in output


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--nextsteps", "nowhere"], "is not a folder of rules"),
        (["--nextsteps", "my-rules", "-o", "nextsteps_situation=os:nothing"], "has no class"),
        (["--nextsteps", "my-rules", "-o", "nextsteps_situation=nowhere:Clinic"], "pythonpath"),
        (["--nextsteps", "my-rules", "-o", "nextsteps_situation=os:sep"], "is no Situation"),
    ],
)
def test_a_setting_that_is_wrong_is_a_usage_error(folder, given, said):
    """
    It says what was given.
    """
    _, output = tried(folder, *given)

    assert said in output
    assert "Traceback" not in output


def test_a_vocabulary_of_ones_own_is_used(folder):
    """
    Facts that an app adds may stand in its vignettes.
    """
    (folder / "mine.py").write_text(
        "from nextsteps import Situation, fact\n"
        "class Clinic(Situation):\n"
        '    bed_free: bool | None = fact("Is a bed free?", topic="clinic")\n'
    )
    text = VIGNETTES.replace("in_therapy: true", "in_therapy: true, bed_free: true")
    (folder / "my-rules" / "stories.yaml").write_text(text)
    setting = ("-o", "nextsteps_situation=mine:Clinic", "-o", "pythonpath=.")

    code, output = tried(folder, "--nextsteps", "my-rules", "-k", "stalled", *setting)

    assert (0, "1 passed, 2 deselected") == (code, output.splitlines()[-1])


def test_pytest_without_a_rulebook_imports_nothing_of_the_library(folder):
    """
    Whoever has it installed and does not use it pays nothing.
    """
    (folder / "test_mine.py").write_text(
        "import sys\n"
        "def test_mine():\n"
        "    assert not [name for name in sys.modules if name.split('.')[0] == 'nextsteps']\n"
        "    assert 'nextsteps_pytest.collect' not in sys.modules\n"
    )

    assert (0, "1 passed") == (tried(folder)[0], tried(folder)[1].splitlines()[-1])
