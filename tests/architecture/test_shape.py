"""The shape of the source: sizes, names, layers, and what an import costs."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "nextsteps"
MODULES = sorted(SOURCE.rglob("*.py"))
NAMES = [str(path.relative_to(SOURCE)) for path in MODULES]
MAX_MODULE_LINES = 500
MAX_FUNCTION_LINES = 60
FORBIDDEN_WORDS = {"entity", "payload", "manager", "handler", "helper", "helpers", "util", "utils"}
CORE_IMPORTS = {"nextsteps", "pydantic", "pydantic_core", "annotated_types", "yaml", "_yaml"} | {
    "typing_extensions", "typing_inspection",
}  # fmt: skip


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """All functions and methods of a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def words(name: str) -> set[str]:
    """The words of a name in any case: `RuleManager` holds rule and manager."""
    parted = "".join(f"_{letter}" if letter.isupper() else letter for letter in name)
    return {word for word in parted.lower().split("_") if word}


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_a_module_stays_readable(path: Path) -> None:
    """No module is longer than 500 lines."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_MODULE_LINES


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_a_function_stays_readable(path: Path) -> None:
    """No function is longer than 60 lines."""
    long = [
        node.name
        for node in functions(ast.parse(path.read_text(encoding="utf-8")))
        if (node.end_lineno or node.lineno) - node.lineno + 1 > MAX_FUNCTION_LINES
    ]
    assert long == []


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_names_say_what_things_are(path: Path) -> None:
    """No module and no public class is called a manager, a helper or utils."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    classes = [node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    public = [name for name in classes if not name.startswith("_")]

    assert [name for name in (path.stem, *public) if words(name) & FORBIDDEN_WORDS] == []


def test_no_star_imports() -> None:
    """Every imported name is written out."""
    stars = [
        path
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and any(name.name == "*" for name in node.names)
    ]
    assert stars == []


def imported_by(statement: str) -> set[str]:
    """The top-level modules that a statement loads; `org` is asked for by pickle, for Jython."""
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", statement],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    lines = [line for line in ran.stderr.splitlines() if line.startswith("import time:")]
    names = {line.rsplit("|", 1)[1].strip().split(".")[0] for line in lines[1:]}
    return {name for name in names if not name.startswith("_sysconfigdata")} - {"org"}


def test_the_library_imports_pydantic_and_yaml_and_nothing_else() -> None:
    """What the interpreter loads by itself does not count."""
    loaded = imported_by("import nextsteps") - imported_by("pass")
    foreign = {name for name in loaded if name not in sys.stdlib_module_names}

    assert foreign <= CORE_IMPORTS


def test_an_import_loads_nothing_before_a_name_is_read() -> None:
    """So an app or a command that makes no plan does not pay for pydantic and the vocabulary."""
    assert {"pydantic", "yaml"}.isdisjoint(imported_by("import nextsteps"))


def test_the_widget_and_tables_do_not_wait_for_what_draws_pictures() -> None:
    """It takes longer to import than all the rest, and a widget's first cell waits for it."""
    loaded = imported_by("from nextsteps import explore; explore.Explorer; explore.sweep")

    assert "pyarrow" in loaded
    assert "altair" not in loaded


@pytest.mark.parametrize("first", ["nextsteps.recommend", "nextsteps.rulebook", "nextsteps.cli"])
def test_every_public_name_is_there_whatever_was_imported_first(first: str) -> None:
    """Above all the function `recommend`, which has the name of its module."""
    statement = (
        f"import {first}, nextsteps as ns\n"
        "ns.Rulebook.default().recommend({})\n"
        "missing = [name for name in ns.__all__ if not hasattr(ns, name)]\n"
        "assert not missing and set(ns.__all__) <= set(dir(ns)), missing\n"
        "assert ns.recommend({}) and isinstance(ns.recommend, type(ns.fact))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", statement], capture_output=True, text=True, cwd=ROOT
    )

    assert ran.stderr == ""


def test_a_plan_needs_no_more_than_the_library() -> None:
    """Making a plan and its questions loads nothing from the extras or the command line."""
    statement = "import nextsteps as ns; ns.recommend({'no_progress': True}).questions"
    loaded = imported_by(statement) - imported_by("pass")
    foreign = {name for name in loaded if name not in sys.stdlib_module_names}

    assert foreign <= CORE_IMPORTS


def test_imports_point_down() -> None:
    """The layers in pyproject.toml hold."""
    lint = Path(sys.executable).with_name("lint-imports")
    ran = subprocess.run(
        [str(lint), "--no-cache"], capture_output=True, text=True, check=False, cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip

    assert ran.returncode == 0, ran.stdout
