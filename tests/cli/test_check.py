"""`nextsteps check`."""

import json
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from tests.cli.conftest import ROOT, SKETCH, Run
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


BROKEN = """
laws:
- {id: never-stuck, because: So., never: no_progress}
"""


def clean_with(more: str = "") -> None:
    """A folder `rules` that holds the clean rulebook and *more*."""
    Path("rules").mkdir()
    Path("rules/all.yaml").write_text(CLEAN + more)


@pytest.fixture
def without_provers(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the extra `verify` were not installed."""
    for name in [name for name in sys.modules if name.startswith("pysat")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pysat", None)


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
    assert "sketch 1.2.3: 14 rules, 8 recommendations, 0 vignettes, 15 problems\n" in ran.out


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

    assert ran.out == (
        "small 0.1.0: 1 rule, 1 recommendation, 2 vignettes, no problems\n"
        "proved for every possible situation: 10 of 10 statements\n"
    )
    assert ran.code == 0


def test_no_folder_is_a_problem(nextsteps: Run) -> None:
    """A folder that is not there is told in words."""
    ran = nextsteps("check", "nowhere")

    assert ran.code == 1
    assert "`nowhere` is not a folder" in ran.out


def test_what_a_proof_finds_is_told_with_an_example(nextsteps: Run) -> None:
    """The place, the message, and a situation that shows it; the exit code is 1."""
    clean_with(BROKEN)

    assert_golden("cli/check-broken-law.txt", str(nextsteps("check", "rules")))


def test_json_holds_everything(nextsteps: Run) -> None:
    """The problems with their places and witnesses, the laws, and what is proved."""
    clean_with(BROKEN)
    ran = nextsteps("check", "rules", "--format", "json")

    told = json.loads(ran.out)
    assert ran.code == 1
    assert [(one["code"], one["line"], one["witness"]) for one in told["problems"]] == [
        ("V119", 22, {"no_progress": True})
    ]
    assert told["laws"] == {"never-stuck": "broken"}
    assert told["rulebook"]["id"] == "small"


def test_github_annotates_lines(nextsteps: Run) -> None:
    """One command per problem, its line breaks escaped."""
    clean_with(BROKEN)

    assert_golden("cli/check-github.txt", str(nextsteps("check", "rules", "--format", "github")))


def test_a_sarif_log_has_what_the_schema_requires(nextsteps: Run) -> None:
    """A log needs a version and runs; a run its tool; a result its message and a known rule."""
    clean_with(BROKEN)
    log = json.loads(nextsteps("check", "rules", "--format", "sarif").out)

    assert log["version"] == "2.1.0"
    assert log["$schema"].startswith("https://")
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "nextsteps"
    known = {rule["id"] for rule in driver["rules"]}
    (result,) = run["results"]
    assert result["ruleId"] in known
    assert result["level"] in {"none", "note", "warning", "error"}
    assert result["message"]["text"].startswith("the law `never-stuck` is broken")
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "rules/all.yaml"
    assert place["region"] == {"startLine": 22, "startColumn": 8}


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_what_does_not_load_is_told_in_every_format(nextsteps: Run, form: str) -> None:
    """Each problem, and exit code 1."""
    clean_with("laws:\n- {id: x, because: So., never: no_progres}\n")
    ran = nextsteps("check", "rules", "--format", form)

    assert ran.code == 1
    assert "L303" in ran.out


def test_what_is_to_be_filled_in_is_listed_and_no_problem(nextsteps: Run) -> None:
    """In every format, as less than an error; the exit code is 0."""
    clean_with("meant: []   # FILL IN what is meant\n")
    text, data, log, remarks = (
        nextsteps("check", "rules", "--format", form)
        for form in ("text", "json", "sarif", "github")
    )

    assert "to fill in:\n  rules/all.yaml:20: FILL IN what is meant\n" in text.out
    assert "no problems, 1 place to fill in\n" in text.out
    (place,) = json.loads(data.out)["to_fill_in"]
    assert (place["code"], place["line"], place["column"]) == ("R417", 20, 15)
    assert json.loads(data.out)["problems"] == []
    (result,) = json.loads(log.out)["runs"][0]["results"]
    assert (result["ruleId"], result["level"]) == ("R417", "note")
    assert remarks.out == (
        "::notice file=rules/all.yaml,line=20,col=15,title=R417::FILL IN what is meant\n"
    )
    assert [0] * 4 == [ran.code for ran in (text, data, log, remarks)]


def test_without_a_prover_it_says_what_was_not_proved(
    nextsteps: Run, without_provers: None
) -> None:
    """The vignettes are run all the same, and how to install it is told; exit code 3."""
    clean_with(BROKEN)

    assert_golden("cli/check-no-prover.txt", str(nextsteps("check", "rules")))


def test_no_proof_accepts_that_nothing_is_proved(nextsteps: Run, without_provers: None) -> None:
    """Whoever says so gets exit code 0."""
    clean_with()
    ran = nextsteps("check", "rules", "--no-proof")

    assert ran.code == 0
    assert "not proved: you asked not to\n" in ran.out


def test_a_vignette_that_fails_counts_without_a_prover_too(
    nextsteps: Run, without_provers: None
) -> None:
    """Exit code 1 goes before 3."""
    clean_with()
    text = Path("rules/all.yaml").read_text().replace("fails: [r]", "holds: [r]")
    Path("rules/all.yaml").write_text(text)

    assert nextsteps("check", "rules").code == 1


def test_a_second_opinion_is_asked_for(nextsteps: Run) -> None:
    """Z3 answers the same questions."""
    clean_with()
    ran = nextsteps("check", "rules", "--second-opinion")

    assert ran.code == 0
    assert "Z3, asked the same, agrees about all\n" in ran.out


def test_the_pre_commit_hook_brings_the_provers_of_the_extra() -> None:
    """Both name the same versions, so that a hook proves what CI proves."""
    hook, _ = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert hook["entry"] == "nextsteps check"
    assert hook["additional_dependencies"] == project["optional-dependencies"]["verify"]
