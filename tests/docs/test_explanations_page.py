"""The page on explanations as JSON names every key of every explanation, and no other."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from nextsteps import explain
from nextsteps.plan import Argument
from nextsteps.ranking import Comparison

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "explanations.md"
SHOWN = (
    explain.Why, explain.ArgumentShown, Argument, explain.WhyNot, explain.Barrier,
    explain.NearRule, explain.Part, Comparison, explain.Difference, explain.Moved,
    explain.UrgencyChange, explain.Changes, explain.Change, explain.LaterScore,
)  # fmt: skip


def _sections() -> dict[str, str]:
    parts = re.split(r"^##+ (.+)$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("shown", SHOWN, ids=lambda shown: shown.__name__)
def test_every_key_is_described(shown: type) -> None:
    """In the first column of its table, in backticks."""
    rows = re.findall(r"^\| (`.+?) \|", _sections()[shown.__name__], flags=re.MULTILINE)
    described = [name for row in rows for name in re.findall(r"`(\w+)`", row)]

    assert sorted(described) == sorted(one.name for one in fields(shown) if one.repr)


def test_every_section_is_about_an_explanation() -> None:
    """Nothing that is gone is still described."""
    assert {shown.__name__ for shown in SHOWN} == _sections().keys()
