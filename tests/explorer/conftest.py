"""A page without what is fetched for it: the real files are large."""

import io
import tarfile
from pathlib import Path

import pytest

from nextsteps import Rulebook
from nextsteps.explorer import page
from nextsteps.explorer.runtime import PIECES
from tests.cli.conftest import SKETCH, nextsteps

__all__ = ["nextsteps", "pieces", "sketch"]


@pytest.fixture
def pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with something under each name that is fetched; the real ones are large."""
    folder = tmp_path / "pieces"
    folder.mkdir()
    for piece in PIECES:
        (folder / piece.file).write_bytes(b"wheel")
    with tarfile.open(folder / PIECES[0].file, "w:gz") as packed:
        for name in page._PYODIDE:
            member = tarfile.TarInfo(f"package/{name}")
            member.size = len(name)
            packed.addfile(member, io.BytesIO(name.encode()))
    monkeypatch.setattr(page, "fetched", lambda: folder)
    return folder


@pytest.fixture
def sketch() -> Rulebook:
    """A small rulebook."""
    return Rulebook.load(SKETCH)
