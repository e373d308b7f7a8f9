"""The page of the error codes, each with an example that was run."""

import contextlib
import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from difflib import unified_diff
from functools import cache
from pathlib import Path
from typing import Any

import yaml

import nextsteps as ns
from docs.pages.markdown import page
from nextsteps import errors
from nextsteps.authoring.unfinished import unfinished
from nextsteps.document import Source
from nextsteps.errors import NextStepsError
from nextsteps.verify import prove
from nextsteps.vignettes import check_vignettes

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "docs" / "error-examples.yaml"
PLANTED = ROOT / "tests" / "verify" / "planted"
CLINIC = (PLANTED / "clean.yaml").read_text(encoding="utf-8")
MOST_LINES = 7

Told = list[tuple[str, str]]
"""Problems by their codes, each as a person reads it."""

FAMILIES = {
    "D": errors.DocumentError,
    "S": errors.SituationError,
    "L": errors.ConditionError,
    "R": errors.RulebookError,
    "P": errors.PlanError,
    "E": errors.EngineError,
    "M": errors.MeasureError,
    "I": errors.InterviewError,
    "T": errors.TableError,
    "V": errors.ProofError,
    "C": errors.CatalogueError,
    "W": errors.ServiceError,
    "X": errors.ExplorerError,
}


@cache
def errors_page(_rulebook: ns.Rulebook) -> str:
    """Return the page; writing it runs every example anew."""
    intro = (
        "Every problem that the library reports has a code that never changes its meaning.\n"
        "It carries a message, where known the place in the file, and help.\n"
        "All problems are reported together: `error.problems` lists them.\n"
        "Below each code stands something that is wrong in this way, and what is said to it.\n"
        "`me.yaml` is a situation for `nextsteps recommend me.yaml`; a change in `clinic.yaml` "
        "is one in [the small rulebook below](#the-rulebook-of-the-examples), "
        "which Python calls `CLINIC`, for `nextsteps check clinic`; "
        "and every block of Python begins with `import nextsteps as ns`."
    )
    examples = _examples()
    parts = [_family(letter, examples) for letter in FAMILIES]
    clinic = f"## The rulebook of the examples\n\n```yaml\n{CLINIC}```"
    return page("Error codes", intro, *parts, clinic)


def _family(letter: str, examples: dict[str, dict[str, Any]]) -> str:
    family = FAMILIES[letter]
    parts = [f"## {family.__name__}", family.__doc__ or ""]
    for code, meaning in errors.CODES.items():
        if code[0] == letter:
            shown, said = _run(code, examples[code])
            parts += [f"### {code}: {meaning}", shown, f"```text\n{_shortened(said)}\n```"]
    return "\n\n".join(parts)


def example_of(code: str) -> tuple[str, str]:
    """Return what is wrong in this way, and what is said to it when it is run now."""
    return _run(code, _examples()[code])


def _examples() -> dict[str, dict[str, Any]]:
    """What shows each code: an example of its own, or the first planted fault that has it."""
    found: dict[str, dict[str, Any]] = {}
    for planted in yaml.safe_load((PLANTED / "faults.yaml").read_text("utf-8")).values():
        found.setdefault(planted["finds"].split()[0], {"plant": planted["plant"]})
    for code, example in yaml.safe_load(EXAMPLES.read_text("utf-8")).items():
        found[code] = {"plant": [example]} if "put" in example else example
    return found


def _run(code: str, example: dict[str, Any]) -> tuple[str, str]:
    """What is shown of an example, and what the library says to it under *code*."""
    match example:
        case {"situation": str(text)}:
            return f'```yaml title="me.yaml"\n{text}```', _said(code, lambda: _recommend(text))
        case {"python": str(text)}:
            return f"```python\n{text}```", _said(code, lambda: _execute(text))
        case {"plant": list(changes)}:
            changed = CLINIC
            for change in changes:
                changed = _changed(changed, change["instead of"], change["put"])
            return f"```diff\n{_difference(changed)}\n```", _said(code, lambda: _check(changed))
    raise ValueError(f"the example of {code} is of no kind: {sorted(example)}")


def _said(code: str, doing: Callable[[], Told]) -> str:
    """What is said under *code* when something is done in an empty folder."""
    out, err = io.StringIO(), io.StringIO()
    with _elsewhere(), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            told = doing()
        except NextStepsError as error:
            told = [(problem.code, str(problem)) for problem in error.problems]
    printed = (out if code in out.getvalue() else err).getvalue().strip()
    said = "\n".join(text for named, text in told if named == code) or printed
    if code not in said:
        raise ValueError(f"the example of {code} says {told}, and prints: {printed}")
    return said


@contextlib.contextmanager
def _elsewhere() -> Iterator[None]:
    """An empty folder to work in; modules that an example hides are there again afterwards."""
    modules = dict(sys.modules)
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)
            for hidden in [name for name, module in sys.modules.items() if module is None]:
                del sys.modules[hidden]
            sys.modules.update(modules)


def _recommend(text: str) -> Told:
    Path("me.yaml").write_text(text, encoding="utf-8")
    ns.recommend(ns.read_situation("me.yaml"))
    return []


def _execute(text: str) -> Told:
    exec(compile(text, "example.py", "exec"), {"ns": ns, "CLINIC": CLINIC})  # noqa: S102  (our own)
    return []


def _check(text: str) -> Told:
    """What `nextsteps check` finds."""
    rulebook = ns.Rulebook.from_text(text, name="clinic.yaml")
    problems = [*unfinished([Source("clinic.yaml", text)]), *check_vignettes(rulebook)]
    told = [(problem.code, str(problem)) for problem in problems]
    return told + [(fault.problem.code, str(fault)) for fault in prove(rulebook).faults]


def _changed(text: str, old: str, new: str) -> str:
    if old not in text:
        raise ValueError(f"the small rulebook does not hold {old!r}")
    return text.replace(old, new, 1)


def _difference(changed: str) -> str:
    lines = unified_diff(CLINIC.splitlines(), changed.splitlines(), "clinic.yaml", "clinic.yaml",
                         n=0, lineterm="")  # fmt: skip
    return "\n".join(line for line in lines if not line.startswith(("---", "+++", "@@")))


def _shortened(said: str) -> str:
    lines = [line.rstrip() for line in said.splitlines()]
    return "\n".join(lines if len(lines) <= MOST_LINES else [*lines[:MOST_LINES], "..."])
