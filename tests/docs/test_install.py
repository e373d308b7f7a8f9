"""What can be installed is told on the page about it."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "how-to" / "install.md"


def test_every_extra_is_told() -> None:
    """With what it is for, and none that there is not."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    told = re.findall(r"^\| `(\w+)` \| \S", PAGE.read_text(encoding="utf-8"), re.MULTILINE)

    assert sorted(project["project"]["optional-dependencies"]) == sorted(told)
