"""A folder of YAML into a rulebook, or into one error that lists every problem."""

import gc
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.resources import files as package_files
from importlib.resources.abc import Traversable
from pathlib import Path

from nextsteps.document import Source as TextSource
from nextsteps.document import decode, read_source
from nextsteps.errors import DocumentError, Problem, RulebookError
from nextsteps.measures import Measure
from nextsteps.rulebook import entries, promises
from nextsteps.rulebook.check_measures import check_measures
from nextsteps.rulebook.check_stated import check_stated
from nextsteps.rulebook.compiled import compile_rulebook, read_compiled
from nextsteps.rulebook.model import Rulebook
from nextsteps.rulebook.read import Files, read_files
from nextsteps.rulebook.resolve import resolve
from nextsteps.rulebook.safety import check_safety
from nextsteps.rulebook.stated import Hazard
from nextsteps.situation import Situation

SUFFIXES = (".yaml", ".yml")
LANGUAGES = "languages"
"""The folder of the texts in other languages: no part of the rules, as they change no plan."""

SHIPPED_COMPILED = "rules.jsonl"


def load_folder(folder: Path, situation: type[Situation]) -> Rulebook:
    """Read every YAML file in *folder* and below; raise RulebookError with all problems."""
    if not folder.is_dir():
        message = f"`{folder}` is not a folder"
        help_text = "a rulebook is a folder of YAML files"
        raise RulebookError(Problem("R411", message, help=help_text))
    sources: list[TextSource] = []
    problems: list[Problem] = []
    for path in yaml_files(folder):
        try:
            sources.append(read_source(path))
        except DocumentError as error:
            problems += error.problems
    return build(sources, situation, name=str(folder), problems=problems)


def yaml_files(folder: Path) -> list[Path]:
    """Return the files below *folder* that a rulebook is read from, in order; no languages."""
    apart = folder / LANGUAGES
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix in SUFFIXES and path.is_file() and not path.is_relative_to(apart)
    )


def load_text(text: str, name: str, situation: type[Situation]) -> Rulebook:
    """Read a rulebook from one text."""
    try:
        return build([decode(text.encode("utf-8", "surrogatepass"), name)], situation, name=name)
    except DocumentError as error:
        raise RulebookError(error.problems) from None


@cache
def load_default() -> Rulebook:
    """Read the shipped rulebook, once: compiled where that is there and fits, else from YAML."""
    texts = {path: file.read_bytes() for path, file in _walk(shipped_rules(), "rules")}
    compiled = package_files("nextsteps") / SHIPPED_COMPILED
    if compiled.is_file():
        try:
            return read_compiled(compiled.read_bytes(), made_of=hash_of(texts))
        except RulebookError:
            pass  # it was made of other texts, or is damaged: the texts are what counts
    return build([decode(raw, path) for path, raw in texts.items()], Situation, name="rules")


def compile_shipped() -> bytes:
    """Return the shipped rulebook compiled, made of its texts as they are now."""
    texts = {path: file.read_bytes() for path, file in _walk(shipped_rules(), "rules")}
    rulebook = build([decode(raw, path) for path, raw in texts.items()], Situation, name="rules")
    return compile_rulebook(rulebook, made_of=hash_of(texts))


def hash_of(texts: Mapping[str, bytes]) -> str:
    """Return a SHA-256 over the texts and their names."""
    parts = [f"{hashlib.sha256(raw).hexdigest()} {name}\n" for name, raw in texts.items()]
    return hashlib.sha256("".join(parts).encode()).hexdigest()


def shipped_rules() -> Traversable:
    """Return the folder of the shipped rulebook: the packaged copy, else the checkout's."""
    here = package_files("nextsteps")
    packaged = here / "rules"
    if packaged.is_dir():
        return packaged
    root = Path(str(here)).resolve().parents[1]
    if (root / "pyproject.toml").is_file() and (root / "rules").is_dir():
        return root / "rules"
    raise RulebookError(Problem("R411", "nextsteps was installed without its rules"))


def _walk(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    for child in sorted(folder.iterdir(), key=lambda child: child.name):
        path = f"{name}/{child.name}"
        if child.is_dir() and path != f"rules/{LANGUAGES}":
            yield from _walk(child, path)
        elif child.name.endswith(SUFFIXES):
            yield path, child


def build(
    sources: Iterable[TextSource],
    situation: type[Situation],
    *,
    name: str,
    problems: Iterable[Problem] = (),
) -> Rulebook:
    """
    Return the rulebook that *sources* hold together.

    Raises:
        RulebookError: Listing every problem of every text, in their order.
    """
    with _collection_paused():
        return _built(sources, situation, name, problems)


@contextmanager
def _collection_paused() -> Iterator[None]:
    """Nothing that loading makes is garbage before its end; looking for some doubles the time."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _built(
    sources: Iterable[TextSource],
    situation: type[Situation],
    name: str,
    problems: Iterable[Problem],
) -> Rulebook:
    files = read_files(sources)
    files.problems[:0] = problems
    _check_identity(files, name)
    conditions = resolve(files, situation)
    files.problems += check_safety(files, conditions, situation)
    files.problems += check_measures(files, situation)
    files.problems += check_stated(files, situation)
    if files.problems or files.identity is None:
        raise RulebookError(_in_order(files.problems))
    return Rulebook(
        identity=files.identity.entry,
        situation=situation,
        sources=files.entries("sources", entries.Source),
        findings=files.entries("findings", entries.Finding),
        recommendations=files.entries("recommendations", entries.Recommendation),
        rules=files.entries("rules", entries.Rule),
        contradictions=files.entries("contradictions", entries.Contradiction),
        vignettes=files.entries("vignettes", entries.Vignette),
        contacts=files.entries("contacts", entries.Contact),
        measures=files.entries("measures", Measure),
        laws=files.entries("laws", promises.Law),
        meant=files.entries("meant", promises.Meant),
        hazards=files.entries("hazards", Hazard),
        stated=None if files.stated is None else files.stated.entry,
        conditions=conditions,
        places={
            (kind, name): written.place("id")
            for kind, named in files.written.items()
            for name, written in named.items()
        },
    )


def _check_identity(files: Files, name: str) -> None:
    if files.problems and files.identity is None:
        return  # whatever was unreadable may have held it
    if files.identity is None:
        help_text = "write `rulebook: {id: ..., version: 0.1.0, title: ...}` in one of its files"
        files.problems.append(Problem("R411", f"`{name}` has no rulebook id", help=help_text))
    elif not files.written["rules"]:
        files.problems.append(Problem("R411", f"`{name}` has no rules"))


def _in_order(problems: list[Problem]) -> list[Problem]:
    def key(problem: Problem) -> tuple[str, int, int]:
        place = problem.location
        return (place.file, place.line, place.column) if place is not None else ("", 0, 0)

    return sorted(dict.fromkeys(problems), key=key)
