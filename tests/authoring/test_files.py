"""Files are written whole or not at all."""

import os
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
        files.write_whole(path, "second\n")

    assert {"a.yaml": b"first\n"} == {one.name: one.read_bytes() for one in tmp_path.iterdir()}


def test_another_text_takes_the_place_of_the_first_and_keeps_its_mode(tmp_path: Path) -> None:
    """A file that only its owner may read stays so; a link stays a link."""
    path, link = tmp_path / "a.yaml", tmp_path / "b.yaml"
    path.write_text("first\n")
    path.chmod(0o600)
    link.symlink_to(path)
    files.write_whole(link, "second\n")

    assert (0o600, "second\n") == (path.stat().st_mode & 0o777, path.read_text())
    assert link.is_symlink()


def test_a_file_that_was_not_there_is_written_as_the_system_likes(tmp_path: Path) -> None:
    """Its mode is that of any new file."""
    path, other = tmp_path / "a.yaml", tmp_path / "b.yaml"
    other.touch()
    files.write_whole(path, b"first\n")

    assert (other.stat().st_mode, b"first\n") == (path.stat().st_mode, path.read_bytes())


def test_what_goes_to_a_pipe_goes_through_it(tmp_path: Path) -> None:
    """It is not a file, so nothing is put in its place."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    files.write_whole(path, "first\n")

    assert b"first\n" == os.read(reader, 100)
    assert path.is_fifo()
    os.close(reader)
