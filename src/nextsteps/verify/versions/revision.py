"""
A rulebook as it was in a git revision: its files are read, and nothing of them is ever run.

Only object names and bytes are asked of git (`rev-parse`, `ls-tree`, `cat-file --batch`):
no hooks, filters or text conversions run, nothing is checked out, nothing is fetched.
"""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nextsteps.document import Source, decode
from nextsteps.errors import DocumentError, Problem, RulebookError
from nextsteps.rulebook import Rulebook
from nextsteps.rulebook.load import LANGUAGES, SUFFIXES, build
from nextsteps.situation import Situation

MAX_FILES = 5_000
_SECONDS = 60


@dataclass(frozen=True, slots=True)
class _File:
    """A file of a revision: its path, and the name by which git knows its bytes."""

    path: str
    blob: str


def load_version(
    which: str, *, rules: str | None = None, situation: type[Situation] = Situation
) -> Rulebook:
    """
    Return the rulebook that *which* names: a folder, or a folder in a git revision.

    Args:
        which: A folder, `REVISION:path` as git writes it (from the top of the repository, or
            `REVISION:./path` from here), or a revision alone where *rules* is given.
        rules: The folder of rules inside the repository.
        situation: The vocabulary.

    Raises:
        DocumentError: git has no such revision or folder (D111), or cannot be asked (D112).
        RulebookError: The rulebook does not load.
    """
    if rules is not None:
        return _load_revision(f"{which}:{rules}", *_inside(which, rules), situation)
    if Path(which).is_dir():
        return Rulebook.load(which, situation=situation)
    if ":" in which:
        return _load_revision(which, Path(), which, situation)
    help_text = "write a folder, `REVISION:path/to/rules`, or a revision with --rules"
    raise DocumentError(Problem("D111", f"`{which}` is not a folder", help=help_text))


def _inside(revision: str, rules: str) -> tuple[Path, str]:
    """Where to ask git, and what for: a folder that is gone by now is looked for from here."""
    folder = Path(rules)
    if folder.is_dir():
        return folder, f"{revision}:./"
    return Path(), f"{revision}:./{folder.as_posix()}"


def _load_revision(which: str, where: Path, tree: str, situation: type[Situation]) -> Rulebook:
    name = _tree(which, where, tree)
    sources: list[Source] = []
    problems: list[Problem] = []
    files = [
        one
        for one in _files(where, name)
        if one.path.endswith(SUFFIXES) and not one.path.startswith(f"{LANGUAGES}/")
    ]
    if len(files) > MAX_FILES:
        raise DocumentError(Problem("D102", f"`{which}` has more than {MAX_FILES} YAML files"))
    for file, raw in zip(files, _contents(where, files), strict=True):
        try:
            sources.append(decode(raw, f"{which.rstrip('/')}/{file.path}"))
        except DocumentError as error:
            problems += error.problems
    if problems:
        raise RulebookError(problems)
    return build(sources, situation, name=which)


def _tree(which: str, where: Path, tree: str) -> str:
    """The name by which git knows the folder, so that later calls take no text of a user."""
    asked = _git(where, "rev-parse", "--quiet", "--verify", "--end-of-options", tree)
    if asked.returncode:
        inside = _git(where, "rev-parse", "--is-inside-work-tree")
        if inside.returncode:
            message = f"`{which}` is not a folder, and there is no git repository here"
            raise DocumentError(Problem("D112", message))
        help_text = "`git log --oneline` lists revisions; the path starts at the top"
        message = f"git has no revision with this folder: `{which}`"
        raise DocumentError(Problem("D111", message, help=help_text))
    name = asked.stdout.decode().strip()
    kind = _git(where, "cat-file", "-t", name).stdout.decode().strip()
    if kind != "tree":
        what = "a file" if kind == "blob" else "no folder"
        message = f"`{which}` is {what}; a rulebook is a folder of YAML files"
        raise DocumentError(Problem("D111", message))
    return name


def _files(where: Path, tree: str) -> Iterator[_File]:
    """Regular files only: links and submodules lead out of the revision."""
    listed = _required(_git(where, "ls-tree", "-r", "-z", "--full-tree", tree))
    for line in listed.decode("utf-8", "surrogateescape").split("\0"):
        if not line:
            continue
        head, path = line.split("\t", 1)
        mode, _, blob = head.split(" ")
        if mode.startswith("100"):
            yield _File(path, blob)


def _contents(where: Path, files: list[_File]) -> Iterator[bytes]:
    wanted = "".join(f"{file.blob}\n" for file in files).encode()
    answer = _required(_git(where, "cat-file", "--batch", given=wanted))
    start = 0
    for _ in files:
        end = answer.index(b"\n", start)
        size = int(answer[start:end].split(b" ")[2])
        yield answer[end + 1 : end + 1 + size]
        start = end + 1 + size + 1


def _required(ran: "subprocess.CompletedProcess[bytes]") -> bytes:
    if ran.returncode:
        reason = ran.stderr.decode("utf-8", "replace").strip().split("\n")[0]
        raise DocumentError(Problem("D112", f"git cannot read the revision: {reason}"))
    return ran.stdout


def _git(where: Path, *arguments: str, given: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    quiet = {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1"}
    command = ["git", "-C", str(where), *arguments]
    try:
        return subprocess.run(  # noqa: S603  (no shell; a user's text is an argument, never an option)
            command, input=given, capture_output=True, timeout=_SECONDS, env=os.environ | quiet
        )
    except FileNotFoundError:
        message = "git is not installed, so no revision can be read"
        raise DocumentError(Problem("D112", message, help="compare two folders")) from None
    except (subprocess.TimeoutExpired, ValueError) as error:
        reason = "took too long" if isinstance(error, subprocess.TimeoutExpired) else str(error)
        raise DocumentError(Problem("D112", f"git cannot read the revision: {reason}")) from None
