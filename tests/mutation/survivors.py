"""
What `mutmut` changed in the code without any test failing, against the reasons given for it.

    make mutation

runs mutmut and then this: it prints the share that was noticed, and every survivor that
`survivors.yaml` gives no reason for. Survivors are known by function and by what the line
became, so that the list outlives other changes to a file.
"""

import ast
import difflib
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
REASONS = Path(__file__).with_name("survivors.yaml")
LEAST_SHARE = 0.9
_RESULT = re.compile(r"^\s*(?P<name>\S+__mutmut_\d+): (?P<outcome>.+)$")


@dataclass(frozen=True, order=True)
class Survivor:
    """A function, and the lines that one mutant put into it."""

    where: str
    becomes: str


def main() -> int:
    """Return 1 when too little was noticed, or a survivor has no reason."""
    outcomes = dict(results())
    counts = Counter(outcomes.values())
    checked = sum(counts.values()) - counts["not checked"]
    killed = counts["killed"] + counts["timeout"]
    share = killed / checked if checked else 0.0
    print(f"{killed} of {checked} mutants noticed ({100 * share:.1f} %): {dict(counts)}")
    survivors = {survivor_of(name) for name, one in outcomes.items() if one == "survived"}
    open_ones = sorted(survivors - set(reasons()))
    for one in open_ones:
        print(f"no reason for {one.where}: {one.becomes}")
    return 1 if open_ones or share < LEAST_SHARE else 0


def reasons() -> dict[Survivor, str]:
    """Return the reasons that are given, by survivor."""
    listed = yaml.safe_load(REASONS.read_text(encoding="utf-8"))
    return {
        Survivor(one["where"], becomes): entry["because"]
        for entry in listed
        for one in entry["survivors"]
        for becomes in one["becomes"]
    }


def results() -> Iterator[tuple[str, str]]:
    """Yield every mutant that mutmut has tried, and what came of it."""
    ran = subprocess.run(
        [sys.executable, "-m", "mutmut", "results", "--all", "true"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    for line in ran.stdout.splitlines():
        if found := _RESULT.match(line):
            yield found["name"], found["outcome"]


def survivor_of(name: str) -> Survivor:
    """Return what mutmut's *name* for a mutant stands for."""
    module, _, function = name.rpartition(".")
    functions = _functions(module)
    original = functions[re.sub(r"\d+$", "orig", function)]
    lines = difflib.ndiff(original.splitlines()[1:], functions[function].splitlines()[1:])
    added = [line[2:].strip() for line in lines if line.startswith("+ ")]
    return Survivor(f"{module}.{_plain(function)}", " ".join(added))


def _plain(function: str) -> str:
    """`xǁReaderǁ_among__mutmut_3` is `Reader._among`, and `x_compare__mutmut_1` is `compare`."""
    named = re.sub(r"__mutmut_\d+$", "", function)
    return named.removeprefix("xǁ").replace("ǁ", ".") if "ǁ" in named else named.removeprefix("x_")


@cache
def _functions(module: str) -> dict[str, str]:
    path = ROOT / "mutants" / "src" / Path(*module.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    source = file.read_text(encoding="utf-8")
    return {
        node.name: ast.get_source_segment(source, node) or ""
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef)
    }


if __name__ == "__main__":
    sys.exit(main())
