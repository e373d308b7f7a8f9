"""The page about testing one's own rulebook: its code runs."""

import re
import subprocess
import sys
from pathlib import Path

from tests.sketches import sketch

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "test-your-rulebook.md"
VIGNETTES = """\
vignettes:
- id: stalled-and-never-said
  story: Fourteen weeks, nothing moves, and the therapist has not been told.
  facts: {in_therapy: true, no_progress: true, weeks_in_therapy: 14, raised_with_therapist: false}
  holds: [stalled-without-progress, talk-when-stalled]
  first: [talk-to-therapist]
"""


FEW = """\
from hypothesis import settings
settings.register_profile("few", max_examples=3)
settings.load_profile("few")
"""


def test_the_code_on_the_page_runs_in_a_folder_with_a_rulebook(tmp_path):
    """
    Tests pass, and the loop over mistakes prints some.
    """
    rules = tmp_path / "my-rules"
    rules.mkdir()
    (rules / "rules.yaml").write_text(sketch())
    (rules / "stories.yaml").write_text(VIGNETTES)
    laws, properties, mistakes = re.findall(
        r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL
    )
    (tmp_path / "test_mine.py").write_text(f"{laws}\n{properties}")
    (tmp_path / "conftest.py").write_text(FEW)
    (tmp_path / "mistakes.py").write_text(mistakes)

    tests = _run(tmp_path, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_mine.py")
    survivors = _run(tmp_path, "mistakes.py")

    assert re.search(r"\b\d+ passed", tests)
    assert "failed" not in tests
    assert "" == survivors, "the sketch has rules without vignettes, so all mistakes are noticed"


def _run(where, *arguments: str) -> str:
    ran = subprocess.run(
        [sys.executable, *arguments], cwd=where, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout
