"""`nextsteps check`."""

from pathlib import Path

from tests.cli.conftest import SKETCH, Run
from tests.golden import assert_golden

CLEAN = """
rulebook: {id: small, version: 0.1.0, title: Small}
sources:
- {id: a, organisation: A, title: A, year: 2020, note: here, grade: C, checked: 2026-11-23}
recommendations:
- id: talk
  title: Talk
  stage: alliance
  sources: [{source: a, locator: p. 1}]
  client: {what: Talk.}
rules:
- id: r
  recommend: talk
  when: no_progress
  because: It is.
  sources: [{source: a, locator: p. 1}]
vignettes:
- {id: holds, story: Stuck., facts: {no_progress: true}, holds: [r], includes: [talk]}
- {id: fails, story: Fine., facts: {no_progress: false}, fails: [r]}
"""


def sketch_with(more: str) -> None:
    """A folder `rules` that holds the sketch and *more*."""
    Path("rules").mkdir()
    text = (Path(SKETCH) / "sketch.yaml").read_text(encoding="utf-8")
    Path("rules/sketch.yaml").write_text(text, encoding="utf-8")
    Path("rules/more.yaml").write_text(more, encoding="utf-8")


def test_rules_without_vignettes_are_problems(nextsteps: Run) -> None:
    """Each rule is named, and the exit code is 1."""
    ran = nextsteps("check", SKETCH)

    assert ran.code == 1
    assert "rule `talk-when-stalled` has no vignette in which it holds" in ran.out
    assert ran.out.endswith("sketch 1.2.3: 14 rules, 8 recommendations, 0 vignettes, 14 problems\n")


def test_a_vignette_that_does_not_come_out_is_a_problem(nextsteps: Run) -> None:
    """The vignette says what should have come of it."""
    sketch_with(
        "vignettes:\n"
        "- {id: wrong, story: Nothing., facts: {no_progress: false}, includes: [talk]}\n"
    )
    ran = nextsteps("check", "rules")

    assert "vignette `wrong`: `talk` is not given" in ran.out


def test_a_rulebook_that_does_not_load_lists_every_problem(nextsteps: Run) -> None:
    """All problems are told at once."""
    sketch_with(
        "rules:\n"
        "- {id: one, recommend: tlak, when: no_progress, because: It is., sources: []}\n"
        "- {id: two, recommend: talk, when: no_progres, because: It is., "
        "sources: [{source: a-guide, locator: p. 1}]}\n"
    )
    assert_golden("cli/check-does-not-load.txt", str(nextsteps("check", "rules")))


def test_a_clean_rulebook_says_so(nextsteps: Run) -> None:
    """Without problems the exit code is 0."""
    Path("rules").mkdir()
    Path("rules/all.yaml").write_text(CLEAN)
    ran = nextsteps("check", "rules")

    assert ran.out == "small 0.1.0: 1 rule, 1 recommendation, 2 vignettes, no problems\n"
    assert ran.code == 0


def test_no_folder_is_a_problem(nextsteps: Run) -> None:
    """A folder that is not there is told in words."""
    ran = nextsteps("check", "nowhere")

    assert ran.code == 1
    assert "`nowhere` is not a folder" in ran.out
