"""`nextsteps new`."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.golden import assert_golden


def test_a_new_rulebook_passes_every_check_and_proof(nextsteps: Run) -> None:
    """At once, and what it prints says what to do next."""
    assert_golden("cli/new-rulebook.txt", str(nextsteps("new", "rulebook", "my-rules")))
    assert_golden("cli/new-rulebook-checked.txt", str(nextsteps("check", "my-rules")))


WRITTEN = {
    "rule": ("rule", "talk-late"),
    "not-yet": ("rule", "wait-a-while", "--kind", "not_yet", "--about", "say-it-openly"),
    "finding": ("rule", "too-busy", "--kind", "finding"),
    "recommendation": ("recommendation", "take-a-walk"),
    "measure": ("measure", "mood-0-10"),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_what_is_new_is_written_and_told(nextsteps: Run, name: str) -> None:
    """The file, each place that is to be filled in, and the check that passes."""
    nextsteps("new", "rulebook", "my-rules")
    what, entry, *options = WRITTEN[name]
    ran = nextsteps("new", what, entry, "--rulebook", "my-rules", *options)

    assert_golden(f"cli/new-{name}.txt", str(ran))
    assert_golden(f"cli/new-{name}.yaml", Path(f"my-rules/{entry}.yaml").read_text())
    assert nextsteps("check", "my-rules", "--no-proof").code == 0


def test_a_path_leads_to_a_new_rulebook(nextsteps: Run) -> None:
    """Its last part is the id; without --rulebook, entries go into the folder that one is in."""
    assert nextsteps("new", "rulebook", "clinics/ours").code == 0
    assert "id: ours\n" in Path("clinics/ours/rulebook.yaml").read_text()
    assert nextsteps("new", "rule", "one", "--rulebook", "clinics/ours/").code == 0


REFUSED = {
    "taken": ("rule", "talk-when-stuck", "--rulebook", "my-rules"),
    "file": ("rule", "talking", "--rulebook", "my-rules"),
    "folder": ("rulebook", "my-rules"),
    "no-id": ("rule", "Talk late!", "--rulebook", "my-rules"),
    "misspelt": ("rule", "one", "--about", "say-it-opnly", "--rulebook", "my-rules"),
    "no-rulebook": ("rule", "one", "--rulebook", "nowhere"),
    "options-of-rules": ("measure", "one", "--kind", "ask"),
    "about-a-finding": ("rule", "one", "--kind", "finding", "--about", "stuck"),
    "no-kind": ("rule", "one", "--kind", "advise"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_mistake_is_told_and_nothing_is_written(nextsteps: Run, name: str) -> None:
    """In words, without a traceback."""
    nextsteps("new", "rulebook", "my-rules")
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    ran = nextsteps("new", *REFUSED[name])

    assert_golden(f"cli/new-wrong-{name}.txt", str(ran))
    assert before == {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
