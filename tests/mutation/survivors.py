"""
What `mutmut` changed in the code without any test failing, against the reasons given for it.

    make mutation

runs mutmut (`tests.mutation.run`) and then this: it writes `docs/reference/code-mutation.md`,
and prints every survivor that `survivors.yaml` gives no reason for. Survivors are known by
function and by what the line became, so that the list outlives other changes to a file.
"""

import argparse
import ast
import difflib
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from tests.mutation.run import NOTICED, PACKAGES, ROOT, Package, results

REASONS = Path(__file__).with_name("survivors.yaml")
PAGE = ROOT / "docs" / "reference" / "code-mutation.md"
LEAST_SHARE = 0.9
MUST = ("language", "engine", "ranking")
"""Of these at least nine in ten are noticed, and every survivor has a reason."""


@dataclass(frozen=True, order=True)
class Survivor:
    """A function, and the lines that one mutant put into it, or else took out of it."""

    where: str
    becomes: str


@dataclass(frozen=True)
class Count:
    """What came of the mutants of one package; `reasoned` and `gaps` are what survived."""

    name: str
    tried: int
    noticed: int
    timeouts: int
    reasoned: tuple[Survivor, ...]
    gaps: tuple[Survivor, ...]

    @property
    def share(self) -> float:
        """The part of what was tried that was noticed; 0 when nothing was."""
        return self.noticed / self.tried if self.tried else 0.0

    @property
    def is_enough(self) -> bool:
        """Whether nine in ten were noticed, and each of the others has a reason."""
        return self.share >= LEAST_SHARE and not self.gaps


def main() -> int:
    """Write the page; 1 when of a package in `MUST` too little was noticed, or a gap is left."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--date", required=True, help="the day of the measurement")
    given = parser.parse_args()
    listed = reasons()
    counts = [count(package.name, dict(results(package)), listed) for package in PACKAGES]
    PAGE.write_text(page(counts, listed, given.date), encoding="utf-8")
    for one in counts:
        print(f"{one.name}: {one.noticed} of {one.tried} noticed ({100 * one.share:.1f} %)")
        for gap in one.gaps:
            print(f"no reason for {gap.where}: {gap.becomes}")
    return 0 if all(one.is_enough for one in counts if one.name in MUST) else 1


def count(package: str, outcomes: Mapping[str, str], listed: Mapping[Survivor, str]) -> Count:
    """Return what came of the mutants of *package*, given what came of each by name."""
    came = Counter(outcomes.values())
    left = [survivor_of(package, name) for name, one in outcomes.items() if one not in NOTICED]
    return Count(
        name=package,
        tried=len(outcomes),
        noticed=sum(came[one] for one in NOTICED),
        timeouts=came["timeout"],
        reasoned=tuple(sorted(one for one in left if one in listed)),
        gaps=tuple(sorted(one for one in left if one not in listed)),
    )


def reasons() -> dict[Survivor, str]:
    """Return the reasons that are given, by survivor."""
    written = yaml.safe_load(REASONS.read_text(encoding="utf-8"))
    return {
        Survivor(one["where"], becomes): entry["because"]
        for entry in written
        for one in entry["survivors"]
        for becomes in one["becomes"]
    }


def survivor_of(package: str, name: str) -> Survivor:
    """Return what mutmut's *name* for a mutant stands for."""
    module, _, function = name.rpartition(".")
    functions = _functions(package, module)
    original = re.sub(r"\d+$", "orig", function)
    mutant = functions[function].replace(function, original)
    return Survivor(f"{module}.{_plain(function)}", becomes(functions[original], mutant))


def becomes(original: str, mutant: str) -> str:
    """Return the lines that *mutant* has more than *original*; if none, those gone after a `-`."""
    lines = list(difflib.ndiff(original.splitlines(), mutant.splitlines()))
    added = [line[2:].strip() for line in lines if line.startswith("+ ")]
    gone = [line[2:].strip() for line in lines if line.startswith("- ")]
    return " ".join(added) if added else " ".join(["-", *gone])


def page(counts: Iterable[Count], listed: Mapping[Survivor, str], date: str) -> str:
    """Return the committed page: numbers, the reasons given, and what has none."""
    counts = list(counts)
    rows = [f"| {one.name} | {_code(one.name)} | {_numbers(one)} |" for one in counts]
    why = Counter(listed[survivor] for one in counts for survivor in one.reasoned)
    told = [f"- {number} × {reason}" for reason, number in sorted(why.items())]
    timeouts = sum(one.timeouts for one in counts)
    return _PAGE.format(
        rows="\n".join(rows), timeouts=timeouts, reasons="\n".join(told) or "none",
        gaps="\n\n".join(_gaps(one) for one in counts if one.tried), date=date,
    )  # fmt: skip


def _package(name: str) -> Package:
    return next(package for package in PACKAGES if package.name == name)


def _code(name: str) -> str:
    return ", ".join(f"`{one.replace('/*', '/')}`" for one in _package(name).code)


def _numbers(one: Count) -> str:
    if not one.tried:
        return "none yet | | |"
    which = "" if _package(one.name).sample is None else " (a sample)"
    noticed = f"{one.noticed} ({100 * one.share:.1f} %)"
    return f"{one.tried}{which} | {noticed} | {len(one.reasoned)} | {len(one.gaps)}"


def _gaps(one: Count) -> str:
    listed = [f"- `{gap.where}`: `` {gap.becomes} ``" for gap in one.gaps]
    return f"### {one.name}\n\n" + ("\n".join(listed) or "none")


def _plain(function: str) -> str:
    """`xǁReaderǁ_among__mutmut_3` is `Reader._among`, and `x_compare__mutmut_1` is `compare`."""
    named = re.sub(r"__mutmut_\d+$", "", function)
    return named.removeprefix("xǁ").replace("ǁ", ".") if "ǁ" in named else named.removeprefix("x_")


@cache
def _functions(package: str, module: str) -> dict[str, str]:
    path = _package(package).folder / "mutants" / "src" / Path(*module.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    source = file.read_text(encoding="utf-8")
    return {
        node.name: ast.get_source_segment(source, node) or ""
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef)
    }


_PAGE = """\
# Mistakes in the code that would be noticed

<!-- Written by tests/mutation/survivors.py; do not edit. -->

A mutant is the code with one mistake in it: a comparison turned round, a value \
lost, a number one off, a case dropped.
mutmut makes them, and tries each against the tests of its package \
(`tests/mutation/run.py` lists them); these are fewer than all tests, so the shares are a lower \
bound.
*Noticed*: a test failed, or did not come to an end ({timeouts} mutants).
*Reasoned*: no test failed, and `tests/mutation/survivors.yaml` says why none needs to.
*Gaps*: no test failed, and nobody has said why not; they are listed below.
Of a large package a fixed sample was tried.

| Package | Code | Tried | Noticed | Reasoned | Gaps |
| --- | --- | --- | --- | --- | --- |
{rows}

mutmut changes what stands in functions only.
Tables (the order of criteria, the signs of the language) and functions with a decorator (such as \
properties) stay as they are.
The engine by durable_rules is left out: a mistake in it can stop the process that measures.

Measured on {date}, by `make mutation`.

## Reasons

{reasons}

## Gaps

{gaps}
"""


if __name__ == "__main__":
    sys.exit(main())
