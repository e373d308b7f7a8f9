"""`nextsteps cases` and `nextsteps coverage`."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.golden import assert_golden
from tests.sketches import sketch

STORIES = """
vignettes:
- id: stuck
  story: Nothing moves.
  facts: {no_progress: true, weeks_in_therapy: 12, raised_with_therapist: false}
  holds: [stalled-without-progress, talk-when-stalled]
- id: too-soon
  story: It is early.
  facts: {no_progress: true, weeks_in_therapy: 11}
  fails: [stalled-without-progress]
"""


@pytest.fixture
def rules(nextsteps: Run) -> Run:
    """The sketch in the folder `rules`, with two vignettes."""
    Path("rules").mkdir()
    Path("rules/all.yaml").write_text(sketch(more=STORIES), encoding="utf-8")
    return nextsteps


@pytest.mark.parametrize(
    "rule", ["talk-when-stalled", "wait-before-switching", "danger-now", "switch-when-talk-failed"]
)
def test_a_sheet_shows_the_rule_and_its_cases(rules: Run, rule: str) -> None:
    """The rule in words, every case, what each part decides, and boxes to tick."""
    assert_golden(f"cli/cases-{rule}.md", rules("cases", rule, "--rules", "rules").out)


def test_a_sheet_as_data(rules: Run) -> None:
    """The same cases as JSON."""
    ran = rules("cases", "wait-before-switching", "--rulebook", "rules", "--format", "json")
    shown = json.loads(ran.out)

    assert ["true", "false", "unknown"] == [case["truth"] for case in shown["cases"]]
    assert [{"part": "weeks_in_therapy < 3", "to": "false", "holds": 1, "otherwise": 2}] == [
        {key: pair[key] for key in ("part", "to", "holds", "otherwise")}
        for pair in shown["pairs"]
        if pair["to"] == "false"
    ]


def test_all_rules_are_written_one_file_each(rules: Run) -> None:
    """Every rule has its sheet."""
    ran = rules("cases", "--all", "--output", "sheets", "--rules", "rules")

    assert "5 rules written to sheets\n" == ran.out
    assert 5 == len(list(Path("sheets").glob("*.md")))


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("unknown", ("cases", "talk-when-staled", "--rules", "rules")),
        ("nothing", ("cases",)),
        ("both", ("cases", "talk-when-stalled", "--all", "--output", "x")),
        ("no-output", ("cases", "--all")),
        ("percentage", ("coverage", "rules", "--at-least", "101")),
    ],
)
def test_what_cannot_be_shown_is_told(rules: Run, name: str, arguments: tuple[str, ...]) -> None:
    """Each mistake has its message, and no traceback."""
    ran = rules(*arguments)

    assert ran.code in (1, 2)
    assert_golden(f"cli/cases-wrong-{name}.txt", str(ran))


def test_coverage_is_told_with_its_gaps(rules: Run) -> None:
    """Counts among the vignettes that name a rule and among all, and the parts not shown."""
    assert_golden("cli/coverage.txt", str(rules("coverage", "rules", "--gaps")))


def test_coverage_as_data(rules: Run) -> None:
    """Every rule with its parts, and totals that agree with them."""
    shown = json.loads(rules("coverage", "rules", "--format", "json").out)
    parts = [part for rule in shown["rules"] for part in rule["parts"]]

    assert shown["totals"]["deciding"]["named"]["of"] == len(parts)
    assert shown["totals"]["deciding"]["named"]["shown"] == sum(
        part["named"]["decides"] is not None for part in parts
    )


@pytest.mark.parametrize(("floor", "code"), [("5", 0), ("50", 1)])
def test_coverage_below_a_floor_is_exit_code_1(rules: Run, floor: str, code: int) -> None:
    """So that a build can insist on it."""
    assert code == rules("coverage", "rules", "--at-least", floor).code
