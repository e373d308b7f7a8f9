"""`nextsteps fhir` prints what the library makes, or writes it whole."""

import json
from pathlib import Path

from nextsteps import Rulebook, Situation, recommend
from nextsteps.fhir import (
    cql,
    elm,
    guidance,
    library,
    parameters,
    plan_definition,
    questionnaire,
)
from tests.cli.conftest import SKETCH, Run
from tests.golden import assert_golden

RULEBOOK = Rulebook.default()


def test_a_questionnaire_is_printed(nextsteps: Run) -> None:
    """As the library makes it, with an address of one's own."""
    ran = nextsteps("fhir", "questionnaire", "PHQ9", "--base", "https://example.org/fhir")

    form = questionnaire(RULEBOOK.measures["phq-9"], RULEBOOK, base="https://example.org/fhir")
    assert (0, form) == (ran.code, json.loads(ran.out))


def test_a_questionnaire_is_written_with_words_of_ones_own(nextsteps: Run) -> None:
    """And nothing is printed."""
    Path("words.yaml").write_text("questions: [one, two]\nanswers: {0: a, 1: b, 2: c, 3: d}\n")
    ran = nextsteps("fhir", "questionnaire", "gad-2", "--wording", "words.yaml", "--to", "g.json")

    assert (0, "", "") == (ran.code, ran.out, ran.err)
    assert ["one", "two"] == [
        one["text"] for one in json.loads(Path("g.json").read_text())["item"]
    ][:2]


def test_a_plan_is_printed(nextsteps: Run) -> None:
    """As the library makes it, in the words of the one who asks."""
    options = ("--for", "clinician", "--patient", "p1", "--at", "2026-11-20", "--release", "R5")
    ran = nextsteps("fhir", "guidance", "-", *options, given=b"no_progress: true\n")

    plan = recommend({"no_progress": True, "asker": "clinician"})
    made = guidance(plan, release="R5", patient="p1", at="2026-11-20")
    assert (0, made) == (ran.code, json.loads(ran.out))


def test_rules_are_printed(nextsteps: Run) -> None:
    """As a PlanDefinition, and their logic as a Library, as CQL and as ELM."""
    sketch = Rulebook.load(SKETCH)
    printed = {
        ("plan-definition", "--for", "client"): plan_definition(sketch, reader="client"),
        ("library",): library(sketch),
        ("library", "--format", "elm"): elm(sketch),
    }
    for command, made in printed.items():
        ran = nextsteps("fhir", *command, "--rulebook", SKETCH)
        assert (0, made) == (ran.code, json.loads(ran.out))
    ran = nextsteps("fhir", "library", "--format", "cql", "--to", "s.cql", "--rulebook", SKETCH)
    assert (0, "") == (ran.code, ran.out)
    assert cql(sketch) == Path("s.cql").read_text()


def test_what_is_known_is_printed(nextsteps: Run) -> None:
    """As the parameters of the library."""
    ran = nextsteps("fhir", "parameters", "-", "--rulebook", SKETCH, given=b"no_progress: true\n")

    made = parameters(Situation(no_progress=True), Rulebook.load(SKETCH))
    assert (0, made) == (ran.code, json.loads(ran.out))
    assert {"name": "no_progress", "valueBoolean": True} in made["parameter"]


def test_mistakes_get_their_messages(nextsteps: Run) -> None:
    """What is wrong, where, and what to do; nothing is written."""
    Path("words.yaml").write_text("questions: [one]\nanswer: {0: a}\n")
    Path("me.yaml").write_text("no_progress: true\n")
    wrong = (
        ("questionnaire", "phq-99"),
        ("questionnaire", "gad-7", "--wording", "words.yaml", "--to", "g.json"),
        ("questionnaire", "gad-7", "--wording", "nowhere.yaml"),
        ("questionnaires", "gad-7"),
        ("questionnaire", "gad-7", "--base", "my clinic"),
        ("guidance", "me.yaml", "--at", "now", "--patient", "Patient/p1"),
    )
    told = [f"$ nextsteps fhir {' '.join(each)}\n{nextsteps('fhir', *each)}" for each in wrong]

    assert not Path("g.json").exists()
    assert_golden("cli/fhir-mistakes.txt", "\n".join(told))
