"""The page as files: whole or not at all, with nothing that asks anybody; and its server."""

import hashlib
import json
import re
import threading
import zipfile
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from nextsteps import Rulebook
from nextsteps.errors import ExplorerError
from nextsteps.explorer import page, runtime
from nextsteps.explorer.page import write_page
from nextsteps.explorer.runtime import PIECES, Piece, fetched
from nextsteps.explorer.serve import address_of, create_server
from nextsteps.testing.clinic import Clinic
from tests.cli.conftest import SKETCH


def code_of(error: pytest.ExceptionInfo[ExplorerError]) -> list[str]:
    """The codes of all problems."""
    return [problem.code for problem in error.value.problems]


def test_a_page_holds_all_that_it_names(tmp_path: Path, pieces: Path, sketch: Rulebook) -> None:
    """The files of its list, the modules of its scripts, and the rulebook as it was."""
    folder = tmp_path / "page"
    write_page(folder, sketch, loaded_from="my-rules")
    listed = json.loads((folder / "nextsteps-page.json").read_text())
    named = {
        name
        for script in folder.glob("*.js")
        for name in re.findall(r'(?:from |Worker\()"\./([^"]+)"', script.read_text())
    }
    html = (folder / "index.html").read_text()

    assert listed["folder"] == "my-rules"
    files = (*listed["archives"], listed["rulebook"], *named)
    assert [one for one in files if not (folder / one).is_file()] == []
    assert {"style.css", "page.js"} <= set(re.findall(r'(?:href|src)="([^"]+)"', html))
    read = Rulebook.from_compiled((folder / "rulebook.jsonl").read_bytes())
    assert read.content_hash == sketch.content_hash


def test_a_page_names_no_address(tmp_path: Path, pieces: Path) -> None:
    """In what this library writes of it; crisis lines are told as text."""
    folder = tmp_path / "page"
    write_page(folder)
    found = {
        path.name: re.findall(r"(?:https?:|wss?:)?//[a-z0-9.-]+\.[a-z]+", path.read_text())
        for path in folder.iterdir()
        if path.suffix in (".html", ".css", ".js")
    }

    assert {name: one for name, one in found.items() if one} == {}
    assert "findahelpline.com" in (folder / "index.html").read_text()


def test_the_packed_library_is_what_runs_here(tmp_path: Path, pieces: Path) -> None:
    """All that a plan, a question and an explanation import; the same bytes each time."""
    one, other = tmp_path / "one.zip", tmp_path / "other.zip"
    page._write_library(one)
    page._write_library(other)
    with zipfile.ZipFile(one) as packed:
        names = set(packed.namelist())

    assert one.read_bytes() == other.read_bytes()
    assert {"nextsteps/explorer/browser.py", "nextsteps/recommend.py"} <= names
    assert not [name for name in names if name.startswith(("nextsteps/cli/", "nextsteps/explore/"))]


def test_a_folder_with_other_files_is_left_as_it_is(
    tmp_path: Path, pieces: Path, sketch: Rulebook
) -> None:
    """A page of before is written over; anything else never is."""
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "diary.txt").write_text("mine")
    with pytest.raises(ExplorerError) as error:
        write_page(folder, sketch)
    assert code_of(error) == ["X103"]
    assert [path.name for path in folder.iterdir()] == ["diary.txt"]

    empty = tmp_path / "empty"
    empty.mkdir()
    write_page(empty, sketch)
    (empty / "left-over.txt").write_text("from before")
    write_page(empty, sketch)
    assert not (empty / "left-over.txt").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "mine", "pieces"]


