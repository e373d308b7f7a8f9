"""`--situation`: commands on a rulebook with facts of one's own."""

import inspect
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from nextsteps import cli
from nextsteps.cli.fhir import fhir
from tests.cli.conftest import Run
from tests.golden import assert_golden

CLINIC = '''\
import nextsteps as ns


class Clinic(ns.Situation):
    """One fact of our clinic."""

    days_on_ward: int | None = ns.fact(
        "For how many days has the person been on the ward?",
        topic="ward", says="they have been on the ward for {}", low=0, high=3650, unit="days",
    )


WARDS = 3
'''
RULES = """\
rulebook: {id: ward, version: 0.1.0, title: Going home from the ward}
sources:
- {id: ours, organisation: Our ward, title: Going home, year: 2026, note: folder 3, grade: C,
   checked: 2026-11-25}
findings:
- id: in_danger
  title: danger
  danger: {level: same_day, core: [stay-for-now]}
recommendations:
- id: stay-for-now
  title: Stay for now
  stage: safety
  sources: [{source: ours, locator: point 1}]
  client: {what: You need not leave.}
  relative: {what: Tell the team what you know.}
  clinician: {what: Stop the discharge.}
- id: plan-first-days
  title: Plan the first three days at home
  stage: goals
  sources: [{source: ours, locator: point 2}]
  client: {what: Write down who is with you.}
  relative: {what: Agree on when you are there.}
  clinician: {what: Go through the first three days together.}
rules:
- id: danger-now
  finding: in_danger
  when: in_danger_now
  because: Nothing comes before it.
  sources: [{source: ours, locator: point 1}]
- id: plan-after-two-weeks
  recommend: plan-first-days
  when: days_on_ward >= 14
  because: After two weeks the first days at home are hard.
  sources: [{source: ours, locator: point 2}]
vignettes:
- id: two-weeks
  story: After two weeks on the ward she goes home.
  facts: {days_on_ward: 14, in_danger_now: false}
  holds: [plan-after-two-weeks]
  fails: [danger-now]
  first: [plan-first-days]
- id: in-danger-after-thirteen-days
  story: He is in danger at this moment.
  facts: {days_on_ward: 13, in_danger_now: true}
  holds: [danger-now]
  fails: [plan-after-two-weeks]
  first: [stay-for-now]
"""
OWN = ("--situation", "clinic:Clinic")
AT = ("--rulebook", "ward")
COMMANDS: dict[str, tuple[str, ...]] = {
    "recommend": ("recommend", "me.yaml", *AT),
    "set": ("recommend", "me.yaml", "--set", "days_on_ward=3", *AT),
    "why": ("why", "me.yaml", "plan-first-days", *AT),
    "what-if": ("what-if", "me.yaml", "--set", "days_on_ward=3", *AT),
    "interview": ("interview", "me.yaml", *AT),
    "record": ("record", "me.yaml", "--at", "2026-11-25T12:00:00Z", *AT),
    "check": ("check", "ward", "--no-proof"),
    "cases": ("cases", "plan-after-two-weeks", *AT),
    "coverage": ("coverage", "ward"),
    "diff": ("diff", "ward", "ward", "--population", "facts.csv"),
    "card": ("card", "ward", "--no-proof"),
    "languages": ("languages", *AT),
    "schema": ("schema", "situation", *AT),
    "score": ("score", *AT),
    "summary": ("summary", "people.csv", *AT),
    "sql": ("sql", "--dialect", "sqlite", *AT),
    "new": ("new", "rule", "another", *AT),
    "compile": ("compile", "ward", "ward.jsonl"),
    "fhir": ("fhir", "library", *AT),
}


@pytest.fixture
def ward(nextsteps: Run) -> Iterator[Run]:
    """Runs commands in a folder with a vocabulary, a rulebook over it, and people."""
    Path("clinic.py").write_text(CLINIC, encoding="utf-8")
    Path("ward").mkdir()
    Path("ward", "all.yaml").write_text(RULES, encoding="utf-8")
    Path("me.yaml").write_text("days_on_ward: 20\nin_danger_now: false\n", encoding="utf-8")
    Path("facts.csv").write_text("days_on_ward\n20\n3\n", encoding="utf-8")
    Path("people.csv").write_text("person,days_on_ward\n1,20\n2,3\n", encoding="utf-8")
    before = set(sys.modules)
    yield nextsteps
    for name in set(sys.modules) - before:
        if name.split(".")[0] in ("clinic", "broken", "hungry", "pops"):
            del sys.modules[name]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_knows_the_facts_of_ones_own_by_the_name_of_their_class(
    ward: Run, name: str
) -> None:
    """Without it the rulebook does not load, for it reads a fact that nobody has declared."""
    told = ward(*COMMANDS[name], *OWN)
    untold = ward(*COMMANDS[name])

    assert (0, "") == (told.code, told.err)
    assert 1 == untold.code
    assert "days_on_ward" in f"{untold.out}{untold.err}"


