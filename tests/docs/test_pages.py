"""Every page shows what its code does: each block runs, or says why it does not."""

import os
import shutil
import sys
import warnings
from pathlib import Path

import pytest

from docs.pages.markdown import GENERATED
from tests.docs.blocks import as_run

ROOT = Path(__file__).parents[2]
TESTED_ALONE = ("explore-rule-outcomes", "run-a-caseload", "test-your-rulebook")
PAGES = [
    path
    for path in sorted((ROOT / "docs").rglob("*.md"))
    if path.stem not in TESTED_ALONE and GENERATED not in path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_shows_what_its_code_does(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`UPDATE_GOLDEN=1` writes the output into the page."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    for folder in ("rules", "examples"):
        shutil.copytree(ROOT / folder, folder)
    monkeypatch.syspath_prepend(tmp_path)  # where a script finds the modules beside it
    before = set(sys.modules)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Using `httpx`")
        fresh = as_run(page)
    for name in set(sys.modules) - before:
        if Path(getattr(sys.modules[name], "__file__", None) or "/").is_relative_to(tmp_path):
            del sys.modules[name]
    if os.environ.get("UPDATE_GOLDEN") == "1":
        page.write_text(fresh, encoding="utf-8", newline="\n")

    assert fresh == page.read_text(encoding="utf-8")
