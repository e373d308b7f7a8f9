"""The built wheel and sdist carry the rules and work outside the checkout."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
UV = shutil.which("uv")
PROGRAM = """
import sys, nextsteps
assert {origin!r} in nextsteps.__file__, nextsteps.__file__
rulebook = nextsteps.Rulebook.default()
plan = nextsteps.recommend({{"in_therapy": True, "no_progress": True, "weeks_in_therapy": 14}})
print(len(rulebook.rules), plan.rulebook.content_hash, plan.recommendations[0].id)
"""

pytestmark = pytest.mark.skipif(UV is None, reason="uv builds the packages")


def run(*command: str | Path, where: Path) -> str:
    """Run a command outside the checkout, and return what it printed."""
    kept = {
        key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")
    }
    ran = subprocess.run(
        [str(part) for part in command],
        cwd=where, capture_output=True, text=True, check=False, env=kept,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the sdist of this checkout."""
    folder = tmp_path_factory.mktemp("built")
    run(UV or "uv", "build", "--quiet", "--out-dir", folder, where=ROOT)
    return folder


@pytest.fixture(scope="module")
def expected() -> str:
    """What the program prints in the checkout."""
    return run(sys.executable, "-c", PROGRAM.format(origin=str(ROOT)), where=ROOT)


def installed(package: Path, where: Path) -> Path:
    """The Python of a fresh environment with *package* installed."""
    run(UV or "uv", "venv", "--quiet", "--python", sys.executable, "fresh", where=where)
    python = where / "fresh" / ("Scripts" if os.name == "nt" else "bin") / "python"
    run(UV or "uv", "pip", "install", "--quiet", "--python", python, package, where=where)
    return python


@pytest.mark.parametrize("pattern", ["*.whl", "*.tar.gz"])
def test_an_installed_package_has_its_rules(
    built: Path, expected: str, tmp_path: Path, pattern: str
) -> None:
    """Wheel and sdist give the same rulebook and the same plan as the checkout."""
    (package,) = built.glob(pattern)
    python = installed(package, tmp_path)
    origin = str(tmp_path / "fresh")

    assert run(python, "-c", PROGRAM.format(origin=origin), where=tmp_path) == expected


def test_the_installed_command_recommends_and_begins_a_rulebook(
    built: Path, tmp_path: Path
) -> None:
    """The command line works from the wheel, without any group or extra."""
    (wheel,) = built.glob("*.whl")
    command = installed(wheel, tmp_path).with_name("nextsteps")
    (tmp_path / "me.yaml").write_text("no_progress: true\n")

    assert "1. " in run(command, "recommend", "me.yaml", where=tmp_path)
    run(command, "new", "rulebook", "mine", where=tmp_path)
    run(command, "new", "rule", "a-rule", "--rulebook", "mine", where=tmp_path)
    assert "no problems" in run(command, "check", "mine", "--no-proof", where=tmp_path)


def test_the_wheel_works_from_a_zip(built: Path, expected: str, tmp_path: Path) -> None:
    """The rules are read from a wheel on the path as well, without unpacking it."""
    (wheel,) = built.glob("*.whl")
    program = f"import sys; sys.path.insert(0, {str(wheel)!r})\n" + PROGRAM.format(
        origin=str(wheel)
    )

    assert run(sys.executable, "-c", program, where=tmp_path) == expected


def test_the_wheel_holds_rules_licence_and_types(built: Path) -> None:
    """Nothing that belongs inside is missing."""
    (wheel,) = built.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    rules = {
        f"nextsteps/rules/{path.relative_to(ROOT / 'rules').as_posix()}"
        for path in (ROOT / "rules").rglob("*.yaml")
    }
    assert rules <= set(names)
    assert "nextsteps/py.typed" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_wheel_holds_the_rules_compiled_from_those_rules(built: Path) -> None:
    """It loads from the compiled file, which is made of the very texts beside it."""
    (wheel,) = built.glob("*.whl")
    program = (
        f"import sys; sys.path.insert(0, {str(wheel)!r})\n"
        "import nextsteps as ns\n"
        "from nextsteps.rulebook import load\n"
        "rulebook = ns.Rulebook.default()\n"
        "print(type(rulebook).__name__)\n"
        "texts = {p: f.read_bytes() for p, f in load._walk(load.shipped_rules(), 'rules')}\n"
        "print(load.build([load.decode(raw, path) for path, raw in texts.items()],"
        " ns.Situation, name='rules').content_hash == rulebook.content_hash)"
    )

    assert run(sys.executable, "-c", program, where=built).split() == ["_Compiled", "True"]