def test_the_plan_of_ones_own_facts_is_shown(ward: Run) -> None:
    """In a plan, in the list of facts, and in the schema."""
    plan = json.loads(ward("recommend", "me.yaml", *AT, *OWN, "--format", "json").out)
    facts = json.loads(ward("facts", "on_ward", *OWN, "--format", "json").out)
    schema = json.loads(ward("schema", "situation", *OWN).out)

    assert ["plan-first-days"] == [step["id"] for step in plan["recommendations"]]
    assert ["days_on_ward"] == [fact["name"] for fact in facts]
    assert "days_on_ward" in schema["properties"]


def test_what_comes_after_something_new_is_told_with_the_vocabulary(ward: Run) -> None:
    """So that the command can be copied as it is printed."""
    ran = ward("new", "rule", "another", *AT, *OWN)

    assert ran.out.endswith("Then run `nextsteps check ward --situation clinic:Clinic`.\n")
    assert 0 == ward("check", "ward", "--no-proof", *OWN).code


def test_a_record_of_ones_own_facts_is_replayed(ward: Run) -> None:
    """The same plan comes out."""
    made = ward("record", "me.yaml", "--at", "2026-11-25T12:00:00Z", *AT, *OWN)
    Path("record.json").write_text(made.out, encoding="utf-8")

    assert 0 == ward("replay", "record.json", *AT, *OWN).code


def test_the_shipped_rules_take_facts_of_ones_own(ward: Run) -> None:
    """No rule reads them, and the plan is the shipped one."""
    Path("stuck.yaml").write_text("no_progress: true\n", encoding="utf-8")
    own = ward("recommend", "stuck.yaml", "--set", "days_on_ward=3", *OWN)

    assert 0 == own.code
    assert ward("recommend", "stuck.yaml").out == own.out


BROKEN = {
    "no-class": "clinic",
    "a-file": "clinic.py:Clinic",
    "no-module": "clinics:Clinic",
    "no-package": "clinics.facts:Clinic",
    "misspelt": "clinic:Clinik",
    "no-situation": "clinic:WARDS",
    "a-fault-in-it": "broken:Clinic",
    "a-module-missing-in-it": "hungry:Clinic",
    "relative": ".clinic:Clinic",
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_vocabulary_is_told(ward: Run, name: str) -> None:
    """As wrong usage, with help, and without a traceback of one's own module."""
    Path("broken.py").write_text("import nextsteps as ns\n\nAGE = ns.nothing\n")
    Path("hungry.py").write_text("import clinic\nimport clinics_not_here\n")

    assert_golden(f"cli/situation-{name}.txt", str(ward("facts", "--situation", BROKEN[name])))


def test_nothing_else_is_imported_from_where_the_rules_lie(ward: Run) -> None:
    """The folder is looked in for the named module, and for nothing after it."""
    path = list(sys.path)
    first = f"import sys\nassert sys.path.pop(0) == {str(Path.cwd())!r}\n"
    Path("pops.py").write_text(f"{first}{CLINIC}")
    pops = ward("check", "ward", "--no-proof", "--situation", "pops:Clinic")

    assert 0 == ward("check", "ward", "--no-proof", *OWN).code
    assert 0 == pops.code
    assert path == sys.path


def test_no_file_of_rules_or_facts_names_a_module(ward: Run) -> None:
    """What looks like a name of one in YAML is an unknown key, or an unknown fact."""
    Path("hungry.py").write_text("raise SystemExit('imported')\n")
    Path("ward", "more.yaml").write_text("situation: hungry:Clinic\n", encoding="utf-8")
    Path("me.yaml").write_text("situation: hungry:Clinic\n", encoding="utf-8")
    rules, facts = ward("check", "ward", *OWN), ward("recommend", "me.yaml")

    assert (1, 1) == (rules.code, facts.code)
    assert "error[R401]" in rules.out
    assert "error[S201]" in facts.err
    assert "hungry" not in sys.modules


def commands() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every command with its function, those below `fhir` too."""
    for name, command in cli._COMMANDS.items():
        if command is not fhir:
            yield name, command  # type: ignore[misc]
    for name in fhir:
        if not name.startswith("-"):
            yield f"fhir {name}", fhir[name].default_command  # type: ignore[misc]


def options(command: Callable[..., Any]) -> set[str]:
    """The options of a command, those that it shares with others too."""
    names = set()
    for name, parameter in inspect.signature(command).parameters.items():
        shared = getattr(type(parameter.default), "__dataclass_fields__", {})
        names |= {name, *shared}
    return names


WITHOUT = ("explore", "fmt")


@pytest.mark.parametrize("name", [name for name, _ in commands()])
def test_whatever_reads_rules_takes_a_vocabulary(name: str) -> None:
    """A page cannot ask facts of one's own yet (X104), and layout needs to know none."""
    takes = options(dict(commands())[name])
    reads_rules = {"rulebook", "rules", "folder", "old"} & takes

    assert ("situation" in takes) == bool((reads_rules or name == "facts") and name not in WITHOUT)
