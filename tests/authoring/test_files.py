"""Files are written whole or not at all."""

from pathlib import Path

import pytest

from nextsteps.authoring import files
from nextsteps.errors import RulebookError


def no_links(*_paths: object) -> None:
    """What `os.link` does on a disk without links."""
    raise OSError(95, "operation not supported")


@pytest.mark.parametrize("links", [True, False])
def test_a_new_file_is_written_and_never_over_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    """On disks with and without links; nothing else is left in the folder."""
    if not links:
        monkeypatch.setattr(files.os, "link", no_links)
    files.create(tmp_path / "a.yaml", "first\n")
    with pytest.raises(RulebookError) as refused:
        files.create(tmp_path / "a.yaml", "second\n")

    assert ["D113"] == [one.code for one in refused.value.problems]
    assert {"a.yaml": b"first\n"} == {one.name: one.read_bytes() for one in tmp_path.iterdir()}


@pytest.mark.parametrize("links", [True, False])
def test_a_link_to_nowhere_keeps_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    """It is somebody's, too."""
    if not links:
        monkeypatch.setattr(files.os, "link", no_links)
    path = tmp_path / "a.yaml"
    path.symlink_to("nowhere")
    with pytest.raises(RulebookError):
        files.create(path, "first\n")

    assert [path] == list(tmp_path.iterdir())
    assert path.is_symlink()


def test_a_file_that_cannot_be_replaced_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The text is written beside it first."""
    path = tmp_path / "a.yaml"
    path.write_text("first\n")
    monkeypatch.setattr(Path, "replace", no_links)
    with pytest.raises(OSError, match="not supported"):
        files.replace(path, "second\n")

    assert {"a.yaml": b"first\n"} == {one.name: one.read_bytes() for one in tmp_path.iterdir()}
