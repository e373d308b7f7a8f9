"""`nextsteps recommend` on a rulebook of its own."""

import json
from pathlib import Path

import pytest

from nextsteps import Plan, Rulebook
from tests.cli.conftest import SKETCH, Run
from tests.golden import assert_golden

STUCK = "no_progress: true\nin_therapy: true\n"


def test_a_yaml_file_gives_a_plan(nextsteps: Run) -> None:
    """The plan is on standard output, and nothing is on standard error."""
    Path("me.yaml").write_text(STUCK)
    ran = nextsteps("recommend", "me.yaml", "--rulebook", SKETCH)

    assert (ran.code, ran.err) == (0, "")
    assert "1. Tell your therapist" in ran.out


def test_json_is_read_as_well_as_yaml(nextsteps: Run) -> None:
    """A JSON file gives what the same facts in YAML give."""
    Path("me.yaml").write_text(STUCK)
    Path("me.json").write_text('{"no_progress": true, "in_therapy": true}')

    from_yaml = nextsteps("recommend", "me.yaml", "--rulebook", SKETCH)
    assert from_yaml == nextsteps("recommend", "me.json", "--rulebook", SKETCH)


def test_a_dash_reads_standard_input(nextsteps: Run) -> None:
    """`-` stands for standard input."""
    ran = nextsteps("recommend", "-", "--rulebook", SKETCH, given=STUCK.encode())

    assert "1. Tell your therapist" in ran.out


def test_set_changes_a_fact(nextsteps: Run) -> None:
    """Settings replace facts of the file, and lists spread into facts."""
    settings = ("--set", "weeks_in_therapy=3", "--set", "concerns=[relationship]")
    ran = nextsteps(
        "recommend", "-", *settings, "--rulebook", SKETCH, "--format", "json", given=STUCK.encode()
    )

    situation = json.loads(ran.out)["situation"]
    assert (situation["weeks_in_therapy"], situation["concern_relationship"]) == (3.0, True)


def test_set_to_null_makes_a_fact_unknown(nextsteps: Run) -> None:
    """A fact set to null is not known any more."""
    ran = nextsteps(
        "recommend", "-", "--set", "no_progress=null", "--rulebook", SKETCH, "--format", "json",
        given=STUCK.encode(),
    )  # fmt: skip

    assert json.loads(ran.out)["situation"] == {"in_therapy": True}


def test_json_holds_the_whole_plan(nextsteps: Run) -> None:
    """What is printed as JSON reads back as the plan."""
    rulebook = Rulebook.load(SKETCH)
    ran = nextsteps(
        "recommend", "-", "--rulebook", SKETCH, "--format", "json", given=STUCK.encode()
    )

    plan = rulebook.recommend({"no_progress": True, "in_therapy": True})
    assert plan == Plan.from_json(ran.out, rulebook=rulebook)


@pytest.mark.parametrize("engine", ["compiled", "reference", "durable"])
def test_every_engine_prints_the_same(nextsteps: Run, engine: str) -> None:
    """The engine changes nothing in the plan."""
    arguments = ("recommend", "-", "--rulebook", SKETCH, "--format", "json")

    default = nextsteps(*arguments, given=STUCK.encode())
    assert default == nextsteps(*arguments, "--engine", engine, given=STUCK.encode())


@pytest.mark.parametrize(
    ("asker", "wanted", "becomes"),
    [
        (None, "client", "client"),
        (None, "relative", "relative"),
        (None, "clinician", "clinician"),
        ("parent", "relative", "parent"),
        ("parent", "clinician", "clinician"),
        ("clinician", "client", "client"),
    ],
)
def test_for_says_who_asks(nextsteps: Run, asker: str | None, wanted: str, becomes: str) -> None:
    """`--for` sets the one who asks, unless they read these words already."""
    facts = STUCK if asker is None else f"{STUCK}asker: {asker}\n"
    ran = nextsteps(
        "recommend", "-", "--for", wanted, "--rulebook", SKETCH, "--format", "json",
        given=facts.encode(),
    )  # fmt: skip

    plan = json.loads(ran.out)
    assert (wanted, becomes) == (plan["reader"], plan["situation"]["asker"])


def test_markdown_takes_what_is_in_the_plan_literally(nextsteps: Run) -> None:
    """Markdown is printed with its headings."""
    ran = nextsteps(
        "recommend", "-", "--rulebook", SKETCH, "--format", "markdown", given=STUCK.encode()
    )

    assert ran.out.startswith("# Your next steps\n")


def test_text_names_the_facts_to_answer_in_the_file(nextsteps: Run) -> None:
    """Behind each question stands the name of its fact."""
    ran = nextsteps("recommend", "-", "--rulebook", SKETCH, given=STUCK.encode())

    assert "[suicidal_thoughts]" in ran.out


def test_without_rulebook_the_shipped_rules_are_used(nextsteps: Run) -> None:
    """The default is the rulebook that ships with the library."""
    ran = nextsteps("recommend", "-", given=STUCK.encode())

    assert "Made by rulebook nextsteps" in " ".join(ran.out.split())


def test_help_names_every_command(nextsteps: Run) -> None:
    """The help page is a golden file."""
    assert_golden("cli/help.txt", str(nextsteps("--help")))
    assert_golden("cli/help-recommend.txt", str(nextsteps("recommend", "--help")))
