"""`nextsteps compile`."""

from pathlib import Path

from nextsteps import Rulebook
from tests.cli.conftest import SKETCH, Run


def test_a_rulebook_is_compiled_into_one_file(nextsteps: Run) -> None:
    """What is written reads as the same rulebook."""
    ran = nextsteps("compile", SKETCH, "sketch.jsonl")

    assert (ran.code, ran.out) == (0, "sketch.jsonl: sketch 1.2.3, 14 rules\n")
    again = Rulebook.from_compiled(Path("sketch.jsonl").read_bytes())
    assert again.content_hash == Rulebook.load(SKETCH).content_hash


def test_nothing_is_written_of_a_rulebook_with_faults(nextsteps: Run) -> None:
    """All problems are told, and what stood there before stays."""
    Path("rules").mkdir()
    Path("rules/a.yaml").write_text("rules:\n- id: nonsense\n")
    Path("old.jsonl").write_text("old")
    ran = nextsteps("compile", "rules", "old.jsonl")

    assert ran.code == 1
    assert "R401" in ran.err
    assert Path("old.jsonl").read_text() == "old"
    assert [path.name for path in sorted(Path().iterdir())] == ["old.jsonl", "rules"]
