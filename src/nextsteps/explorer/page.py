"""The explorer as a folder: a page that runs this library in the browser, and needs no server."""

import json
import shutil
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template

from nextsteps.errors import ExplorerError, Problem
from nextsteps.explorer.front import MODULES, source_of, styles
from nextsteps.explorer.runtime import PIECES, fetched
from nextsteps.render.blocks import Fold, Span, bullets, line
from nextsteps.render.html import blocks_as_html
from nextsteps.rulebook import Contact, Rulebook
from nextsteps.situation import Situation

MARK = "nextsteps-page.json"
"""The file that says a folder is a page: only such a folder is ever written over."""
_PYODIDE = (
    "pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json",
)  # fmt: skip
_LEFT_OUT = frozenset(
    (
        "adapters", "authoring", "cdshooks", "cli", "explore", "fhir", "guard", "population",
        "rules", "schema", "service", "testing", "verify", "__pycache__",
    )
)  # fmt: skip
"""Packages of this library that a page has no use for."""
_EVERYWHERE = "*"


def write_page(
    folder: Path, rulebook: Rulebook | None = None, *, loaded_from: str | None = None
) -> Path:
    """
    Write the page into *folder*, whole or not at all, and return its first file.

    The page makes no request but to its own folder. A browser runs it from a server only,
    however small: `nextsteps.explorer.serve` is one.

    Args:
        folder: Where to; it is new, empty, or a page of before.
        rulebook: The rulebook to explore; None is the shipped one.
        loaded_from: The folder of its YAML, for the code that is copied.

    Raises:
        ExplorerError: What it needs cannot be fetched (X101, X102), the folder holds other
            files (X103), or the rulebook has a vocabulary of its own (X104).
    """
    rulebook = Rulebook.default() if rulebook is None else rulebook
    _require_shipped_vocabulary(rulebook)
    _require_free(folder)
    pieces = fetched()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".nextsteps-page-") as beside:
        new = Path(beside) / "page"
        new.mkdir(mode=0o755)
        _write(new, pieces, rulebook, loaded_from)
        if folder.exists():
            folder.rename(Path(beside) / "old")
        new.rename(folder)
    return folder / "index.html"


def _require_shipped_vocabulary(rulebook: Rulebook) -> None:
    if rulebook.situation is not Situation:
        message = f"the page cannot ask the facts of `{rulebook.situation.__qualname__}`"
        help_text = "the widget `nextsteps.explore.Explorer` can"
        raise ExplorerError(Problem("X104", message, help=help_text))


def _require_free(folder: Path) -> None:
    if not folder.exists() or (folder / MARK).is_file():
        return
    if not folder.is_dir() or any(folder.iterdir()):
        message = f"`{folder}` holds other files"
        raise ExplorerError(Problem("X103", message, help="name a new folder with `--to FOLDER`"))


def _write(new: Path, pieces: Path, rulebook: Rulebook, loaded_from: str | None) -> None:
    for name in (*MODULES, "page", "worker"):
        (new / f"{name}.js").write_text(source_of(f"{name}.js"), encoding="utf-8")
    (new / "style.css").write_text(styles() + source_of("page.css"), encoding="utf-8")
    (new / "index.html").write_text(_index(rulebook), encoding="utf-8")
    (new / "rulebook.jsonl").write_bytes(rulebook.compiled())
    _write_library(new / "nextsteps.zip")
    wheels = [piece.file for piece in PIECES if piece.is_wheel]
    for name in wheels:
        shutil.copyfile(pieces / name, new / name)
    _unpack_pyodide(pieces / PIECES[0].file, new / "pyodide")
    parts = {
        "archives": [*wheels, "nextsteps.zip"],
        "rulebook": "rulebook.jsonl",
        "folder": loaded_from,
    }
    (new / MARK).write_text(json.dumps(parts, indent=2) + "\n", encoding="utf-8")


def _unpack_pyodide(archive: Path, folder: Path) -> None:
    folder.mkdir()
    with tarfile.open(archive) as packed:
        for name in _PYODIDE:
            member = packed.extractfile(f"package/{name}")
            assert member is not None  # the hash of the archive was checked
            (folder / name).write_bytes(member.read())


def _write_library(path: Path) -> None:
    """The modules of this library, as they run here."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, module in _modules(files("nextsteps"), "nextsteps"):
            made = zipfile.ZipInfo(name)  # without a time, so that the same is the same
            made.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(made, module.read_bytes())


def _modules(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    for child in sorted(folder.iterdir(), key=lambda child: child.name):
        if child.is_dir() and child.name not in _LEFT_OUT:
            yield from _modules(child, f"{name}/{child.name}")
        elif child.name.endswith(".py"):
            yield f"{name}/{child.name}", child


def _index(rulebook: Rulebook) -> str:
    return Template(source_of("index.html")).substitute(help=_first_help(rulebook))


def _first_help(rulebook: Rulebook) -> str:
    """Whom to call, in every country of the rulebook: there before anything has loaded."""
    contacts = rulebook.contacts
    anywhere = [contacts[_EVERYWHERE]] if _EVERYWHERE in contacts else []
    local = tuple(
        bullets(line(Span(f"{country}: ", "strong"), f"{one.emergency}. ", *_crisis_lines(one)))
        for country, one in sorted(contacts.items())
        if country != _EVERYWHERE
    )
    return blocks_as_html(
        [
            *(
                bullets(line(Span("Emergency: ", "strong"), one.emergency), *_crisis_bullets(one))
                for one in anywhere
            ),
            Fold("Lines in your country", local),
        ]
    )


def _crisis_bullets(contact: Contact) -> list[str]:
    return [f"{one.name}: {one.contact}" for one in contact.lines if one.use == "crisis"]


def _crisis_lines(contact: Contact) -> list[str]:
    return ["; ".join(_crisis_bullets(contact))]
