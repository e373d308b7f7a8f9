"""`nextsteps fmt`."""

import stat
from pathlib import Path

import pytest

import nextsteps as ns
from tests.cli.conftest import ROOT, Run
from tests.golden import assert_golden
from tests.sketches import SKETCH

MESSY = (ROOT / "tests" / "authoring" / "messy.yaml").read_bytes()
TIDY = (ROOT / "tests" / "golden" / "authoring" / "tidy.yaml").read_bytes()


def folder(**files: bytes) -> dict[str, bytes]:
    """A folder `mine` that holds *files*, by name without ending."""
    Path("mine").mkdir()
    for name, raw in files.items():
        Path(f"mine/{name}.yaml").write_bytes(raw)
    return held()


def held() -> dict[str, bytes]:
    """All files of the folder, hidden ones as well."""
    return {path.name: path.read_bytes() for path in sorted(Path("mine").iterdir())}


def test_a_folder_is_laid_out(nextsteps: Run) -> None:
    """Each file that moved is named, others stay untouched, and a second time nothing moves."""
    folder(messy=MESSY, tidy=TIDY)
    Path("mine/notes.txt").write_text("  not   YAML")

    assert nextsteps("fmt", "mine").out == (
        "changed: mine/messy.yaml\n1 of 2 files were laid out already\n"
    )
    assert held() == {"messy.yaml": TIDY, "tidy.yaml": TIDY, "notes.txt": b"  not   YAML"}
    assert nextsteps("fmt", "mine").out == "2 of 2 files were laid out already\n"


def test_check_changes_nothing(nextsteps: Run) -> None:
    """It names what would change, with exit code 1; without anything to change it is 0."""
    before = folder(messy=MESSY, tidy=TIDY)
    ran = nextsteps("fmt", "mine", "--check")

    assert ran.out == "would change: mine/messy.yaml\n1 of 2 files were laid out already\n"
    assert ran.code == 1
    assert before == held()
    assert nextsteps("fmt", "mine/tidy.yaml", "--check").code == 0


def test_diff_shows_what_would_change(nextsteps: Run) -> None:
    """As a patch; nothing is written."""
    before = folder(messy=MESSY, tidy=TIDY)
    ran = nextsteps("fmt", "mine", "--diff")

    assert_golden("cli/fmt-diff.txt", str(ran))
    assert before == held()


BAD = {
    "not-yaml": b"rules: [\n",
    "twice": b"rules: []\nrules:   []\n",
    "anchor": b"rules:   &a []\n",
    "not-text": b"\xff\xfe\x00",
    "empty": b"# nothing\n",
    "a-list": b"-  a\n",
    "not-of-a-rulebook": b"on:  [push]\njobs: {}\n",
    "prose": b"# Rules\n\nThis is  prose.\n",
}


@pytest.mark.parametrize("name", BAD)
def test_what_the_loader_refuses_is_refused_and_nothing_is_touched(
    nextsteps: Run, name: str
) -> None:
    """The problems are those of the loader, and the good file beside it stays as it is, too."""
    before = folder(bad=BAD[name], messy=MESSY)
    ran = nextsteps("fmt", "mine")

    with pytest.raises(ns.RulebookError) as refused:
        ns.Rulebook.load("mine")
    expected = [one for one in refused.value.problems if "bad.yaml" in str(one)]
    assert ran.err == "".join(f"{one}\n" for one in expected)
    assert expected != []
    assert ran.code == 1
    assert before == held()


def test_a_file_that_is_named_may_be_any_mapping(nextsteps: Run) -> None:
    """A situation, for one."""
    Path("me.yaml").write_text("age:   31\nconcerns: [ anxiety ]\n")

    assert nextsteps("fmt", "me.yaml").code == 0
    assert Path("me.yaml").read_text() == "age: 31\nconcerns: [anxiety]\n"


def test_nowhere_is_told(nextsteps: Run) -> None:
    """A path that leads nowhere is a problem, no path at all a wrong command."""
    assert "D110" in nextsteps("fmt", "nowhere").err
    assert nextsteps("fmt").code == 2


def test_a_file_keeps_its_mode_and_a_link_stays_a_link(nextsteps: Run) -> None:
    """Only the text is another."""
    folder(messy=MESSY)
    Path("mine/messy.yaml").chmod(0o640)
    Path("mine/link.yaml").symlink_to("messy.yaml")

    assert nextsteps("fmt", "mine/link.yaml").code == 0
    assert Path("mine/link.yaml").is_symlink()
    assert Path("mine/messy.yaml").read_bytes() == TIDY
    assert stat.S_IMODE(Path("mine/messy.yaml").stat().st_mode) == 0o640


def test_line_ends_stay_those_of_the_file(nextsteps: Run) -> None:
    """Whoever writes on Windows gets their line ends back."""
    folder(messy=MESSY.replace(b"\n", b"\r\n"))
    nextsteps("fmt", "mine")

    assert held() == {"messy.yaml": TIDY.replace(b"\n", b"\r\n")}


def test_the_content_of_a_rulebook_stays(nextsteps: Run) -> None:
    """Its hash is the same before and after."""
    spread = SKETCH.replace("\n  ", "\n     ").replace("{", "{ ").replace("- id", "-    id")
    folder(sketch=spread.encode())
    before = ns.Rulebook.load("mine").content_hash

    assert nextsteps("fmt", "mine").out.startswith("changed: mine/sketch.yaml\n")
    assert before == ns.Rulebook.load("mine").content_hash