def test_what_fails_leaves_nothing_half_written(
    tmp_path: Path, pieces: Path, sketch: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page of before is still whole."""
    folder = tmp_path / "page"
    write_page(folder, sketch)
    before = sorted(path.name for path in folder.rglob("*"))
    (pieces / PIECES[1].file).unlink()
    with pytest.raises(OSError, match="pydantic_core"):
        write_page(folder, sketch)

    assert sorted(path.name for path in folder.rglob("*")) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["page", "pieces"]


def test_a_vocabulary_of_ones_own_is_refused(tmp_path: Path, pieces: Path) -> None:
    """The page could not ask its facts; the widget can, and is named."""
    rulebook = Rulebook.load(SKETCH, situation=Clinic)
    with pytest.raises(ExplorerError, match="widget") as error:
        write_page(tmp_path / "page", rulebook)

    assert code_of(error) == ["X104"]
    assert not (tmp_path / "page").exists()


# What is fetched


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> tuple[Piece, Piece]:
    """Two pieces whose content is `right`."""
    sha256 = hashlib.sha256(b"right").hexdigest()
    two = (Piece("runtime.tgz", "runtime@1", sha256), Piece("core.whl", "core==1", sha256))
    monkeypatch.setattr(runtime, "PIECES", two)
    return two


def client(folder: Path, name: str, script: str) -> list[str]:
    """A package client that does what *script* says, with its last arguments."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return [str(path)]


def test_what_is_there_is_not_fetched_again(
    tmp_path: Path, small: tuple[Piece, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No client is so much as looked for."""
    for piece in small:
        (tmp_path / piece.file).write_bytes(b"right")
    monkeypatch.setattr(runtime, "_npm", lambda: pytest.fail("npm was looked for"))
    monkeypatch.setattr(runtime, "_pip", lambda: pytest.fail("pip was looked for"))

    assert fetched(tmp_path) == tmp_path


def test_what_is_missing_is_fetched_by_the_clients(
    tmp_path: Path, small: tuple[Piece, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Npm brings Pyodide, pip the wheels, into the folder that is kept."""
    kept = tmp_path / "kept"
    npm = client(tmp_path, "npm", f"printf right > {kept}/runtime.tgz")
    pip = client(tmp_path, "pip", f"printf right > {kept}/core.whl")
    monkeypatch.setattr(runtime, "_npm", lambda: npm)
    monkeypatch.setattr(runtime, "_pip", lambda: pip)

    assert sorted(path.name for path in fetched(kept).iterdir()) == ["core.whl", "runtime.tgz"]


def test_another_file_than_the_expected_one_is_refused(
    tmp_path: Path, small: tuple[Piece, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each one, with its place and the hash that it should have."""
    kept = tmp_path / "kept"
    npm = client(tmp_path, "npm", f"printf wrong > {kept}/runtime.tgz")
    pip = client(tmp_path, "pip", f"printf wrong > {kept}/core.whl")
    monkeypatch.setattr(runtime, "_npm", lambda: npm)
    monkeypatch.setattr(runtime, "_pip", lambda: pip)
    with pytest.raises(ExplorerError, match=small[0].sha256) as error:
        fetched(kept)

    assert code_of(error) == ["X102", "X102"]


def test_offline_it_says_what_to_do(
    tmp_path: Path, small: tuple[Piece, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what the client said last, and the files that one can bring by hand."""
    npm = client(tmp_path, "npm", "echo start >&2; echo 'getaddrinfo ENOTFOUND' >&2; exit 1")
    monkeypatch.setattr(runtime, "_npm", lambda: npm)
    with pytest.raises(ExplorerError) as error:
        fetched(tmp_path / "kept")

    told = str(error.value)
    assert code_of(error) == ["X101"]
    assert "`npm` failed: getaddrinfo ENOTFOUND" in told
    assert "runtime.tgz, core.whl" in told


def test_without_the_clients_it_says_which_one_is_missing(
    tmp_path: Path, small: tuple[Piece, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """First npm; and pip, where neither it nor uv is there."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(runtime.importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(ExplorerError, match="`npm` is not installed"):
        fetched(tmp_path / "kept")
    (tmp_path / "kept" / "runtime.tgz").write_bytes(b"right")
    with pytest.raises(ExplorerError, match="`pip` is not installed"):
        fetched(tmp_path / "kept")


def test_kept_files_have_their_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's, or one's own."""
    monkeypatch.delenv("NEXTSTEPS_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(runtime.sys, "platform", "linux")
    assert runtime.kept_in() == tmp_path / "nextsteps"
    monkeypatch.setenv("NEXTSTEPS_CACHE", str(tmp_path / "own"))
    assert runtime.kept_in() == tmp_path / "own"


# The server


@pytest.fixture
def served(tmp_path: Path, pieces: Path, sketch: Rulebook) -> Iterator[str]:
    """Where a page is served."""
    write_page(tmp_path / "page", sketch)
    with create_server(tmp_path / "page") as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield address_of(server)
        server.shutdown()


def asked(address: str, path: str) -> tuple[int, Any]:
    """The status and the headers of an answer."""
    connection = HTTPConnection(address.removeprefix("http://").rstrip("/"))
    connection.request("GET", path)
    response = connection.getresponse()
    connection.close()
    return response.status, response.headers


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("", "text/html"),
        ("page.js", "text/javascript"),
        ("pyodide/pyodide.mjs", "text/javascript"),
        ("pyodide/pyodide.asm.wasm", "application/wasm"),
    ],
)
def test_the_server_serves_this_machine_and_lets_a_page_ask_nobody_else(
    served: str, name: str, kind: str
) -> None:
    """With the type that a browser insists on."""
    status, headers = asked(served, f"/{name}")

    assert status == 200
    assert headers["Content-Type"].split(";")[0] == kind
    assert "connect-src 'self'" in headers["Content-Security-Policy"]
    assert served.startswith("http://127.0.0.1:")


def test_the_server_shows_nothing_beside_the_page(served: str) -> None:
    """Not what stands a folder above."""
    assert asked(served, f"/../pieces/{PIECES[1].file}")[0] == 404
    assert asked(served, f"/%2e%2e/pieces/{PIECES[1].file}")[0] == 404
