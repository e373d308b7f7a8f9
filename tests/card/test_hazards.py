"""The hazard log: every control is shown by something that is there."""

import ast
import csv
import io
import re
from functools import cache
from pathlib import Path

import pytest

from nextsteps import Rulebook
from nextsteps.card import card_of, card_to_csv
from nextsteps.errors import RulebookError
from nextsteps.rulebook.stated import SEVERITIES
from tests.card.sketch import load_stated
from tests.golden import assert_golden

ROOT = Path(__file__).parents[2]


@cache
def names_of_tests(path: str) -> frozenset[str]:
    """The tests in a file, read and not run."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(one.name for one in ast.walk(tree) if isinstance(one, ast.FunctionDef))


def test_every_test_that_is_named_is_there():
    """
    Whoever renames one says so in rules/hazards.yaml.
    """
    named = [
        shown.test
        for hazard in Rulebook.default().hazards.values()
        for shown in hazard.evidence
        if shown.test is not None
    ]
    gone = [
        test
        for test in named
        for path, _, name in [test.partition("::")]
        if not re.fullmatch(r"tests/\S+/test_\w+\.py|tests/test_\w+\.py", path)
        or not (ROOT / path).is_file()
        or name not in names_of_tests(path)
        or not name.startswith("test_")
    ]

    assert [] == gone
    assert len(named) > 50


def test_laws_and_checks_that_are_named_are_looked_for_when_rules_load():
    """
    All at once, each at its place.
    """
    wrong = (
        ("law: danger-brings-help", "law: danger-brings-helpp"),
        ("check: V109", "check: V999"),
        ('test: "tests/x.py::test_x"', "vignette: nobody"),
        ("  limits: [It is small.]", "  attributes: {agee: [sex]}"),
    )
    with pytest.raises(RulebookError) as raised:
        load_stated(*wrong)

    assert_golden("card/unknown-names.txt", str(raised.value))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  status: draft", "  status: perfect"),
        ("  status: draft", "  colour: blue"),
        ("severity: minor", "severity: bad"),
        ("{check: V109}", "{check: V109, law: danger-brings-help}"),
        ("{check: V109}", "{}"),
        ("card:\n", "card: {status: draft}\nhazard: []\nfoo:\n"),
    ],
)
def test_what_has_not_the_right_shape_is_refused(old, new):
    """
    As in every other entry of a rulebook.
    """
    with pytest.raises(RulebookError, match="R401"):
        load_stated((old, new))


def test_at_least_twenty_hazards_are_known_and_each_is_controlled_by_something_that_runs():
    """
    What no program can notice is told beside the controls.
    """
    hazards = Rulebook.default().hazards

    assert len(hazards) >= 20
    assert [] == [name for name, one in hazards.items() if not one.evidence]


def test_the_log_as_csv_is_the_recorded_one():
    """
    The gravest first; what a spreadsheet would run as a formula is made text.
    """
    text = card_to_csv(card_of(load_stated()))
    rows = list(csv.DictReader(io.StringIO(text)))

    assert_golden("card/hazards.csv", text)
    assert [SEVERITIES[0], SEVERITIES[-1]] == [row["severity"] for row in rows]
    assert "'=SUM(1)" == rows[1]["control"]
