"""`nextsteps diff`."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Ran, Run
from tests.golden import assert_golden
from tests.sketches import sketch

SHIFTED = ("weeks_in_therapy >= 12", "weeks_in_therapy >= 16")
ROWS = """\
{"no_progress": true, "in_therapy": true, "weeks_in_therapy": 13, "raised_with_therapist": false}
{"no_progress": true, "in_therapy": true, "weeks_in_therapy": 20, "raised_with_therapist": false}
{"suicide_plan": true}
"""


def _write(folder: str, *changes: tuple[str, str]) -> None:
    Path(folder).mkdir(parents=True, exist_ok=True)
    Path(folder, "all.yaml").write_text(sketch(*changes), encoding="utf-8")


def _git(*arguments: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def versions(nextsteps: Run) -> Run:
    """Two folders, `old` and `new`, and a repository that holds both versions of `rules`."""
    _write("old")
    _write("new", SHIFTED)
    _git("init", "-q")
    _write("rules")
    _git("add", "rules")
    _git("commit", "-qm", "one")
    _git("tag", "one")
    _write("rules", SHIFTED)
    _git("commit", "-qam", "two")
    return nextsteps


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_the_difference_is_told_in_three_forms(versions: Run, form: str) -> None:
    """As text, as Markdown for a change log, and as JSON."""
    ran = versions("diff", "old", "new", "--format", form)

    assert ran.code == 1
    assert_golden(f"cli/diff-{form}.txt", str(ran))


def test_the_same_rulebook_is_proved_the_same(versions: Run) -> None:
    """The exit code is 0, and every kind of difference is proved away."""
    ran = versions("diff", "old", "old")

    assert ran.code == 0
    assert_golden("cli/diff-same.txt", str(ran))


def _without_title(ran: Ran) -> list[str]:
    return ran.out.splitlines()[2:]


@pytest.mark.parametrize(
    "arguments",
    [("one:rules", "HEAD:rules"), ("one", "HEAD", "--rules", "rules"), ("one:./rules", "rules")],
)
def test_revisions_are_compared_like_folders(versions: Run, arguments: tuple[str, ...]) -> None:
    """A folder in a revision, by its path or by --rules, says what the folders say."""
    folders, revisions = versions("diff", "old", "new"), versions("diff", *arguments)

    assert _without_title(folders) == _without_title(revisions)
    assert revisions.code == 1


def test_rows_of_a_population_are_counted(versions: Run) -> None:
    """One of three people has been in therapy for 12 to 15 weeks."""
    Path("people.jsonl").write_text(ROWS)
    ran = versions("diff", "old", "new", "--population", "people.jsonl", "--format", "json")

    assert (3, 1) == (json.loads(ran.out)["rows"]["of"], json.loads(ran.out)["rows"]["different"])


@pytest.mark.parametrize("kind", ["csv", "yaml", "parquet"])
def test_tables_of_any_kind_count_the_same(versions: Run, kind: str) -> None:
    """The same people as CSV, YAML or Parquet."""
    rows = [json.loads(line) for line in ROWS.splitlines()]
    _write_table(Path(f"people.{kind}"), rows)
    ran = versions("diff", "old", "new", "--population", f"people.{kind}")

    assert "1 of 3 get a different plan." in ran.out


def _write_table(path: Path, rows: list[dict[str, object]]) -> None:
    names = sorted({name for row in rows for name in row})
    if path.suffix == ".csv":
        cells = [[str(row.get(name, "")).lower() for name in names] for row in rows]
        path.write_text("\n".join(",".join(line) for line in [names, *cells]) + "\n")
    elif path.suffix == ".yaml":
        path.write_text("\n".join(f"- {json.dumps(row)}" for row in rows) + "\n")
    else:
        pyarrow = pytest.importorskip("pyarrow")
        from pyarrow import parquet

        for name in names:
            for row in rows:
                row.setdefault(name, None)
        parquet.write_table(pyarrow.Table.from_pylist(rows), path)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("no-folder", ("nowhere", "new")),
        ("no-revision", ("three:rules", "new")),
        ("no-folder-in-revision", ("one:rulez", "new")),
        ("a-file", ("one:rules/all.yaml", "new")),
        ("an-option", ("--rules=rules", "--exec=touch x", "one")),
        ("rows", ("old", "new", "--population", "bad.csv")),
        ("rows-of-lines", ("old", "new", "--population", "bad.jsonl")),
        ("rows-kind", ("old", "new", "--population", "bad.txt")),
    ],
)
def test_what_cannot_be_compared_is_told(
    versions: Run, name: str, arguments: tuple[str, ...]
) -> None:
    """Each mistake has its message, and no traceback."""
    Path("bad.jsonl").write_text('{"age": 20}\n\n{"no_progres": true}\n')
    Path("bad.csv").write_text("no_progres,age,tried\ntrue,x,\n,200,{}\n")
    ran = versions("diff", *arguments)

    assert ran.code in (1, 2)
    assert_golden(f"cli/diff-wrong-{name}.txt", str(ran))


def test_outside_a_repository_there_are_no_revisions(
    nextsteps: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """That is said, rather than that the revision is unknown."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    _write("new")
    ran = nextsteps("diff", "main:rules", "new")

    assert "error[D112]: `main:rules` is not a folder, and there is no git repository" in ran.err
    assert ran.code == 1


def test_without_git_that_is_said(versions: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two folders can still be compared."""
    monkeypatch.setenv("PATH", "/nowhere")
    ran = versions("diff", "one:rules", "new")

    assert "git is not installed" in ran.err
    assert versions("diff", "old", "new").code == 1


def test_nothing_in_a_revision_is_run(versions: Run) -> None:
    """Filters, conversions and hooks that a repository configures stay asleep."""
    Path(".gitattributes").write_text("*.yaml filter=evil diff=evil\n")
    _git("config", "filter.evil.smudge", "touch ran-smudge; cat")
    _git("config", "diff.evil.textconv", "touch ran-textconv; cat")
    _git("config", "core.fsmonitor", "touch ran-monitor")
    _git("config", "core.pager", "touch ran-pager")
    _git("add", ".gitattributes")
    for mark in Path().glob("ran-*"):  # by our own `git add`
        mark.unlink()
    ran = versions("diff", "one:rules", "HEAD:rules")

    assert ran.code == 1
    assert [] == list(Path().glob("ran-*"))


def test_links_and_other_files_of_a_revision_are_left_alone(versions: Run) -> None:
    """Only regular YAML files are read."""
    Path("rules/link.yaml").symlink_to("../new/all.yaml")
    Path("rules/notes.txt").write_text("not YAML: [")
    _git("add", "rules")
    _git("commit", "-qm", "three")

    assert versions("diff", "HEAD~1:rules", "HEAD:rules").code == 0
